import type { Plural } from '../wording.ts';
import ar from './wording/ar.json' with { type: 'json' };
import en from './wording/en.json' with { type: 'json' };
import es from './wording/es.json' with { type: 'json' };
import uk from './wording/uk.json' with { type: 'json' };

/** Lists of single words by name; every other object of a wording holds plural forms. */
type Words = 'change' | 'state' | 'about' | 'kinds' | 'closeness';

type Loosened<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : K extends Words
      ? { readonly [W in keyof T[K]]: string }
      : Plural;
};

/** What the pages say in one language. English is the complete list. */
export type PageWording = Loosened<typeof en>;

export type Closeness = keyof PageWording['closeness'];

const WORDINGS: Readonly<Record<string, PageWording>> = { ar, en, es, uk };

/** The wording of a language, and the language that it really is: English where the pages have no words of their own. */
export function pageWording(language: string): { readonly lang: string; readonly words: PageWording } {
  const words = Object.hasOwn(WORDINGS, language) ? WORDINGS[language] : undefined;
  return words === undefined ? { lang: 'en', words: en } : { lang: language, words };
}

/** A pattern cut at one slot, so that what goes there can be marked up on its own. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** Throws when the pattern has not exactly one such slot. */
export function around(pattern: string, slot: string): Around {
  const [before, after, ...more] = pattern.split(`{${slot}}`);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`The wording "${pattern}" must have {${slot}} once.`);
  return { before, after };
}

/** How near something is to the topic, told without a figure. `from` is where the band begins, 0 … 1; on the topic is what reaches .3. */
const BANDS: readonly { readonly from: number; readonly name: Closeness }[] = [
  { from: 0.8, name: 'core' },
  { from: 0.5, name: 'close' },
  { from: 0.3, name: 'edge' },
  { from: 0.2, name: 'near' },
  { from: 0.08, name: 'some' },
];

export function closenessInWords(closeness: number, words: PageWording): string {
  return words.closeness[BANDS.find(({ from }) => closeness >= from)?.name ?? 'far'];
}
