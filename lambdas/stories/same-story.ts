import { type Logistic, logOdds } from '../encoder/logistic.ts';
import decision from './data/same-story.json' with { type: 'json' };
import type { PairKind, SignedPair } from './pair-signs.ts';

/** For each kind of pair a fitted regression, and the probability from which two articles are one story. */
export type SameStory = Readonly<Record<PairKind, Logistic & { readonly border: number }>>;

/** How near two articles are to being one story: 0 … and 1 is the border, in one language as in two. */
export function nearnessOf({ kind, signs }: SignedPair, decided: SameStory = decision.kinds): number {
  const fitted = decided[kind];
  return 1 / (1 + Math.exp(-logOdds(fitted, signs))) / fitted.border;
}
