import type { Logistic } from '../../encoder/logistic.ts';
import { logOdds } from '../../encoder/logistic.ts';
import type { Said } from '../types.ts';

/** What the fit leaves behind (`test/fit/claims/fit.ts`): two regressions over `SIGNS`, and the log odds from which each is believed. */
export interface Decision {
  readonly full: Logistic;
  readonly part: Logistic;
  readonly bars: {
    /** Within a language, and across languages. */
    readonly full: readonly [number, number];
    readonly part: readonly [number, number];
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

export function saidOf({ full, part }: Odds, { bars }: Decision, across: boolean): Said {
  const group = across ? 1 : 0;
  if (full >= bars.full[group] && part >= bars.fullPart) return 'full';
  return part >= bars.part[group] ? 'part' : 'no';
}
