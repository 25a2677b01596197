import { nameKey } from '../../article/metadata/name-key.ts';
import type { Quote, Story } from '../../types.ts';
import { furtherCited } from '../select/shown-agreement.ts';
import { cleanLine } from '../view/clean.ts';
import { type Foreign, foreign, namesIn, outletOf, reportsOf } from '../view/source-view.ts';
import { plural } from '../wording.ts';
import { reportPath, storyAnchor } from './address.ts';
import { type FactView, factViews } from './agreed-facts.ts';
import { dayOrMonth, type Moment } from './moments.ts';
import { type PageQuoteView, quoter, sourceAnchor } from './page-quotes.ts';
import { type PageSourceView, pageSourceView } from './page-sources.ts';
import { type PageTranslationView, pageTranslationViews } from './page-translations.ts';
import { reasonsInWords } from './reasons-in-words.ts';
import { type Around, around, type PageWording } from './wording.ts';

/** Somebody's own words. */
export interface PageSpokenView extends PageQuoteView {
  readonly speaker: Foreign;
}

export interface PageExclusiveView {
  readonly label: Around;
  /** Null when the article names no outlet: the label then says it all. */
  readonly outlet: string | null;
  readonly quotes: readonly PageQuoteView[];
}

export interface PageStoryView {
  readonly anchor: string;
  readonly isLead: boolean;
  readonly state: string;
  /** Number of outlets, or that there is only one. */
  readonly standing: string;
  readonly headline: Foreign;
  /** The editors' own words about the story. */
  readonly notes: readonly string[];
  readonly translations: readonly PageTranslationView[];
  /** The fact that several outlets report first is shown here, and not again below. */
  readonly summary: readonly FactView[];
  readonly agree: readonly FactView[];
  readonly differ: readonly { readonly label: string; readonly quotes: readonly PageQuoteView[] }[];
  readonly only: readonly PageExclusiveView[];
  readonly spoken: PageSpokenView | null;
  readonly people: readonly { readonly name: Foreign; readonly role: PageQuoteView }[];
  readonly timeline: readonly { readonly date: Moment; readonly quote: PageQuoteView }[];
  readonly sources: readonly PageSourceView[];
  readonly reasons: readonly string[];
  /** Of the form to report a mistake; pages with stories stand one folder deep. */
  readonly report: string;
}

export interface PageStoryContext {
  readonly words: PageWording;
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly isLead: boolean;
  /** Id of the edition that tells it so. */
  readonly edition: string;
}

const LONGEST_HEADLINE = 240;

/** A story with everything that its edition holds of it. */
export function pageStoryView(story: Story, context: PageStoryContext): PageStoryView {
  const { words, language, isLead, edition } = context;
  const names = namesIn(story, words);
  const quoted = quoter(story, names, words);
  const headline = foreign(story.headline.text, story.headline.language, LONGEST_HEADLINE);
  const several = story.sources.length > 1;
  const summary = story.summary.filter(({ text }) => cleanLine(text) !== headline.text);
  const { opening, further } = factViews(summary, story.agree, { language, quoted, words });
  return {
    anchor: storyAnchor(story.id),
    isLead,
    state: words.state[story.state],
    standing: standingOf(story, names, words),
    headline: headline.text === '' ? foreign(words.untitled, null) : headline,
    notes: (story.notes ?? []).map(cleanLine),
    translations: pageTranslationViews(story, language, names, words),
    summary: opening,
    agree: further,
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
    sources: reportsOf(story).map((source, at) =>
      pageSourceView(source, names.get(source.articleId) ?? words.unnamed, sourceAnchor(story.id, at), words),
    ),
    reasons: reasonsInWords(story.reasons, words),
    report: `../${reportPath(edition, story.id, language)}`,
  };
}

/** Nothing that a sentence above has already. */
function spokenView(
  { spoken, summary }: Story,
  quoted: (quote: Quote) => PageQuoteView,
): PageSpokenView | null {
  if (spoken === undefined) return null;
  const { speaker, quote } = spoken;
  const isSaid = summary.some(
    ({ articleId, text }) => articleId === quote.articleId && text.includes(quote.text),
  );
  return isSaid ? null : { ...quoted(quote), speaker: foreign(speaker, quote.language) };
}

/** How many outlets, or that there is only one; then how many others report part of it in another story. */
function standingOf(story: Story, names: ReadonlyMap<string, string>, words: PageWording): string {
  const nameOf = (articleId: string) => nameKey(names.get(articleId) ?? articleId);
  const own = new Set(story.sources.map(({ articleId }) => nameOf(articleId)));
  const quoted = story.agree.flatMap(({ quotes }) => quotes.map(({ articleId }) => nameOf(articleId)));
  const others = new Set(quoted.filter((name) => !own.has(name))).size;
  const counted =
    story.sources.length > 1
      ? plural(words.outlets, countNames(story, names), words.locale)
      : words.fromOneOutlet;
  return others === 0 ? counted : `${counted} · ${plural(words.inPart, others, words.locale)}`;
}

/** Two articles of one outlet are one voice; articles that name none are one each. */
function countNames({ sources }: Story, names: ReadonlyMap<string, string>): number {
  const counted = sources.map(({ articleId }) => names.get(articleId) ?? articleId);
  return new Set(counted.map(nameKey)).size;
}

function onlyIn(
  story: Story,
  quoted: (quote: Quote) => PageQuoteView,
  words: PageWording,
): PageExclusiveView[] {
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
function correctionsOf(
  story: Story,
  quoted: (quote: Quote) => PageQuoteView,
  words: PageWording,
): PageExclusiveView[] {
  return byArticle((story.corrections ?? []).flat(), story, quoted, {
    named: words.correctedBy,
    unnamed: words.correctedByUnnamed,
  });
}

function byArticle(
  quotes: readonly Quote[],
  story: Story,
  quoted: (quote: Quote) => PageQuoteView,
  patterns: { readonly named: string; readonly unnamed: string },
): PageExclusiveView[] {
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
