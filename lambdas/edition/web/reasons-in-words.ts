import { dateFormat } from '../formats.ts';
import { fill, plural } from '../wording.ts';
import { closenessInWords, type PageWording } from './wording.ts';

type ReasonInWords = (value: string, words: PageWording) => string | null;

const REASONS_IN_WORDS: Readonly<Record<string, ReasonInWords>> = {
  'independent sources': (value, words) => counted(words.independent, value, words),
  languages: (value, words) => counted(words.languages, value, words),
  newest: (value, words) => {
    const time = Date.parse(`${value}T12:00:00Z`);
    if (Number.isNaN(time)) return null;
    const date = dateFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(time);
    return fill(words.newest, { date });
  },
  closeness: (value, words) => {
    const closeness = Number(value);
    return Number.isNaN(closeness) ? null : closenessInWords(closeness, words);
  },
};

/** An edition's `name: value` reasons in the reader's words. A reason that the pages have no words for is left out. */
export function reasonsInWords(reasons: readonly string[], words: PageWording): string[] {
  return reasons.flatMap((reason) => {
    const [name = '', value = ''] = reason.split(': ', 2);
    const tell = Object.hasOwn(REASONS_IN_WORDS, name) ? REASONS_IN_WORDS[name] : undefined;
    return tell?.(value, words) ?? [];
  });
}

function counted(forms: PageWording['independent'], value: string, words: PageWording): string | null {
  const n = Number(value);
  return Number.isNaN(n) ? null : plural(forms, n, words.locale);
}
