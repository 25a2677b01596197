import { once } from '../once.ts';
import { remembered } from '../remembered.ts';
import alphabets from '../rules/alphabets.json' with { type: 'json' };
import stopwords from '../rules/stopwords.json' with { type: 'json' };

const languagesOfWord = once(wordsToLanguages);
const SCRIPTS: readonly { readonly language: string; readonly sign: RegExp }[] = [
  { language: 'ko', sign: /\p{Script=Hangul}/gu },
  { language: 'ja', sign: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu },
  { language: 'zh', sign: /\p{Script=Han}/gu },
  { language: 'ar', sign: /\p{Script=Arabic}/gu },
  { language: 'he', sign: /\p{Script=Hebrew}/gu },
  { language: 'el', sign: /\p{Script=Greek}/gu },
  { language: 'th', sign: /\p{Script=Thai}/gu },
  { language: 'hi', sign: /\p{Script=Devanagari}/gu },
  { language: 'bn', sign: /\p{Script=Bengali}/gu },
  { language: 'ta', sign: /\p{Script=Tamil}/gu },
  { language: 'ka', sign: /\p{Script=Georgian}/gu },
  { language: 'hy', sign: /\p{Script=Armenian}/gu },
];
/** Fewer letters say too little: "Kim Jong Un" is a name in every language. */
const MIN_LETTERS = 20;
const LONG_ENOUGH = 2000;
/** Letters beyond ASCII. */
const LEAST_FOREIGN = 3;
const ALPHABETS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(alphabets).map(([language, letters]) => [language, new Set(letters)]),
);
const MOST_LINES = 0.6;
/** Latin letters, digits and the usual characters: no other script need be looked for. */
const LATIN_ONLY = /^[\s -\u024f\u2010-\u2044\u20ac]*$/;

/** ISO 639-1 by script, then by letters that only one language has, then by small words. Null when they do not decide. */
export const languageOf = remembered(tellLanguage);

function tellLanguage(text: string): string | null {
  const sample = text.length > LONG_ENOUGH ? text.slice(0, LONG_ENOUGH) : text;
  if (LATIN_ONLY.test(sample)) return sample.length < MIN_LETTERS ? null : latinLanguage(sample);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const byScript = scriptLanguage(sample, letters);
  if (byScript) return byScript;
  if (letters < MIN_LETTERS) return null;
  const cyrillic = sample.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic > letters / 2) return cyrillicLanguage(sample);
  return latinLanguage(sample);
}

/** Whether a language has this word, in small letters, among its small ones. */
export function isSmallWord(word: string, language: string | null): boolean {
  return (
    languagesOfWord()
      .get(word)
      ?.includes(language ?? '') ?? false
  );
}

function latinLanguage(text: string): string | null {
  const letters = text.slice(0, 400).match(/[a-z\u00c0-\u024f]/giu)?.length ?? 0;
  if (letters < MIN_LETTERS) return null;
  const accented = text.toLowerCase().match(/[\u00df-\u024f]/g) ?? [];
  return bySmallWords(text, (language) => !CYRILLIC.has(language) && isWrittenWith(language, accented));
}

/** Small words are short, and languages share them: letters that one does not have rule it out, but for those of a name. */
function isWrittenWith(language: string, accented: readonly string[]): boolean {
  const own = ALPHABETS.get(language);
  if (own === undefined || accented.length < LEAST_FOREIGN) return true;
  const foreign = accented.filter((letter) => !own.has(letter)).length;
  return foreign < LEAST_FOREIGN || foreign * 2 < accented.length;
}

/**
 * As `languageOf`; where two languages stand in one text, that of most of its lines, and where small words do not
 * decide, what eld says. Its tables load only then.
 */
export async function mainLanguage(text: string): Promise<string | null> {
  const found = languageOf(text) ?? languageOfMost(text.split('\n'));
  if (found || (text.slice(0, LONG_ENOUGH).match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS) return found;
  const { eld } = await import('eld/extrasmall');
  return eld.detect(text.slice(0, LONG_ENOUGH)).language || null;
}

function languageOfMost(lines: readonly string[]): string | null {
  const sizes = new Map<string, number>();
  for (const line of lines) {
    const language = languageOf(line);
    if (language) sizes.set(language, (sizes.get(language) ?? 0) + line.length);
  }
  const [best] = [...sizes].sort((a, b) => b[1] - a[1]);
  const total = lines.reduce((sum, line) => sum + line.length, 0);
  return best && best[1] > total * MOST_LINES ? best[0] : null;
}

const CYRILLIC = new Set(['uk', 'ru', 'bg', 'sr', 'be']);

function scriptLanguage(text: string, letters: number): string | null {
  for (const { language, sign } of SCRIPTS) {
    const count = text.match(sign)?.length ?? 0;
    // Japanese mixes kana into Han: a tenth of kana decides.
    if (count > letters * (language === 'ja' ? 0.1 : 0.4) && count > 1) {
      return language === 'ar' && /[پچژگ]/u.test(text) ? 'fa' : language;
    }
  }
  return null;
}

function cyrillicLanguage(text: string): string | null {
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  if (count(/[ђћљњџј]/giu) > 2) return count(/[ќѓѕ]/giu) > 1 ? 'mk' : 'sr';
  const [ukrainian, russian, belarusian] = [count(/[іїєґ]/giu), count(/[ыэъё]/giu), count(/ў/giu)];
  if (belarusian > 0 && belarusian * 6 > ukrainian) return 'be';
  if (ukrainian !== russian && Math.max(ukrainian, russian) > 0) {
    if (ukrainian > russian) return 'uk';
    if (count(/[ыэё]/giu) > 0) return 'ru';
  }
  return bySmallWords(text, (language) => CYRILLIC.has(language));
}

/** Indonesian and Malay share nearly all of their small words. */
const TWINS = new Set(['id', 'ms']);

function bySmallWords(text: string, wanted: (language: string) => boolean): string | null {
  const score = new Map<string, number>();
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  for (const word of words) {
    const languages = languagesOfWord().get(word);
    if (!languages) continue;
    for (const language of languages) {
      if (wanted(language)) score.set(language, (score.get(language) ?? 0) + 1 / languages.length);
    }
  }
  const [best, second] = [...score].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < 1.5 || best[1] < words.length * 0.06) return null;
  const isClose = second !== undefined && second[1] > best[1] * 0.8;
  // What both write counts for both, so the words that one alone writes decide.
  if (isClose && TWINS.has(best[0]) && TWINS.has(second[0])) return best[1] > second[1] ? best[0] : null;
  return isClose ? null : best[0];
}

function wordsToLanguages(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [language, words] of Object.entries(stopwords)) {
    for (const word of new Set(words.split(' '))) {
      const others = found.get(word);
      if (others) others.push(language);
      else found.set(word, [language]);
    }
  }
  return found;
}
