import type { Entailment, Told } from '../../encoder/entailment.ts';
import fitted from '../data/decision.json' with { type: 'json' };
import type { ComparedText, PairVerdict, Said } from '../types.ts';
import {
  type Bars,
  type Decision,
  isDenied,
  isSure,
  mayName,
  type Odds,
  oddsOf,
  saidOf,
  withEntailment,
} from './decide.ts';
import { conflictOf, hasOtherNumber } from './differences/conflict.ts';
import { standsIn } from './gaps.ts';
import { hasOppositeDeed } from './opposite-deeds.ts';
import { isAcross, type Pair, pairOf, type Read, read, turned } from './pair.ts';
import { pairFeatures } from './pair-features.ts';
import { tellsOther } from './untold.ts';

const MOST_LONGER = 1.25;
const DECISION: Decision = {
  ...fitted,
  bars: barsOf(fitted.bars),
  entailedBars: barsOf(fitted.entailedBars),
};
/** Log odds of "all of it" from which a cross-encoder is asked: of what it finds, hardly any lies below. */
const WORTH_ASKING = -0.75;

/** A comparison with what an edition needs to know besides: it prints less than it takes for likely. */
export interface EditionComparison extends PairVerdict {
  /** Whether B's outlet may be named under A, and A's under B. */
  readonly names: readonly [boolean, boolean];
  /** By words alone, the higher log odds of "all of it" of the two directions. */
  readonly odds: number;
}

/**
 * Whether A may be printed with B's outlet, B with A's, and whether they conflict. Both are sentences of two different outlets; the
 * answer for (B, A) is that for (A, B) turned. How often it is right on summits that it has not seen: `data/decision.json`, `report`.
 */
export function compare(a: ComparedText, b: ComparedText, entailment?: Entailment): PairVerdict {
  const { ab, ba, conflict } = compareRead(read(a), read(b), entailment);
  return { ab, ba, conflict };
}

/** The same for statements that were read before: reading costs more than one comparison. */
export function compareRead(a: Read, b: Read, entailment?: Entailment): EditionComparison {
  const pair = pairOf(a, b);
  const byWords = [
    oddsOf(DECISION, pairFeatures(pair)),
    oddsOf(DECISION, pairFeatures(turned(pair))),
  ] as const;
  const verdict = verdictOf(pair, byWords, entailment, DECISION);
  return { ...verdict, odds: Math.max(byWords[0].full, byWords[1].full) };
}

/** Whether a cross-encoder should look at the two. */
export function isWorthAsking(odds: EditionComparison['odds']): boolean {
  return odds >= WORTH_ASKING;
}

/** What follows from the odds of both directions, and from what a cross-encoder says where it was asked. */
export function verdictOf(
  pair: Pair,
  byWords: readonly [Odds, Odds],
  entailment: Entailment | undefined,
  decision: Decision,
): Omit<EditionComparison, 'odds'> {
  const across = isAcross(pair);
  const differs = saysOther(pair);
  // What conflicts is printed side by side, never as one report.
  // Few pairs come as far as "all of it", so what it hangs on besides is asked for these alone.
  const said = (own: Pair, odds: Odds, bars: Bars): Said => {
    const found = saidOf(odds, bars, across);
    return found === 'full' && (differs || (across && tellsOther(own))) ? 'part' : found;
  };
  const side = (own: Pair, odds: Odds, told: Told | undefined) => {
    const byWordsAlone = said(own, odds, decision.bars);
    const isNamedByWords = byWordsAlone === 'full' && mayName(own, odds, decision.bars) && !tellsOther(own);
    if (told === undefined) return { said: byWordsAlone, named: isNamedByWords };
    const entailed = withEntailment(odds, told);
    const found = said(own, entailed, decision.entailedBars);
    const isNamed =
      found === 'full' &&
      isSure(entailed, told, decision.entailedBars.named[across ? 1 : 0]) &&
      !tellsOther(own);
    const named = isNamed || (isNamedByWords && (!isDenied(told, across) || standsIn(own)));
    return { said: named ? ('full' as const) : found, named };
  };
  const [a, b] = [side(pair, byWords[0], entailment?.[0]), side(turned(pair), byWords[1], entailment?.[1])];
  return { ab: a.said, ba: b.said, conflict: conflictOf(pair) !== null, names: [a.named, b.named] };
}

/** Whether something in the two is told differently, so that neither says all of the other. */
export function saysOther(pair: Pair): boolean {
  const kind = conflictOf(pair);
  const conflicts = kind !== null && !(kind === 'day' && isMuchLonger(pair));
  return conflicts || hasOtherNumber(pair) || hasOppositeDeed(pair);
}

/** Where one sentence tells much more than the other, its day is that of something else in it ("a spokesman said on Friday"). */
export function isMuchLonger({ a, b }: Pick<Pair, 'a' | 'b'>): boolean {
  const [one, other] = [a.statement.encoded.words.length, b.statement.encoded.words.length];
  return Math.max(one, other) > MOST_LONGER * Math.min(one, other);
}

function barsOf({ full, part, named, fullPart }: typeof fitted.bars): Bars {
  return { full: pairOfBars(full), part: pairOfBars(part), named: pairOfBars(named), fullPart };
}

function pairOfBars(bars: readonly number[]): readonly [number, number] {
  const [within = Number.POSITIVE_INFINITY, across = within] = bars;
  return [within, across];
}
