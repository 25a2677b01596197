import { bodyText } from '../article/body.ts';
import { isWhole } from '../story/sentences.ts';
import type { Agreement, Quote, Settings, Story, WindowArticle } from '../types.ts';
import { clauseOf } from './clause.ts';
import { countWords, longWords } from './count-words.ts';
import { type CountAlone, countAlone } from './specifics.ts';

export { countWords } from './count-words.ts';

export type QuoteCap = NonNullable<Settings['quoteCap']>;

export const QUOTE_CAP: QuoteCap = { words: 120, share: 0.2 };
/** Below this a short article could not be quoted at all. */
const LEAST_WORDS = 25;
/** A quote that stands for an agreement is told shorter beyond these, where nothing agreed on is lost. */
const COMFORTABLE_WORDS = 28;

export interface CapOptions {
  readonly cap: QuoteCap;
  /** Readers of each of these see an agreement in their own language, where a source wrote in it. */
  readonly languages: readonly string[];
}

/** How many of an article's words may be quoted. */
export function quoteAllowance(bodyWords: number, { words, share }: QuoteCap = QUOTE_CAP): number {
  return Math.min(words, Math.max(LEAST_WORDS, Math.floor(bodyWords * share)));
}

/**
 * Keeps of each article no more than may be quoted, over all languages and pages together. First served are the
 * differences, which no other digest has and which need both sides, then the lead sentence, one quote of each agreement,
 * a second sentence, one of what stands alone in each, somebody's own words, who is who, and the rest. Words shown twice count once, evidence that is not shown not at all.
 */
export function capQuotes(
  stories: readonly Story[],
  articles: readonly WindowArticle[],
  { cap, languages }: CapOptions,
): Story[] {
  const take = taker(
    new Map(
      articles.map(({ id, article }) => [
        `${id}/${article.version}`,
        quoteAllowance(countWords(bodyText(article)), cap),
      ]),
    ),
    Math.min(LEAST_WORDS, cap.words),
  );
  const alone = countAlone(articles);
  return stories.map((story) => capStory(story, { take, alone, languages }));
}

interface Means {
  readonly take: Take;
  readonly alone: CountAlone;
  readonly languages: readonly string[];
}

