import { nameKey } from '../../article/metadata/name-key.ts';
import type { Quote, Story } from '../../types.ts';
import { type Fact, factOf, furtherCited } from '../select/cited.ts';
import { isWithin, overlaps } from '../select/quote-budget.ts';
import { languageName, plural, type Wording } from '../wording.ts';
import { cleanLine } from './clean.ts';
import { type Line, lineOf, named } from './linked-text.ts';
import marks from './quotation-marks.json' with { type: 'json' };
import { type Quoter, type QuoteView, quoterOf } from './quote-view.ts';
import {
  type Foreign,
  foreign,
  languageTag,
  namesIn,
  outletOf,
  type SourceView,
  sourceView,
} from './source-view.ts';
import { type TranslationView, translationViews } from './translations.ts';

export interface LabelledQuotes {
  readonly label: Line;
  readonly quotes: readonly QuoteView[];
}

export interface ComparisonView {
  readonly label: string;
  /** Side by side, two in a row. */
  readonly rows: readonly (readonly QuoteView[])[];
}

/** Somebody's own words, as an outlet quotes them. */
export interface SpokenView extends Foreign {
  /** The marks of the words' language. */
  readonly open: string;
  readonly close: string;
  /** "Kim, quoted in English by Post". */
  readonly by: Line;
}

export interface StoryView {
  readonly anchor: string;
  readonly lead: boolean;
  /** Of the story on the web. */
  readonly url: string;
  readonly state: string;
  /** "4 outlets · 3 languages", or that there is only one outlet. */
  readonly standing: string;
  readonly headline: Foreign;
  /** The editors' own words about the story. */
  readonly notes: readonly string[];
  readonly translations: readonly TranslationView[];
  /** What happened; never again what an agreement or a difference shows right below, but for the lead sentence. */
  readonly summary: readonly QuoteView[];
  /** One per fact: one quote, and who else reports it. */
  readonly agree: readonly QuoteView[];
  readonly differ: readonly ComparisonView[];
  readonly only: readonly LabelledQuotes[];
  readonly spoken: SpokenView | null;
  readonly sources: readonly SourceView[];
  /** How many sources there is no room for, in words. */
  readonly sourcesMore: string | null;
}

/** How much of a story there is room for. */
export interface Room {
  readonly summary: number;
  readonly agree: number;
  readonly differ: number;
  readonly only: number;
  readonly spoken: number;
  readonly sources: number;
}

export interface StoryContext {
  readonly wording: Wording;
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly lead: boolean;
  readonly room: Room;
  /** Of the edition's page. */
  readonly pageUrl: string;
}

export const LONGEST_HEADLINE = 240;

export function storyView(story: Story, { wording, language, lead, room, pageUrl }: StoryContext): StoryView {
  const quoter = quoterOf(story, wording);
  const show = lead ? quoter.view : quoter.plain;
  const headline = foreign(story.headline.text, story.headline.language, LONGEST_HEADLINE);
  const { first, rest, facts } = tellOnce(story, language);
  const agree = facts.slice(0, room.agree);
  const differ = story.differ.slice(0, room.differ);
  const said = [...agree.map(({ quote }) => quote), ...differ.flatMap(({ quotes }) => quotes)];
  const only = story.sources.length > 1 ? onlyIn(story, said, room.only) : [];
  const shown = [...said, ...only.map(({ quote }) => quote)];
  const further = rest.filter((quote) => !shown.some((one) => overlaps(quote, one)));
  const opening = first.filter(({ quote }) => cleanLine(quote.text) !== headline.text);
  const views = [
    ...opening.map(({ quote, others }) => ({ ...show(quote), also: quoter.also(others, quote) })),
    ...further.map(show),
  ];
  return {
    anchor: anchorOf(story),
    lead,
    url: `${pageUrl}#${anchorOf(story)}`,
    state: wording.state[story.state],
    standing: standingOf(story, wording),
    headline: headline.text === '' ? foreign(wording.untitled, null) : headline,
    notes: (story.notes ?? []).map(cleanLine),
    translations: translationViews(story, language, quoter, wording),
    // Of a short story, what outlets compare is the news; one sentence leads there.
    summary: views.slice(0, lead || agree.length + differ.length === 0 ? room.summary : 1),
    agree: agree.map(({ quote, others }) => ({ ...quoter.view(quote), also: quoter.also(others, quote) })),
    differ: differ.map(({ about, quotes, others = [] }) => ({
      label: wording.about[about],
      rows: inPairs(
        quotes.map((quote, at) => ({ ...show(quote), also: quoter.also(others[at] ?? [], quote) })),
      ),
    })),
    only: [
      ...labelled(
        (story.corrections ?? []).flat().map((quote) => ({ quote })),
        story,
        quoter,
        { named: wording.correctedBy, unnamed: wording.correctedByUnnamed },
      ),
      ...labelled(only, story, quoter, { named: wording.onlyIn, unnamed: wording.onlyInUnnamed }),
    ],
    spoken: room.spoken > 0 ? spokenOf(story, shown, quoter, wording) : null,
    sources: story.sources
      .slice(0, room.sources)
      .map((source, at) =>
        sourceView(source, at, namesIn(story, wording).get(source.articleId) ?? wording.unnamed, wording),
      ),
    sourcesMore:
      story.sources.length > room.sources
        ? plural(wording.more, story.sources.length - room.sources, wording.locale)
        : null,
  };
}

