import { nameKey } from '../../article/metadata/name-key.ts';
import type { Agreement, Quote, Story } from '../../types.ts';
import { factOf, furtherCited } from '../select/cited.ts';
import { cleanLine, safeUrl } from '../view/clean.ts';
import { isCut } from '../view/quote-view.ts';
import { type Foreign, foreign, outletOf } from '../view/source-view.ts';
import { plural } from '../wording.ts';
import { reportPath, storyAnchor } from './address.ts';
import { dayOrMonth, type Moment } from './moments.ts';
import { reasonsInWords } from './reasons.ts';
import { outletNames, type SourceView, sourceView } from './sources.ts';
import { type TranslationView, translationViews } from './translations.ts';
import { type Around, around, type PageWording } from './wording.ts';

/** Who published a sentence, and where the page says more of it. */
export interface ByView {
  readonly outlet: string;
  /** Of the article's entry under Sources; null when it has none. */
  readonly anchor: string | null;
}

/** A sentence of a source, word for word. */
export interface QuoteView extends Foreign {
  /** Something was left off behind it. */
  readonly cut: boolean;
  readonly by: ByView;
  /** The article's own address. */
  readonly cite: string | null;
}

export interface AgreementView {
  readonly said: QuoteView;
  /** "Also in {outlets}", cut at the slot. */
  readonly also: Around;
  /** All others who report it, each once. */
  readonly outlets: readonly (ByView & { readonly comma: string })[];
  /** Those of them whose own words may be shown. */
  readonly others: readonly QuoteView[];
}

/** Somebody's own words. */
export interface SpokenView extends QuoteView {
  readonly speaker: Foreign;
}

export interface OnlyView {
  readonly label: Around;
  /** Null when the article names no outlet: the label then says it all. */
  readonly outlet: string | null;
  readonly quotes: readonly QuoteView[];
}

export interface StoryView {
  readonly anchor: string;
  readonly isLead: boolean;
  readonly state: string;
  /** Number of outlets, or that there is only one. */
  readonly standing: string;
  readonly headline: Foreign;
  /** The editors' own words about the story. */
  readonly notes: readonly string[];
  readonly translations: readonly TranslationView[];
  readonly summary: readonly QuoteView[];
  readonly agree: readonly AgreementView[];
  readonly differ: readonly { readonly label: string; readonly quotes: readonly QuoteView[] }[];
  readonly only: readonly OnlyView[];
  readonly spoken: SpokenView | null;
  readonly people: readonly { readonly name: Foreign; readonly role: QuoteView }[];
  readonly timeline: readonly { readonly date: Moment; readonly quote: QuoteView }[];
  readonly sources: readonly SourceView[];
  readonly reasons: readonly string[];
  /** Of the form to report a mistake; pages with stories stand one folder deep. */
  readonly report: string;
}

export interface StoryContext {
  readonly words: PageWording;
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly isLead: boolean;
  /** Id of the edition that tells it so. */
  readonly edition: string;
}

const LONGEST_HEADLINE = 240;

/** One quote of a story, as the page shows it anywhere. */
export function quoteView(story: Story, quote: Quote, words: PageWording): QuoteView {
  return quoter(story, outletNames(story, words), words)(quote);
}

/** A story with everything that its edition holds of it. */
export function storyView(story: Story, context: StoryContext): StoryView {
  const { words, language, isLead, edition } = context;
  const names = outletNames(story, words);
  const quoted = quoter(story, names, words);
  const headline = foreign(story.headline.text, story.headline.language, LONGEST_HEADLINE);
  const several = story.sources.length > 1;
  return {
    anchor: storyAnchor(story.id),
    isLead,
    state: words.state[story.state],
    standing: several ? plural(words.outlets, countNames(story, names), words.locale) : words.onlyOneOutlet,
    headline: headline.text === '' ? foreign(words.untitled, null) : headline,
    notes: (story.notes ?? []).map(cleanLine),
    translations: translationViews(story, language, names, words),
    summary: story.summary.filter(({ text }) => cleanLine(text) !== headline.text).map(quoted),
    agree: story.agree.flatMap((agreement) => agreementView(agreement, language, quoted, words)),
    differ: story.differ.map(({ about, quotes }) => ({
      label: words.about[about],
      quotes: quotes.map(quoted),
    })),
    only: several ? [...correctionsOf(story, quoted, words), ...onlyIn(story, quoted, words)] : [],
    spoken: spokenView(story, quoted),
    people: (story.people ?? []).map(({ name, role }) => ({
      name: foreign(name, role.language),
      role: quoted(role),
    })),
    timeline: (story.timeline ?? []).flatMap(({ date, quote }) => {
      const moment = dayOrMonth(date, words);
      return moment === null ? [] : [{ date: moment, quote: quoted(quote) }];
    }),
    sources: story.sources.map((source, at) =>
      sourceView(source, names.get(source.articleId) ?? words.unnamed, sourceAnchor(story.id, at), words),
    ),
    reasons: reasonsInWords(story.reasons, words),
    report: `../${reportPath(edition, story.id, language)}`,
  };
}

