import type { CountryCodes } from '../../../language/countries.ts';
import { fold } from '../../../language/words.ts';
import earlier from '../../data/earlier.json' with { type: 'json' };
import { DATE } from '../../numbers/dates-in.ts';
import { BARE, numberKind } from '../../numbers/number-kinds.ts';
import type { KindOfNumber } from '../../numbers/numbers-in.ts';
import { areOfOneGrain, type Quantity } from '../../numbers/quantities.ts';
import { gapsIn } from '../gaps.ts';
import { isAcross, type Pair, type Read, turned } from '../pair.ts';
import { sameName } from '../statement-reading.ts';
import { coverageBeside, supportAround } from '../support.ts';
import type { Clash } from './conflict.ts';
import { boundsOf, mayMeet } from './number-bounds.ts';
import {
  likenessOfCounted,
  type NumberClash,
  numberClashes,
  rateOf,
  unsharedNumbers,
  wordAt,
} from './number-clashes.ts';
import { countsSpan, describes, isOneTime, shownDifference } from './shown-differences.ts';

/** Two numbers of two sentences that may be of one thing, and cannot both be right then: too little for a difference of two outlets alone. */
export interface RivalNumbers {
  readonly a: number;
  readonly b: number;
  readonly kind: string;
  /** Whether the two sentences alone show it to be a difference. */
  readonly isShown?: boolean;
  /** What tells whether they are of one thing: see `RIVAL_SIGNS`. */
  readonly signs: readonly number[];
}

/** In the order of `RivalNumbers.signs`. */
export const RIVAL_SIGNS = [
  'cosine',
  'less covered',
  'better covered',
  'counted alike',
  'clash',
  'around alike',
  'names missing',
  'across languages',
  'length',
  'further numbers',
  'share',
  'difference of two',
  'ratio',
  'a name is shared',
  'each has a name of its own',
  'a rate of one alone',
] as const;

/** Two counts of one thing seldom lie further apart. */
const MOST_APART = 2.5;
/** Of two as near as this, one told in round figures, one may be the other rounded. */
const ROUNDED = 1.15;
/** Below both of these nothing tells that two numbers are of one thing. */
const [ALIKE, AROUND] = [0.4, 0.45];
/** Words around two numbers that tell what they are of, and how far off theirs may stand. */
const REACH = { around: 4, within: 7 } as const;
/** Words around a number in which one that tells of an earlier version means it. */
const BESIDE = 5;
/** Words around a number in which a name tells whose it is. */
const NAMED_BESIDE = 5;
/** Fewer than this are counted of many things in one window; of shares, sums and times all but one. */
const [FEW, FEWEST] = [10, 2];
/** A list of more numbers is a table. */
const MOST_NUMBERS = 8;
/** Of what is missing or further, more than this says no more. */
const [MOST_MISSING, MOST_FURTHER] = [3, 3];

/** The numbers of two sentences that may be of one thing, of one time and in one unit. */
export function rivalNumbers(pair: Pair): readonly RivalNumbers[] {
  const { a, b } = pair;
  if (!isOneTime(a, b) || tellsDraft(a) || tellsDraft(b)) return [];
  const [ofA, ofB] = unsharedNumbers(pair);
  if (ofA.length === 0 || ofB.length === 0 || ofA.length > MOST_NUMBERS || ofB.length > MOST_NUMBERS)
    return [];
  const found: PairSigns = {
    clashes: numberClashes(pair),
    difference: shownDifference(pair),
    missing: Math.min(gapsIn(pair).missing, gapsIn(turned(pair)).missing),
    names: [namesIn(a), namesIn(b)],
  };
  return ofA.flatMap((one) =>
    ofB.flatMap((other) => rivalsOf(pair, { one, other, of: [ofA.length, ofB.length], found })),
  );
}

/** What is found once of a pair, however many numbers it has. */
interface PairSigns {
  readonly clashes: readonly NumberClash[];
  readonly difference: Clash | null;
  readonly missing: number;
  readonly names: readonly [readonly Name[], readonly Name[]];
}

interface Candidates {
  readonly one: Quantity;
  readonly other: Quantity;
  /** How many numbers each sentence has that the other lacks. */
  readonly of: readonly [number, number];
  readonly found: PairSigns;
}

/** Whether two numbers of one kind may be of one thing: neither is too small to count one thing alone, nor much larger. */
export function areOfOneSize(one: KindOfNumber, other: KindOfNumber): boolean {
  if (one.kind !== other.kind || one.value === other.value) return false;
  if (one.kind === DATE) return true;
  const [less, more] = [Math.min(one.value, other.value), Math.max(one.value, other.value)];
  return less >= (one.kind === BARE ? FEW : FEWEST) && more < MOST_APART * less;
}

