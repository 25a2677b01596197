import { fold } from '../../roles/lines.ts';
import { wordCount } from '../../roles/sentences.ts';
import { keyOf } from '../../roles/text-features.ts';
import { type PageElement, textIn } from '../tree.ts';
import { textOf, typesOf, unescaped } from './json-ld.ts';
import { firstMeta } from './page-facts.ts';
import { distanceTo, type PageView, SURE } from './page-view.ts';
import { type FoundTitle, type TitleContext, type TitleSource, titleFeatures } from './title-features.ts';
import { partsOf } from './title-parts.ts';

/** A line that may be the headline, with everything that speaks for it. */
export interface TitleCandidate {
  readonly text: string;
  readonly from: 'metadata' | 'h1' | 'page';
  /** It is a part of a heading that the page also shares as its title. */
  readonly isSharedPart: boolean;
  /** In the order of `TITLE_FEATURES`. */
  readonly values: readonly number[];
}

const OTHER_META = ['dc.title', 'parsely-title', 'sailthru.title', 'title', 'headline', 'citation_title'];
const MOST_HEADINGS = 4;
const NEAR = 12;
const LONGEST = 300;

/** Every line of the page that may be its headline, equal ones put together. */
export function titleCandidates(view: PageView): readonly TitleCandidate[] {
  const { facts, blocks, texts } = view;
  const found = new Map<string, FoundTitle>();
  const isRighter = rightlyParted(view);
  const add = (raw: string | null | undefined, source: TitleSource, index = -1, order = -1): void => {
    const text = fold(unescaped(raw ?? ''));
    const key = keyOf(text);
    if (key.length < 2 || text.length > LONGEST) return;
    const known = found.get(key) ?? { text, sources: new Set(), index: -1, headingOrder: -1 };
    known.sources.add(source);
    const isFirstPrinted = known.index < 0 && index >= 0;
    if (isFirstPrinted) [known.index, known.headingOrder] = [index, order];
    // What is printed, where the words are parted alike.
    const isOtherwiseParted = wordCount(text) !== wordCount(known.text);
    if (isOtherwiseParted ? isRighter(text, known.text) : isFirstPrinted) known.text = text;
    found.set(key, known);
  };
  const { article } = facts;
  const declared: readonly (readonly [string | null | undefined, TitleSource])[] = [
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
    if (name === 'h1' && h1s < MOST_HEADINGS) {
      for (const part of pieces(block.element)) add(part, 'h1Part');
      add(block.text, 'h1', index, h1s++);
    }
    if (name === 'h2' && h2s < 2 && distanceTo(view, index) <= 0) add(block.text, 'h2', index, h2s++);
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
  const context: TitleContext = {
    all,
    mains,
    h1s,
    types: article ? typesOf(article) : [],
  };
  return all.map(
    (one): TitleCandidate => ({
      text: one.text,
      from: one.sources.has('h1')
        ? 'h1'
        : one.index >= 0 && ![...one.sources].some((source) => DECLARED.has(source))
          ? 'page'
          : 'metadata',
      isSharedPart: one.sources.has('h1Part') && one.sources.has('og'),
      values: titleFeatures(one, context, view),
    }),
  );
}

/**
 * Of two lines that differ in where words are parted, whether the first is the right one. Markup glues words ("dealRussia") more
 * often than it breaks one ("north ern"): the line of more words is right, unless the body has each word that it breaks.
 */
function rightlyParted({ blocks, odds }: PageView): (one: string, other: string) => boolean {
  let body: ReadonlySet<string> | undefined;
  return (one, other) => {
    const isLonger = wordCount(one) > wordCount(other);
    const [pieces, whole] = isLonger ? [one, other] : [other, one];
    body ??= new Set(blocks.flatMap(({ text }, index) => ((odds[index] ?? 0) >= SURE ? wordsOf(text) : [])));
    const left = [...wordsOf(pieces)];
    const joined = wordsOf(whole).filter((word) => {
      const at = left.indexOf(word);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    const isBroken = joined.length > 0 && joined.every((word) => body?.has(word));
    return isLonger !== isBroken;
  };
}

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** "Kicker" and "Headline", where one heading holds both in elements of their own. */
function pieces({ children }: PageElement): readonly string[] {
  const texts = children.map((child) => fold(typeof child === 'string' ? child : textIn(child)));
  const phrases = texts.filter((text) => wordCount(text) > 1);
  return phrases.length > 0 && texts.filter((text) => /\p{L}/u.test(text)).length > 1 ? phrases : [];
}

const DECLARED: ReadonlySet<TitleSource> = new Set<TitleSource>([
  'headline',
  'name',
  'og',
  'twitter',
  'otherMeta',
  'window',
  'windowPart',
  'part',
]);
