import type { Quote, Story } from '../types.ts';
import { cleanLine, shorten } from './clean.ts';
import {
  type Foreign,
  foreign,
  namesIn,
  outletOf,
  type SourceView,
  sourceView,
  titleOf,
} from './source-view.ts';
import { fill, languageName, plural, type Wording } from './wording.ts';

/** A sentence of a source, word for word, and who published it. */
export interface QuoteView extends Foreign {
  readonly by: string;
}

export interface LabelledQuotes {
  readonly label: string;
  readonly quotes: readonly QuoteView[];
}

/** What an article brought in the reader's language, and whose words those are. */
export interface AidView {
  readonly label: string;
  readonly title: Foreign | null;
  readonly summary: Foreign | null;
}

export interface StoryView {
  readonly anchor: string;
  readonly lead: boolean;
  readonly state: string;
  /** Number of outlets, or that there is only one. */
  readonly standing: string;
  readonly headline: Foreign;
  readonly aids: readonly AidView[];
  readonly summary: readonly QuoteView[];
  /** One group per fact: what each outlet says of it, the reader's language first. */
  readonly agree: readonly (readonly QuoteView[])[];
  readonly differ: readonly LabelledQuotes[];
  readonly only: readonly LabelledQuotes[];
  readonly sources: readonly SourceView[];
}

/** How much of a story there is room for. */
export interface Room {
  readonly summary: number;
  readonly agree: number;
  readonly differ: number;
  readonly only: number;
}

export interface StoryContext {
  readonly wording: Wording;
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly lead: boolean;
  readonly room: Room;
}

const LONGEST_HEADLINE = 240;
/** Of a translation's summary; whole articles have been seen there. */
const LONGEST_AID = 600;

export function storyView(story: Story, { wording, language, lead, room }: StoryContext): StoryView {
  const names = namesIn(story, wording);
  const quoted = (quote: Quote) => ({
    ...foreign(quote.text, quote.language),
    by: names.get(quote.articleId) ?? wording.unnamed,
  });
  const several = story.sources.length > 1;
  const headline = foreign(story.headline.text, story.headline.language, LONGEST_HEADLINE);
  const summary = story.summary.filter(({ text }) => cleanLine(text) !== headline.text);
  return {
    anchor: `story-${story.id.replaceAll(/[^A-Za-z0-9_-]/g, '')}`,
    lead,
    state: wording.state[story.state],
    standing: several ? plural(wording.outlets, countNames(names), wording.locale) : wording.onlyOneOutlet,
    headline: headline.text === '' ? foreign(wording.untitled, null) : headline,
    aids: aidsFor(story, language, names, wording),
    summary: summary.slice(0, room.summary).map(quoted),
    agree: story.agree.slice(0, room.agree).map(({ quotes }) => ownFirst(quotes, language).map(quoted)),
    differ: story.differ
      .slice(0, room.differ)
      .map(({ about, quotes }) => ({ label: wording.about[about], quotes: quotes.map(quoted) })),
    only: several ? onlyIn(story, room.only, quoted, wording) : [],
    sources: story.sources.map((source, at) =>
      sourceView(source, at, names.get(source.articleId) ?? wording.unnamed, wording),
    ),
  };
}

function ownFirst(quotes: readonly Quote[], language: string): Quote[] {
  return quotes.toSorted((a, b) => Number(b.language === language) - Number(a.language === language));
}

/** Two articles of one outlet are one voice; articles that name none are one each. */
function countNames(names: ReadonlyMap<string, string>): number {
  return new Set([...names.values()].map((name) => name.normalize('NFKC').toLowerCase())).size;
}

function onlyIn(
  story: Story,
  most: number,
  quoted: (quote: Quote) => QuoteView,
  wording: Wording,
): LabelledQuotes[] {
  const said = new Set(story.summary.map(({ articleId, text }) => `${articleId}\n${text}`));
  const lines = story.only
    .filter(({ quote }) => !said.has(`${quote.articleId}\n${quote.text}`))
    .slice(0, most);
  const groups = Map.groupBy(lines, ({ quote }) => quote.articleId);
  return [...groups].map(([articleId, group]) => {
    const source = story.sources.find((candidate) => candidate.articleId === articleId);
    const outlet = source === undefined ? null : outletOf(source);
    return {
      label: outlet === null ? wording.onlyInUnnamed : fill(wording.onlyIn, { outlet }),
      quotes: group.map(({ quote }) => quoted(quote)),
    };
  });
}

/**
 * Where the headline is in another language: the title that a source in the reader's language gave, and translations
 * that came with an article, each with its label. Translations are shown, never used as evidence.
 */
function aidsFor(
  story: Story,
  language: string,
  names: ReadonlyMap<string, string>,
  wording: Wording,
): AidView[] {
  if (story.headline.language === language) return [];
  const own = story.sources.find((source) => source.language === language && source.title !== null);
  const inOwn = { language: languageName(language, wording.locale) };
  if (own !== undefined) {
    const outlet = names.get(own.articleId) ?? wording.unnamed;
    return [
      {
        label: fill(wording.inYourLanguage, { ...inOwn, outlet }),
        title: titleOf(own, wording),
        summary: null,
      },
    ];
  }
  return story.sources.flatMap((source) =>
    source.translations
      .filter((translation) => translation.language === language)
      .map(({ title, summary }) => ({
        label: fill(wording.translation, {
          ...inOwn,
          outlet: names.get(source.articleId) ?? wording.unnamed,
        }),
        title: title === null ? null : foreign(title, language, LONGEST_HEADLINE),
        summary: summary === null ? null : foreign(shorten(cleanLine(summary), LONGEST_AID), language),
      })),
  );
}
