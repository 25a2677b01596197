import { flag, type TextFeatures } from '../../roles/text-features.ts';
import { type Containers, proseOf } from '../containers.ts';
import type { PageBlock } from '../page-blocks.ts';
import { ancestorsOf, type PageElement } from '../tree.ts';
import { wordsOf } from './class-words.ts';

export const SIBLING_FEATURES = [
  'kinCount',
  'kinProse',
  'kinWords',
  'kinLinks',
  'kinTelling',
  'kinInHalf',
] as const;

/** Elements of one name and class below elements of one name and class: a page's paragraphs, or its teasers. */
export function siblingKey({ element }: PageBlock): string {
  return `${wordsOf(element).join('.')}>${element.parent ? wordsOf(element.parent).join('.') : ''}`;
}

function isBelow(element: PageElement, outer: PageElement | null): boolean {
  if (outer === null) return false;
  for (const above of ancestorsOf(element)) if (above === outer) return true;
  return false;
}

/** How the elements of a block's kind are on the whole page, in the order of `SIBLING_FEATURES`. */
export function siblingFeatures(
  keys: readonly string[],
  blocks: readonly PageBlock[],
  texts: readonly TextFeatures[],
  containers: Containers,
) {
  const inHalf = new Set<PageElement>();
  const sums = new Map<
    string,
    {
      count: number;
      prose: number;
      words: number;
      linked: number;
      letters: number;
      telling: number;
      half: number;
    }
  >();
  blocks.forEach((block, index) => {
    const text = texts[index];
    const key = keys[index];
    if (!text || key === undefined) return;
    const sum = sums.get(key) ?? { count: 0, prose: 0, words: 0, linked: 0, letters: 0, telling: 0, half: 0 };
    const prose = proseOf(block, text);
    sum.count += 1;
    sum.prose += prose;
    sum.words += text.words;
    sum.linked += block.linked;
    sum.letters += text.letters;
    sum.telling += flag(prose > 0);
    const inside =
      inHalf.has(block.element) ||
      block.element === containers.half ||
      isBelow(block.element, containers.half);
    if (inside) inHalf.add(block.element);
    sum.half += flag(inside);
    sums.set(key, sum);
  });
  return keys.map((key) => {
    const sum = sums.get(key);
    if (!sum) return [];
    return [
      Math.log1p(sum.count),
      sum.prose / Math.max(1, containers.page.prose),
      Math.log1p(sum.words / sum.count),
      sum.linked / Math.max(1, sum.letters),
      sum.telling / sum.count,
      sum.half / sum.count,
    ];
  });
}
