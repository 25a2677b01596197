import model from '../models/paste.json' with { type: 'json' };
import { averaged, type Forest, probability } from './forest.ts';
import type { Line } from './lines.ts';
import { PASTE_FEATURES, type PasteFeatures, pasteFeatures } from './paste-features.ts';
import { groupFeatures, SMOOTHING_FEATURES, smoothingRows } from './smoothing.ts';

/** What the second look at a line sees: everything that the first saw, and what the first made of the lines around it. */
export const SECOND_PASTE_FEATURES: readonly string[] = [
  ...PASTE_FEATURES,
  ...SMOOTHING_FEATURES,
  ...groupFeatures(['chunk']),
];

export interface PasteModel {
  readonly first: Forest;
  readonly second: Forest;
}

/** The probability of each line of a pasted page to belong to its article. Fitted on pages made text (`test/fit`). */
export function pasteOdds(lines: readonly Line[], with_: PasteModel = model): readonly number[] {
  const features = pasteFeatures(lines);
  const first = features.rows.map((row) => probability(with_.first, row));
  const second = secondPasteRows(features, first).map((row) => probability(with_.second, row));
  return second.map((p, index) => averaged(first[index] ?? p, p));
}

/** The rows of the second look, in the order of `SECOND_PASTE_FEATURES`. */
export function secondPasteRows(
  { texts, rows, chunks }: PasteFeatures,
  first: readonly number[],
): readonly (readonly number[])[] {
  const around = smoothingRows({ odds: first, words: texts.map((text) => text.words), groups: [chunks] });
  return rows.map((row, index) => [...row, ...(around[index] ?? [])]);
}
