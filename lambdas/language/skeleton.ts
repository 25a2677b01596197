import letters from './data/transliteration.json' with { type: 'json' };
import { fold } from './words.ts';

const LATIN = new Map(Object.entries(letters).map(([from, to]) => [fold(from), to]));

/** Sounds that languages write differently, to one character each; order matters. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/dzh|dj|dz/g, 'z'],
  [/sch|tsh|tch|ch/g, 'c'],
  [/sh/g, 's'],
  [/zh|j/g, 'z'],
  [/kh|gh|h/g, 'g'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ck|qu|q/g, 'k'],
  [/ts|tz/g, 's'],
  [/x/g, 'ks'],
  // Arabic writes one letter for each of the two.
  [/[vw]/g, 'f'],
  [/p/g, 'b'],
  [/c(?=[eiy])/g, 's'],
  [/c$/g, 'k'],
  [/c(?=[aoulrkt])/g, 'k'],
  [/[aeiouy]+/g, ''],
  [/(.)\1+/g, '$1'],
];

/** The word in Latin letters, where we know its script; folded. */
function transliterate(word: string): string {
  let latin = '';
  for (const letter of fold(word)) latin += LATIN.get(letter) ?? letter;
  return latin;
}

/**
 * What stays of a name across scripts and spellings: its consonants, by sound ("Путин", "Putin", "بوتين" → `btn`).
 * Give it a stem, so that case endings are gone. A leading vowel is kept as `a`.
 */
export function skeleton(word: string): string {
  const latin = transliterate(word);
  const start = /^[aeiouy]/.test(latin) ? 'a' : '';
  return start + SOUNDS.reduce((sound, [from, to]) => sound.replace(from, to), latin);
}
