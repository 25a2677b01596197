import { flag, keyOf, longWords, type TextFeatures } from '../../roles/text-features.ts';
import { proseAt } from '../containers.ts';
import type { PageBlock } from '../page-blocks.ts';
import type { PageElement } from '../tree.ts';

/** What the page says of itself before its text is looked at. */
export interface DeclaredTexts {
  readonly titles: readonly string[];
  readonly descriptions: readonly string[];
}

export const PLACE_FEATURES = [
  'place',
  'proseBefore',
  'proseAfter',
  'proseWordsBefore',
  'isTitle',
  'titleOverlap',
  'isDescription',
  'sinceTitle',
  'beforeTitle',
  'sinceH1',
  'repeated',
  'stopsBefore',
  'sinceStop',
  'headingIsStop',
  'sinceHeading',
  'stopInParent',
] as const;

const FAR = 60;
const MANY_STOPS = 6;

/** Where each block stands: from the headline, from lines that end articles, in the page's prose. In the order of `PLACE_FEATURES`. */
export function placeFeatures(
  blocks: readonly PageBlock[],
  texts: readonly TextFeatures[],
  facts: DeclaredTexts,
) {
  const counts = new Map<string, number>();
  for (const { key } of texts) counts.set(key, (counts.get(key) ?? 0) + 1);
  const titleKeys = facts.titles.map(keyOf).filter((key) => key !== '');
  const descriptions = facts.descriptions.map(keyOf).filter((key) => key.length >= 30);
  const titles = texts.map(
    ({ key, words }) =>
      words >= 2 && titleKeys.some((title) => title.startsWith(key) || key.startsWith(title)),
  );
  const titleWords = new Set(facts.titles.flatMap(longWords));
  const total = Math.max(
    1,
    texts.reduce((sum, _, index) => sum + proseAt(blocks, texts, index), 0),
  );
  const headline = headlineAt(blocks, titles);
  let [prose, stops, lastStop, lastH1, lastHeading, headingIsStop] = [0, 0, -FAR, -FAR, -FAR, false];
  let stopParents = new Set<PageElement>();
  return blocks.map((block, index) => {
    const text = texts[index];
    if (!text) return [];
    const own = proseAt(blocks, texts, index);
    if (index === headline) [stops, stopParents] = [0, new Set()];
    const { key } = text;
    const long = longWords(block.text);
    const row = [
      index / blocks.length,
      prose / total,
      (total - prose - own) / total,
      Math.log1p(prose),
      flag(titles[index] === true),
      long.filter((word) => titleWords.has(word)).length / Math.max(1, long.length),
      flag(
        key.length >= 30 &&
          descriptions.some((one) => one.startsWith(key.slice(0, 40)) || key.startsWith(one.slice(0, 60))),
      ),
      headline < 0 ? -1 : Math.min(FAR, Math.max(0, index - headline)),
      flag(headline >= 0 && index < headline),
      Math.min(FAR, index - lastH1),
      Math.min(5, counts.get(key) ?? 1),
      Math.min(MANY_STOPS, stops),
      Math.min(FAR, index - lastStop),
      flag(headingIsStop),
      Math.min(FAR, index - lastHeading),
      flag(
        block.element.parent !== null &&
          (stopParents.has(block.element.parent) ||
            (block.element.parent.parent !== null && stopParents.has(block.element.parent.parent))),
      ),
    ];
    prose += own;
    if (text.isStop) {
      stops += 1;
      lastStop = index;
      if (block.element.parent) stopParents.add(block.element.parent);
    }
    if (block.element.name === 'h1') lastH1 = index;
    if (/^h[1-6]$/.test(block.element.name)) [lastHeading, headingIsStop] = [index, text.isStop];
    return row;
  });
}

/** The printed headline: the first heading with the page's title, else the first such line, else the first `<h1>`. */
function headlineAt(blocks: readonly PageBlock[], titles: readonly boolean[]): number {
  const heading = blocks.findIndex((block, index) => titles[index] && /^h[1-3]$/.test(block.element.name));
  if (heading >= 0) return heading;
  const line = titles.indexOf(true);
  return line >= 0 ? line : blocks.findIndex((block) => block.element.name === 'h1');
}
