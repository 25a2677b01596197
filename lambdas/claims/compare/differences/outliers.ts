import { originOf } from '../../../stories/sources.ts';
import type { WindowArticle } from '../../../types.ts';
import { mayBeRounded, quantitiesOf } from '../../numbers/quantities.ts';
import { likeness } from '../../statements/sentence-table.ts';
import type { Statement } from '../../statements/statements.ts';
import type { WindowIndex } from '../../statements/window-index.ts';
import { pairOf, read } from '../pair.ts';
import { type RivalNumbers, rivalNumbers } from './rival-numbers.ts';

/** One sentence whose number stands against that of several outlets. */
export interface Outlier {
  readonly lone: Statement;
  readonly number: number;
  /** One of each outlet that tells the other number, the nearest first. */
  readonly several: readonly Statement[];
}

/** Outlets that tell the common number of the same thing, and outlets that tell the lone one of it. */
const [SEVERAL, FEW] = [3, 2];
/** The nearest of the several is as near to the lone one as this; none is less near than the other. */
const [NEAREST, NEAR] = [0.45, 0.2];
/** Sentences of a window that one is looked at beside. */
const MOST_NEAR = 36;

/**
 * Numbers that stand alone against what several outlets tell, in all stories and languages of a window. Whoever counts something else
 * mostly has the common number, too; so an outlet is taken to contradict the others where it has theirs nowhere, and none of them has its
 * own. All tell it on the same days: what comes later may be news. `numbersOf`: all numbers of each origin's articles.
 */
export function outliersAmong(
  statements: readonly Statement[],
  nearest: WindowIndex,
  numbersOf: ReadonlyMap<string, readonly number[]>,
): readonly Outlier[] {
  const holders = holdersOf(numbersOf);
  const has = (origin: string, value: number) =>
    (numbersOf.get(origin) ?? []).some((one) => one === value || mayBeRounded(one, value));
  const valuesOf = kept((one: Statement) =>
    quantitiesOf(one.quote.text, one.quote.language).map(({ value }) => value),
  );
  const readOf = kept(({ quote: { text, language }, day, encoded }: Statement) =>
    encoded === null ? null : read({ text, language, published: day, encoded }),
  );
  const isCommon = (value: number) => (holders.get(value) ?? 0) >= SEVERAL;

  /** By its numbers alone, before any words are set side by side. */
  function mayContradict(lone: Statement, other: Statement): boolean {
    return (
      valuesOf(lone).some((value) => !has(other.origin, value)) &&
      valuesOf(other).some((value) => isCommon(value) && !has(lone.origin, value))
    );
  }

  /** The number of the one, and the common number of the other that it contradicts. */
  function contradicted(lone: Statement, other: Statement): readonly RivalNumbers[] {
    const [left, right] = mayContradict(lone, other) ? [readOf(lone), readOf(other)] : [null, null];
    const numbers = left === null || right === null ? null : rivalNumbers(pairOf(left, right));
    if (numbers === null || has(other.origin, numbers.a) || has(lone.origin, numbers.b)) return [];
    return [numbers];
  }

  const found = statements.flatMap((lone): Outlier[] => {
    if (!lone.whole || valuesOf(lone).length === 0) return [];
    const rivals = nearest(lone, { least: NEAR, most: MOST_NEAR }).flatMap((other) =>
      contradicted(lone, other).map((numbers) => ({ other, numbers })),
    );
    const groups = [...Map.groupBy(rivals, ({ numbers }) => `${numbers.a} ${numbers.b}`).values()].flatMap(
      ([first, ...rest]): Outlier[] =>
        first === undefined
          ? []
          : [
              {
                lone,
                number: first.numbers.a,
                several: oneOfEach([first, ...rest].map(({ other }) => other)),
              },
            ],
    );
    const [most] = groups.toSorted((x, y) => y.several.length - x.several.length);
    return most !== undefined && isSure(most) ? [most] : [];
  });
  // What more outlets tell is no slip of one.
  const tellers = Map.groupBy(found, ({ number }) => number);
  return found.filter(
    ({ number }) => new Set(tellers.get(number)?.map(({ lone }) => lone.origin)).size <= FEW,
  );
}

/** All numbers of each origin's articles, titles included. */
export function numbersByOrigin(articles: readonly WindowArticle[]): ReadonlyMap<string, readonly number[]> {
  const numbersIn = ({ article }: WindowArticle) =>
    [article.title ?? '', ...article.blocks.map(({ text }) => text)].flatMap((text) =>
      quantitiesOf(text, article.language).map(({ value }) => value),
    );
  return new Map(
    [...Map.groupBy(articles, originOf)].map(([origin, items]) => [origin, items.flatMap(numbersIn)]),
  );
}

/** How many origins have each number. */
function holdersOf(numbersOf: ReadonlyMap<string, readonly number[]>): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const numbers of numbersOf.values())
    for (const value of new Set(numbers)) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function isSure({ lone, several }: Outlier): boolean {
  const [nearest] = several;
  if (nearest === undefined || several.length < SEVERAL || likeness(lone, nearest) < NEAREST) return false;
  const days = several.flatMap(({ day }) => day ?? []).toSorted();
  const [first, last] = [days.at(0), days.at(-1)];
  return (
    lone.day !== null && first !== undefined && last !== undefined && first <= lone.day && lone.day <= last
  );
}

/** The nearest of each origin; they come nearest first. */
function oneOfEach(statements: readonly Statement[]): readonly Statement[] {
  return [...new Map(statements.toReversed().map((one) => [one.origin, one])).values()].toReversed();
}

/** Made once for each statement. */
function kept<T>(make: (statement: Statement) => T): (statement: Statement) => T {
  const known = new Map<Statement, T>();
  return (statement) => {
    const found = known.get(statement);
    if (found !== undefined) return found;
    const made = make(statement);
    known.set(statement, made);
    return made;
  };
}
