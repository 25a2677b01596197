import { remembered } from '../../remembered.ts';
import { ancestorsOf, type PageElement } from '../tree.ts';

/** How much a word in a class or id speaks for the article (log-odds), 0 for a word that is not known. */
export type WordOdds = (word: string) => number;

const MOST_WORDS = 24;
const CACHE = new WeakMap<PageElement, readonly string[]>();

/**
 * The words that an element's author gave it: tag, role, and the parts of class and id ("article__relatedLinks" →
 * article, related, links). Numbers and hashes are left out.
 */
export function wordsOf(element: PageElement): readonly string[] {
  const known = CACHE.get(element);
  if (known) return known;
  const { attributes } = element;
  const names = [attributes.class, attributes.id, attributes.itemprop, attributes['data-testid']]
    .filter((value) => value !== undefined)
    .join(' ')
    .slice(0, 400);
  const words = [
    `<${element.name}`,
    ...(attributes.role ? [`=${attributes.role.toLowerCase().slice(0, 20)}`] : []),
    ...(isHidden(element) ? ['=hidden'] : []),
    ...partsOf(names),
  ];
  const unique = [...new Set(words)];
  CACHE.set(element, unique);
  return unique;
}

/** Many elements of a page have the same names. */
const partsOf = remembered((names): readonly string[] =>
  names
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 2 && word.length <= 18)
    .slice(0, MOST_WORDS),
);

/** Not shown when the page was saved: collapsed, or for machines. */
export function isHidden({ attributes }: PageElement): boolean {
  return (
    attributes.hidden !== undefined ||
    attributes['aria-hidden'] === 'true' ||
    (attributes.style !== undefined && /display\s*:\s*none/i.test(attributes.style))
  );
}

export const CLASS_FEATURES = [
  'ownLeast',
  'ownMost',
  'parentLeast',
  'parentMost',
  'nearLeast',
  'nearMost',
  'pathLeast',
  'pathMost',
  'pathSum',
] as const;

const NEAR = 3;

/** What the words of one element say for and against the article at most. */
interface Level {
  readonly least: number;
  readonly most: number;
}

/** The levels of a page's elements, each worked out once: blocks share most of what is above them. */
export function levelsBy(odds: WordOdds): (element: PageElement) => Level {
  const known = new Map<PageElement, Level>();
  return (element) => {
    const found = known.get(element);
    if (found) return found;
    const values = wordsOf(element).map(odds);
    const level = { least: Math.min(0, ...values), most: Math.max(0, ...values) };
    known.set(element, level);
    return level;
  };
}

/** What the words of an element and of those around it say together, in the order of `CLASS_FEATURES`. */
export function classFeatures(
  element: PageElement,
  levelOf: (element: PageElement) => Level,
): readonly number[] {
  const levels = [element, ...ancestorsOf(element)].map(levelOf);
  const least = levels.map((level) => level.least);
  const most = levels.map((level) => level.most);
  return [
    least[0] ?? 0,
    most[0] ?? 0,
    least[1] ?? 0,
    most[1] ?? 0,
    Math.min(...least.slice(0, NEAR)),
    Math.max(...most.slice(0, NEAR)),
    Math.min(...least),
    Math.max(...most),
    levels.reduce((sum, level) => sum + level.least + level.most, 0),
  ];
}
