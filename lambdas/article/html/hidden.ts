import { areAlike, type Colour, colour, type Declarations, declarationsIn, pixels } from './css.ts';
import { stylesOf } from './stylesheet.ts';
import type { PageElement } from './tree.ts';

/** What an element hands on to the texts below it. */
interface Look {
  readonly visible: boolean;
  /** CSS pixels. */
  readonly font: number;
  readonly ink: Colour | null;
  readonly paper: Colour | null;
}

const USUAL: Look = { visible: true, font: 16, ink: null, paper: null };
/** Pixels that nobody reads, or sees. */
const TINY_FONT = 3;
const TINY_BOX = 2;
const FAR_OUT = 400;
const UNSEEN = 0.06;

/**
 * Takes out of the page what a browser would not show: by `hidden`, by the styles of elements, and by simple rules of
 * the page's own style sheets. Gives what was taken, in order. Nothing is fetched: a style sheet elsewhere says nothing.
 */
export function takeHidden(page: PageElement): readonly (PageElement | string)[] {
  const styleOf = stylesOf(page);
  const taken: (PageElement | string)[] = [];
  const declaredFor = (element: PageElement, above: readonly PageElement[]): Declarations => {
    const byRules = styleOf(element, above);
    const { style } = element.attributes;
    return style === undefined ? byRules : new Map([...byRules, ...declarationsIn(style)]);
  };
  const walk = (
    element: PageElement,
    above: readonly PageElement[],
    declared: Declarations,
    look: Look,
  ): void => {
    const own = lookOf(declared, look);
    const mine = FRAME.has(element.name) ? { ...own, visible: true } : own;
    const path = [...above.slice(-MOST_ABOVE), element];
    const shown: (PageElement | string)[] = [];
    for (const child of element.children) {
      if (typeof child === 'string') {
        (isUnread(mine) && /\S/u.test(child) ? taken : shown).push(child);
        continue;
      }
      const declaredForChild = declaredFor(child, path);
      // Pages that wait for their scripts hide the whole body for a moment.
      if (!FRAME.has(child.name) && isGone(child, declaredForChild)) taken.push(child);
      else {
        shown.push(child);
        walk(child, path, declaredForChild, mine);
      }
    }
    if (shown.length === element.children.length) return;
    element.children.length = 0;
    for (const child of shown) element.children.push(child);
  };
  walk(page, [], declaredFor(page, []), USUAL);
  return taken;
}

const FRAME: ReadonlySet<string> = new Set(['html', 'body', '#page']);

function isGone({ attributes }: PageElement, declared: Declarations): boolean {
  return attributes.hidden !== undefined || isUnseen(declared);
}

/** Ancestors that a selector can ask for: deeper pages are machines' work. */
const MOST_ABOVE = 30;

function lookOf(declared: Declarations, look: Look): Look {
  if (declared.size === 0) return look;
  const visibility = declared.get('visibility');
  const ink = colour(declared.get('-webkit-text-fill-color') ?? declared.get('color'));
  const background = declared.get('background-color') ?? declared.get('background');
  const clipsToText = /text/.test(
    declared.get('background-clip') ?? declared.get('-webkit-background-clip') ?? '',
  );
  return {
    visible: visibility === undefined ? look.visible : !/^(?:hidden|collapse)/.test(visibility),
    font: fontOf(declared, look.font),
    ink: clipsToText ? null : (ink ?? look.ink),
    // A picture or a gradient behind a text is not known.
    paper: background === undefined ? look.paper : colour(background),
  };
}

function isUnread({ visible, font, ink, paper }: Look): boolean {
  if (!visible || font < TINY_FONT) return true;
  if (ink === null) return false;
  return ink[3] < UNSEEN || (paper !== null && paper[3] > UNSEEN && areAlike(ink, paper));
}

function fontOf(declared: Declarations, outer: number): number {
  const short = /(?:^|\s)([\d.]{1,9}(?:[a-z]{1,4}|%)?)(?:\s*\/|\s)/.exec(declared.get('font') ?? '')?.[1];
  const value = declared.get('font-size') ?? short;
  const size = pixels(value);
  if (value === undefined) return outer;
  if (size === null) return /^(?:inherit|unset|smaller|larger)/.test(value) ? outer : USUAL.font;
  if (value.endsWith('rem') || !/(?:em|%|ex|ch)$/.test(value)) return size;
  return (size / (value.endsWith('%') ? 1000 : 16)) * outer;
}

/** Hidden with all that is in it. */
function isUnseen(declared: Declarations): boolean {
  if (declared.size === 0) return false;
  const is = (name: string, value: RegExp): boolean => value.test(declared.get(name) ?? '');
  if (is('display', /^none/) || is('content-visibility', /^hidden/)) return true;
  const opacity = declared.get('opacity');
  if (opacity !== undefined && opacity !== '' && Number.parseFloat(opacity) < UNSEEN * percent(opacity))
    return true;
  if (is('filter', /opacity\(\s*0*\.?0*%?\s*\)/) || is('zoom', /^0+%?$/)) return true;
  if (is('transform', /scale[xy]?\(\s*0*\.?0+\s*[,)]|rotate[xy]\(\s*90deg/) || is('scale', /^0(?:$|\s)/))
    return true;
  return isClipped(declared) || isOutside(declared) || isFlat(declared);
}

function percent(value: string): number {
  return value.endsWith('%') ? 100 : 1;
}

function isClipped(declared: Declarations): boolean {
  const sides = /^rect\(([^()]{1,80})\)/
    .exec(declared.get('clip') ?? '')?.[1]
    ?.split(/[\s,]+/)
    .filter(Boolean);
  if (sides?.every((side) => Math.abs(pixels(side) ?? Number.POSITIVE_INFINITY) <= TINY_BOX)) return true;
  const path = declared.get('clip-path') ?? declared.get('-webkit-clip-path') ?? '';
  return /^(?:inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%|circle\(\s*0|ellipse\(\s*0|polygon\(\s*0\S*\s+0\S*\s*,\s*0\S*\s+0\S*\s*[,)])/.test(
    path,
  );
}

/** Moved out of the window to where no scrolling leads. */
function isOutside(declared: Declarations): boolean {
  const far = (name: string): boolean => (pixels(declared.get(name)) ?? 0) <= -FAR_OUT;
  if (far('text-indent') || far('margin-left') || far('margin-top') || far('margin-right')) return true;
  const moved = /translate(?:x|y|3d)?\(([^()]{1,80})\)/.exec(declared.get('transform') ?? '')?.[1];
  if (moved?.split(',').some((part) => (pixels(part) ?? 0) <= -FAR_OUT)) return true;
  if (!/^(?:absolute|fixed)/.test(declared.get('position') ?? '')) return false;
  const inset = (declared.get('inset') ?? '').split(/\s+/);
  return (
    ['left', 'top', 'right', 'bottom'].some(far) || inset.some((part) => (pixels(part) ?? 0) <= -FAR_OUT)
  );
}

/** A box without height or width that lets nothing out; with padding it is a frame for a picture. */
function isFlat(declared: Declarations): boolean {
  const lets = declared.get('overflow') ?? declared.get('overflow-y') ?? declared.get('overflow-x') ?? '';
  if (!/hidden|clip/.test(lets)) return false;
  if ([...declared].some(([name, value]) => name.startsWith('padding') && (pixels(value) ?? 1) > 0))
    return false;
  return ['height', 'width', 'max-height', 'max-width'].some(
    (name) => (pixels(declared.get(name)) ?? Number.POSITIVE_INFINITY) <= TINY_BOX,
  );
}
