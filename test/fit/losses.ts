import type { Examples, Settings } from './boosting.ts';

const LEAST_CURVATURE = 1e-6;

/**
 * Slope and curvature of the loss at each row's score. Two losses are added: the logistic one of each row alone, and minus the logarithm of the
 * share that a page's right rows have among all its rows, which asks only that one of them stands above the wrong ones.
 */
export function slopesOf(
  { rows, labels, weights, starts }: Examples,
  scores: Float64Array,
  { alone = 1, compared = 0 }: Settings,
  gradients: Float64Array,
  curvatures: Float64Array,
): void {
  for (let at = 0; at < rows.length; at += 1) {
    const p = 1 / (1 + Math.exp(-(scores[at] ?? 0)));
    const weight = (weights[at] ?? 0) * alone;
    gradients[at] = (p - (labels[at] ?? 0)) * weight;
    curvatures[at] = Math.max(LEAST_CURVATURE, p * (1 - p)) * weight;
  }
  if (compared === 0) return;
  (starts ?? []).forEach((start, page) => {
    const end = starts?.[page + 1] ?? rows.length;
    sharesOf(labels.slice(start, end), scores.slice(start, end)).forEach(({ share, wanted }, index) => {
      const weight = (weights[start + index] ?? 0) * compared;
      gradients[start + index] = (gradients[start + index] ?? 0) + (share - wanted) * weight;
      curvatures[start + index] =
        (curvatures[start + index] ?? 0) + Math.max(LEAST_CURVATURE, share * (1 - share)) * weight;
    });
  });
}

/** Each row's share of its page's odds, and of those of the right rows alone; none where no row of the page is right. */
function sharesOf(labels: readonly number[], scores: Float64Array) {
  const most = Math.max(...scores);
  const odds = Array.from(scores, (score) => Math.exp(score - most));
  const all = odds.reduce((sum, one) => sum + one, 0);
  const right = odds.reduce((sum, one, index) => sum + one * (labels[index] ?? 0), 0);
  return right === 0
    ? []
    : odds.map((one, index) => ({ share: one / all, wanted: (one * (labels[index] ?? 0)) / right }));
}
