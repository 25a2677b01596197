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

/** Whether an edition may name an outlet on the strength of these odds, where the comparison says "all of it". */
export function mayName({ full }: Odds, { bars }: Decision, across: boolean): boolean {
  return full >= bars.named[across ? 1 : 0];
}

export function saidOf({ full, part }: Odds, { bars }: Decision, across: boolean): Said {
  const group = across ? 1 : 0;
  if (full >= bars.full[group] && part >= bars.fullPart) return 'full';
  return part >= bars.part[group] ? 'part' : 'no';
}
