import { hostOf } from '../../metadata/links.ts';
import { fold } from '../../roles/lines.ts';
import { endsSentence, wordCount } from '../../roles/sentences.ts';
import { flag, keyOf } from '../../roles/text-features.ts';
import { textOf, typesOf, unescaped } from './json-ld.ts';
import { firstMeta } from './page-facts.ts';
import { distanceTo, type PageView } from './page-view.ts';
import { partsOf, SEPARATOR } from './title-parts.ts';

/** A line that may be the headline, with everything that speaks for it. */
export interface TitleCandidate {
  readonly text: string;
  readonly from: 'metadata' | 'h1' | 'page';
  /** In the order of `TITLE_FEATURES`. */
  readonly values: readonly number[];
}

const SOURCES = [
  'headline',
  'alternative',
  'name',
  'og',
  'twitter',
  'otherMeta',
  'window',
  'windowPart',
  'h1',
  'h2',
  'itemprop',
  'class',
  'above',
  'part',
] as const;
type Source = (typeof SOURCES)[number];

export const TITLE_FEATURES: readonly string[] = [
  ...SOURCES,
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

const OTHER_META = ['dc.title', 'parsely-title', 'sailthru.title', 'title', 'headline', 'citation_title'];
const MOST_HEADINGS = 4;
const NEAR = 12;
const LONGEST = 300;

interface Found {
  text: string;
  readonly sources: Set<Source>;
  /** The first block that prints it, -1 for none. */
  index: number;
  headingOrder: number;
}

/** Every line of the page that may be its headline, equal ones put together. */
export function titleCandidates(view: PageView): readonly TitleCandidate[] {
  const { facts, blocks, texts } = view;
  const found = new Map<string, Found>();
  const add = (raw: string | null | undefined, source: Source, index = -1, order = -1): void => {
    const text = fold(unescaped(raw ?? ''));
    const key = keyOf(text);
    if (key.length < 2 || text.length > LONGEST) return;
    const known = found.get(key) ?? { text, sources: new Set(), index: -1, headingOrder: -1 };
    known.sources.add(source);
    if (known.index < 0 && index >= 0) [known.index, known.headingOrder, known.text] = [index, order, text];
    found.set(key, known);
  };
  const { article } = facts;
  const declared: readonly (readonly [string | null | undefined, Source])[] = [
    [textOf(article?.headline), 'headline'],
    [textOf(article?.alternativeHeadline), 'alternative'],
    [textOf(article?.name), 'name'],
    [firstMeta(facts, ['og:title']), 'og'],
    [firstMeta(facts, ['twitter:title']), 'twitter'],
    [firstMeta(facts, OTHER_META), 'otherMeta'],
    [facts.window, 'window'],
  ];
  for (const [text, source] of declared) {
    add(text, source);
    for (const part of partsOf(text ?? '')) add(part, source === 'window' ? 'windowPart' : 'part');
  }
  let [h1s, h2s] = [0, 0];
  blocks.forEach((block, index) => {
    const { name, attributes } = block.element;
    if (name === 'h1' && h1s < MOST_HEADINGS) add(block.text, 'h1', index, h1s++);
    else if (name === 'h2' && h2s < 2 && distanceTo(view, index) <= 0) add(block.text, 'h2', index, h2s++);
    const words = `${attributes.class ?? ''} ${attributes.itemprop ?? ''}`;
    if (/headline/i.test(attributes.itemprop ?? '')) add(block.text, 'itemprop', index);
    else if (
      /(?:^|[-_ ])(?:headline|title|titre|titulo|titel)(?:$|[-_ ])/i.test(words) &&
      distanceTo(view, index) <= 0 &&
      distanceTo(view, index) > -NEAR
    )
      add(block.text, 'class', index);
    const far = distanceTo(view, index);
    if (far < 0 && far >= -3 && (texts[index]?.words ?? 0) >= 2) add(block.text, 'above', index);
  });
  const printed = new Map(texts.map((text, index) => [text.key, index] as const).reverse());
  const all = [...found].map(([key, one]) => ({
    key,
    ...one,
    index: one.index >= 0 ? one.index : (printed.get(key) ?? -1),
  }));
  const mains = [
    textOf(article?.headline),
    firstMeta(facts, ['og:title']),
    facts.window,
    blocks.find((block) => block.element.name === 'h1')?.text,
  ].map((text) => keyOf(fold(unescaped(text ?? ''))));
  const context: Context = { all, mains, h1s, types: article ? typesOf(article) : [] };
  return all.map(
    (one): TitleCandidate => ({
      text: one.text,
      from: one.sources.has('h1')
        ? 'h1'
        : one.index >= 0 && ![...one.sources].some((source) => DECLARED.has(source))
          ? 'page'
          : 'metadata',
      values: valuesOf(one, context, view),
    }),
  );
}

const DECLARED: ReadonlySet<Source> = new Set<Source>([
  'headline',
  'name',
  'og',
  'twitter',
  'otherMeta',
  'window',
  'windowPart',
  'part',
]);

interface Context {
  readonly all: readonly { readonly key: string; readonly sources: ReadonlySet<Source> }[];
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

function valuesOf(
  one: Found & { readonly key: string },
  { all, mains, h1s, types }: Context,
  view: PageView,
): readonly number[] {
  const { facts, outlet, odds } = view;
  const { key, text, index } = one;
  const others = all.filter((other) => other.key !== key && other.key.length > 10);
  const longer = others.filter((other) => other.key.startsWith(key));
  const outletKey = keyOf(outlet ?? '');
  const label = keyOf((hostOf(facts.url ?? '') ?? '').split('.')[0] ?? '');
  const isOutlet = key === outletKey || (label.length > 2 && key === label);
  const slugWords = new Set(
    decodeURIComponentSafe(facts.url ?? '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [],
  );
  const own = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const windowWords = new Set(facts.window.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const share = (set: ReadonlySet<string>): number =>
    own.filter((word) => set.has(word)).length / Math.max(1, own.length);
  return [
    ...SOURCES.map((source) => flag(one.sources.has(source))),
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
    flag(types.some((type) => /News/.test(type))),
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
export function decodeURIComponentSafe(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
