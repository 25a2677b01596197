import { remembered } from '../remembered.ts';
import { type Declarations, declarationsIn, pixels } from './css.ts';
import { elementsOf, type PageElement, textIn } from './tree.ts';

/** Says what the page's own style sheets declare for an element, `above` being its ancestors, the nearest last. */
export type StyleOf = (element: PageElement, above: readonly PageElement[]) => Declarations;

type Found = Omit<Rule, 'order'>;

interface Rule {
  /** From the outermost to the element itself. */
  readonly parts: readonly Compound[];
  readonly weight: number;
  readonly order: number;
  readonly declarations: Declarations;
}

/** One simple selector: `p.lead#top`. */
interface Compound {
  readonly tag: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
}

/** Characters of style sheets that are looked at; saved pages have up to a few hundred thousand. */
const MOST = 1_000_000;
/** Rules for one class and classes of one element: so many that only a machine would write more. */
const MOST_ALIKE = 60;
const MOST_CLASSES = 16;
/** Only what can hide a text, or show it again. */
const ABOUT_SEEING =
  /display|visib|opacity|font|clip|left|right|top|bottom|inset|indent|margin|transform|scale|width|height|color|background|filter/i;
const COMPOUND = /^([a-z][\w-]*|\*)?((?:[.#](?:[\w-]|\\.)+)*)$/i;
const NAMES = /[.#](?:[\w-]|\\.)+/g;
/** CSS pixels: of the ways a page adapts itself, that of a usual screen counts. */
const WINDOW = 1_280;
const MEDIUM = /^(?:only\s+)?(?:screen|all)$/;
const WIDTH = /^\(\s*(min|max)-width\s*:\s*([^()\s]{1,20})\s*\)$/;
const NONE: Declarations = new Map();
const NOTHING: Compound = { tag: null, id: null, classes: [] };

/**
 * The rules of the page's `style` elements whose selectors are made of tags, classes, ids and descent. Others, and rules
 * for print or for narrow windows, decide nothing. The more special rule wins, of two alike the later one.
 */
export function stylesOf(page: PageElement): StyleOf {
  const sheet: Sheet = { byId: new Map(), byClass: new Map(), byTag: new Map() };
  let left = MOST;
  let order = 0;
  for (const element of elementsOf(page)) {
    if (element.name !== 'style') continue;
    const text = textIn(element).slice(0, left);
    left -= text.length;
    for (const rule of rulesIn(text)) {
      keep(sheet, { ...rule, order });
      order += 1;
    }
  }
  if (order === 0) return () => NONE;
  return (element, above) => {
    const found: Rule[] = [];
    const look = (rules: readonly Rule[] | undefined): void => {
      for (const rule of rules ?? []) if (fits(rule, element, above)) found.push(rule);
    };
    look(sheet.byTag.get(element.name));
    for (const name of classesOf(element)) look(sheet.byClass.get(name));
    if (element.attributes.id) look(sheet.byId.get(element.attributes.id));
    if (found.length === 0) return NONE;
    const ordered = found.toSorted((a, b) => a.weight - b.weight || a.order - b.order);
    return new Map(ordered.flatMap(({ declarations }) => [...declarations]));
  };
}

/** Rules by what the last of their simple selectors asks for first. */
interface Sheet {
  readonly byId: Map<string, Rule[]>;
  readonly byClass: Map<string, Rule[]>;
  readonly byTag: Map<string, Rule[]>;
}

function keep({ byId, byClass, byTag }: Sheet, rule: Rule): void {
  const { id, classes, tag } = rule.parts.at(-1) ?? NOTHING;
  const [rules, key] = id ? [byId, id] : classes[0] ? [byClass, classes[0]] : [byTag, tag ?? ''];
  const alike = rules.get(key);
  if (alike === undefined) rules.set(key, [rule]);
  else if (alike.length < MOST_ALIKE) alike.push(rule);
}

function rulesIn(css: string): readonly Found[] {
  const rules: Found[] = [];
  const text = withoutComments(css);
  for (const [selectors, block] of blocksIn(text)) {
    if (isOurMedium(selectors)) {
      for (const [inner, own] of blocksIn(block)) rules.push(...rulesOf(inner, own));
    } else if (!selectors.startsWith('@')) rules.push(...rulesOf(selectors, block));
  }
  return rules;
}

/** Whether a rule of `@media` holds for a usual screen; what else it may ask for is not known. */
function isOurMedium(rule: string): boolean {
  const query = /^@media\s*(.{1,200})$/is.exec(rule)?.[1]?.toLowerCase();
  return (query ?? '').split(',').some((one) =>
    one.split(/\sand\s/).every((part) => {
      const [, end, value] = WIDTH.exec(part.trim()) ?? [];
      const width = pixels(value);
      if (width === null) return MEDIUM.test(part.trim());
      return end === 'min' ? width <= WINDOW : width >= WINDOW;
    }),
  );
}

function rulesOf(selectors: string, block: string): readonly Found[] {
  if (selectors.length > 2_000 || !ABOUT_SEEING.test(block)) return [];
  const declarations = declarationsIn(block);
  return selectors.split(',').flatMap((selector): readonly Found[] => {
    const parts = selector
      .trim()
      .split(/[\s>]+/)
      .map(compound);
    if (!parts.every((part) => part !== null)) return [];
    const weight = parts.reduce(
      (sum, { tag, id, classes }) => sum + (tag ? 1 : 0) + classes.length * 100 + (id ? 10_000 : 0),
      0,
    );
    return [{ parts, weight, declarations }];
  });
}

function compound(text: string): Compound | null {
  const match = COMPOUND.exec(text);
  if (!match || text === '' || text === '*') return null;
  const names = (match[2]?.match(NAMES) ?? []).map((name) => name.replaceAll('\\', ''));
  return {
    tag: match[1] && match[1] !== '*' ? match[1].toLowerCase() : null,
    id: names.find((name) => name.startsWith('#'))?.slice(1) ?? null,
    classes: names.filter((name) => name.startsWith('.')).map((name) => name.slice(1)),
  };
}

/** The blocks of a style sheet with what stands before each; a block may hold blocks. One pass over the text. */
function blocksIn(text: string): readonly (readonly [before: string, block: string])[] {
  const found: [string, string][] = [];
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '{') {
      if (depth === 0) open = at;
      depth += 1;
    } else if (sign === '}' && depth > 0) {
      depth -= 1;
      if (depth > 0) continue;
      found.push([text.slice(start, open).trim(), text.slice(open + 1, at)]);
      start = at + 1;
    } else if (sign === ';' && depth === 0) start = at + 1;
  }
  return found;
}

function withoutComments(css: string): string {
  const kept: string[] = [];
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf('/*', at);
    kept.push(css.slice(at, open < 0 ? css.length : open));
    const close = open < 0 ? -1 : css.indexOf('*/', open + 2);
    if (close < 0) break;
    at = close + 2;
  }
  return kept.join('');
}

function fits({ parts }: Rule, element: PageElement, above: readonly PageElement[]): boolean {
  const own = parts.at(-1);
  if (!own || !isLike(element, own)) return false;
  let wanted = parts.length - 2;
  for (let at = above.length - 1; at >= 0 && wanted >= 0; at -= 1) {
    const ancestor = above[at];
    const part = parts[wanted];
    if (ancestor && part && isLike(ancestor, part)) wanted -= 1;
  }
  return wanted < 0;
}

function isLike(element: PageElement, { tag, id, classes }: Compound): boolean {
  if (tag !== null && element.name !== tag) return false;
  if (id !== null && element.attributes.id !== id) return false;
  if (classes.length === 0) return true;
  const own = classesOf(element);
  return classes.every((name) => own.includes(name));
}

function classesOf({ attributes }: PageElement): readonly string[] {
  return attributes.class === undefined ? [] : classesIn(attributes.class);
}

/** A rule of descent asks again and again for the classes of the same ancestors. */
const classesIn = remembered((names): readonly string[] =>
  names.split(/\s+/).filter(Boolean).slice(0, MOST_CLASSES),
);