export function anchorOf({ id }: Story): string {
  return `story-${id.replaceAll(/[^A-Za-z0-9_-]/g, '')}`;
}

/**
 * Divides what a story has to tell so that nothing is told twice: the lead sentence, with the others that report it where it
 * is the very fact they agree on; further sentences; the agreements, each in the reader's language where it can be.
 */
export function tellOnce(
  story: Story,
  language: string,
): { readonly first: readonly Fact[]; readonly rest: readonly Quote[]; readonly facts: readonly Fact[] } {
  const [lead, ...rest] = story.summary;
  const facts = story.agree.flatMap((agreement) => factOf(agreement, language));
  const same = facts.filter(({ quote }) => lead !== undefined && isWithin(quote, lead));
  const first = lead === undefined ? [] : [{ quote: lead, others: same.flatMap(({ others }) => others) }];
  return { first, rest, facts: facts.filter((fact) => !same.includes(fact)) };
}

/** Two articles of one outlet are one voice; articles that name none are one each. */
function standingOf(story: Story, wording: Wording): string {
  const named = namesIn(story, wording);
  const names = story.sources.map(({ articleId }) => nameKey(named.get(articleId) ?? ''));
  const languages = new Set(story.sources.flatMap(({ language }) => language ?? [])).size;
  if (story.sources.length === 1) return wording.onlyOneOutlet;
  const outlets = plural(wording.outlets, new Set(names).size, wording.locale);
  return languages > 1 ? `${outlets} · ${plural(wording.languages, languages, wording.locale)}` : outlets;
}

/** The first sentence of each outlet before the second of any. */
function onlyIn(story: Story, said: readonly Quote[], most: number): Story['only'] {
  const elsewhere = [...story.summary, ...said];
  const lines = story.only.filter(({ quote }) => !elsewhere.some((one) => isWithin(quote, one)));
  const rank = new Map<string, number>();
  const ranked = lines.map((line) => {
    const before = rank.get(line.quote.articleId) ?? 0;
    rank.set(line.quote.articleId, before + 1);
    return { line, before };
  });
  return ranked
    .toSorted((a, b) => a.before - b.before)
    .slice(0, most)
    .map(({ line }) => line);
}

/** Quotes of each article under a label that names its outlet: what it alone has, or how it puts itself right. */
function labelled(
  lines: Story['only'],
  story: Story,
  quoter: Quoter,
  patterns: { readonly named: string; readonly unnamed: string },
): LabelledQuotes[] {
  const groups = Map.groupBy(lines, ({ quote }) => quote.articleId);
  const cited = [...story.sources, ...furtherCited(story)];
  return [...groups].map(([articleId, group]) => {
    const source = cited.find((candidate) => candidate.articleId === articleId);
    const outlet = source === undefined ? null : outletOf(source);
    return {
      label: lineOf(outlet === null ? patterns.unnamed : patterns.named, {
        outlet: [named(outlet ?? '')],
      }),
      quotes: group.map(({ quote }) => quoter.plain(quote)),
    };
  });
}

export function spokenOf(
  story: Story,
  shown: readonly Quote[],
  quoter: Quoter,
  wording: Wording,
): SpokenView | null {
  if (story.spoken === undefined) return null;
  const { speaker, quote } = story.spoken;
  if ([...shown, ...story.summary].some((one) => overlaps(quote, one))) return null;
  const tag = languageTag(quote.language);
  const by = lineOf(tag === null ? wording.quotedBy : wording.quotedInBy, {
    speaker: [named(cleanLine(speaker))],
    language: tag === null ? '' : languageName(tag, wording.locale),
    outlet: quoter.by(quote.articleId),
  });
  const [open = '“', close = '”'] = new Map(Object.entries(marks)).get(tag ?? '') ?? '“”';
  return { ...foreign(quote.text, quote.language), open, close, by };
}

function inPairs<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 2) }, (_row, at) => items.slice(2 * at, 2 * at + 2));
}
