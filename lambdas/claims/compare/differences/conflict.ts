import type { Side } from '../align.ts';
import { isOfMonths, mayBeSame } from '../days.ts';
import { isAcross, type Pair, type Read } from '../pair.ts';
import { sameName } from '../statement-reading.ts';
import { coverageBeside, supportAround } from '../support.ts';
import { hasOtherFullName } from '../untold.ts';
import { allAgainstPart } from './extent-clashes.ts';
import { numberClashes, wordAt } from './number-clashes.ts';

export type ConflictKind = 'number' | 'share' | 'extent' | 'day' | 'year' | 'negation' | 'speaker';

/** Words of A and of B that stand where the two differ. */
export interface Clash {
  readonly kind: ConflictKind;
  readonly a: readonly number[];
  readonly b: readonly number[];
}

interface Bars {
  /** How well everything beside the clash has to be covered: of the sentence that is covered better, and of the other. */
  readonly most: number;
  readonly least: number;
  /** How well the words right around the two places have to cover each other. */
  readonly around: number;
}

/**
 * Chosen on labelled pairs so that four of five conflicts are true, and on coverage of five summits so that hardly any is cried
 * there; few are found. `test/fit/claims/fit.ts` reports both.
 */
const BARS: Readonly<Record<ConflictKind, readonly Bars[]>> = {
  number: [
    { most: 0.7, least: 0.62, around: 0 },
    // One tells the number in passing, or shortly.
    { most: 0.65, least: 0.42, around: 0.55 },
  ],
  share: [{ most: 0.7, least: 0.62, around: 0 }],
  extent: [{ most: 0.6, least: 0.45, around: 0.3 }],
  day: [{ most: 0.78, least: 0.65, around: 0 }],
  year: [{ most: 0.7, least: 0.6, around: 0.3 }],
  negation: [{ most: 0.75, least: 0.5, around: 0.3 }],
  speaker: [{ most: 0, least: 0, around: 0 }],
};

const REACH_AROUND = { around: 4, within: 7 };
/** A year belongs to the words right before it. */
const REACH_OF_YEAR = { around: 2, within: 3 };

/** How two sentences that speak of the same thing cannot both be right; null where nothing is known. */
export function conflictOf(pair: Pair): ConflictKind | null {
  return sureClashes(pair)[0]?.kind ?? null;
}

/** All places where that is known. */
export function sureClashes(pair: Pair): readonly Clash[] {
  return clashesOf(pair).filter((clash) => isSure(pair, clash));
}

function isSure(pair: Pair, { kind, a, b }: Clash): boolean {
  const covered = [coverageBeside(pair.a, pair.alignment.a, a), coverageBeside(pair.b, pair.alignment.b, b)];
  const reach = kind === 'year' ? REACH_OF_YEAR : REACH_AROUND;
  return BARS[kind].some(
    ({ most, least, around }) =>
      Math.max(...covered) >= most &&
      Math.min(...covered) >= least &&
      (around === 0 || supportAround(pair, [a[0] ?? 0, b[0] ?? 0], reach) >= around),
  );
}

/** Whether a number stands in one sentence where the other has another: too little for a conflict, too much for agreement. */
export function hasOtherNumber(pair: Pair): boolean {
  return numberClashes(pair).length > 0;
}

function clashesOf(pair: Pair): readonly Clash[] {
  return [
    ...numberClashes(pair).map(
      ({ a, b, isShare }): Clash => ({ kind: isShare ? 'share' : 'number', a: [a], b: [b] }),
    ),
    ...extentClashes(pair),
    ...dayClashes(pair),
    ...yearClashes(pair),
    ...negationClashes(pair),
    ...speakerClashes(pair),
  ];
}

function extentClashes(pair: Pair): readonly Clash[] {
  return allAgainstPart(pair).map(({ a, b }): Clash => ({ kind: 'extent', a, b }));
}

function dayClashes({ a, b }: Pair): readonly Clash[] {
  const [ofA, ofB] = [a.reading.days, b.reading.days];
  if (ofA.some((one) => ofB.some((other) => mayBeSame(one, other)))) return [];
  // Of a deed on Tuesday and one in June neither denies the other.
  const found = ofA.flatMap((one) => {
    const other = ofB.find((its) => isOfMonths(its) === isOfMonths(one));
    return other === undefined ? [] : [{ one, other }];
  });
  return found
    .slice(0, 1)
    .map(({ one, other }) => ({ kind: 'day', a: [wordAt(a, one.start)], b: [wordAt(b, other.start)] }));
}

function yearClashes({ a, b }: Pair): readonly Clash[] {
  const years = (read: Read) => read.reading.quantities.filter(({ kind }) => kind === 'year');
  const [[one], [other]] = [years(a), years(b)];
  if (!one || !other || years(a).some((x) => years(b).some((y) => x.value === y.value))) return [];
  return [{ kind: 'year', a: [wordAt(a, one.start)], b: [wordAt(b, other.start)] }];
}

/** What is denied has to be said by the other sentence, as sure as this on average of three words. */
const DENIED = 0.7;
const DENIED_WORDS = [1, 2, 3] as const;

/** Below this cosine what is denied is mentioned by the way, as a condition for instance. */
const SAME_MATTER = 0.5;

/** One sentence denies what the other says. Two denials that do not meet may be one thing said in two ways. */
function negationClashes({ a, b, alignment, cosine }: Pair): readonly Clash[] {
  if (cosine < SAME_MATTER) return [];
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
    const denied = DENIED_WORDS.map((step) => best[at + step] ?? 0);
    const isSaid = denied.reduce((sum, cosine) => sum + cosine, 0) >= DENIED * DENIED_WORDS.length;
    return near || !isSaid ? [] : [[at, Math.max(0, to[at + 1] ?? to[at - 1] ?? 0)] as const];
  });
}

const FEWEST_QUOTED = 5;
const SAME_QUOTE = 0.85;
const SAME_PERSON = 0.8;

/** Of the words in quotation marks each side covers those of the other like this: the same quotation, translated or not. */
const SAID_ALIKE = { oneLanguage: 0.8, across: 0.62 } as const;

/** Whether two sentences quote the same words, and beside them each has a full name that the other lacks. */
export function tellsTwoSpeakers(pair: Pair): boolean {
  const { a, b, alignment } = pair;
  const outside = ({ reading: { quoted } }: Read) => quoted.flatMap((is, n) => (is ? [] : [n]));
  const least = isAcross(pair) ? SAID_ALIKE.across : SAID_ALIKE.oneLanguage;
  const covered = [coverageBeside(a, alignment.a, outside(a)), coverageBeside(b, alignment.b, outside(b))];
  return Math.min(...covered) >= least && hasOtherFullName(pair);
}

/** One quotation, and beside it only names that the other sentence does not have. */
function speakerClashes(pair: Pair): readonly Clash[] {
  const { a, b, alignment } = pair;
  if (tellsTwoSpeakers(pair)) return [{ kind: 'speaker', a: speakers(a), b: speakers(b) }];
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
