import { nameKey } from '../../article/metadata/name-key.ts';
import { originOf } from '../../stories/sources.ts';
import type { WindowArticle } from '../../types.ts';
import { DATE } from './dates-in.ts';
import { type KindOfNumber, keyOf, numbersOf } from './numbers-in.ts';
import { mayBeRounded } from './quantities.ts';

/** What numbers the articles of a window tell, titles included and dates left out. */
export interface WindowNumbers {
  /** Origins in all. */
  readonly origins: number;
  /** How many origins tell a number. */
  readonly tellers: (number: KindOfNumber) => number;
  /** Whether the outlet of an article tells it, or one that may be it rounded, in any of its articles. */
  readonly has: (articleId: string, number: KindOfNumber) => boolean;
  /** Whether it is told on this day or before it, and on this day or after it; articles without a day tell neither. */
  readonly isToldAround: (number: KindOfNumber, day: string) => boolean;
  /** How many articles of origins other than these tell both, in whatever unit. */
  readonly toldTogether: (numbers: readonly [KindOfNumber, KindOfNumber], but: readonly string[]) => number;
}

interface Told {
  readonly origins: Set<string>;
  first: string;
  last: string;
}

/** A number may be another one rounded within this share of it, and up to one. */
const ROUNDED = 1.1;

/** Of articles that stand for themselves: a copy adds no voice. */
export function numbersOfWindow(articles: readonly WindowArticle[]): WindowNumbers {
  const told = new Map<string, Told>();
  const origins = new Set<string>();
  const outletOf = new Map<string, string>();
  const byOutlet = new Map<string, Map<string, Set<number>>>();
  const holders = new Map<string, Map<string, string>>();
  for (const item of articles) {
    const origin = originOf(item);
    origins.add(origin);
    // Of one agency's customers one may have a number wrong: what an outlet tells is asked by its own name.
    const outlet = item.article.outlet === null ? origin : nameKey(item.article.outlet);
    outletOf.set(item.id, outlet);
    const own = byOutlet.get(outlet) ?? new Map<string, Set<number>>();
    byOutlet.set(outlet, own);
    const day = item.article.published?.date ?? '';
    for (const number of numbersOfArticle(item)) {
      const { kind, value } = number;
      own.set(kind, (own.get(kind) ?? new Set()).add(value));
      const held = ofAnyKind(number);
      holders.set(held, (holders.get(held) ?? new Map()).set(item.id, origin));
      const one = told.get(keyOf(number)) ?? { origins: new Set(), first: '', last: '' };
      told.set(keyOf(number), one);
      one.origins.add(origin);
      if (day !== '' && (one.first === '' || day < one.first)) one.first = day;
      if (day > one.last) one.last = day;
    }
  }
  const sorted = new Map(
    [...byOutlet].map(([outlet, kinds]) => [
      outlet,
      new Map([...kinds].map(([kind, values]) => [kind, [...values].sort((a, b) => a - b)])),
    ]),
  );
  return {
    origins: origins.size,
    tellers: (number) => told.get(keyOf(number))?.origins.size ?? 0,
    has: (articleId, { kind, value }) => {
      const own = sorted.get(outletOf.get(articleId) ?? '')?.get(kind) ?? [];
      return kind === DATE ? own.includes(value) : hasRounded(own, value);
    },
    isToldAround: (number, day) => {
      const { first = '', last = '' } = told.get(keyOf(number)) ?? {};
      return first !== '' && first <= day && day <= last;
    },
    toldTogether: ([a, b], but) => {
      const [one, other] = [holders.get(ofAnyKind(a)), holders.get(ofAnyKind(b))];
      const [fewer, more] = (one?.size ?? 0) < (other?.size ?? 0) ? [one, other] : [other, one];
      return [...(fewer ?? [])].filter(([id, origin]) => !but.includes(origin) && more?.has(id) === true)
        .length;
    },
  };
}

/** A number may be told with its unit in one article and without it in another; a date is no number. */
function ofAnyKind({ kind, value }: KindOfNumber): string {
  return kind === DATE ? keyOf({ kind, value }) : String(value);
}

/** What looks like a year may be a number ("1900"). */
function numbersOfArticle({ article: { title, blocks, language, published } }: WindowArticle) {
  const texts = [title ?? '', ...blocks.map((block) => block.text)];
  const found = texts.flatMap((text) => numbersOf(text, language, published?.date ?? null));
  return [...new Map(found.map((number) => [keyOf(number), number] as const)).values()];
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
