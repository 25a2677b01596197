import { type Logistic, logOdds } from '../encoder/logistic.ts';
import decision from './data/same-story.json' with { type: 'json' };
import { PAIR_SIGNS, type PairKind, type SignedPair } from './pair-signs.ts';

/** Pairs in one language of a window of many subjects, which are judged by their openings alone. */
export const SPARSE = 'one language, many subjects';
export type Decision = PairKind | typeof SPARSE;

/** For each kind of pair a fitted regression, and the probability from which two articles are one story. */
export type SameStory = Readonly<Record<Decision, Logistic & { readonly border: number }>>;

const NEAR = PAIR_SIGNS.indexOf('cosine of openings');
const CROWDING = PAIR_SIGNS.indexOf('crowding');
/** Crowding of a window of many subjects, and from where on a window is of one subject (what is taken for usual in a small one). */
const MANY_SUBJECTS = 0.3;
const ONE_SUBJECT = 0.4;

/** How surely a pair in one language lies in a window of one subject, where openings are alike and names and words tell events apart: 0 … 1. */
export function oneSubject(signs: readonly number[]): number {
  const share = ((signs[CROWDING] ?? 0) - MANY_SUBJECTS) / (ONE_SUBJECT - MANY_SUBJECTS);
  return Math.min(1, Math.max(0, share));
}

/** What a pair of a window of many subjects is judged by. */
export function sparseSigns(signs: readonly number[]): readonly number[] {
  return [signs[NEAR] ?? 0];
}

/** How near two articles are to being one story: 0 … and 1 is the border, in one language as in two. */
export function nearnessOf({ kind, signs }: SignedPair, decided: SameStory = decision.kinds): number {
  const fitted = decided[kind];
  let [odds, border] = [logOdds(fitted, signs), fitted.border];
  if (kind === 'one language') {
    const [share, sparse] = [oneSubject(signs), decided[SPARSE]];
    odds = share * odds + (1 - share) * logOdds(sparse, sparseSigns(signs));
    border = share * border + (1 - share) * sparse.border;
  }
  return 1 / (1 + Math.exp(-odds)) / border;
}
