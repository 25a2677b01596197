import { visibleText } from '../bytes/visible-text.ts';
import { once } from '../once.ts';
import confusables from '../rules/confusables.json' with { type: 'json' };

const looksLike = once(
  (): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(confusables.letters).flatMap(([latin, letters]) =>
        Array.from(letters, (letter) => [letter, latin] as const),
      ),
    ),
);
/** Of ASCII and Latin letters alone no word is mixed. */
const ONLY_LATIN = /^[\0-\u007f\u00c0-\u024f]*$/;
const MARKS = /[\u0300-\u036f]/g;

/**
 * Who a name names: two names that a reader takes for one have one key. Case, accents, characters between words and a leading
 * "The" do not count, nor do letters of another alphabet that look alike ("Rеuters" with a Cyrillic letter). Empty for
 * what has neither letter nor digit. Only ever compared, never shown.
 */
export function nameKey(name: string): string {
  const small = visibleText(name).normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKS, '');
  const latin = Array.from(small, (letter) => looksLike().get(letter) ?? letter).join('');
  return latin
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}\p{M}|]+/gu, '')
    .replace(/[i1|]/g, 'l')
    .replaceAll('0', 'o')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** Whether a word mixes Latin with letters of another alphabet that look like Latin ones: nobody writes so in good faith. */
export function isMixed(name: string): boolean {
  if (ONLY_LATIN.test(name)) return false;
  return (name.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? []).some(
    (word) =>
      /\p{Script=Latin}/u.test(word) &&
      Array.from(word).some(
        (letter) => !/[\p{Script=Latin}\p{M}]/u.test(letter) && looksLike().has(letter.toLowerCase()),
      ),
  );
}
