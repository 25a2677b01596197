import type { Difference, Story, StorySource } from '../../types.ts';
import type { ShownAgreement } from '../select/shown-agreement.ts';
import { reportsOf } from '../view/source-view.ts';

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
  story: Story,
  { agree, differ }: { readonly agree: readonly ShownAgreement[]; readonly differ: readonly Difference[] },
  room: number,
): readonly ListedSource[] {
  const shown = [
    ...agree.flatMap(({ quote, others }) => [quote, ...others]),
    ...differ.flatMap(({ quotes, others = [] }) => [...quotes, ...others.flat()]),
  ];
  const cited = new Set(shown.map(({ articleId }) => articleId));
  const own = story.sources.length;
  return reportsOf(story)
    .map((source, at) => ({ source, at }))
    .filter(({ source, at }) => (at < own ? at < room : cited.has(source.articleId)));
}
