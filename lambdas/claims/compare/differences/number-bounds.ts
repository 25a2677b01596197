import { fold } from '../../../language/words.ts';
import data from '../../data/number-bounds.json' with { type: 'json' };
import type { Quantity } from '../../numbers/quantities.ts';

/** What a number leaves open: "more than 30" is 30 or any more. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Letters before a number in which its bound is looked for. */
const LONGEST = 24;
const [LEAST, MOST] = [phrasesOf(data.least), phrasesOf(data.most)];
const [AFTER, INTERIM] = [phrasesOf(data.after), phrasesOf(data.interim)];

/** Between which numbers a number of a sentence lies, by the words right beside it, and by those that say it is not the last. */
export function boundsOf({ value, start, end }: Quantity, text: string, language: string | null): Bounds {
  const before = ` ${plain(text.slice(Math.max(0, start - LONGEST), start))}`;
  const behind = `${plain(text.slice(end, end + LONGEST))} `;
  // "no fewer than" ends in "fewer than": the longest phrase counts.
  const longest = (phrases: ReadonlyMap<string, readonly string[]>) =>
    Math.max(
      0,
      ...(phrases.get(language ?? '') ?? [])
        .filter((phrase) => before.endsWith(` ${phrase}`))
        .map(({ length }) => length),
    );
  const [least, most] = [longest(LEAST), longest(MOST)];
  const all = ` ${plain(text)} `;
  const goesOn =
    (AFTER.get(language ?? '') ?? []).some((phrase) => behind.startsWith(`${phrase} `)) ||
    (INTERIM.get(language ?? '') ?? []).some((phrase) => all.includes(` ${phrase} `));
  return {
    least: most > least ? 0 : value,
    most: goesOn || least > most ? Number.POSITIVE_INFINITY : value,
  };
}

/** Whether two numbers may be one. */
export function mayMeet(a: Bounds, b: Bounds): boolean {
  return a.least <= b.most && b.least <= a.most;
}

/** Words alone; a sign of money or an apostrophe between bound and number is none. */
function plain(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim();
}

function phrasesOf(byLanguage: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(byLanguage).map(([language, list]) => [language, list.split(', ').map(plain)]),
  );
}
