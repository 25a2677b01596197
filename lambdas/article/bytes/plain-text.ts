import { looksLikeMail, looksLikeMhtml } from './mail-bytes.ts';
import { sniff } from './sniff.ts';

/** A longer text is hardly an article: whatever it holds is read where time and memory are bounded. */
const LONGEST_PLAIN_TEXT = 64 * 1024;
/** What `looksLikeHtml` looks at, at four bytes a character. */
const FIRST_BYTES = 120_016;
const LAST_BYTES = 800;
const TAG = /<[!/a-z]|StartHTML:/i;
const DATA = /\{\s*["}]|\[\s*[[{]/;

/**
 * True when nothing but the text reader can see the file: it needs no guard. Looks for the ASCII characters that every other
 * format has in every charset, wherever they stand, so what `readArticle` takes for one is never called plain text here: a
 * format that is a text needs its characters here too, and `test/guard.test.ts` asks about a file of each.
 */
export function isPlainText(bytes: Uint8Array): boolean {
  if (
    bytes.length > LONGEST_PLAIN_TEXT ||
    sniff(bytes) !== 'text' ||
    looksLikeMail(bytes) ||
    looksLikeMhtml(bytes)
  )
    return false;
  const start = asciiOf(bytes.subarray(0, FIRST_BYTES));
  if (/^\s*</.test(start)) return false;
  if (TAG.test(start)) return false;
  if (DATA.test(start) && /[}\]]/.test(asciiOf(bytes.subarray(-LAST_BYTES)))) return false;
  return !/^.{0,4}(?:---|\+\+\+)/.test(start) && !/\]\(https?:\/\//.test(asciiOf(bytes));
}

/** The ASCII characters of a text in any charset: UTF-16 puts zeros between them, all others leave them as they are. */
function asciiOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\0\u0080-\u00ff]+/g, '');
}
