import { flag, type TextFeatures } from '../../roles/text-features.ts';
import { proseAt } from '../containers.ts';
import type { PageBlock } from '../page-blocks.ts';

const NEIGHBOUR = ['Words', 'Prose', 'Links', 'SameTag', 'SameParent', 'Sentence'] as const;
const NEIGHBOURS = ['before', 'after', 'twoBefore', 'twoAfter'] as const;
const SIDES = ['nearProseBefore', 'nearProseAfter', 'nearLinksBefore', 'nearLinksAfter'] as const;

export const NEARBY_FEATURES: readonly string[] = [
  ...NEIGHBOURS.flatMap((one) => NEIGHBOUR.map((what) => one + what)),
  ...SIDES,
];

/** Blocks on either side that are looked at, less with each one of distance. */
const WINDOW = 6;
const MOST_WORDS = 60;

/** What stands before and after each block, in the order of `NEARBY_FEATURES`. */
export function nearbyFeatures(blocks: readonly PageBlock[], texts: readonly TextFeatures[]) {
  const side = (index: number, step: number, values: readonly number[]): number => {
    let sum = 0;
    for (let far = 1; far <= WINDOW; far += 1) sum += (values[index + far * step] ?? 0) / (1 + far / 2);
    return sum;
  };
  const prose = blocks.map((_, at) => Math.min(MOST_WORDS, proseAt(blocks, texts, at)));
  const links = blocks.map(({ linked, text }) => linked / text.length);
  return blocks.map((block, index) => [
    ...[-1, 1, -2, 2].flatMap((step) => {
      const [other, text] = [blocks[index + step], texts[index + step]];
      if (!other || !text) return [-1, -1, -1, -1, -1, -1];
      return [
        Math.log1p(text.words),
        flag(text.isProse),
        other.linked / other.text.length,
        flag(other.element.name === block.element.name),
        flag(other.element.parent === block.element.parent),
        flag(text.isSentence),
      ];
    }),
    side(index, -1, prose),
    side(index, 1, prose),
    side(index, -1, links),
    side(index, 1, links),
  ]);
}
