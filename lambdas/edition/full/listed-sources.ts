import type { Difference, Story, StorySource } from '../../types.ts';
import type { ShownAgreement } from '../select/shown-agreement.ts';

/** A source with its place among all that a story quotes, by which it is numbered. */
export interface ListedSource {
  readonly source: StorySource;
  readonly at: number;
}

/**
 * The sources that readers can look up below a story: its own, as many as there is room for, and what is shown here of articles of
 * other stories, numbered on as their names are.
 */
export function listedSources(
  { sources, elsewhere = [] }: Story,
  { agree, differ }: { readonly agree: readonly ShownAgreement[]; readonly differ: readonly Difference[] },
  room: number,
): readonly ListedSource[] {
  const shown = [
    ...agree.flatMap(({ quote, others }) => [quote, ...others]),
    ...differ.flatMap(({ quotes, others = [] }) => [...quotes, ...others.flat()]),
  ];
  const cited = new Set(shown.map(({ articleId }) => articleId));
  const others = elsewhere.map((source, n) => ({
    source: { ...source, copies: [] },
    at: sources.length + n,
  }));
  return [
    ...sources.slice(0, room).map((source, at) => ({ source, at })),
    ...others.filter(({ source }) => cited.has(source.articleId)),
  ];
}
