import { flag, TEXT_FEATURES, type TextFeatures, textFeatures } from '../../roles/text-features.ts';
import { type Containers, containersOf } from '../containers.ts';
import type { PageBlock } from '../page-blocks.ts';
import type { PageElement } from '../tree.ts';
import { CLASS_FEATURES, classFeatures, isHidden, levelsBy, type WordOdds } from './class-words.ts';
import { NEARBY_FEATURES, nearbyFeatures } from './nearby-features.ts';
import { type DeclaredTexts, PLACE_FEATURES, placeFeatures } from './place-features.ts';
import { SIBLING_FEATURES, siblingFeatures, siblingKey } from './sibling-features.ts';

const TAGS = ['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'td', 'blockquote', 'pre'] as const;
const ABOVE = [
  'article',
  'main',
  'aside',
  'header',
  'footer',
  'nav',
  'form',
  'figure',
  'blockquote',
  'table',
  'ul',
  'label',
  'a',
] as const;
const CONTENT = ['Prose', 'Links', 'Blocks', 'Telling'] as const;
const LEVELS = ['own', 'parent', 'second', 'third'] as const;

export const BLOCK_FEATURES: readonly string[] = [
  ...TEXT_FEATURES,
  ...TAGS.map((tag) => `is:${tag}`),
  ...ABOVE.map((tag) => `in:${tag}`),
  'hidden',
  'captionElement',
  'embedElement',
  'linked',
  'bold',
  'depth',
  ...LEVELS.flatMap((level) => CONTENT.map((what) => level + what)),
  'inHalf',
  'aboveHalf',
  'inMost',
  'aboveMost',
  'inDensest',
  'aboveDensest',
  'halfIsMost',
  ...SIBLING_FEATURES,
  ...PLACE_FEATURES,
  ...NEARBY_FEATURES,
  'pageBlocks',
  'pageProse',
  'pageHalf',
];
export const FEATURES: readonly string[] = [...BLOCK_FEATURES, ...CLASS_FEATURES];

export interface PageFeatures {
  readonly blocks: readonly PageBlock[];
  readonly texts: readonly TextFeatures[];
  readonly containers: Containers;
  /** One row for each block, in the order of `BLOCK_FEATURES`. */
  readonly rows: readonly (readonly number[])[];
  /** Which blocks share a parent, a grandparent, a kind of element: equal numbers. */
  readonly groups: readonly Groups[];
}

export interface Groups {
  readonly parent: number;
  readonly second: number;
  readonly siblings: number;
}

/** What each block of a page looks like from outside and inside. Linear in the blocks. */
export function pageFeatures(blocks: readonly PageBlock[], facts: DeclaredTexts): PageFeatures {
  const texts = blocks.map((block) => textFeatures(block.text));
  const containers = containersOf(blocks, texts);
  const siblingKeys = blocks.map(siblingKey);
  const siblings = siblingFeatures(siblingKeys, blocks, texts, containers);
  const places = placeFeatures(blocks, texts, facts);
  const nearby = nearbyFeatures(blocks, texts);
  const above = aboveCache();
  const { page } = containers;
  const rows = blocks.map((block, index): readonly number[] => {
    const { element } = block;
    const text = texts[index];
    if (!text) return [];
    const around = above(element);
    return [
      ...text.values,
      ...TAGS.map((tag) => flag(element.name === tag)),
      ...ABOVE.map((tag) => flag(around.names.has(tag))),
      flag(around.hidden),
      flag(block.role === 'caption'),
      flag(block.role === 'embed'),
      block.linked / block.text.length,
      block.bold / block.text.length,
      around.depth,
      ...[element, element.parent, element.parent?.parent, element.parent?.parent?.parent].flatMap((one) => {
        const { prose, linked, letters, blocks: many, words } = containers.of(one);
        return [
          prose / Math.max(1, page.prose),
          linked / Math.max(1, letters),
          Math.log1p(many),
          prose / Math.max(1, words),
        ];
      }),
      ...insideOf(element, containers),
      ...(siblings[index] ?? []),
      ...(places[index] ?? []),
      ...(nearby[index] ?? []),
      Math.log1p(blocks.length),
      Math.log1p(page.prose),
      containers.of(containers.half).prose / Math.max(1, page.prose),
    ];
  });
  return { blocks, texts, containers, rows, groups: groupsOf(blocks, siblingKeys) };
}

/** The rows with what the page's class names say added to each. */
export function withClasses({ blocks, rows }: PageFeatures, odds: WordOdds): readonly (readonly number[])[] {
  const known = new Map<PageElement, readonly number[]>();
  const levelOf = levelsBy(odds);
  return rows.map((row, index) => {
    const element = blocks[index]?.element;
    if (!element) return row;
    const values = known.get(element) ?? classFeatures(element, levelOf);
    known.set(element, values);
    return [...row, ...values];
  });
}

interface Above {
  readonly names: ReadonlySet<string>;
  readonly hidden: boolean;
  readonly depth: number;
}

function aboveCache(): (element: PageElement) => Above {
  const known = new Map<PageElement, Above>();
  const above = (element: PageElement): Above => {
    const found = known.get(element);
    if (found) return found;
    const outer = element.parent
      ? above(element.parent)
      : { names: new Set<string>(), hidden: false, depth: 0 };
    const own = {
      names: outer.names.has(element.name) ? outer.names : new Set([...outer.names, element.name]),
      hidden: outer.hidden || isHidden(element),
      depth: outer.depth + 1,
    };
    known.set(element, own);
    return own;
  };
  return above;
}

function insideOf(element: PageElement, { half, most, densest }: Containers): readonly number[] {
  const up = (to: PageElement | null): number => {
    let levels = 0;
    for (let at: PageElement | null = element; at; at = at.parent, levels += 1) if (at === to) return levels;
    return -1;
  };
  const levels = [half, most, densest].map(up);
  return [...levels.flatMap((one) => [flag(one >= 0), Math.min(one, 12)]), flag(half === most)];
}

function groupsOf(blocks: readonly PageBlock[], siblingKeys: readonly string[]): readonly Groups[] {
  const numbers = new Map<unknown, number>();
  const numberOf = (of: unknown): number => {
    const number = numbers.get(of) ?? numbers.size;
    numbers.set(of, number);
    return number;
  };
  return blocks.map(({ element }, index) => ({
    parent: numberOf(element.parent),
    second: numberOf(element.parent?.parent),
    siblings: numberOf(siblingKeys[index]),
  }));
}
