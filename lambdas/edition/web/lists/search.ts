import type { Edition, Settings } from '../../../types.ts';
import { headlineIn } from '../../select/headline-in-language.ts';
import { storyInLanguage } from '../../select/story-in-language.ts';
import { cleanLine, shorten } from '../../view/clean.ts';
import { outletOf } from '../../view/source-view.ts';
import { searchKey, searchShardKey, storyKey } from '../address.ts';
import { type EditionLine, inOrder } from '../calendar.ts';
import { slotDay } from '../moments.ts';
import { type FrameView, frameView } from '../page-frame.ts';
import { pageWording } from '../wording.ts';

/** What is found: a story of an edition, small enough to be searched in a browser. */
export interface SearchDocument {
  readonly id: string;
  /** Of the story's page, from the top of the site. */
  readonly path: string;
  readonly day: string;
  readonly title: string;
  /** Sentences and other outlets' titles. */
  readonly text: string;
  readonly outlets: string;
}

/** Characters of a story's sentences that are searched. */
const LONGEST_TEXT = 1_200;
const LONGEST_TITLE = 200;
/** Editions that one search looks through, the newest first. */
const MOST_EDITIONS = 400;

/** An edition's part of the index in one language: written once with it. */
export function searchShard(
  edition: Edition,
  { language, settings }: { readonly language: string; readonly settings: Settings },
): readonly SearchDocument[] {
  const { words } = pageWording(language);
  return edition.stories.map((told) => {
    const story = storyInLanguage(told, language);
    const headline = headlineIn(story, language).text;
    const quotes = [
      ...story.summary,
      ...story.agree.flatMap(({ quotes: [first] }) => first ?? []),
      ...story.differ.flatMap(({ quotes: sides }) => sides),
    ];
    const texts = [...quotes.map(({ text }) => text), ...story.sources.flatMap(({ title }) => title ?? [])];
    return {
      id: `${edition.id}/${story.id}`,
      path: storyKey(story.id, language),
      day: slotDay(edition.slot, words, settings.timeZone).words,
      title: shorten(cleanLine(headline), LONGEST_TITLE) || words.untitled,
      text: shorten(cleanLine(texts.join(' ')), LONGEST_TEXT),
      outlets: [...new Set(story.sources.flatMap((source) => outletOf(source) ?? []))].join(', '),
    };
  });
}

/** Which shards there are, the newest first. */
export function searchIndex(calendar: readonly EditionLine[], language: string): readonly string[] {
  return inOrder(calendar)
    .toReversed()
    .filter(({ languages }) => languages.includes(language))
    .slice(0, MOST_EDITIONS)
    .map(({ id }) => searchShardKey(id, language));
}

export interface SearchPageView {
  readonly frame: FrameView;
  readonly script: string;
  readonly index: string;
}

export function searchPageView(options: {
  readonly language: string;
  readonly settings: Settings;
  readonly stylesheet: string;
  readonly script: string;
  readonly index: string;
}): SearchPageView {
  const { words } = pageWording(options.language);
  return {
    frame: frameView({
      ...options,
      top: '',
      title: words.search,
      description: words.searchText,
      key: searchKey,
      languages: options.settings.languages,
    }),
    script: options.script,
    index: options.index,
  };
}
