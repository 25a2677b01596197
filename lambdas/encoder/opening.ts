/** Names which text is an opening and what is kept of it: with another choice, what was stored before is made anew. To be raised with either. */
export const OPENING_VERSION = 'opening-2';

/**
 * Letters of title and beginning that tell what an article is about. On labelled pairs of ten languages 250 find less, and 600 no more
 * (DECISIONS).
 */
const MOST_LETTERS = 400;
/** A letter of these scripts says as much as two or three of others, and takes as long to encode. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const DENSE_COUNTS = 2;

/**
 * Title and beginning as one text to encode: what grouping compares across languages. Ends with a whole word; empty where there is
 * neither. A line break stands after the title, or first where there is none: by it an opening is told from a sentence.
 */
export function openingText(title: string | null, text: string | null): string {
  const beginning = (text ?? '').slice(0, 2 * MOST_LETTERS).trim();
  const whole = [title?.trim(), beginning].filter(Boolean).join('.\n');
  const cut = wholeWords(whole);
  return cut === '' || isOpening(cut) ? cut : `\n${cut}`;
}

/** Whether a text is one of `openingText`. */
export function isOpening(text: string): boolean {
  return text.includes('\n');
}

function wholeWords(text: string): string {
  let [letters, end] = [0, 0];
  for (const letter of text) {
    letters += DENSE.test(letter) ? DENSE_COUNTS : letter.length;
    if (letters > MOST_LETTERS) break;
    end += letter.length;
  }
  if (end === text.length || /\s/u.test(text[end] ?? '')) return text.slice(0, end).trim();
  const lastWord = text.slice(0, end).search(/\s\S*$/u);
  // Scripts without spaces are cut anywhere.
  return text.slice(0, lastWord < end / 2 ? end : lastWord).trim();
}
