import type { Difference, Quote } from '../../types.ts';
import type { Conflict } from '../compare/differences/conflicts.ts';
import { type Outlier, tellsDisputed } from '../compare/differences/outliers.ts';
import type { Relations } from '../compare/relations.ts';
import { numbersIn } from '../numbers/numbers-in.ts';
import { oneOfEach } from '../statements/one-of-each.ts';
import { likeness } from '../statements/sentence-table.ts';
import type { Statement } from '../statements/statements.ts';
import { isTakenBack } from './corrections.ts';
import { isQuotable, type Material, type Quota } from './material.ts';

const MOST_DIFFERENCES = 6;
const NOBODY = [[], []] as const;
const NEAR = 1.5;

/** Two sides of one matter, each with those who say the same. */
interface Rival {
  readonly conflict: Conflict;
  readonly sides: readonly [readonly Statement[], readonly Statement[]];
  readonly worth: number;
}

/** What somebody contradicts, all who say the same or tell a number of it, and what tells much of it: never told as plain fact. */
export function disputedIn(
  statements: readonly Statement[],
  relations: Relations,
  outliers: readonly Outlier[],
): ReadonlySet<Statement> {
  const rivals = [...new Set(relations.conflicts.flatMap(({ a, b, alike = [] }) => [a, b, ...alike.flat()]))];
  const disputed = new Set(rivals.flatMap((one) => [one, ...relations.fullReporters(one)]));
  for (const statement of statements) if (tellsDisputed(statement, outliers)) disputed.add(statement);
  for (const statement of rivals.length === 0 ? [] : statements)
    if (rivals.some((rival) => relations.isNear(statement, rival))) disputed.add(statement);
  return disputed;
}

/**
 * Where outlets differ, what most of them tell and what is nearest to the story's matter first; of one matter one pair. A
 * difference needs room for both sides. What an outlet itself has put right is none.
 */
export function differencesIn(
  statements: readonly Statement[],
  relations: Relations,
  { nearness, quota, corrections = [] }: Pick<Material, 'nearness' | 'quota' | 'corrections'>,
): Difference[] {
  const rivals = relations.conflicts
    .filter(
      (conflict) =>
        areReadable(conflict) &&
        !isPutRight(conflict.a, conflict.b, statements, relations) &&
        !isTakenBack(conflict, corrections),
    )
    // The side that stands alone is read first, and tells what the other speaks of.
    .map(
      ({
        a: nearest,
        b: lone,
        about,
        alike: [ofA, ofB] = NOBODY,
        numbers,
      }): Pick<Rival, 'conflict' | 'sides'> => {
        const a = [nearest, ...ofA].find(isQuotable) ?? nearest;
        const b = [lone, ...ofB].find(isQuotable) ?? lone;
        const [left, right] = byNumbers(
          [sideOf(a, relations, [nearest, ...ofA]), sideOf(b, relations, [lone, ...ofB])],
          numbers,
        );
        return isQuotable(a)
          ? { conflict: { a, b, about, ...(numbers && { numbers }) }, sides: [left, right] }
          : {
              conflict: { a: b, b: a, about, ...(numbers && { numbers: [numbers[1], numbers[0]] }) },
              sides: [right, left],
            };
      },
    )
    .map(({ conflict, sides }): Rival => {
      const origins = new Set(sides.flat().map(({ origin }) => origin)).size;
      const near = (nearness(conflict.a) + nearness(conflict.b)) / 2;
      return { conflict, sides, worth: Math.log2(origins) + NEAR * near };
    })
    .sort((x, y) => y.worth - x.worth);
  const found: (Rival & { readonly shown: readonly Statement[] })[] = [];
  for (const rival of rivals) {
    if (found.length === MOST_DIFFERENCES) break;
    if (found.some((other) => isSameMatter(rival, other, relations))) continue;
    const shown = withRoom(rival, quota);
    if (shown === null || !shown.every((one) => quota.take(one))) continue;
    found.push({ ...rival, shown });
  }
  return found.map(({ conflict, shown, sides }) => ({
    about: conflict.about,
    ...(conflict.numbers && { numbers: conflict.numbers }),
    quotes: shown.map(({ quote }) => quote),
    others: shown.map((one, at): readonly Quote[] =>
      othersOf(one, [sides[at] ?? [], sides[1 - at] ?? []], relations),
    ),
  }));
}

