import { isBody } from './body.ts';
import { InvalidUpload } from './invalid-upload.ts';
import { anywhere, plainSigns } from './phrases.ts';
import type { Reading } from './reading.ts';
import { sentencesOf } from './sentences.ts';

const wallWords = anywhere('walls');
const addresses = anywhere('addresses');
/** A wall is short, or long and full of its own words: an article about cookies passes. */
const LONG_TEXT = 1500;
const DENSE_SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const LEAST_LETTERS = 12;

/**
 * Throws `not-an-article` for cookie notices, block pages and paywall stubs, which would otherwise be perfect
 * duplicates of each other, and for files without any prose.
 */
export function refuseWalls(reading: Reading): void {
  const told = reading.blocks.filter((block) => block.role !== 'title');
  const text = told.map((block) => block.text).join('\n');
  if (!hasLetters(reading.blocks, LEAST_LETTERS)) throw notAnArticle('it holds no sentences');
  const body = reading.blocks.filter((block) => isBody(block.role) || block.role === 'suspect');
  if (!hasLetters(body, 1))
    throw notAnArticle(
      'no text of an article was found in it, only headings, captions or the frame of a page',
    );
  const prose = (body.length > 0 ? body : told).map((block) => block.text).join('\n');
  const title = reading.title ?? '';
  if (
    isWall(wallWords(plainSigns(title)).length > 0 ? `${title}.\n${prose}` : prose) ||
    (lettersOf(start(prose)) < 80 && isWall(text))
  ) {
    throw notAnArticle('it is a notice of a website (cookies, log-in, payment, blocked access)');
  }
}

/** Most of its sentences speak of cookies, accounts or robots, and it speaks to "you". */
function isWall(text: string): boolean {
  const plain = plainSigns(text);
  const kinds = new Set(wallWords(plain)).size;
  if (kinds === 0) return false;
  const size = lettersOf(plain) + (plain.match(DENSE_SIGNS)?.length ?? 0) * 2;
  if (size >= LONG_TEXT * 4) return false;
  const sentences = plain.split('\n').flatMap((line) => sentencesOf(line).map((sentence) => sentence.text));
  const hits = sentences.filter((sentence) => wallWords(sentence).length > 0);
  const share = lettersOf(hits.join('')) / Math.max(1, lettersOf(plain));
  const speaks = addresses(plain).length / Math.max(1, sentences.length);
  if (size > LONG_TEXT) return share > 0.5 && kinds >= 2 && speaks >= 0.5;
  if (share >= 0.6) return speaks >= 0.4 || kinds >= 2;
  return share >= 0.3 && kinds >= 2 && speaks >= 0.6 && size < LONG_TEXT;
}

/** Looks no further than it must. */
function hasLetters(blocks: Reading['blocks'], least: number): boolean {
  let more = least;
  for (const { text } of blocks) {
    for (const _ of text.matchAll(/\p{L}/gu)) {
      more -= 1;
      if (more === 0) return true;
    }
  }
  return false;
}

/** Enough of a text to tell whether it has a few letters. */
function start(text: string): string {
  return text.slice(0, LONG_TEXT * 2);
}

function lettersOf(text: string): number {
  return text.replace(/\P{L}+/gu, '').length;
}

function notAnArticle(what: string): InvalidUpload {
  return new InvalidUpload(
    'not-an-article',
    `This file holds no article: ${what}. Open the article itself, check that its text is on the screen, and save it again.`,
  );
}
