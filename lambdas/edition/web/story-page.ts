import type { Difference, Edition, Quote, Settings, Story } from '../../types.ts';
import { differenceIn } from '../select/difference-in-language.ts';
import { disputedIn } from '../select/disputed.ts';
import { storyInLanguage } from '../select/story-in-language.ts';
import { fill } from '../wording.ts';
import { editionKey, storyAnchor, storyKey } from './address.ts';
import { type EditionLine, inOrder } from './calendar.ts';
import { numberOf, spokenLanguage } from './edition-page.ts';
import { type Moment, slotDay } from './moments.ts';
import { type FrameView, frameView } from './page-frame.ts';
import { type PageQuoteView, pageQuoteView } from './page-quotes.ts';
import { type PageStoryView, pageStoryView } from './page-story.ts';
import { type PageWording, pageWording } from './wording.ts';

export interface StoryPageOptions {
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly settings: Settings;
  readonly calendar: readonly EditionLine[];
  /** Key of the stylesheet. */
  readonly stylesheet: string;
}

/** Editions that a story's page tells of, the newest: whichever of them is published last, it writes the same page. */
export const MOST_CHAPTERS = 24;

interface DifferenceView {
  readonly label: string;
  readonly quotes: readonly PageQuoteView[];
  /** Since which edition it is no longer told; null while it stands. */
  readonly ended: string | null;
}

/** What one edition brought to the story. */
export interface ChapterView {
  readonly path: string;
  readonly number: string;
  readonly day: Moment;
  readonly state: string;
  /** Sentences that no earlier edition had. */
  readonly said: readonly PageQuoteView[];
  readonly differ: readonly DifferenceView[];
}

export interface StoryPageView {
  readonly frame: FrameView;
  readonly number: string;
  readonly day: Moment;
  readonly editionPath: string;
  /** As the latest edition has it. */
  readonly story: PageStoryView;
  /** The editions that had it, the latest first; empty where there is one alone. */
  readonly chapters: readonly ChapterView[];
}

/** The editions of `among` that tell a story, earliest first. */
export function editionsOf(id: string, among: readonly Edition[]): readonly Edition[] {
  return among
    .filter(({ stories }) => stories.some((story) => story.id === id))
    .toSorted((a, b) => (a.slot < b.slot ? -1 : a.slot > b.slot ? 1 : 0));
}

/**
 * A story over time: as the latest edition tells it, then what was new in which edition, its differences and when they ended. The same
 * for the same set of editions. Null where none of them has it.
 */
export function storyPageView(
  id: string,
  among: readonly Edition[],
  { language, settings, calendar, stylesheet }: StoryPageOptions,
): StoryPageView | null {
  const editions = editionsOf(id, among).slice(-MOST_CHAPTERS);
  const latest = editions.at(-1);
  const latestStory = latest?.stories.find((story) => story.id === id);
  if (latest === undefined || latestStory === undefined) return null;
  const { words } = pageWording(language);
  const story = pageStoryView(storyInLanguage(latestStory, language), {
    words,
    language,
    isLead: true,
    edition: latest.id,
  });
  const line = (edition: Edition) => inOrder(calendar).find((one) => one.id === edition.id);
  const where = (edition: Edition) => {
    const known = line(edition);
    const spoken = known === undefined ? language : spokenLanguage(known, language);
    return `../${editionKey(edition.id, spoken)}#${storyAnchor(id)}`;
  };
  const chapters = chaptersOf(id, editions, { language, words }).map(({ edition, ...chapter }) => ({
    ...chapter,
    path: where(edition),
    number: numberOf(edition.number, words),
    day: slotDay(edition.slot, words, settings.timeZone),
  }));
  const number = numberOf(latest.number, words);
  const day = slotDay(latest.slot, words, settings.timeZone);
  return {
    frame: frameView({
      settings,
      language,
      stylesheet,
      top: '../',
      title: story.headline.text,
      description: [story.standing, story.summary[0]?.said.text ?? day.words].join('. '),
      key: (code) => storyKey(id, code),
      languages: line(latest)?.languages ?? settings.languages,
      published: latest.slot,
      sources: latestStory.sources.flatMap(({ url, title, outlet }) =>
        url === null ? [] : [{ url, title, outlet }],
      ),
    }),
    number,
    day,
    editionPath: where(latest),
    story,
    chapters: chapters.length > 1 ? chapters.toReversed() : [],
  };
}

interface Chapter extends Omit<ChapterView, 'path' | 'number' | 'day'> {
  readonly edition: Edition;
}

function chaptersOf(
  id: string,
  editions: readonly Edition[],
  { language, words }: { readonly language: string; readonly words: PageWording },
): readonly Chapter[] {
  const before = new Set<string>();
  const isFirst = (key: string) => {
    const first = !before.has(key);
    before.add(key);
    return first;
  };
  const all = editions.flatMap((edition) => {
    const story = edition.stories.find((one) => one.id === id);
    return story === undefined ? [] : [{ edition, story }];
  });
  return all.map(({ edition, story }, at) => {
    const show = (quote: Quote): PageQuoteView => {
      const view = pageQuoteView(story, quote, words);
      // The list of sources on this page is the latest edition's.
      return { ...view, by: { ...view.by, anchor: null } };
    };
    const later = all.slice(at + 1);
    // Told as a fact here and disputed later, it would stand on one page as both.
    const isDisputed = disputedIn(all.slice(at).map((one) => one.story));
    return {
      edition,
      state: words.state[story.state],
      said: sentencesOf(story)
        .filter((quote) => !isDisputed(quote) && isFirst(keyOf(quote)))
        .map(show),
      differ: story.differ
        .filter((difference) => isFirst(differenceKey(difference)))
        .map((difference) => ({
          label: words.about[difference.about],
          quotes: differenceIn(difference, language).quotes.map(show),
          ended: endOf(difference, later, words),
        })),
    };
  });
}

function sentencesOf({ summary, agree }: Story): readonly Quote[] {
  return [...summary, ...agree.flatMap(({ quotes, shown = 1 }) => quotes.slice(0, Math.min(1, shown)))];
}

/** Since which edition a difference is no longer told, in words. */
function endOf(
  difference: Difference,
  later: readonly { readonly edition: Edition; readonly story: Story }[],
  words: PageWording,
): string | null {
  const key = differenceKey(difference);
  const last = later.findLastIndex(({ story }) => story.differ.some((one) => differenceKey(one) === key));
  const end = later[last + 1];
  return end === undefined
    ? null
    : fill(words.differenceEnded, { number: numberOf(end.edition.number, words) });
}

const keyOf = ({ articleId, text }: Quote): string => `${articleId}\n${text}`;
const differenceKey = ({ quotes }: Difference): string => quotes.map(keyOf).toSorted().join('\n\n');