function capStory(story: Story, { take, alone: countAlone, languages }: Means): Story {
  const fits = (quote: Quote) => take([quote]);
  const differ = story.differ.flatMap(({ about, quotes }) => {
    const [first, second, ...further] = quotes;
    // Two sides make a comparison: they come together or not at all.
    if (first === undefined || second === undefined || !take([first, second])) return [];
    return [{ about, quotes: [first, second, ...further.filter(fits)] }];
  });
  const lead = story.summary.slice(0, 1).filter(fits);
  const leads = story.leads?.filter((quote) => languages.includes(quote.language ?? '') && fits(quote));
  const agree = story.agree.flatMap((agreement) =>
    shownOf(agreement, lead[0], { fits, alone: countAlone, languages }),
  );
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

interface Showing {
  readonly fits: (quote: Quote) => boolean;
  readonly alone: CountAlone;
  readonly languages: readonly string[];
}

/**
 * Whose words an agreement is shown in: the whole quote that fits, says most of what is agreed and least of its own, and is
 * not the lead sentence again; and one more for each language of the readers. Where nobody else has a whole one in the readers' first
 * language, the lead sentence itself stands for the fact.
 */
function shownOf(
  { quotes }: Agreement,
  lead: Quote | undefined,
  { fits, alone, languages }: Showing,
): Agreement[] {
  const whole = quotes.filter(({ text, language }) => isWhole(text, language));
  const others = whole
    .filter((quote) => lead === undefined || !isWithin(quote, lead))
    .map((quote) => essence(quote, quotes, alone))
    .map((quote, at) => ({ quote, worth: worthOf(quote, quotes, alone) - A_PLACE * at }))
    .toSorted((one, other) => other.worth - one.worth)
    .map(({ quote }) => quote);
  const ofLead = whole.find((quote) => lead !== undefined && isWithin(quote, lead));
  const isOwn = ({ language }: Quote) => language === (ofLead?.language ?? language);
  const first = others.filter(isOwn).find(fits) ?? ofLead ?? others.find(fits);
  if (first === undefined) return [];
  const own = languages
    .filter((language) => language !== first.language)
    .flatMap((language) => others.filter((quote) => quote.language === language).find(fits) ?? []);
  const shown = [first, ...own];
  const evidence = quotes.filter((quote) => !shown.some((one) => isWithin(one, quote)));
  return [{ quotes: [...shown, ...evidence], shown: shown.length }];
}

/** What a name or figure of one's own costs, against the share of a quote's words that others have too. */
const A_NAME_ALONE = 0.1;
/** What a place further down costs: quotes come best to show first. */
const A_PLACE = 0.03;
/** A beginning shares this many longer words with another witness, or it is about something else. */
const STILL_SHARED = 2;

/** How much of a quote is what the witnesses agree on. */
function worthOf(quote: Quote, witnesses: readonly Quote[], alone: CountAlone): number {
  const words = [...longWords(quote.text)];
  const others = inItsLanguage(quote, witnesses).map(({ text }) => longWords(text));
  const shared = words.filter((word) => others.some((said) => said.has(word))).length;
  return shared / Math.max(1, words.length) - A_NAME_ALONE * alone(quote, witnesses);
}

/**
 * The beginning of a long sentence where it holds every longer word that the other witnesses in its language have too,
 * or where what follows names something that only this one has.
 */
function essence(quote: Quote, witnesses: readonly Quote[], alone: CountAlone): Quote {
  const text = clauseOf(quote.text, quote.language, COMFORTABLE_WORDS);
  const others = inItsLanguage(quote, witnesses).map((one) => longWords(one.text));
  if (text === null || text === quote.text || others.length === 0) return quote;
  const short = { ...quote, text };
  const said = longWords(text);
  const begun = new Set([...said].map(stemOf));
  const left = [...longWords(quote.text)].filter((word) => !begun.has(stemOf(word)));
  if (!others.some((other) => left.some((word) => other.has(word)))) return short;
  const shared = Math.max(...others.map((other) => [...said].filter((word) => other.has(word)).length));
  return shared >= STILL_SHARED && alone(short, witnesses) < alone(quote, witnesses) ? short : quote;
}

/** "rocket" and "rockets" say the same: enough of a word to know it by. */
const stemOf = (word: string): string => word.slice(0, 6);

function inItsLanguage(quote: Quote, witnesses: readonly Quote[]): readonly Quote[] {
  return witnesses.filter((one) => blockOf(one) !== blockOf(quote) && one.language === quote.language);
}

function firstOfEach(lines: Story['only']): Story['only'] {
  return [...Map.groupBy(lines, ({ quote }) => quote.articleId).values()].flatMap(([first]) => first ?? []);
}

function shownIn(agree: readonly Agreement[]): readonly Quote[] {
  return agree.flatMap(({ quotes, shown = 1 }) => quotes.slice(0, shown));
}

/** Whether the words of `inner` are words of `outer`: the same stretch of the same file. */
export function isWithin(inner: Quote, outer: Quote): boolean {
  return (
    blockOf(inner) === blockOf(outer) &&
    inner.offset >= outer.offset &&
    inner.offset + inner.text.length <= outer.offset + outer.text.length
  );
}

/** Whether one of the two has the other's words. */
export function overlaps(a: Quote, b: Quote): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

function blockOf({ articleId, version, block }: Quote): string {
  return `${articleId}/${version}/${block}`;
}

/** Takes all of the quotes or, when one of their articles has too few words left, none. */
type Take = (quotes: readonly Quote[]) => boolean;

function taker(allowances: ReadonlyMap<string, number>, least: number): Take {
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
