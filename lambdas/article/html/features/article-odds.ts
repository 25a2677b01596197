import model from '../../models/page.json' with { type: 'json' };
import { averaged, type Forest, probability } from '../../roles/forest.ts';
import { groupFeatures, SMOOTHING_FEATURES, smoothingRows } from '../../roles/smoothing.ts';
import { FEATURES, type Groups, type PageFeatures, withClasses } from './block-features.ts';
import type { WordOdds } from './class-words.ts';

const GROUPS = ['parent', 'second', 'siblings'] as const satisfies readonly (keyof Groups)[];
/** What the second look at a block sees: everything that the first saw, and what the first made of the blocks around it. */
export const SECOND_FEATURES: readonly string[] = [
  ...FEATURES,
  ...SMOOTHING_FEATURES,
  ...groupFeatures(GROUPS),
];

/** What `test/fit` writes: odds of class names, and the forests of both looks. */
export interface PageModel {
  readonly classes: Readonly<Record<string, number>>;
  readonly first: Forest;
  readonly second: Forest;
}

const CLASSES: ReadonlyMap<string, number> = new Map(Object.entries(model.classes));

/**
 * The probability of each block to belong to the page's article. Two looks: at each block as it stands, then again knowing
 * what the first made of its neighbours; the mean of both was better on publishers left out than either. Fitted on 1,022 pages (`test/fit`); see `test/README.md` for publishers left out.
 */
export function articleOdds(page: PageFeatures, with_: PageModel = model): readonly number[] {
  const odds: WordOdds = (word) => (with_ === model ? CLASSES.get(word) : with_.classes[word]) ?? 0;
  const rows = withClasses(page, odds);
  const first = rows.map((row) => probability(with_.first, row));
  const second = secondRows(page, rows, first).map((row) => probability(with_.second, row));
  return second.map((p, index) => averaged(first[index] ?? p, p));
}

/** The rows of the second look, in the order of `SECOND_FEATURES`. */
export function secondRows(
  { texts, groups }: Pick<PageFeatures, 'texts' | 'groups'>,
  rows: readonly (readonly number[])[],
  first: readonly number[],
): readonly (readonly number[])[] {
  const around = smoothingRows({
    odds: first,
    words: texts.map((text) => text.words),
    groups: GROUPS.map((name) => groups.map((group) => group[name])),
  });
  return rows.map((row, index) => [...row, ...(around[index] ?? [])]);
}
