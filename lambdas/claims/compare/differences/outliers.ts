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
  readonly common: number;
  /** One sentence of each outlet that tells the other number of the same thing, the nearest first. */
  readonly several: readonly Statement[];
}

/** What an outlet has in all of its articles. */
export interface OriginNumbers {
  readonly numbers: readonly number[];
  /** `YYYY-MM-DD` of its articles, as far as they have one. */
  readonly days: readonly string[];
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

/**
 * Numbers that stand alone against what several outlets tell, in all stories and languages of a window. Whoever counts something else
 * mostly has the common number, too; so an outlet is taken to contradict the others where it has theirs nowhere, and none of them has its
 * own. The common number is told before and after it as well, or on its day: what comes first or last may be old or news.
 */
export function outliersAmong(
  statements: readonly Statement[],
  nearest: WindowIndex,
  origins: ReadonlyMap<string, OriginNumbers>,
): readonly Outlier[] {
  const holders = holdersOf(origins);
  const heldBy = (value: number) => holders.get(value) ?? [];
  const has = (origin: string, value: number) =>
    (origins.get(origin)?.numbers ?? []).some((one) => one === value || mayBeRounded(one, value));
  const valuesOf = kept((one: Statement) =>
    quantitiesOf(one.quote.text, one.quote.language).map(({ value }) => value),
  );
  const readOf = kept(({ quote: { text, language }, day, encoded }: Statement) =>
    encoded === null ? null : read({ text, language, published: day, encoded }),
  );

  /** By its numbers alone, before any words are set side by side. */
  function mayContradict(lone: Statement, other: Statement): boolean {
    return (
      valuesOf(lone).some((value) => !has(other.origin, value)) &&
      valuesOf(other).some((value) => heldBy(value).length >= SEVERAL && !has(lone.origin, value))
    );
  }

  /** The number of the one, and the common number of the other that it contradicts. */
  function contradicted(lone: Statement, other: Statement): readonly RivalNumbers[] {
    const [left, right] = mayContradict(lone, other) ? [readOf(lone), readOf(other)] : [null, null];
    const numbers = left === null || right === null ? null : rivalNumbers(pairOf(left, right));
    if (numbers === null || has(other.origin, numbers.a) || has(lone.origin, numbers.b)) return [];
    return [numbers];
  }

  function isSure({ lone, several, number, common }: Outlier): boolean {
    const [first] = several;
    if (first === undefined || lone.day === null || likeness(lone, first) < NEAREST) return false;
    const isTelling = common >= TELLING.from && heldBy(common).length >= TELLING.holders;
    if (several.length < (isTelling ? TELLING.several : SEVERAL)) return false;
    if (number >= TELLING.from && !isAlone(number, common)) return false;
    const days = heldBy(common).flatMap((origin) => origins.get(origin)?.days ?? []);
    return days.some((day) => day <= (lone.day ?? '')) && days.some((day) => day >= (lone.day ?? ''));
  }

  /** The several, and behind them who tells a number like this anywhere near: it is of the same thing. */
  function withFurther({ lone, several, common }: Outlier): readonly Statement[] {
    if (common < TELLING.from) return several;
    const further = nearest(lone, { least: NEAR, most: MOST_NEAR }).filter(
      (one) => valuesOf(one).includes(common) && one.whole,
    );
    return oneOfEach([...several, ...further]);
  }

  /** Who has both, counts two things: a whole and a part of it, say. */
  function isAlone(number: number, common: number): boolean {
    const own = heldBy(number);
    return own.length <= FEW && !own.some((origin) => heldBy(common).includes(origin));
  }

  const found = statements.flatMap((lone): Outlier[] => {
    if (!lone.whole || valuesOf(lone).length === 0) return [];
    const rivals = nearest(lone, { least: NEAR, most: MOST_NEAR }).flatMap((other) =>
      contradicted(lone, other).map((numbers) => ({ other, numbers })),
    );
    const groups = [...Map.groupBy(rivals, ({ numbers }) => `${numbers.a} ${numbers.b}`).values()];
    return groups
      .flatMap((group): Outlier[] => {
        const { a: number = 0, b: common = 0 } = group[0]?.numbers ?? {};
        const outlier = { lone, number, common, several: oneOfEach(group.map(({ other }) => other)) };
        return isSure(outlier) ? [{ ...outlier, several: withFurther(outlier) }] : [];
      })
      .toSorted((x, y) => y.several.length - x.several.length)
      .slice(0, 1);
  });
  // What more outlets tell is no slip of one; of two the one that is nearer to the several is told.
  return [...Map.groupBy(found, ({ number, common }) => `${number} ${common}`).values()].flatMap((group) =>
    new Set(group.map(({ lone }) => lone.origin)).size <= FEW
      ? group.toSorted((x, y) => y.several.length - x.several.length).slice(0, 1)
      : [],
  );
}

/** Whether an outlet other than these tells both of two numbers that seldom count two things: it knows them as two, a whole and a part of it, say. */
export function knownApart(origins: ReadonlyMap<string, OriginNumbers>) {
  const holders = holdersOf(origins);
  return ([a, b]: readonly [number, number], but: readonly string[]): boolean =>
    Math.min(a, b) >= TELLING.from &&
    (holders.get(a) ?? []).some((origin) => !but.includes(origin) && (holders.get(b) ?? []).includes(origin));
}

/** Numbers of outliers that seldom count two things: what else tells one of them tells what is disputed. */
export function tellingNumbers(outliers: readonly Outlier[]): ReadonlySet<number> {
  const numbers = outliers.flatMap(({ number, common }) => [number, common]);
  return new Set(numbers.filter((value) => value >= TELLING.from));
}

/** All numbers of each origin's articles, titles included. */
export function numbersByOrigin(articles: readonly WindowArticle[]): ReadonlyMap<string, OriginNumbers> {
  const numbersIn = ({ article }: WindowArticle) =>
    [article.title ?? '', ...article.blocks.map(({ text }) => text)].flatMap((text) =>
      quantitiesOf(text, article.language).map(({ value }) => value),
    );
  return new Map(
    [...Map.groupBy(articles, originOf)].map(([origin, items]) => [
      origin,
      {
        numbers: items.flatMap(numbersIn),
        days: items.flatMap(({ article }) => article.published?.date ?? []),
      },
    ]),
  );
}

/** The origins that have each number. */
function holdersOf(origins: ReadonlyMap<string, OriginNumbers>): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const [origin, { numbers }] of origins)
    for (const value of new Set(numbers)) found.set(value, [...(found.get(value) ?? []), origin]);
  return found;
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
