import type { TextFeatures } from '../roles/text-features.ts';
import type { PageBlock } from './page-blocks.ts';
import { ancestorsOf, type PageElement } from './tree.ts';

/** What stands below an element, added up over its blocks. */
export interface Contents {
  readonly blocks: number;
  readonly words: number;
  readonly letters: number;
  readonly linked: number;
  /** Words in whole sentences that are mostly no links. */
  readonly prose: number;
}

export interface Containers {
  readonly page: Contents;
  readonly of: (element: PageElement | null | undefined) => Contents;
  /** The smallest element with half, and with nine tenths, of the page's prose. */
  readonly half: PageElement | null;
  readonly most: PageElement | null;
  /** The element whose own children hold most prose, their children counted half. */
  readonly densest: PageElement | null;
}

const NOTHING: Contents = { blocks: 0, words: 0, letters: 0, linked: 0, prose: 0 };
const HALF = 0.5;
const MOST = 0.9;

export function containersOf(blocks: readonly PageBlock[], texts: readonly TextFeatures[]): Containers {
  const sums = new Map<PageElement, { -readonly [K in keyof Contents]: number }>();
  const near = new Map<PageElement, number>();
  const page = { ...NOTHING };
  blocks.forEach((block, index) => {
    const text = texts[index];
    if (!text) return;
    const prose = proseOf(block, text);
    for (const element of [block.element, ...ancestorsOf(block.element)]) {
      const sum = sums.get(element) ?? { ...NOTHING };
      add(sum, block, text, prose);
      sums.set(element, sum);
    }
    add(page, block, text, prose);
    const { parent } = block.element;
    if (parent) near.set(parent, (near.get(parent) ?? 0) + prose);
    if (parent?.parent) near.set(parent.parent, (near.get(parent.parent) ?? 0) + prose / 2);
  });
  return {
    page,
    of: (element) => (element ? sums.get(element) : undefined) ?? NOTHING,
    half: smallestWith(sums, page.prose * HALF),
    most: smallestWith(sums, page.prose * MOST),
    densest: largest(near),
  };
}

/** Words of a block that tells something, 0 for a heading, a menu or a teaser. */
export function proseOf(block: PageBlock, text: TextFeatures): number {
  return text.isProse && block.linked < block.text.length / 2 ? text.words : 0;
}

export function proseAt(blocks: readonly PageBlock[], texts: readonly TextFeatures[], index: number): number {
  const [block, text] = [blocks[index], texts[index]];
  return block && text ? proseOf(block, text) : 0;
}

function add(
  sum: { -readonly [K in keyof Contents]: number },
  block: PageBlock,
  text: TextFeatures,
  prose: number,
): void {
  sum.blocks += 1;
  sum.words += text.words;
  sum.letters += text.letters;
  sum.linked += block.linked;
  sum.prose += prose;
}

/** Elements come deepest last within one branch, so the last with the fewest blocks is the smallest. */
function smallestWith(sums: ReadonlyMap<PageElement, Contents>, prose: number): PageElement | null {
  let best: PageElement | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  if (prose <= 0) return null;
  for (const [element, contents] of sums) {
    if (contents.prose < prose || contents.blocks >= fewest) continue;
    best = element;
    fewest = contents.blocks;
  }
  return best;
}

function largest(scores: ReadonlyMap<PageElement, number>): PageElement | null {
  let best: PageElement | null = null;
  let most = 0;
  for (const [element, score] of scores) {
    if (score <= most) continue;
    best = element;
    most = score;
  }
  return best;
}
