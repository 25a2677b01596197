import type { Told } from '../../encoder/entailment.ts';
import type { Logistic } from '../../encoder/logistic.ts';
import { logOdds } from '../../encoder/logistic.ts';
import type { Said } from '../types.ts';
import { gapsIn, SAID } from './gaps.ts';
import { isAcross, type Pair } from './pair.ts';

/** The log odds from which each answer is believed. */
export interface Bars {
  /** Within a language, and across languages. */
  readonly full: readonly [number, number];
  readonly part: readonly [number, number];
  /** From which "all of it" is sure enough for an edition to name an outlet under another's sentence. */
  readonly named: readonly [number, number];
  /** "All of it" is only said of what says "some of it" as surely as this. */
  readonly fullPart: number;
}

/** What the fit leaves behind (`test/fit/claims/fit.ts`): two regressions over `PAIR_FEATURES`, and bars for their odds. */
export interface Decision {
  readonly full: Logistic;
  readonly part: Logistic;
  readonly bars: Bars;
  /** For odds to which a cross-encoder's are added. */
  readonly entailedBars: Bars;
}

/** The log odds of "all of it" and of "at least some of it". */
export interface Odds {
  readonly full: number;
  readonly part: number;
}

export function oddsOf(decision: Pick<Decision, 'full' | 'part'>, signs: readonly number[]): Odds {
  return { full: logOdds(decision.full, signs), part: logOdds(decision.part, signs) };
}

/** What a cross-encoder's log odds weigh beside those of the words: chosen among four weights on summits, and on other news, that neither had seen. */
const WEIGHT: Odds = { full: 0.5, part: 1 };

/** The odds of one direction where a cross-encoder has looked at both sentences. */
export function withEntailment({ full, part }: Odds, { all, some }: Told): Odds {
  return { full: full + WEIGHT.full * all, part: part + WEIGHT.part * some };
}

/** So many telling words of a sentence may be missing in another one whose outlet is named under it, among no fewer than these. */
const [MOST_GAPS, FEWEST_TELLING] = [1, 6];

/** Whether so little of A is missing in B that the odds may decide: of a short sentence nothing, and never a number. */
export function isToldBy(pair: Pair): boolean {
  const { missing, of } = gapsIn(pair);
  return missing === 0 || (missing <= MOST_GAPS && of >= FEWEST_TELLING);
}

/** Whether the cross-encoder alone would rather say "all of it": where one word makes another fact of a sentence, words see no difference. */
export function isEntailed({ all }: Told): boolean {
  return all >= 0;
}

/** Log odds below which a cross-encoder denies that all is told: within a language, and across languages, where it doubts translations. */
const DENIED = [-1, -3] as const;

/** Whether a cross-encoder is so sure of the contrary that words alone may name nobody. */
export function isDenied({ all }: Told, across = false): boolean {
  return all < DENIED[across ? 1 : 0];
}

/** Whether an edition may name B's outlet under A, where a cross-encoder has looked at both and the comparison says "all of it". */
export function isSure({ full }: Odds, told: Told, bar: number): boolean {
  return full >= bar && isEntailed(told);
}

/**
 * The same where words alone decide: no telling word of A is missing in B, or one of many and the odds are high. Across languages the
 * words' vectors lie further apart.
 */
export function mayName(pair: Pair, { full }: Odds, bars: Bars): boolean {
  if (isAcross(pair)) return full >= bars.named[1] && gapsIn(pair, SAID.across).missing === 0;
  return isToldBy(pair) && (full >= bars.named[0] || gapsIn(pair).missing === 0);
}

export function saidOf({ full, part }: Odds, bars: Bars, across: boolean): Said {
  const group = across ? 1 : 0;
  if (full >= bars.full[group] && part >= bars.fullPart) return 'full';
  return part >= bars.part[group] ? 'part' : 'no';
}
