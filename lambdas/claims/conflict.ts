import type { Side } from './align.ts';
import { mayBeSame } from './days.ts';
import type { Pair, Read } from './pair.ts';
import type { Quantity } from './quantities.ts';
import { sameName } from './reading.ts';
import { numbersMissing } from './signs.ts';

export type ConflictKind = 'number' | 'day' | 'year' | 'negation' | 'speaker';

/** Words of A and of B that stand where the two differ. */
interface Clash {
  readonly kind: ConflictKind;
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/**
 * How well everything beside the clash has to be covered: of the sentence that is covered better, and of the other. Chosen on labelled
 * pairs so that four of five conflicts are true; few are found. `test/fit/claims/fit.ts` reports both.
 */
const BARS: Readonly<Record<ConflictKind, readonly [number, number]>> = {
  number: [0.7, 0.62],
  day: [0.78, 0.65],
  year: [0.7, 0.6],
  negation: [0.75, 0.5],
  speaker: [0, 0],
};

/** How two sentences that speak of the same thing cannot both be right; null where nothing is known. */
export function conflictOf(pair: Pair): ConflictKind | null {
  const found = clashesOf(pair).find(({ kind, a, b }) => {
    const covered = [besideOf(pair.a, pair.alignment.a, a), besideOf(pair.b, pair.alignment.b, b)];
    const [most, least] = BARS[kind];
    return Math.max(...covered) >= most && Math.min(...covered) >= least;
  });
  return found?.kind ?? null;
}

/** Whether a number stands in one sentence where the other has another: too little for a conflict, too much for agreement. */
export function hasOtherNumber(pair: Pair): boolean {
  return numberClashes(pair).length > 0;
}

function clashesOf(pair: Pair): readonly Clash[] {
  return [
    ...numberClashes(pair),
    ...dayClashes(pair),
    ...yearClashes(pair),
    ...negationClashes(pair),
    ...speakerClashes(pair),
  ];
}

/** What is counted has to be the same, as sure as this. It stands within three words behind the number; plain little words are none. */
const COUNTED = 0.6;
const REACH = [1, 2, 3] as const;
const LEAST_RARITY = 7 * 8;

function numberClashes({ a, b, alignment }: Pair): readonly Clash[] {
  const ofA = clashingNumbers(a, b);
  const ofB = clashingNumbers(b, a);
  return ofA.flatMap((one) =>
    ofB.flatMap((other): Clash[] => {
      const [i, j] = [wordAt(a, one.start), wordAt(b, other.start)];
      const [counted, its] = [countedBy(a, one), countedBy(b, other)];
      if (i < 0 || j < 0 || counted < 0 || its < 0) return [];
      const isSame =
        (alignment.a.to[counted] === its && (alignment.a.best[counted] ?? 0) >= COUNTED) ||
        (alignment.b.to[its] === counted && (alignment.b.best[its] ?? 0) >= COUNTED);
      return isSame ? [{ kind: 'number', a: [i], b: [j] }] : [];
    }),
  );
}

/** The first word behind a number that means something; −1 where there is none. */
function countedBy(read: Read, { end }: Quantity): number {
  const next = read.statement.encoded.words.findIndex((word) => word.start >= end);
  if (next < 0) return -1;
  const found = REACH.map((step) => next + step - 1).find(
    (n) => (read.statement.encoded.words[n]?.rarity ?? 0) >= LEAST_RARITY,
  );
  return found ?? -1;
}

/** Letters around the name of a day within which a number belongs to its date. */
const BESIDE_DAY = 8;
const CLEARLY = 1.1;

/** Numbers that the other does not have, neither rounded nor as a sum of two, and that are no part of a date. */
function clashingNumbers(own: Read, other: Read): readonly Quantity[] {
  const values = other.reading.quantities.filter(({ kind }) => kind === 'count').map(({ value }) => value);
  const ownValues = own.reading.quantities.map(({ value }) => value);
  const sums = (list: readonly number[]) => list.flatMap((x, n) => list.slice(n + 1).map((y) => x + y));
  const [otherSums, ownSums] = [sums(values), sums(ownValues)];
  const isNear = (x: number, y: number) =>
    Math.max(x, y) < CLEARLY * Math.min(x, y) && (x > 10 || x % 1 !== 0 || y % 1 !== 0);
  return numbersMissing(own.reading, other.reading).filter(
    ({ value, start, end }) =>
      !own.reading.days.some((day) => start < day.end + BESIDE_DAY && end > day.start - BESIDE_DAY) &&
      !values.some((one) => isNear(one, value)) &&
      !otherSums.includes(value) &&
      // Part of a sum that the other gives as a whole.
      !values.some((one) => ownSums.includes(one)),
  );
}

function dayClashes({ a, b }: Pair): readonly Clash[] {
  const [[one], [other]] = [a.reading.days, b.reading.days];
  if (!one || !other) return [];
  const meet = a.reading.days.some((x) => b.reading.days.some((y) => mayBeSame(x, y)));
  return meet ? [] : [{ kind: 'day', a: [wordAt(a, one.start)], b: [wordAt(b, other.start)] }];
}

function yearClashes({ a, b }: Pair): readonly Clash[] {
  const years = (read: Read) => read.reading.quantities.filter(({ kind }) => kind === 'year');
  const [[one], [other]] = [years(a), years(b)];
  if (!one || !other || years(a).some((x) => years(b).some((y) => x.value === y.value))) return [];
  return [{ kind: 'year', a: [wordAt(a, one.start)], b: [wordAt(b, other.start)] }];
}

/** What is denied has to be said by the other sentence, as sure as this on average of three words. */
const DENIED = 0.7;

/** One sentence denies what the other says. Two denials that do not meet may be one thing said in two ways. */
function negationClashes({ a, b, alignment }: Pair): readonly Clash[] {
  const found = [
    ...loneNegations(a, b, alignment.a).map(([i, j]): Clash => ({ kind: 'negation', a: [i], b: [j] })),
    ...loneNegations(b, a, alignment.b).map(([i, j]): Clash => ({ kind: 'negation', a: [j], b: [i] })),
  ];
  return found.length === 1 ? found : [];
}

/** Negations that the other sentence has nowhere near. */
function loneNegations(own: Read, other: Read, { best, to }: Side): readonly (readonly [number, number])[] {
  return own.reading.negations.flatMap((at) => {
    const around = [at - 1, at + 1, at + 2].map((n) => to[n]).filter((n) => n !== undefined);
    const near = other.reading.negations.some(
      (n) => to[at] === n || around.some((place) => Math.abs(place - n) <= 2),
    );
    const denied = REACH.map((step) => best[at + step] ?? 0);
    const isSaid = denied.reduce((sum, cosine) => sum + cosine, 0) >= DENIED * REACH.length;
    return near || !isSaid ? [] : [[at, Math.max(0, to[at + 1] ?? to[at - 1] ?? 0)] as const];
  });
}

const FEWEST_QUOTED = 5;
const SAME_QUOTE = 0.85;
const SAME_PERSON = 0.8;

/** One quotation, and beside it only names that the other sentence does not have. */
function speakerClashes({ a, b, alignment }: Pair): readonly Clash[] {
  const isSame = (read: Read, side: Side) => {
    const quoted = side.best.filter((_, n) => read.reading.quoted[n]);
    const near = quoted.filter((cosine) => cosine >= SAME_PERSON).length;
    return quoted.length >= FEWEST_QUOTED && near / quoted.length >= SAME_QUOTE;
  };
  if (!isSame(a, alignment.a) && !isSame(b, alignment.b)) return [];
  if (![a, b].every(({ reading }) => reading.quoted.filter(Boolean).length >= FEWEST_QUOTED)) return [];
  const [ofA, ofB] = [speakers(a), speakers(b)];
  const meet = [
    ...ofA.map((n) => hasName(a, n, b, alignment.a)),
    ...ofB.map((n) => hasName(b, n, a, alignment.b)),
  ];
  if (ofA.length === 0 || ofB.length === 0 || meet.some(Boolean)) return [];
  return [{ kind: 'speaker', a: ofA, b: ofB }];
}

function speakers({ reading }: Read): readonly number[] {
  return reading.names.flatMap((name, n) => (name !== '' && !reading.quoted[n] ? [n] : []));
}

function hasName(own: Read, at: number, other: Read, side: Side): boolean {
  const name = own.reading.names[at] ?? '';
  const form = own.reading.forms[at] ?? '';
  return (
    other.reading.names.some((one) => sameName(name, one)) ||
    other.reading.forms.includes(form) ||
    (side.best[at] ?? 0) >= SAME_PERSON
  );
}

/** How well the rest of a sentence is covered, rare words first. */
function besideOf({ statement }: Read, { best }: Side, skipped: readonly number[]): number {
  let [sum, total] = [0, 0];
  for (const [n, { rarity }] of statement.encoded.words.entries()) {
    if (skipped.includes(n)) continue;
    const weight = Math.max(0.5, Math.min(16, rarity / 8) - 4);
    sum += weight * (best[n] ?? 0);
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}

/** The word that ends behind this place; −1 past the last. */
function wordAt({ statement }: Read, place: number): number {
  return statement.encoded.words.findIndex(({ end }) => end > place);
}