const sourceAnchor = (storyId: string, at: number): string => `${storyAnchor(storyId)}-source-${at + 1}`;

function quoter(
  story: Story,
  names: ReadonlyMap<string, string>,
  words: PageWording,
): (quote: Quote) => QuoteView {
  // A copy is cited by the entry that it is folded under.
  const places = new Map(
    story.sources.flatMap((source, at) =>
      [source, ...source.copies].map((one) => [one.articleId, at] as const),
    ),
  );
  const addresses = new Map(
    [...furtherCited(story), ...story.sources].map(({ articleId, url }) => [articleId, safeUrl(url)]),
  );
  return ({ text, language, articleId }) => {
    const place = places.get(articleId);
    return {
      ...foreign(text, language),
      cut: isCut(text),
      by: {
        outlet: names.get(articleId) ?? words.unnamed,
        anchor: place === undefined ? null : sourceAnchor(story.id, place),
      },
      cite: addresses.get(articleId) ?? null,
    };
  };
}

/**
 * One sentence to read, the reader's language first, and behind it what the others wrote, as far as the cap lets it be
 * shown. Editions made before `shown` was told hold nothing that may not be.
 */
function agreementView(
  agreement: Agreement,
  language: string,
  quoted: (quote: Quote) => QuoteView,
  words: PageWording,
): AgreementView[] {
  const { quotes, shown = quotes.length } = agreement;
  return factOf({ ...agreement, shown }, language).map(({ quote, others }) => {
    const told = quoted(quote);
    const voices = new Map(others.map(quoted).map(({ by }) => [by.outlet, by]));
    voices.delete(told.by.outlet);
    return {
      said: told,
      also: around(words.alsoIn, 'outlets'),
      outlets: [...voices.values()].map((by, at) => ({ ...by, comma: at > 0 ? words.comma : '' })),
      others: quotes
        .slice(0, shown)
        .filter((one) => one !== quote)
        .map(quoted),
    };
  });
}

/** Nothing that a sentence above has already. */
function spokenView({ spoken, summary }: Story, quoted: (quote: Quote) => QuoteView): SpokenView | null {
  if (spoken === undefined) return null;
  const { speaker, quote } = spoken;
  const isSaid = summary.some(
    ({ articleId, text }) => articleId === quote.articleId && text.includes(quote.text),
  );
  return isSaid ? null : { ...quoted(quote), speaker: foreign(speaker, quote.language) };
}

/** Two articles of one outlet are one voice; articles that name none are one each. */
function countNames({ sources }: Story, names: ReadonlyMap<string, string>): number {
  const counted = sources.map(({ articleId }) => names.get(articleId) ?? articleId);
  return new Set(counted.map(nameKey)).size;
}

function onlyIn(story: Story, quoted: (quote: Quote) => QuoteView, words: PageWording): OnlyView[] {
  const said = new Set(story.summary.map(({ articleId, text }) => `${articleId}\n${text}`));
  const fresh = story.only.filter(({ quote }) => !said.has(`${quote.articleId}\n${quote.text}`));
  return byArticle(
    fresh.map(({ quote }) => quote),
    story,
    quoted,
    { named: words.onlyIn, unnamed: words.onlyInUnnamed },
  );
}

/** How outlets of the story put themselves right, in their own words. */
function correctionsOf(story: Story, quoted: (quote: Quote) => QuoteView, words: PageWording): OnlyView[] {
  return byArticle((story.corrections ?? []).flat(), story, quoted, {
    named: words.correctedBy,
    unnamed: words.correctedByUnnamed,
  });
}

function byArticle(
  quotes: readonly Quote[],
  story: Story,
  quoted: (quote: Quote) => QuoteView,
  patterns: { readonly named: string; readonly unnamed: string },
): OnlyView[] {
  const cited = [...story.sources, ...furtherCited(story)];
  return [...Map.groupBy(quotes, ({ articleId }) => articleId)].map(([articleId, group]) => {
    const source = cited.find((candidate) => candidate.articleId === articleId);
    const outlet = source === undefined ? null : outletOf(source);
    return {
      label: outlet === null ? { before: patterns.unnamed, after: '' } : around(patterns.named, 'outlet'),
      outlet,
      quotes: group.map((quote) => quoted(quote)),
    };
  });
}
