import { hostOf } from '../../metadata/links.ts';
import { endsSentence, wordCount } from '../../roles/sentences.ts';
import { flag, keyOf } from '../../roles/text-features.ts';
import { declaresNews } from './declared-news.ts';
import { distanceTo, type PageView } from './page-view.ts';
import { SEPARATOR } from './title-parts.ts';

/** Where a title may stand. */
export const TITLE_SOURCES = [
  'headline',
  'alternative',
  'name',
  'og',
  'twitter',
  'otherMeta',
  'window',
  'windowPart',
  'h1',
  'h1Part',
  'h2',
  'itemprop',
  'class',
  'above',
  'part',
] as const;
export type TitleSource = (typeof TITLE_SOURCES)[number];

export const TITLE_FEATURES: readonly string[] = [
  ...TITLE_SOURCES,
  'sources',
  'beginsOthers',
  'others',
  'words',
  'letters',
  'separator',
  'isOutlet',
  'endsOutlet',
  'slug',
  'place',
  'isPrinted',
  'h1s',
  'firstH1',
  'windowOverlap',
  'sentence',
  'shouted',
  'cutOff',
  'above',
  'inBody',
  ...['headline', 'og', 'window', 'h1'].map((source) => `to:${source}`),
  'news',
  'blog',
  'data',
  'length:others',
];

const LONG_WORD = /[\p{L}\p{N}]{3,}/gu;

/** A line that may be the headline, with where it was found. */
export interface FoundTitle {
  text: string;
  readonly sources: Set<TitleSource>;
  /** The first block that prints it, -1 for none. */
  index: number;
  headingOrder: number;
}

/** What a page's candidates are compared with. */
export interface TitleContext {
  readonly all: readonly { readonly key: string; readonly sources: ReadonlySet<TitleSource> }[];
  /** Keys of the titles that most pages have: of the data, shared, of the window, printed. */
  readonly mains: readonly string[];
  readonly h1s: number;
  readonly types: readonly string[];
}

/** -1 where the other is missing, 0 apart, 1 within it, 2 around it, 3 equal. */
function relation(own: string, other: string): number {
  if (other === '') return -1;
  if (own === other) return 3;
  return other.includes(own) ? 1 : own.includes(other) ? 2 : 0;
}

/** In the order of `TITLE_FEATURES`. */
export function titleValues(
  one: FoundTitle & { readonly key: string },
  { all, mains, h1s, types }: TitleContext,
  view: PageView,
): readonly number[] {
  const { facts, outlet, odds } = view;
  const { key, text, index } = one;
  const others = all.filter((other) => other.key !== key && other.key.length > 10);
  const longer = others.filter((other) => other.key.startsWith(key));
  const outletKey = keyOf(outlet ?? '');
  const label = keyOf((hostOf(facts.url ?? '') ?? '').split('.')[0] ?? '');
  const isOutlet = key === outletKey || (label.length > 2 && key === label);
  const slugWords = longWords(decodeURIComponentSafe(facts.url ?? ''));
  const own = text.toLowerCase().match(LONG_WORD) ?? [];
  const windowWords = longWords(facts.window);
  const share = (set: ReadonlySet<string>): number =>
    own.filter((word) => set.has(word)).length / Math.max(1, own.length);
  return [
    ...TITLE_SOURCES.map((source) => flag(one.sources.has(source))),
    one.sources.size,
    longer.length,
    others.filter((other) => key.startsWith(other.key) || key.includes(other.key)).length,
    wordCount(text),
    text.length,
    flag(SEPARATOR.test(text)),
    flag(isOutlet),
    flag(outletKey.length > 2 && key !== outletKey && key.endsWith(outletKey)),
    share(slugWords),
    index < 0 ? 41 : distanceTo(view, index),
    flag(index >= 0),
    h1s,
    flag(one.headingOrder === 0 && one.sources.has('h1')),
    share(windowWords),
    flag(endsSentence(text)),
    flag(!/\p{Ll}/u.test(text)),
    flag(/(?:…|\.\.\.)$/u.test(text)),
    flag(index >= 0 && index < view.first),
    index >= 0 ? (odds[index] ?? 0) : 0,
    ...mains.map((main) => relation(key, main)),
    flag(declaresNews(facts)),
    flag(types.includes('BlogPosting') || types.includes('Article')),
    flag(types.length > 0),
    key.length /
      Math.max(
        1,
        ...all
          .filter((other) => other.sources.has('h1') || other.sources.has('og'))
          .map((other) => other.key.length),
      ),
  ];
}

/** A url's letters; a url with broken escapes as it is. */
function decodeURIComponentSafe(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** What tells one text from another: words of three letters or more, in small letters. */
function longWords(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(LONG_WORD) ?? []);
}