/** Of each side the sentence in which it is shown: the rival's own, or a witness's where its article has no more room. */
function withRoom(
  { conflict: { a, b }, sides }: Rival,
  quota: Quota,
): readonly [Statement, Statement] | null {
  const [left, right] = [a, b].map((own, at) =>
    quota.fits(own) ? own : sides[at]?.find((one) => isQuotable(one) && quota.fits(one)),
  );
  return left === undefined || right === undefined ? null : [left, right];
}

/** "His meeting lasted 40 minutes", "It took 23 hours": beside a sentence that can stand alone it can be read. */
function areReadable({ a, b, alike: [ofA, ofB] = NOBODY }: Conflict): boolean {
  return a.isSentence && b.isSentence && [a, b, ...ofA, ...ofB].some(isQuotable);
}

/** One of each outlet: who says all of it, and who tells the same number. */
function sideOf(
  statement: Statement,
  relations: Relations,
  alike: readonly Statement[] = [],
): readonly Statement[] {
  const tellers = [statement, ...alike];
  return oneOfEach([...tellers, ...tellers.flatMap(relations.fullReporters)]);
}

/** Whoever tells the other side's number and not its own stands there: a sum in euros may be near to that in dollars. */
function byNumbers(
  [left, right]: readonly [readonly Statement[], readonly Statement[]],
  numbers: readonly [number, number] | undefined,
): readonly [readonly Statement[], readonly Statement[]] {
  if (numbers === undefined) return [left, right];
  const [x, y] = numbers;
  const tells = (statement: Statement, value: number) =>
    numbersIn(statement).some((one) => one.value === value);
  const isAstray = (one: Statement, own: number, other: number) => tells(one, other) && !tells(one, own);
  const [toRight, toLeft] = [
    left.filter((one) => isAstray(one, x, y)),
    right.filter((one) => isAstray(one, y, x)),
  ];
  return [
    oneOfEach([...left.filter((one) => !toRight.includes(one)), ...toLeft]),
    oneOfEach([...right.filter((one) => !toLeft.includes(one)), ...toRight]),
  ];
}

/** Who else stands on the side of a sentence; nobody who stands on the other. */
function othersOf(
  shown: Statement,
  [own, others]: readonly [readonly Statement[], readonly Statement[]],
  relations: Relations,
): readonly Quote[] {
  return oneOfEach([...own, ...relations.fullReporters(shown)])
    .filter(({ origin }) => origin !== shown.origin && !others.some((one) => one.origin === origin))
    .map(({ quote }) => quote);
}

function isSameMatter(one: Rival, other: Rival, relations: Relations): boolean {
  const [own, others] = [one.conflict.numbers, other.conflict.numbers];
  // Two pairs of numbers are of two things, however near their sentences are.
  if (own !== undefined && others !== undefined && !own.some((value) => others.includes(value))) return false;
  const [a, b] = [one.conflict, other.conflict].map((conflict) => [conflict.a, conflict.b] as const);
  if (one.conflict.about === other.conflict.about && areAlike(one.conflict, other.conflict)) return true;
  return (a ?? []).some((x) =>
    (b ?? []).some((y) => x === y || relations.repeats(x, y) || relations.repeats(y, x)),
  );
}

/** Two differences about one kind of thing whose sides are as near as this are one, told again. */
const SAME_MATTER = 0.45;

function areAlike(one: Conflict, other: Conflict): boolean {
  const near = (x: Statement, y: Statement) => likeness(x, y) >= SAME_MATTER;
  return (near(one.a, other.a) && near(one.b, other.b)) || (near(one.a, other.b) && near(one.b, other.a));
}

/** Another, later article of the outlet says what its rival says: a correction, or an update. */
function isPutRight(
  a: Statement,
  b: Statement,
  statements: readonly Statement[],
  relations: Relations,
): boolean {
  const later = (old: Statement, rival: Statement) =>
    statements.some(
      (one) =>
        one.origin === old.origin &&
        one.quote.articleId !== old.quote.articleId &&
        (one.day ?? '') >= (old.day ?? '') &&
        relations.fullReporters(one).includes(rival),
    );
  return later(a, b) || later(b, a);
}
