import { firstFitting, type Parts } from '../mail/first-fitting.ts';
import { foreign } from '../view/source-view.ts';
import { plural } from '../wording.ts';
import type { StoryView } from './full-story.ts';
import type { EditionView, MentionView } from './full-view.ts';

/** A longer link is left to the page. */
const LONGEST_LINK = 300;
const FEW = 10;

/**
 * The full mail of as much of a view as there is room for, whatever was uploaded: what a reader misses least goes first, the
 * same for the same view. `render` is called some seven times at most where not all of it fits.
 */
export async function fitted<T extends Parts>(
  view: EditionView,
  render: (view: EditionView) => Promise<T>,
): Promise<T> {
  return firstFitting(view, reductions, render);
}

/** The view with less and less in it; each step also lacks what the ones before it left out. */
export function reductions(view: EditionView): EditionView[] {
  const steps: EditionView[] = [];
  let now = view;
  const left = (stories: readonly unknown[]) =>
    view.stories.length - stories.length + view.alsoCovered.length;
  const step = (change: Partial<EditionView>) => {
    now = { ...now, ...change };
    steps.push(now);
  };
  step(withoutLongLinks(now));
  step({ people: [], timeline: [] });
  step({ alsoCovered: first(now.alsoCovered, FEW, view) });
  step({ alsoCovered: first(now.alsoCovered, 0, view) });
  const short = (story: StoryView): StoryView => ({
    ...story,
    translations: [],
    sources: story.sources.slice(0, 3),
  });
  step({ stories: now.stories.map((story, at) => (at === 0 ? story : short(story))) });
  while (now.stories.length > 1) {
    const stories = now.stories.slice(0, Math.ceil(now.stories.length / 2));
    const contents = now.contents.slice(0, stories.length);
    step({ stories, contents, alsoCovered: rest(left(stories), view) });
  }
  const lead = now.stories.map((story) => ({ ...short(story), only: [], spoken: null }));
  step({ stories: lead });
  step({
    stories: lead.map((story) => ({
      ...story,
      sources: [],
      agree: [],
      matrix: null,
      differ: [],
      summary: story.summary.slice(0, 1),
    })),
  });
  step({
    stories: [],
    contents: [],
    preheader: view.topic,
    coverage: view.coverage.slice(0, 2),
    alsoCovered: rest(left([]), view),
  });
  return steps;
}

function first(mentions: readonly MentionView[], most: number, view: EditionView): readonly MentionView[] {
  if (mentions.length <= most) return mentions;
  return [...mentions.slice(0, most), ...rest(mentions.length - most, view)];
}

/** "12 more", with a link to the page that has them. */
function rest(count: number, { words, pageUrl }: EditionView): readonly MentionView[] {
  if (count === 0) return [];
  return [
    { title: foreign(plural(words.more, count, words.locale), null), outlet: [], about: [], url: pageUrl },
  ];
}

/** Names stay, and so do our own links, which are short. */
function withoutLongLinks<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      key === 'url' && typeof part === 'string' && part.length > LONGEST_LINK ? null : part,
    ),
  );
}
