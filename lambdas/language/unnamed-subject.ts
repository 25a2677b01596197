import { dateKey } from './calendar.ts';
import data from './data/sentences.json' with { type: 'json' };
import stopwords from './data/stopwords.json' with { type: 'json' };
import { wordSets } from './word-sets.ts';
import { words } from './words.ts';

const SUBJECTS = new Map(
  Object.entries(data.subjects).map(([language, { pronouns, subordinators }]) => [
    language,
    { pronouns: new Set(words(pronouns)), subordinators: new Set(words(subordinators)) },
  ]),
);
const TIMES = new Map(
  Object.entries(data.pointers).map(([language, { times }]) => [language, new Set(words(times))]),
);
const STOP = wordSets(stopwords);
/** Words before the pronoun. */
const REACH = 7;

/** "On Thursday evening she saw his name": a pronoun before which nothing stands but when. A clause that begins with "when" may name later whom it means. */
export function beginsWithUnnamed(sentence: string, language: string | null): boolean {
  const subjects = SUBJECTS.get(language ?? '');
  if (subjects === undefined) return false;
  const tokens = words(sentence).slice(0, REACH + 1);
  const at = tokens.findIndex((token) => subjects.pronouns.has(token));
  const before = tokens.slice(0, Math.max(0, at));
  return (
    at > 0 &&
    !before.some((token) => subjects.subordinators.has(token)) &&
    before.every((token) => tellsWhen(token, language ?? ''))
  );
}

function tellsWhen(token: string, language: string): boolean {
  return (
    /^\p{N}+$/u.test(token) ||
    STOP.get(language)?.has(token) === true ||
    TIMES.get(language)?.has(token) === true ||
    dateKey(token, language) !== null
  );
}
