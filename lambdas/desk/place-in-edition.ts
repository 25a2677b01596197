import type { Edition, Source, Story, StorySource } from '../types.ts';

/** Where an article stands in the coming edition. */
export type Place =
  | {
      readonly kind: 'story';
      readonly story: Story;
      readonly source: Source;
      readonly copyOf: StorySource | null;
    }
  | { readonly kind: 'offTopic'; readonly closeness: number }
  | { readonly kind: 'overBudget' }
  | { readonly kind: 'none' };

/** For an article's id, its place in the edition; `none` for what has not been looked at, or is kept out. */
export function placesIn(edition: Edition | null): (articleId: string) => Place {
  const places = new Map<string, Place>();
  for (const story of edition?.stories ?? [])
    for (const source of story.sources) {
      places.set(source.articleId, { kind: 'story', story, source, copyOf: null });
      for (const copy of source.copies)
        places.set(copy.articleId, { kind: 'story', story, source: copy, copyOf: source });
    }
  for (const { articleId, closeness } of edition?.offTopic ?? [])
    places.set(articleId, { kind: 'offTopic', closeness });
  for (const { articleId } of edition?.overBudget ?? []) places.set(articleId, { kind: 'overBudget' });
  return (articleId) => places.get(articleId) ?? { kind: 'none' };
}

/** Every file of an edition, each once, by name. */
export function filesIn(
  edition: Edition | null,
): readonly { readonly key: string; readonly title: string | null }[] {
  const stories = edition?.stories.flatMap(({ sources }) => sources) ?? [];
  const all = [...stories.flatMap((source) => [source, ...source.copies]), ...(edition?.offTopic ?? [])];
  return all.map(({ key, title }) => ({ key, title })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** The same as a sentence. `threshold` is the closeness from which an article is on the topic. */
export function placeInWords(place: Place, threshold: number): string {
  switch (place.kind) {
    case 'story': {
      const others = place.story.sources.length - 1;
      const company =
        others === 0 ? 'alone so far' : `with ${others} other ${others === 1 ? 'source' : 'sources'}`;
      const sentence = `in the story “${place.story.headline.text}”, ${company}`;
      return place.copyOf === null
        ? `Told ${sentence}.`
        : `A copy (${KINDS[place.source.kind ?? 'near']}) of “${place.copyOf.key}”, ${sentence}.`;
    }
    case 'offTopic':
      return `Set aside as another subject: closeness ${place.closeness.toFixed(2)}, and ${threshold} is needed.`;
    case 'overBudget':
      return 'Set aside: together, the files of these days are longer than an edition can compare.';
    case 'none':
      return '';
  }
}

const KINDS = {
  exact: 'the same text',
  near: 'nearly the same text',
  excerpt: 'a part of it',
  roundup: 'a round-up that holds it',
} as const;
