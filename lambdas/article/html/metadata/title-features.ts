import { hostOf } from '../../metadata/links.ts';
import { featureList } from '../../roles/feature-list.ts';
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

interface TitleSubject extends TitleContext {
  readonly one: FoundTitle & { readonly key: string };
  readonly view: PageView;
  /** The other lines that are long enough to tell anything. */
  readonly others: TitleContext['all'];
  /** Keys of the page's outlet and of its host's first label. */
  readonly outlet: string;
  readonly host: string;
  readonly words: readonly string[];
  readonly slugWords: ReadonlySet<string>;
  readonly windowWords: ReadonlySet<string>;
}

/** For a line that no block prints. */
const NOWHERE = 41;
const MAINS = ['headline', 'og', 'window', 'h1'] as const;

const TITLE = featureList<TitleSubject>({
  sources: ({ one }) => one.sources.size,
  beginsOthers: ({ one, others }) => others.filter((other) => other.key.startsWith(one.key)).length,
  others: ({ one: { key }, others }) =>
    others.filter((other) => key.startsWith(other.key) || key.includes(other.key)).length,
  words: ({ one }) => wordCount(one.text),
  letters: ({ one }) => one.text.length,
  separator: ({ one }) => SEPARATOR.test(one.text),
  isOutlet: ({ one: { key }, outlet, host }) => key === outlet || (host.length > 2 && key === host),
  endsOutlet: ({ one: { key }, outlet }) => outlet.length > 2 && key !== outlet && key.endsWith(outlet),
  slug: ({ words, slugWords }) => shareIn(slugWords, words),
  place: ({ one, view }) => (one.index < 0 ? NOWHERE : distanceTo(view, one.index)),
  isPrinted: ({ one }) => one.index >= 0,
  h1s: ({ h1s }) => h1s,
  firstH1: ({ one }) => one.headingOrder === 0 && one.sources.has('h1'),
  windowOverlap: ({ words, windowWords }) => shareIn(windowWords, words),
  sentence: ({ one }) => endsSentence(one.text),
  shouted: ({ one }) => !/\p{Ll}/u.test(one.text),
  cutOff: ({ one }) => /(?:…|\.\.\.)$/u.test(one.text),
  above: ({ one, view }) => one.index >= 0 && one.index < view.first,
  inBody: ({ one, view }) => (one.index >= 0 ? (view.odds[one.index] ?? 0) : 0),
  ...Object.fromEntries(
    MAINS.map((main, at) => [
      `to:${main}`,
      ({ one, mains }: TitleSubject) => relation(one.key, mains[at] ?? ''),
    ]),
  ),
  news: ({ view }) => declaresNews(view.facts),
  blog: ({ types }) => types.includes('BlogPosting') || types.includes('Article'),
  data: ({ types }) => types.length > 0,
  'length:others': ({ one, all }) =>
    one.key.length /
    Math.max(
      1,
      ...all
        .filter((other) => other.sources.has('h1') || other.sources.has('og'))
        .map((other) => other.key.length),
    ),
});

export const TITLE_FEATURES: readonly string[] = [...TITLE_SOURCES, ...TITLE.names];

/** What speaks for a line being the headline, and against it, in the order of `TITLE_FEATURES`. */
export function titleFeatures(
  one: FoundTitle & { readonly key: string },
  context: TitleContext,
  view: PageView,
): readonly number[] {
  const { facts, outlet } = view;
  const subject = {
    ...context,
    one,
    view,
    others: context.all.filter((other) => other.key !== one.key && other.key.length > 10),
    outlet: keyOf(outlet ?? ''),
    host: keyOf((hostOf(facts.url ?? '') ?? '').split('.')[0] ?? ''),
    words: one.text.toLowerCase().match(LONG_WORD) ?? [],
    slugWords: longWords(decodeURIComponentSafe(facts.url ?? '')),
    windowWords: longWords(facts.window),
  };
  return [...TITLE_SOURCES.map((source) => flag(one.sources.has(source))), ...TITLE.rowOf(subject)];
}

function shareIn(set: ReadonlySet<string>, words: readonly string[]): number {
  return words.filter((word) => set.has(word)).length / Math.max(1, words.length);
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