function rivalsOf(pair: Pair, { one, other, of: [ofA, ofB], found }: Candidates): readonly RivalNumbers[] {
  const { a, b, alignment, cosine } = pair;
  const [kind, its] = [kindIn(a, one), kindIn(b, other)];
  if (!areOfOneSize({ kind, value: one.value }, { kind: its, value: other.value })) return [];
  if (describes(a, one) || describes(b, other) || !areRivals(pair, one, other)) return [];
  const [i, j] = [wordAt(a, one.start), wordAt(b, other.start)];
  if (i < 0 || j < 0 || isBesideEarlier(a, i) || isBesideEarlier(b, j)) return [];
  const counted = likenessOfCounted(pair, one, other);
  if (counted === null || areOfOthers([namesIn(a, i), namesIn(b, j)])) return [];
  const alike = counted === 'money' || kind !== BARE ? 1 : counted;
  const around = supportAround(pair, [i, j], REACH);
  if (alike < ALIKE && around < AROUND) return [];
  const covered = [coverageBeside(a, alignment.a, [i]), coverageBeside(b, alignment.b, [j])];
  const { clashes, difference, missing, names } = found;
  const isClash = clashes.some((clash) => clash.a === i && clash.b === j);
  const isShown =
    (difference?.kind === 'number' || difference?.kind === 'share') &&
    difference.a.includes(i) &&
    difference.b.includes(j);

  const signs: Readonly<Record<(typeof RIVAL_SIGNS)[number], number>> = {
    cosine,
    'less covered': Math.min(...covered),
    'better covered': Math.max(...covered),
    'counted alike': alike,
    clash: Number(isClash),
    'around alike': around,
    'names missing': Math.min(MOST_MISSING, missing),
    'across languages': Number(isAcross(pair)),
    length: Math.log(Math.min(a.statement.encoded.words.length, b.statement.encoded.words.length)),
    'further numbers': Math.min(MOST_FURTHER, ofA - 1, ofB - 1),
    share: Number(kind === 'percent'),
    'difference of two': Number(isShown),
    ratio: Math.max(one.value, other.value) / Math.min(one.value, other.value),
    'a name is shared': Number(areMet(names)),
    'each has a name of its own': Number(hasOwn(names) && hasOwn([names[1], names[0]])),
    'a rate of one alone': Number((rateOf(a, one) === undefined) !== (rateOf(b, other) === undefined)),
  };
  return [{ a: one.value, b: other.value, kind, isShown, signs: RIVAL_SIGNS.map((name) => signs[name]) }];
}

/** A name's letters in any script, or the countries that it may mean. */
interface Name {
  readonly letters: string;
  readonly countries: CountryCodes | null;
}

/** Names of a sentence, or those beside a place of it. */
function namesIn({ reading: { names, countries } }: Read, at?: number): readonly Name[] {
  const [from, to] = at === undefined ? [0, names.length] : [at - NAMED_BESIDE, at + NAMED_BESIDE];
  return names.flatMap((letters, n) => {
    const own = countries[n] ?? null;
    return n >= from && n <= to && (letters !== '' || own !== null) ? [{ letters, countries: own }] : [];
  });
}

/** Whether beside each stands a country, and never the same one: two states' shares. */
function areOfOthers(beside: readonly [readonly Name[], readonly Name[]]): boolean {
  const [a, b] = beside.map((names) => names.filter(({ countries }) => countries !== null));
  return a !== undefined && b !== undefined && a.length > 0 && b.length > 0 && !areMet([a, b]);
}

function areMet([a, b]: readonly [readonly Name[], readonly Name[]]): boolean {
  return a.some((one) => b.some((other) => isSame(one, other)));
}

function hasOwn([own, others]: readonly [readonly Name[], readonly Name[]]): boolean {
  return own.some((one) => !others.some((other) => isSame(one, other)));
}

function isSame(one: Name, other: Name): boolean {
  return one.countries !== null && other.countries !== null
    ? [...one.countries].some((code) => other.countries?.has(code))
    : sameName(one.letters, other.letters);
}

function kindIn({ statement: { text, language } }: Read, quantity: Quantity): string {
  return numberKind(text, language, quantity);
}

function areRivals({ a, b }: Pair, one: Quantity, other: Quantity): boolean {
  const [less, more] = [Math.min(one.value, other.value), Math.max(one.value, other.value)];
  if (more <= ROUNDED * less && !areOfOneGrain(less, more)) return false;
  if (more - less === 1 && countsSpan(a, one)) return false;
  const bounds = (read: Read, quantity: Quantity) =>
    boundsOf(quantity, read.statement.text, read.statement.language);
  return !mayMeet(bounds(a, one), bounds(b, other));
}

const [DRAFT, EARLIER] = [earlier.anywhere, earlier.beside].map(
  (byLanguage: Readonly<Record<string, string>>) =>
    new Map(Object.entries(byLanguage).map(([language, list]) => [language, list.split(' ').map(fold)])),
);

function tellsDraft({ reading: { forms }, statement: { language } }: Read): boolean {
  return forms.some((form) => isOneOf(form, DRAFT?.get(language ?? '')));
}

function isBesideEarlier({ reading: { forms }, statement: { language } }: Read, at: number): boolean {
  const words = EARLIER?.get(language ?? '');
  return forms.slice(Math.max(0, at - BESIDE), at + BESIDE + 1).some((form) => isOneOf(form, words));
}

function isOneOf(form: string, words: readonly string[] = []): boolean {
  return words.some((word) => (word.endsWith('*') ? form.startsWith(word.slice(0, -1)) : form === word));
}
