import { bodyText } from '../article/body.ts';
import { isWhole } from '../story/sentences.ts';
import type { Agreement, Quote, Settings, Story, WindowArticle } from '../types.ts';
import { clauseOf } from './clause.ts';
import { countWords, longWords } from './count-words.ts';

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
  return stories.map((story) => capStory(story, take, languages));
}

function capStory(story: Story, take: Take, languages: readonly string[]): Story {
  const fits = (quote: Quote) => take([quote]);
  const differ = story.differ.flatMap(({ about, quotes }) => {
    const [first, second, ...further] = quotes;
    // Two sides make a comparison: they come together or not at all.
    if (first === undefined || second === undefined || !take([first, second])) return [];
    return [{ about, quotes: [first, second, ...further.filter(fits)] }];
  });
  const lead = story.summary.slice(0, 1).filter(fits);
  const agree = story.agree.flatMap((agreement) => shownOf(agreement, lead[0], fits, languages));
  const second = story.summary.slice(1).filter((quote) => !isEvidence(quote, agree));
  const next = second.slice(0, 1).filter(fits);
  const alone = story.only.filter(({ quote }) => !isEvidence(quote, agree));
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
    differ,
    agree,
    only,
    ...spoken,
    ...(people === undefined ? {} : { people }),
    ...(timeline === undefined ? {} : { timeline }),
  };
}

/**
 * Whose words an agreement is shown in: the first whole quote that fits and is not the lead sentence again, and one more
 * for each language of the readers. Nobody else having a whole one, the lead sentence itself stands for the fact.
 */
function shownOf(
  { quotes }: Agreement,
  lead: Quote | undefined,
  fits: (quote: Quote) => boolean,
  languages: readonly string[],
): Agreement[] {
  const whole = quotes.filter(({ text, language }) => isWhole(text, language));
  const others = whole
    .filter((quote) => lead === undefined || !isWithin(quote, lead))
    .map((quote) => essence(quote, quotes));
  const first = others.find(fits) ?? whole.find((quote) => lead !== undefined && isWithin(quote, lead));
  if (first === undefined) return [];
  const own = languages
    .filter((language) => language !== first.language)
    .flatMap((language) => others.filter((quote) => quote.language === language).find(fits) ?? []);
  const shown = [first, ...own];
  const evidence = quotes.filter((quote) => !shown.some((one) => isWithin(one, quote)));
  return [{ quotes: [...shown, ...evidence], shown: shown.length }];
}

/** The beginning of a long sentence where it holds every longer word that the other witnesses in its language have too. */
function essence(quote: Quote, witnesses: readonly Quote[]): Quote {
  const text = clauseOf(quote.text, quote.language, COMFORTABLE_WORDS);
  if (text === null || text === quote.text) return quote;
  const said = longWords(text);
  const left = [...longWords(quote.text)].filter((word) => !said.has(word));
  const others = witnesses.filter((one) => one !== quote && one.language === quote.language);
  const lost = others.some((one) => left.some((word) => longWords(one.text).has(word)));
  return lost || others.length === 0 ? quote : { ...quote, text };
}

function firstOfEach(lines: Story['only']): Story['only'] {
  return [...Map.groupBy(lines, ({ quote }) => quote.articleId).values()].flatMap(([first]) => first ?? []);
}

function isEvidence(quote: Quote, agree: readonly Agreement[]): boolean {
  return agree.some(({ quotes, shown = 1 }) => quotes.slice(0, shown).some((one) => overlaps(quote, one)));
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
    const after = new Map(used);
    for (const quote of fresh) {
      const article = `${quote.articleId}/${quote.version}`;
      const words = (after.get(article) ?? 0) + countWords(quote.text);
      if (words > (allowances.get(article) ?? least)) return false;
      after.set(article, words);
    }
    for (const [article, words] of after) used.set(article, words);
    for (const quote of fresh) taken.set(blockOf(quote), [...(taken.get(blockOf(quote)) ?? []), quote]);
    return true;
  };
}
