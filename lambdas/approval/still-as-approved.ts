import type { Draft } from './types.ts';

/** What has become of a draft's articles. */
export interface ArticlesToday {
  /** `id/version` of every article that stands in the inbox and was read. */
  readonly articles: ReadonlySet<string>;
  /** Ids of all acts about the draft's articles. */
  readonly acts: ReadonlySet<string>;
  /** `id/version` of what was taken down. */
  readonly takenDown: ReadonlySet<string>;
  /** The last released edition before the draft's slot. */
  readonly before: string | null;
}

/**
 * Why an approved draft cannot go out as it was approved, as a sentence, or null. What arrived after it is no reason: an approval
 * closes the set.
 */
export function whyNotAsApproved(
  draft: Pick<Draft, 'edition' | 'acts' | 'before'>,
  present: ArticlesToday,
): string | null {
  const down = draft.edition.articles.find((name) => present.takenDown.has(name));
  if (down !== undefined) return 'Something in it was taken down.';
  const gone = draft.edition.articles.find((name) => !present.articles.has(name));
  if (gone !== undefined) return 'A file in it was withdrawn or replaced.';
  const known = new Set(draft.acts);
  const isEdited = [...present.acts].some((act) => !known.has(act));
  if (isEdited) return 'Something in it was edited.';
  if (draft.before !== present.before) return 'Another edition was released meanwhile.';
  return null;
}
