import { createHash } from 'node:crypto';
import type { Edition, Story } from '../types.ts';

/** One current story's articles, each with its version; copies included. */
export interface StoryArticles {
  /** The version of the earliest representative: names a story that is new. */
  readonly earliest: string;
  readonly articles: readonly { readonly articleId: string; readonly version: string }[];
}

export interface Identity {
  readonly id: string;
  readonly state: Story['state'];
}

/**
 * Names for the stories, in their order. A story keeps the id of the earlier story with which it shares most articles
 * (one heir each); `known` when the previous edition had all its texts, `updated` when some are new to it. Counted by
 * text: a copy under another name changes nothing.
 */
export function identify(stories: readonly StoryArticles[], previous: Edition | null): Identity[] {
  const before = new Map<string, number>();
  for (const [index, story] of (previous?.stories ?? []).entries()) {
    for (const source of story.sources) {
      for (const { articleId, version } of [source, ...source.copies]) {
        before.set(articleId, index);
        before.set(version, index);
      }
    }
  }
  const ancestorOf = ancestorsOf(stories, before);
  const seen = new Set((previous?.articles ?? []).map((name) => name.slice(name.lastIndexOf('/') + 1)));
  const taken = new Set((previous?.stories ?? []).map(({ id }) => id));
  return stories.map(({ earliest, articles }, index) => {
    const ancestor = previous?.stories[ancestorOf.get(index) ?? -1];
    const known = articles.every(({ version }) => seen.has(version));
    const state = known ? 'known' : ancestor === undefined ? 'new' : 'updated';
    if (ancestor !== undefined) return { id: ancestor.id, state };
    const id = freshId(earliest, taken);
    taken.add(id);
    return { id, state };
  });
}

/** For each story the earlier one whose name it keeps: of those that want the same, the one that shares most with it. */
function ancestorsOf(
  stories: readonly StoryArticles[],
  before: ReadonlyMap<string, number>,
): ReadonlyMap<number, number> {
  const wanted: { readonly story: number; readonly ancestor: number; readonly shared: number }[] = [];
  for (const [story, { articles }] of stories.entries()) {
    const versions = new Map<number, Set<string>>();
    for (const { articleId, version } of articles) {
      const ancestor = before.get(version) ?? before.get(articleId);
      if (ancestor === undefined) continue;
      versions.set(ancestor, (versions.get(ancestor) ?? new Set()).add(version));
    }
    for (const [ancestor, shared] of versions) wanted.push({ story, ancestor, shared: shared.size });
  }
  wanted.sort((a, b) => b.shared - a.shared || a.ancestor - b.ancestor || a.story - b.story);
  const heirs = new Map<number, number>();
  const inherited = new Set<number>();
  for (const { story, ancestor } of wanted) {
    if (heirs.has(story) || inherited.has(ancestor)) continue;
    heirs.set(story, ancestor);
    inherited.add(ancestor);
  }
  return heirs;
}

function freshId(version: string, taken: ReadonlySet<string>): string {
  let id = '';
  let name = version;
  do {
    name = createHash('sha256').update(name).digest('hex');
    id = name.slice(0, 16);
  } while (taken.has(id));
  return id;
}
