import { featureList } from '../../roles/feature-list.ts';
import { keyOf, longWords, type TextFeatures } from '../../roles/text-features.ts';
import { proseAt } from '../containers.ts';
import type { PageBlock } from '../page-blocks.ts';
import type { PageElement } from '../tree.ts';

/** What the page says of itself before its text is looked at. */
export interface DeclaredTexts {
  readonly titles: readonly string[];
  readonly descriptions: readonly string[];
}

/** What holds for all blocks of a page. */
interface PageTexts {
  readonly blocks: readonly PageBlock[];
  /** Words of prose, at least 1. */
  readonly prose: number;
  /** Of each block, whether it prints one of the page's titles. */
  readonly isTitle: readonly boolean[];
  readonly titleWords: ReadonlySet<string>;
  readonly descriptions: readonly string[];
  /** How many blocks have this text, by its key. */
  readonly counts: ReadonlyMap<string, number>;
  /** Index of the printed headline, negative for none. */
  readonly headline: number;
}

/** What has been read above a block. Stops are counted from the headline on. */
interface Above {
  prose: number;
  stops: number;
  lastStop: number;
  lastH1: number;
  lastHeading: number;
  headingIsStop: boolean;
  stopParents: Set<PageElement>;
}

interface Place {
  readonly page: PageTexts;
  readonly above: Readonly<Above>;
  readonly block: PageBlock;
  readonly text: TextFeatures;
  readonly index: number;
  /** Words of prose in the block itself. */
  readonly prose: number;
}

const FAR = 60;
const MANY_STOPS = 6;

const PLACE = featureList<Place>({
  place: ({ index, page }) => index / page.blocks.length,
  proseBefore: ({ above, page }) => above.prose / page.prose,
  proseAfter: ({ above, prose, page }) => (page.prose - above.prose - prose) / page.prose,
  proseWordsBefore: ({ above }) => Math.log1p(above.prose),
  isTitle: ({ index, page }) => page.isTitle[index] === true,
  titleOverlap: ({ block, page }) => {
    const words = longWords(block.text);
    return words.filter((word) => page.titleWords.has(word)).length / Math.max(1, words.length);
  },
  isDescription: ({ text: { key }, page }) =>
    key.length >= 30 &&
    page.descriptions.some((one) => one.startsWith(key.slice(0, 40)) || key.startsWith(one.slice(0, 60))),
  sinceTitle: ({ index, page: { headline } }) =>
    headline < 0 ? -1 : Math.min(FAR, Math.max(0, index - headline)),
  beforeTitle: ({ index, page: { headline } }) => headline >= 0 && index < headline,
  sinceH1: ({ index, above }) => Math.min(FAR, index - above.lastH1),
  repeated: ({ text, page }) => Math.min(5, page.counts.get(text.key) ?? 1),
  stopsBefore: ({ above }) => Math.min(MANY_STOPS, above.stops),
  sinceStop: ({ index, above }) => Math.min(FAR, index - above.lastStop),
  headingIsStop: ({ above }) => above.headingIsStop,
  sinceHeading: ({ index, above }) => Math.min(FAR, index - above.lastHeading),
  stopInParent: ({ block, above: { stopParents } }) => {
    const { parent } = block.element;
    return (
      parent !== null &&
      (stopParents.has(parent) || (parent.parent !== null && stopParents.has(parent.parent)))
    );
  },
});

export const PLACE_FEATURES = PLACE.names;

/** Where each block stands: from the headline, from lines that end articles, in the page's prose. In the order of `PLACE_FEATURES`. */
export function placeFeatures(
  blocks: readonly PageBlock[],
  texts: readonly TextFeatures[],
  facts: DeclaredTexts,
): readonly (readonly number[])[] {
  const page = pageTexts(blocks, texts, facts);
  const above: Above = {
    prose: 0,
    stops: 0,
    lastStop: -FAR,
    lastH1: -FAR,
    lastHeading: -FAR,
    headingIsStop: false,
    stopParents: new Set(),
  };
  return blocks.map((block, index) => {
    const text = texts[index];
    if (!text) return [];
    if (index === page.headline) {
      above.stops = 0;
      above.stopParents = new Set();
    }
    const place = { page, above, block, text, index, prose: proseAt(blocks, texts, index) };
    const row = PLACE.rowOf(place);
    goOn(above, place);
    return row;
  });
}

/** Takes a block to what is above the next one. */
function goOn(above: Above, { block, text, index, prose }: Place): void {
  const { name, parent } = block.element;
  above.prose += prose;
  if (text.isStop) {
    above.stops += 1;
    above.lastStop = index;
    if (parent) above.stopParents.add(parent);
  }
  if (name === 'h1') above.lastH1 = index;
  if (/^h[1-6]$/.test(name)) {
    above.lastHeading = index;
    above.headingIsStop = text.isStop;
  }
}

function pageTexts(
  blocks: readonly PageBlock[],
  texts: readonly TextFeatures[],
  facts: DeclaredTexts,
): PageTexts {
  const counts = new Map<string, number>();
  for (const { key } of texts) counts.set(key, (counts.get(key) ?? 0) + 1);
  const titleKeys = facts.titles.map(keyOf).filter((key) => key !== '');
  const isTitle = texts.map(
    ({ key, words }) =>
      words >= 2 && titleKeys.some((title) => title.startsWith(key) || key.startsWith(title)),
  );
  return {
    blocks,
    prose: Math.max(
      1,
      texts.reduce((sum, _, index) => sum + proseAt(blocks, texts, index), 0),
    ),
    isTitle,
    titleWords: new Set(facts.titles.flatMap(longWords)),
    descriptions: facts.descriptions.map(keyOf).filter((key) => key.length >= 30),
    counts,
    headline: headlineAt(blocks, isTitle),
  };
}

/** The printed headline: the first heading with the page's title, else the first such line, else the first `<h1>`. */
function headlineAt(blocks: readonly PageBlock[], isTitle: readonly boolean[]): number {
  const heading = blocks.findIndex((block, index) => isTitle[index] && /^h[1-3]$/.test(block.element.name));
  if (heading >= 0) return heading;
  const line = isTitle.indexOf(true);
  return line >= 0 ? line : blocks.findIndex((block) => block.element.name === 'h1');
}
