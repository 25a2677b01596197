import { quantitiesOf } from '../../numbers/quantities.ts';
import type { WindowNumbers } from '../../numbers/window-numbers.ts';
import { oneOfEach } from '../../statements/one-of-each.ts';
import { likeness } from '../../statements/sentence-table.ts';
import type { Statement } from '../../statements/statements.ts';
import type { WindowIndex } from '../../statements/window-index.ts';
import { pairOf, type Read, read } from '../pair.ts';
import { countOneThing } from './number-clashes.ts';
import { rivalNumbers } from './rival-numbers.ts';

/** One sentence whose number stands against that of several outlets. */
export interface Outlier {
  readonly lone: Statement;
  readonly number: number;
  readonly common: number;
  /** One sentence of each outlet that tells the other number of the same thing, the nearest first. */
  readonly several: readonly Statement[];
}

/** Outlets that tell the common number of the same thing. */
const SEVERAL = 3;
/** A number as large as this seldom counts two things in one window: two that tell it of the same thing are enough where so many have it. */
const TELLING = { from: 100, several: 2, holders: 4 } as const;
/** Outlets that have the lone number. */
const FEW = 2;
/** The nearest of the several is as near to the lone one as this; none is less near than the other. */
const [NEAREST, NEAR] = [0.45, 0.2];
/** Sentences of a window that one is looked at beside. */
const MOST_NEAR = 36;
/** What the search may cost, counted and never clocked: sentences that are searched for, and pairs whose words are set side by side. */
export const OUTLIER_BUDGET = { searches: 2_000, pairs: 3_000 } as const;
/** What tells a disputed number as near to the dispute as this tells of it. */
const OF_IT = 0.3;

/**
 * Numbers that stand alone against what several outlets tell, in all stories and languages of a window. Whoever counts something else
 * mostly has the common number, too; so an outlet is taken to contradict the others where it has theirs nowhere, and none of them has its
 * own. The common number is told on its day, or before and after it: what comes first or last may be old or news.
 */
export function outliersAmong(
  statements: readonly Statement[],
  nearest: WindowIndex,
  numbers: WindowNumbers,
): readonly Outlier[] {
  const { has, tellers } = numbers;
  const valuesOf = kept(({ quote }: Statement) =>
    quantitiesOf(quote.text, quote.language).map(({ value }) => value),
  );
  const readOf = kept(({ quote: { text, language }, day, encoded }: Statement): Read | null =>
    encoded === null ? null : read({ text, language, published: day, encoded }),
  );
  const left = { ...OUTLIER_BUDGET } as { searches: number; pairs: number };

  /** By its numbers alone, before any words are set side by side. */
  function mayContradict(lone: Statement, other: Statement): boolean {
    return (
      valuesOf(lone).some((value) => !has(other.origin, value)) &&
      valuesOf(other).some((value) => tellers(value) >= SEVERAL && !has(lone.origin, value))
    );
  }

  /** The number of the one, and the common number of the other that it contradicts. */
  function contradicted(lone: Statement, other: Statement) {
    if (left.pairs === 0 || !mayContradict(lone, other)) return [];
    left.pairs -= 1;
    const [own, its] = [readOf(lone), readOf(other)];
    const found = own === null || its === null ? null : rivalNumbers(pairOf(own, its));
    if (found === null || has(other.origin, found.a) || has(lone.origin, found.b)) return [];
    return [{ other, number: found.a, common: found.b }];
  }

  function isSure({ lone, several, number, common }: Outlier): boolean {
    const [first] = several;
    if (first === undefined || lone.day === null || likeness(lone, first) < NEAREST) return false;
    const isTelling = common >= TELLING.from && tellers(common) >= TELLING.holders;
    if (several.length < (isTelling ? TELLING.several : SEVERAL)) return false;
    if (number >= TELLING.from && (tellers(number) > FEW || areKnownApart(numbers, [number, common], [])))
      return false;
    return numbers.isToldAround(common, lone.day);
  }

  /** The several, and behind them who tells a number like this of the same thing in any words. */
  function withFurther(outlier: Outlier, near: readonly Statement[]): Outlier {
    const { lone, number, common, several } = outlier;
    if (common < TELLING.from) return outlier;
    const further = near.filter((one) => {
      const [own, its] = valuesOf(one).includes(common) && one.whole ? [readOf(lone), readOf(one)] : [];
      return own && its && countOneThing(pairOf(own, its), [number, common]);
    });
    return { ...outlier, several: oneOfEach([...several, ...further]) };
  }

  const found = statements.flatMap((lone): Outlier[] => {
    if (left.searches === 0 || !lone.whole || valuesOf(lone).length === 0) return [];
    left.searches -= 1;
    const near = nearest(lone, { least: NEAR, most: MOST_NEAR });
    const rivals = near.flatMap((other) => contradicted(lone, other));
    const groups = [...Map.groupBy(rivals, ({ number, common }) => `${number} ${common}`).values()];
    return groups
      .flatMap((group): Outlier[] => {
        const { number = 0, common = 0 } = group[0] ?? {};
        const outlier = { lone, number, common, several: oneOfEach(group.map(({ other }) => other)) };
        return isSure(outlier) ? [withFurther(outlier, near)] : [];
      })
      .toSorted((x, y) => y.several.length - x.several.length)
      .slice(0, 1);
  });
  // What more outlets tell is no slip of one; of two the one against whom more stand is told.
  return [...Map.groupBy(found, ({ number, common }) => `${number} ${common}`).values()].flatMap((group) =>
    new Set(group.map(({ lone }) => lone.origin)).size <= FEW
      ? group.toSorted((x, y) => y.several.length - x.several.length).slice(0, 1)
      : [],
  );
}

/** Whether an article of another outlet tells both of two numbers that seldom count two things: they are two, a whole and its part, say. */
export function areKnownApart(
  { areToldTogether }: WindowNumbers,
  pair: readonly [number, number],
  but: readonly string[],
): boolean {
  return Math.min(...pair) >= TELLING.from && areToldTogether(pair, but);
}

/** Whether a sentence tells one of the numbers of a dispute, in whatever story. */
export function tellsDisputed(statement: Statement, outliers: readonly Outlier[]): boolean {
  if (outliers.length === 0) return false;
  const { text, language } = statement.quote;
  const values = quantitiesOf(text, language).map(({ value }) => value);
  return outliers.some(
    ({ lone, number, common, several }) =>
      values.some((value) => value >= TELLING.from && (value === number || value === common)) &&
      [lone, ...several].some((one) => one === statement || likeness(one, statement) >= OF_IT),
  );
}

/** Whether two sentences tell the two numbers of a dispute, near to it. */
export function tellTheSame([a, b]: readonly [Statement, Statement], outlier: Outlier): boolean {
  const { number, common, lone, several } = outlier;
  const tells = ({ quote: { text, language } }: Statement, wanted: number) =>
    quantitiesOf(text, language).some(({ value }) => value === wanted);
  const isNear = (one: Statement) =>
    [lone, ...several].some((other) => other === one || likeness(other, one) >= OF_IT);
  return (
    ((tells(a, number) && tells(b, common)) || (tells(a, common) && tells(b, number))) &&
    (isNear(a) || isNear(b))
  );
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
