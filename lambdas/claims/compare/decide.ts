import type { Logistic } from '../../encoder/logistic.ts';
import { logOdds } from '../../encoder/logistic.ts';
import type { Said } from '../types.ts';
import { gapsIn, SAID } from './gaps.ts';
import { isAcross, type Pair } from './pair.ts';

/** What the fit leaves behind (`test/fit/claims/fit.ts`): two regressions over `PAIR_FEATURES`, and the log odds from which each is believed. */
export interface Decision {
  readonly full: Logistic;
  readonly part: Logistic;
  readonly bars: {
    /** Within a language, and across languages. */
    readonly full: readonly [number, number];
    readonly part: readonly [number, number];
    /** From which "all of it" is sure enough for an edition to name an outlet under another's sentence. */
    readonly named: readonly [number, number];
    /** "All of it" is only said of what says "some of it" as surely as this. */
    readonly fullPart: number;
  };
}

/** The log odds of "all of it" and of "at least some of it". */
export interface Odds {
  readonly full: number;
  readonly part: number;
}

export function oddsOf(decision: Decision, signs: readonly number[]): Odds {
  return { full: logOdds(decision.full, signs), part: logOdds(decision.part, signs) };
}

/** So many telling words of a sentence may be missing in another one whose outlet is named under it, among no fewer than these. */
const [MOST_GAPS, FEWEST_TELLING] = [1, 6];

/** Whether so little of A is missing in B that the odds may decide: of a short sentence nothing, and never a number. */
export function isToldBy(pair: Pair): boolean {
  const { missing, of } = gapsIn(pair);
  return missing === 0 || (missing <= MOST_GAPS && of >= FEWEST_TELLING);
}

/**
 * Whether an edition may name B's outlet under A, where the comparison says "all of it": no telling word of A is missing in B, or one of
 * many and the odds are high. Across languages the words' vectors lie further apart.
 */
export function mayName(pair: Pair, { full }: Odds, { bars }: Decision): boolean {
  if (isAcross(pair)) return full >= bars.named[1] && gapsIn(pair, SAID.across).missing === 0;
  return isToldBy(pair) && (full >= bars.named[0] || gapsIn(pair).missing === 0);
}

export function saidOf({ full, part }: Odds, { bars }: Decision, across: boolean): Said {
  const group = across ? 1 : 0;
  if (full >= bars.full[group] && part >= bars.fullPart) return 'full';
  return part >= bars.part[group] ? 'part' : 'no';
}
