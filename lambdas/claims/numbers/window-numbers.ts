import { originOf } from '../../stories/sources.ts';
import type { WindowArticle } from '../../types.ts';
import { mayBeRounded, quantitiesOf } from './quantities.ts';

/** What numbers the articles of a window tell, titles included. */
export interface WindowNumbers {
  /** How many origins tell a number. */
  readonly tellers: (value: number) => number;
  /** Whether an origin tells it, or one that may be it rounded. */
  readonly has: (origin: string, value: number) => boolean;
  /** Whether it is told on this day or before it, and on this day or after it; articles without a day tell neither. */
  readonly isToldAround: (value: number, day: string) => boolean;
  /** Whether an article of an origin other than these tells both. */
  readonly areToldTogether: (numbers: readonly [number, number], but: readonly string[]) => boolean;
}

interface Told {
  readonly origins: Set<string>;
  readonly articles: Map<string, string>;
  first: string;
  last: string;
}

/** A number may be another one rounded within this share of it, and up to one. */
const ROUNDED = 1.1;

/** Of articles that stand for themselves: a copy adds no voice. */
export function numbersOfWindow(articles: readonly WindowArticle[]): WindowNumbers {
  const told = new Map<number, Told>();
  const byOrigin = new Map<string, Set<number>>();
  for (const item of articles) {
    const origin = originOf(item);
    const own = byOrigin.get(origin) ?? new Set();
    byOrigin.set(origin, own);
    const day = item.article.published?.date ?? '';
    for (const value of numbersIn(item)) {
      own.add(value);
      const one = told.get(value) ?? { origins: new Set(), articles: new Map(), first: '', last: '' };
      told.set(value, one);
      one.origins.add(origin);
      one.articles.set(item.id, origin);
      if (day !== '' && (one.first === '' || day < one.first)) one.first = day;
      if (day > one.last) one.last = day;
    }
  }
  const sorted = new Map([...byOrigin].map(([origin, own]) => [origin, [...own].sort((a, b) => a - b)]));
  return {
    tellers: (value) => told.get(value)?.origins.size ?? 0,
    has: (origin, value) =>
      byOrigin.get(origin)?.has(value) === true || hasRounded(sorted.get(origin) ?? [], value),
    isToldAround: (value, day) => {
      const { first = '', last = '' } = told.get(value) ?? {};
      return first !== '' && first <= day && day <= last;
    },
    areToldTogether: ([a, b], but) => {
      const [one, other] = [told.get(a)?.articles, told.get(b)?.articles];
      const [fewer, more] = (one?.size ?? 0) < (other?.size ?? 0) ? [one, other] : [other, one];
      return [...(fewer ?? [])].some(([id, origin]) => !but.includes(origin) && more?.has(id) === true);
    },
  };
}

function numbersIn({ article }: WindowArticle): ReadonlySet<number> {
  const texts = [article.title ?? '', ...article.blocks.map(({ text }) => text)];
  return new Set(texts.flatMap((text) => quantitiesOf(text, article.language).map(({ value }) => value)));
}

/** Looks only at numbers near enough, of a sorted list. */
function hasRounded(numbers: readonly number[], value: number): boolean {
  const most = Math.max(value * ROUNDED, value + 1);
  for (let at = firstFrom(numbers, Math.min(value / ROUNDED, value - 1)); at < numbers.length; at += 1) {
    const one = numbers[at] ?? Number.POSITIVE_INFINITY;
    if (one > most) return false;
    if (mayBeRounded(one, value)) return true;
  }
  return false;
}

/** The place of the first number that is as large. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
