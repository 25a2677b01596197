import { nameKey } from '../../article/metadata/name-key.ts';
import type { Edition, Source } from '../../types.ts';
import { withoutDisputed } from '../select/disputed.ts';
import { isAbout, type OverlayEntry } from './overlay.ts';
import { articlesOf, storyWithout } from './without.ts';

/** A dated line that stands where something was corrected or taken down. */
export interface EditorsNote {
  readonly kind: OverlayEntry['kind'];
  readonly of: OverlayEntry['of']['kind'];
  /** ISO instant. */
  readonly at: string;
  readonly note: string;
  readonly language: string | null;
}

/** What the public may see of an edition. */
export interface Shown {
  /**
   * Without what was taken down, and with what outlets dispute told under their differences alone. Of an edition that was taken down
   * whole, nothing but its name.
   */
  readonly edition: Edition;
  readonly isTakenDown: boolean;
  /** About the edition itself, or about what it no longer has, the oldest first. */
  readonly notes: readonly EditorsNote[];
  /** About a story that it still has, by the story's id. */
  readonly storyNotes: ReadonlyMap<string, readonly EditorsNote[]>;
}

/** An edition as corrections and take-downs leave it: the same for the same set of them, whatever its order. */
export function shownOf(edition: Edition, overlay: readonly OverlayEntry[]): Shown {
  const entries = overlay.filter((entry) => concerns(entry, edition)).toSorted(byTime);
  if (entries.length === 0)
    return { edition: calm(edition), isTakenDown: false, notes: [], storyNotes: new Map() };
  const takenDown = entries.filter(({ kind }) => kind === 'takeDown');
  const isWhole = takenDown.some(({ of }) => of.kind === 'edition');
  const gone = articlesIn(edition).filter((article) =>
    takenDown.some(({ of }) => isAbout(of, named(article))),
  );
  const hidden = new Set(takenDown.flatMap(({ of }) => (of.kind === 'story' ? of.story : [])));
  const shown = isWhole
    ? emptied(edition)
    : lessened(edition, new Set(gone.map(({ articleId }) => articleId)), hidden);
  const stories = new Set(shown.stories.map(({ id }) => id));
  const notes: EditorsNote[] = [];
  const storyNotes = new Map<string, EditorsNote[]>();
  for (const entry of entries) {
    const own = placesOf(entry, edition).filter((story) => stories.has(story));
    if (own.length === 0) notes.push(noteOf(entry));
    for (const story of own) storyNotes.set(story, [...(storyNotes.get(story) ?? []), noteOf(entry)]);
  }
  // Where one side was taken down, nothing is disputed any more.
  return { edition: calm(shown), isTakenDown: isWhole, notes, storyNotes };
}

function calm(edition: Edition): Edition {
  const stories = withoutDisputed(edition.stories);
  return stories === edition.stories ? edition : { ...edition, stories };
}

/** Why nothing is left of a story that these editions told: the take-downs of the story, of its articles, of whole editions, the oldest first. */
export function whyGone(
  story: string,
  among: readonly Edition[],
  overlay: readonly OverlayEntry[],
): readonly EditorsNote[] {
  const telling = among.filter(({ stories }) => stories.some(({ id }) => id === story));
  const isWhy = (entry: OverlayEntry) =>
    entry.kind === 'takeDown' &&
    telling.some(
      (edition) =>
        concerns(entry, edition) && (entry.of.kind === 'edition' || placesOf(entry, edition).includes(story)),
    );
  return overlay.filter(isWhy).toSorted(byTime).map(noteOf);
}

/** Whether a correction or a take-down changes how this edition is shown. */
export function concerns({ of }: OverlayEntry, edition: Edition): boolean {
  if (of.kind === 'edition') return of.edition === edition.id;
  if (of.kind === 'story')
    return (of.edition ?? edition.id) === edition.id && edition.stories.some(({ id }) => id === of.story);
  return articlesIn(edition).some((article) => isAbout(of, named(article)));
}

const named = ({ articleId, version }: Source) => ({ id: articleId, version });

function articlesIn({ stories, offTopic, overBudget = [] }: Edition): readonly Source[] {
  return [...stories.flatMap(articlesOf), ...offTopic, ...overBudget];
}

/** Ids of the stories that an entry is about. */
function placesOf({ of }: OverlayEntry, { stories }: Edition): readonly string[] {
  if (of.kind === 'edition') return [];
  if (of.kind === 'story') return [of.story];
  return stories
    .filter((story) => articlesOf(story).some((article) => isAbout(of, named(article))))
    .map(({ id }) => id);
}

const noteOf = ({ kind, of, at, note, language }: OverlayEntry): EditorsNote => ({
  kind,
  of: of.kind,
  at,
  note,
  language: language ?? null,
});

const byTime = (a: OverlayEntry, b: OverlayEntry): number => {
  const [left, right] = [a, b].map((entry) => `${entry.at} ${JSON.stringify(entry)}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
};

function emptied(edition: Edition): Edition {
  const counts = { articles: 0, outlets: 0, languages: 0, stories: 0, copies: 0, offTopic: 0 };
  const { overBudget: _, fresh: __, amendments: ___, ...rest } = edition;
  return { ...rest, stories: [], offTopic: [], articles: [], counts };
}

/** Corrections alone leave the counts as they were made: only what is gone is counted again. */
function lessened(edition: Edition, gone: ReadonlySet<string>, hidden: ReadonlySet<string>): Edition {
  if (gone.size === 0 && hidden.size === 0) return edition;
  const stays = ({ articleId }: Source) => !gone.has(articleId);
  const isThere = (name: string) => !gone.has(name.slice(0, name.lastIndexOf('/')));
  const stories = edition.stories
    .filter(({ id }) => !hidden.has(id))
    .flatMap((story) => storyWithout(story, gone) ?? []);
  const offTopic = edition.offTopic.filter(stays);
  const articlesShown = [...stories.flatMap(({ sources }) => sources), ...offTopic];
  const all = [
    ...articlesShown,
    ...stories.flatMap(({ sources }) => sources.flatMap(({ copies }) => copies)),
  ];
  const outlets = new Set(all.flatMap(({ outlet }) => (outlet === null ? [] : nameKey(outlet))));
  return {
    ...edition,
    stories,
    offTopic,
    ...(edition.overBudget === undefined ? {} : { overBudget: edition.overBudget.filter(stays) }),
    articles: edition.articles.filter(isThere),
    ...(edition.fresh === undefined ? {} : { fresh: edition.fresh.filter(isThere) }),
    counts: {
      ...edition.counts,
      articles: all.length,
      outlets: outlets.size + articlesShown.filter(({ outlet }) => outlet === null).length,
      languages: new Set(all.flatMap(({ language }) => language ?? [])).size,
      stories: stories.length,
      copies: all.length - articlesShown.length,
      offTopic: offTopic.length,
    },
  };
}
