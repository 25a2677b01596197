import { isBody } from '../body.ts';
import { InvalidUpload } from '../invalid-upload.ts';
import { once } from '../once.ts';
import type { Reading } from '../reading.ts';

const LINK = /https?:\/\/\S+|www\.\S+/gi;
const TAG = /<\/?[a-z][a-z0-9-]{0,20}(?:\s[^<>]{0,400})?\/?>|<!--|&(?:[a-z]{2,8}|#\d{2,6});/gi;
const CODE_SIGN = /[{}[\]();=<>\\|]/g;
const CODED_BYTE = /=[0-9A-F]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%[0-9A-F]{2}/gi;
/** A word that no language writes: longer than any, of letters and digits mixed. */
const LONG_WORD =
  /(?=[A-Za-z+/=_-]{0,59}\d)(?=[a-z0-9+/=_-]{0,59}[A-Z])(?=[A-Z0-9+/=_-]{0,59}[a-z])[A-Za-z0-9+/=_-]{60,}/g;
/** Words of a jumble: without a vowel, as hardly any in a language of Latin letters. */
const noVowel = once(
  () => /(?<![\p{L}\p{M}'’])(?![A-Z]+(?!\p{L}))[b-df-hj-np-tvxzB-DF-HJ-NP-TVXZ]{3,}(?![\p{L}\p{M}'’])/gu,
);
/** The same for a first look, without letters beyond ASCII: never fewer. */
const MAYBE_NO_VOWEL = /(?<![a-zA-Z])[b-df-hj-np-tvxzB-DF-HJ-NP-TVXZ]{3,}(?![a-zA-Z])/g;
const latinWord = once(() => /(?<![\p{L}\p{M}])[a-zA-Z]{3,}(?![\p{L}\p{M}])/gu);
const MOST_WITHOUT_VOWEL = 0.5;
const LEAST_WORDS = 30;
/** A share of the body's letters. Real articles with code samples stay under half of each (1,110 public pages and pastes). */
const MOST = { tags: 0.35, code: 0.12, coded: 0.08, salad: 0.4 } as const;
/** Fewer letters than this prove nothing. */
const LEAST = 200;
/** A bound on what the patterns look at. */
const FIRST = 60_000;

/**
 * The last look at a text before it is an article: throws `not-an-article` for what is still a page's source, a program, a
 * coding or a jumble of letters, so that none of it is ever quoted.
 */
export function refuseLeftovers({ blocks }: Reading): void {
  const allText = blocks.map((block) => block.text).join('\n');
  if (allText.length < 3000 && allText.search(LINK) >= 0 && !/\p{L}{2}/u.test(allText.replace(LINK, ''))) {
    throw refusal(
      'This file holds only a link, and nothing is ever fetched from the web: open the page, copy its text, and upload that.',
    );
  }
  const prose = blocks
    .filter((block) => isBody(block.role))
    .map((block) => block.text)
    .join('\n');
  // A program has hardly a line that is taken for prose.
  const body = (prose.length < LEAST ? allText : prose).slice(0, FIRST);
  if (body.length < LEAST) return;
  if (share(body, TAG) > MOST.tags)
    throw refusal(
      'This file holds the source of a page (its HTML tags) as text: save the page itself from the browser, or copy what is on the screen, and upload that.',
    );
  if (share(body, CODED_BYTE) > MOST.coded)
    throw refusal(
      'The text of this file is still encoded, as in mails or links (=E2=80=99, %20): open it in the program that it came from, copy its text, and upload that.',
    );
  if (share(body, CODE_SIGN) > MOST.code)
    throw refusal(
      'This file holds a program or data, not the text of an article: open the article itself, copy its text, and upload that.',
    );
  if (share(body, LONG_WORD) > MOST.salad || isJumble(body))
    throw refusal(
      'This file holds a jumble of letters, like an attachment that was not decoded: open the original, copy its text, and upload that.',
    );
}

function isJumble(text: string): boolean {
  if ((text.match(MAYBE_NO_VOWEL)?.length ?? 0) <= LEAST_WORDS * MOST_WITHOUT_VOWEL) return false;
  const words = text.match(latinWord())?.length ?? 0;
  return words >= LEAST_WORDS && (text.match(noVowel())?.length ?? 0) > words * MOST_WITHOUT_VOWEL;
}

function share(text: string, sign: RegExp): number {
  let size = 0;
  for (const [found] of text.matchAll(sign)) size += found.length;
  return size / text.length;
}

function refusal(message: string): InvalidUpload {
  return new InvalidUpload('not-an-article', message);
}
