import { fold } from '../../../language/words.ts';
import data from '../../data/number-bounds.json' with { type: 'json' };
import { grainOf, type Quantity } from '../../numbers/quantities.ts';

/** What a number leaves open: "more than 30" is 30 or any more. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Letters before a number in which its bound is looked for. */
const LONGEST = 24;
/** Letters around a number in which it is said not to be the last: of a long sentence the other numbers stay. */
const INTERIM_WITHIN = 60;
const [LEAST, MOST, AROUND, NONE] = [data.least, data.most, data.around, data.none].map(phrasesOf);
const [AFTER, INTERIM] = [phrasesOf(data.after), phrasesOf(data.interim)];
/** What is told as "about 20" may be 22: this share of the place up to which it is told. */
const LEEWAY = 0.5;

/** Between which numbers a number of a sentence lies, by the words right beside it, and by those that say it is not the last. */
export function boundsOf({ value, start, end }: Quantity, text: string, language: string | null): Bounds {
  const before = ` ${plain(text.slice(Math.max(0, start - LONGEST), start))}`;
  const behind = `${plain(text.slice(end, end + LONGEST))} `;
  // "no fewer than" ends in "fewer than": the longest phrase counts.
  const longest = (phrases: Phrases | undefined) =>
    Math.max(
      0,
      ...(phrases?.get(language ?? '') ?? [])
        .filter((phrase) => before.endsWith(` ${phrase}`))
        .map(({ length }) => length),
    );
  const [most, around] = [longest(MOST), longest(AROUND)];
  const least = longest(NONE) > longest(LEAST) ? 0 : longest(LEAST);
  const near = ` ${plain(text.slice(Math.max(0, start - INTERIM_WITHIN), end + INTERIM_WITHIN))} `;
  const goesOn =
    (AFTER.get(language ?? '') ?? []).some((phrase) => behind.startsWith(`${phrase} `)) ||
    (INTERIM.get(language ?? '') ?? []).some((phrase) => near.includes(` ${phrase} `));
  const leeway = around > Math.max(least, most) && !goesOn ? LEEWAY * grainOf(value) : 0;
  return {
    least: most > least ? 0 : value - leeway,
    most: goesOn || least > most ? Number.POSITIVE_INFINITY : value + leeway,
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

type Phrases = ReadonlyMap<string, readonly string[]>;

function phrasesOf(byLanguage: Readonly<Record<string, string>>): Phrases {
  return new Map(
    Object.entries(byLanguage).map(([language, list]) => [language, list.split(', ').map(plain)]),
  );
}
