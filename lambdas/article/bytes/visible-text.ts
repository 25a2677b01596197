import { once } from '../once.ts';

/** Latin and Cyrillic letters and the usual characters: nothing is hidden among them. */
const PLAIN = /^[\s!-~\u00a1-\u00ac\u00ae-\u024f\u0400-\u0481\u2010-\u2027]*$/;
/** Scripts that join their letters, and pictures: there the characters that join or part are part of the spelling. */
const joining = once(
  () =>
    /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Tibetan}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f/u,
);
/**
 * What nobody sees: control characters, marks that turn the reading order, fillers, tags, private and unassigned characters, and
 * the blank of Braille. https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const unseen = once(() => /[\p{Default_Ignorable_Code_Point}\p{Co}\p{Cn}\u2800\ufff9-\ufffb]|(?!\s)\p{Cc}/gu);

/** A name or a title without characters that nobody sees, white space folded. Empty when nothing is left to see. */
export function visibleText(text: string): string {
  const folded = (PLAIN.test(text) ? text : seenIn(text)).replace(/\s+/gu, ' ').trim();
  return /[a-z\d]/i.test(folded) || /[\p{L}\p{N}\p{S}]/u.test(folded) ? folded : '';
}

function seenIn(text: string): string {
  return text.replace(unseen(), (sign, at: number) => {
    const [before, after] = [
      text.slice(Math.max(0, at - 2), at),
      text.slice(at + sign.length, at + sign.length + 2),
    ];
    if (sign === '\ufe0f') return /\p{Extended_Pictographic}$|[\d#*]$/u.test(before) ? sign : '';
    const joins = sign === '\u200c' || sign === '\u200d';
    return joins && joining().test(before.slice(-2)) && joining().test(after.slice(0, 2)) ? sign : '';
  });
}
