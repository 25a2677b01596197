import { type Page, pageOf } from './page.ts';

/** Shorter than this, a text in a page's data is a summary or a comment. */
const LEAST_LETTERS = 250;
const LONG_STRING = new RegExp(String.raw`"((?:[^"\\]|\\.){${LEAST_LETTERS},})"`, 'g');
/** A string that is markup and nothing else, with paragraphs in it. */
const PARAGRAPHS = /^\s*<[a-z][\s\S]*<p[\s>]|^\s*<p[\s>]/i;
/** Data is a string in a script, or JSON inside such a string. */
const MOST_NESTED = 2;

/**
 * A page of the article that a page holds as data for its scripts to draw: schema.org's `articleBody`, or the longest piece of HTML
 * in a string of a script. For pages whose markup tells nothing; null where there is none. Nothing is run.
 */
export function pageInData({ facts, marks }: Page): Page | null {
  const body = facts.article?.articleBody;
  const declared = typeof body === 'string' ? body : '';
  const found = facts.scripts.flatMap((script) => piecesOfHtml(script, MOST_NESTED));
  const longest = found.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
  const html = longest || (declared.length >= LEAST_LETTERS ? paragraphs(declared) : '');
  return html === '' ? null : { ...pageOf(html), facts, marks };
}

function piecesOfHtml(text: string, depth: number): readonly string[] {
  const pieces: string[] = [];
  for (const [literal] of text.matchAll(LONG_STRING)) {
    const value = parsed(literal);
    if (value === null) continue;
    const inner = depth > 1 ? piecesOfHtml(value, depth - 1) : [];
    if (inner.length > 0) pieces.push(...inner);
    else if (PARAGRAPHS.test(value)) pieces.push(value);
  }
  return pieces;
}

function parsed(literal: string): string | null {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function paragraphs(text: string): string {
  return text
    .split(/\n+/)
    .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
    .join('');
}
