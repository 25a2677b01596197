/** Property to value, both in small letters, without `!important`. Later declarations win. */
export type Declarations = ReadonlyMap<string, string>;

/** The declarations of a `style` attribute or of a rule's block. */
export function declarationsIn(style: string): Declarations {
  const found = new Map<string, string>();
  for (const part of style.split(';')) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const value = part.slice(colon + 1).replace(/!\s{0,9}important/i, '');
    found.set(part.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase());
  }
  return found;
}

/** CSS pixels for one unit of each, in a window of 1000 by 800; `em` marks what depends on the font. */
const PIXELS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '': 1,
    px: 1,
    pt: 4 / 3,
    pc: 16,
    cm: 38,
    mm: 3.8,
    in: 96,
    rem: 16,
    em: 16,
    ex: 8,
    ch: 8,
    vw: 10,
    vh: 8,
    vmin: 8,
    vmax: 10,
    '%': 10,
  }),
);

/** A length in CSS pixels; null for what is none. A percentage is taken of a window 1000 pixels wide. */
export function pixels(value: string | undefined): number | null {
  const match = /^([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(%|[a-z]{0,4})$/.exec(value?.trim() ?? '');
  const unit = PIXELS.get(match?.[2] ?? '');
  return match && unit !== undefined ? Number(match[1]) * unit : null;
}

/** Red, green, blue, 0 … 255, and alpha, 0 … 1. */
export type Colour = readonly [number, number, number, number];

const NAMED: ReadonlyMap<string, Colour> = new Map(
  Object.entries<Colour>({
    white: [255, 255, 255, 1],
    black: [0, 0, 0, 1],
    transparent: [0, 0, 0, 0],
    red: [255, 0, 0, 1],
    gray: [128, 128, 128, 1],
    grey: [128, 128, 128, 1],
    whitesmoke: [245, 245, 245, 1],
    snow: [255, 250, 250, 1],
    ivory: [255, 255, 240, 1],
  }),
);

/** A colour as hex digits, as `rgb()`, or by a common name; null for what is none. */
export function colour(value: string | undefined): Colour | null {
  const text = value?.trim() ?? '';
  const named = NAMED.get(text);
  if (named) return named;
  const hex = /^#([\da-f]{3,8})$/.exec(text)?.[1];
  if (hex) {
    const pairs = hex.length <= 4 ? [...hex].map((one) => one + one) : (hex.match(/../g) ?? []);
    const [red = 0, green = 0, blue = 0, alpha = 255] = pairs.map((pair) => Number.parseInt(pair, 16));
    return [red, green, blue, alpha / 255];
  }
  const parts = /^rgba?\(([\d.,\s/%]{5,60})\)$/.exec(text)?.[1]?.match(/[\d.]+%?/g);
  if (!parts || parts.length < 3) return null;
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts.map((part, at) =>
    part.endsWith('%') ? (Number.parseFloat(part) / 100) * (at < 3 ? 255 : 1) : Number(part),
  );
  return [red, green, blue, alpha];
}

/** Colours that no eye tells apart. */
export function areAlike(one: Colour, other: Colour): boolean {
  return one.slice(0, 3).every((part, at) => Math.abs(part - (other[at] ?? 0)) <= 12);
}
