import { bodyText } from '../../article/body.ts';
import { chosenSentences } from '../../claims/statements/chosen.ts';
import { countWords } from '../../language/count-words.ts';
import type { Agreement, Article, Quote, Settings, Story, WindowArticle } from '../../types.ts';
import { withFurtherLanguages } from './difference-in-language.ts';
import { blockOf, isWithin, overlaps } from './same-words.ts';

export { countWords } from '../../language/count-words.ts';

export type QuoteBudget = NonNullable<Settings['quoteCap']>;

export const DEFAULT_QUOTE_BUDGET: QuoteBudget = { words: 120, share: 0.2 };
/** Below this a short article could not be quoted at all. */
const LEAST_WORDS = 25;

export interface QuoteBudgetOptions {
  readonly cap: QuoteBudget;
  /** Readers of each of these see an agreement in their own language, where a source wrote in it. */
  readonly languages: readonly string[];
}

/** How many of an article's words may be quoted. */
export function quoteAllowance(
  bodyWords: number,
  { words, share }: QuoteBudget = DEFAULT_QUOTE_BUDGET,
): number {
  return Math.min(words, Math.max(LEAST_WORDS, Math.floor(bodyWords * share)));
}

/** A longer sentence is none that a digest quotes. */
const LONGEST_SENTENCE = 45;

/**
 * The same for one article, of which one whole sentence may always be quoted: a story's main fact may stand in the shortest. Of a short one
 * as many words may be in two sentences, its main fact and what another outlet contradicts, up to half of it.
 */
export function articleAllowance(article: Article, cap: QuoteBudget = DEFAULT_QUOTE_BUDGET): number {
  const all = countWords(bodyText(article));
  const sentences = chosenSentences(article).map(({ text }) => countWords(text));
  const longest = Math.max(0, ...sentences.filter((words) => words <= LONGEST_SENTENCE));
  const sentence = Math.max(longest, Math.min(LONGEST_SENTENCE, Math.floor(all / 2)));
  return Math.max(quoteAllowance(all, cap), Math.min(cap.words, sentence));
}

/**
 * Keeps of each article no more than may be quoted, over all languages and pages together. First served are the
 * lead sentence, then the differences, which no other digest has and which need both sides, what stands in for a side in another language, one quote of each agreement,
 * a second sentence, one of what stands alone in each, somebody's own words, who is who, and the rest. Words shown twice count once, evidence that is not shown not at all.
 */
export function keepWithinQuoteBudget(
  stories: readonly Story[],
  articles: readonly WindowArticle[],
  { cap, languages }: QuoteBudgetOptions,
): Story[] {
  const take = wordAccount(
    new Map(articles.map(({ id, article }) => [`${id}/${article.version}`, articleAllowance(article, cap)])),
    Math.min(LEAST_WORDS, cap.words),
  );
  return stories.map((story) => keepStoryWithinBudget(story, take, languages));
}

function keepStoryWithinBudget(story: Story, take: TakeWords, languages: readonly string[]): Story {
  const fits = (quote: Quote) => take([quote]);
  const lead = story.summary.slice(0, 1).filter(fits);
  // Two sides make a comparison: they come together or not at all.
  const differ = story.differ
    .filter(({ quotes }) => take(quotes))
    .map((difference) => withFurtherLanguages(difference, { languages, fits }));
  const leads = story.leads?.filter((quote) => languages.includes(quote.language ?? '') && fits(quote));
  const agree = story.agree.flatMap((agreement) => shownOf(agreement, fits));
  const second = story.summary
    .slice(1)
    .filter((quote) => !shownIn(agree).some((one) => overlaps(quote, one)));
  const next = second.slice(0, 1).filter(fits);
  // What stands behind the beginning that an agreement is shown in is its source's alone.
  const alone = story.only.filter(({ quote }) => !shownIn(agree).some((one) => isWithin(quote, one)));
  const firsts = firstOfEach(alone).filter(({ quote }) => fits(quote));
  const spoken = story.spoken !== undefined && fits(story.spoken.quote) ? { spoken: story.spoken } : {};
  const people = story.people?.filter(({ role }) => fits(role));
  const only = alone.filter((line) => firsts.includes(line) || fits(line.quote));
  const timeline = story.timeline?.filter(({ quote }) => fits(quote));
  const rest = story.summary.slice(1).filter((quote) => next.includes(quote) || fits(quote));
  const { spoken: _, ...kept } = story;
  return {
    ...kept,
    summary: [...lead, ...rest],
    ...(leads === undefined ? {} : { leads }),
    differ,
    agree,
    only,
    ...spoken,
    ...(people === undefined ? {} : { people }),
    ...(timeline === undefined ? {} : { timeline }),
  };
}

/**
 * An agreement in those of its shown quotes that fit. What is shown stands before the evidence, and who reports all of it
 * goes with it. Nothing where none fits.
 */
function shownOf(agreement: Agreement, fits: (quote: Quote) => boolean): Agreement[] {
  const { quotes, shown = 1, reportedBy } = agreement;
  const kept = quotes.slice(0, shown).flatMap((quote, at) => (fits(quote) ? [at] : []));
  if (kept.length === 0) return [];
  const order = [...kept, ...quotes.keys().filter((at) => !kept.includes(at))];
  const place = new Map(order.map((at, index) => [at, index]));
  return [
    {
      quotes: order.flatMap((at) => quotes[at] ?? []),
      shown: kept.length,
      ...(reportedBy === undefined
        ? {}
        : {
            reportedBy: kept.map((at) => (reportedBy[at] ?? []).flatMap((index) => place.get(index) ?? [])),
          }),
    },
  ];
}

function firstOfEach(lines: Story['only']): Story['only'] {
  return [...Map.groupBy(lines, ({ quote }) => quote.articleId).values()].flatMap(([first]) => first ?? []);
}

function shownIn(agree: readonly Agreement[]): readonly Quote[] {
  return agree.flatMap(({ quotes, shown = 1 }) => quotes.slice(0, shown));
}

/** Takes all of the quotes or, when one of their articles has too few words left, none. */
type TakeWords = (quotes: readonly Quote[]) => boolean;

function wordAccount(allowances: ReadonlyMap<string, number>, least: number): TakeWords {
  const taken = new Map<string, Quote[]>();
  const used = new Map<string, number>();
  return (quotes) => {
    const fresh = quotes.filter(
      (quote) => !(taken.get(blockOf(quote)) ?? []).some((one) => isWithin(quote, one)),
    );
    // Only of the articles that are asked: a window has thousands.
    const after = new Map<string, number>();
    for (const quote of fresh) {
      const article = `${quote.articleId}/${quote.version}`;
      const known = (taken.get(blockOf(quote)) ?? []).filter((one) => isWithin(one, quote));
      const paid = known.reduce((most, { text }) => Math.max(most, countWords(text)), 0);
      const words = (after.get(article) ?? used.get(article) ?? 0) + countWords(quote.text) - paid;
      if (words > (allowances.get(article) ?? least)) return false;
      after.set(article, words);
    }
    for (const [article, words] of after) used.set(article, words);
    for (const quote of fresh) taken.set(blockOf(quote), [...(taken.get(blockOf(quote)) ?? []), quote]);
    return true;
  };
}
