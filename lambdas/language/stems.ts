import snowball from 'snowball-stemmers';
import { fold } from './words.ts';

const SNOWBALL: Readonly<Record<string, string>> = {
  en: 'english',
  es: 'spanish',
  ru: 'russian',
  de: 'german',
  fr: 'french',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
  ro: 'romanian',
  tr: 'turkish',
};

/** Ukrainian case endings, longest first (marks are folded away: й is и, ї is і). */
const UKRAINIAN_ENDING =
  /(?:ськии|ського|ському|ськими|ських|ською|ська|ське|ські|ськім|истами|ування|ами|ями|ові|еві|ого|ому|ими|іми|ішои|ість|ості|ої|оі|ою|ею|ах|ях|ам|ям|ів|ом|ем|им|ім|их|іх|ии|ти|ла|ло|ли|ть|ть|ся|а|я|о|е|и|і|у|ю|ь|в)$/u;

/** The article, with a short preposition or "and" before it, where a word of three letters remains. */
const ARABIC_ARTICLE = /^(?:[وفبك]?ال|لل)(?=.{3})/u;

/** A function from folded word to stem for one language; unknown languages keep the word whole. */
export function stemmerFor(language: string | null): (word: string) => string {
  const known = new Map<string, string>();
  const stem = plainStemmer(language);
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = stem(word);
      known.set(word, found);
    }
    return found;
  };
}

function plainStemmer(language: string | null): (word: string) => string {
  if (language === 'uk') return (word) => (word.length > 4 ? word.replace(UKRAINIAN_ENDING, '') : word);
  if (language === 'ar') return (word) => word.replace(ARABIC_ARTICLE, '');
  const name = language !== null && Object.hasOwn(SNOWBALL, language) ? SNOWBALL[language] : undefined;
  if (name === undefined) return (word) => word;
  const stemmer = snowball.newStemmer(name);
  return (word) => fold(stemmer.stem(word));
}
