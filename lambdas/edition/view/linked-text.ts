import { listFormat } from '../formats.ts';
import { fill, type Wording } from '../wording.ts';

/** A stretch of a line that is more than our own words: a name that came with a file, a link where there is one. */
export interface Piece {
  readonly text: string;
  readonly url: string | null;
  /** Not our words: isolated, since it may run the other way. */
  readonly foreign: boolean;
}

export type Line = readonly Piece[];

export const ours = (text: string): Piece => ({ text, url: null, foreign: false });
export const named = (text: string, url: string | null = null): Piece => ({ text, url, foreign: true });

/** Puts lines and plain values into the `{name}` slots of a pattern of ours. A slot without a value throws, as in `fill`. */
export function lineOf(pattern: string, values: Readonly<Record<string, Line | string>>): Line {
  return pattern
    .split(/(\{\w+\})/u)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const name = /^\{(\w+)\}$/u.exec(part)?.[1];
      const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return [ours(fill(part, {}))];
      return typeof value === 'string' ? [ours(value)] : value;
    });
}

/** "A, B and C" as the language lists things. Each item is a line of its own. */
export function listOf(items: readonly Line[], { locale }: Wording): Line {
  const places = items.map((_item, at) => String(at));
  return listFormat(locale, { type: 'conjunction' })
    .formatToParts(places)
    .flatMap(({ type, value }) => (type === 'element' ? (items[Number(value)] ?? []) : [ours(value)]));
}

export function textOf(line: Line): string {
  return line.map(({ text }) => text).join('');
}
