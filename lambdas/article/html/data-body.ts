import { parseHTML } from 'linkedom';
import { blocksOf, type HtmlBlock } from './blocks.ts';
import type { DomDocument } from './dom.ts';
import { articleNode } from './json-ld.ts';

/** Shorter than this, a text in a page's data is a summary or a comment. */
const LEAST_LETTERS = 250;
const LONG_STRING = new RegExp(String.raw`"((?:[^"\\]|\\.){${LEAST_LETTERS},})"`, 'g');
/** A string that is markup and nothing else, with paragraphs in it. */
const PARAGRAPHS = /^\s*<[a-z][\s\S]*<p[\s>]|^\s*<p[\s>]/i;
/** Data is a string in a script, or JSON inside such a string. */
const MOST_NESTED = 2;

/**
 * The article in the data of a page that its scripts would draw: schema.org's `articleBody`, or the longest piece of HTML in a
 * string of a script. For pages whose markup tells nothing; empty where there is none. Nothing is run.
 */
export function dataBlocks(document: DomDocument): readonly HtmlBlock[] {
  const body = articleNode(document)?.articleBody;
  const declared = typeof body === 'string' ? body : '';
  const found = [...document.querySelectorAll('script:not([src])')].flatMap((script) =>
    piecesOfHtml(script.textContent ?? '', MOST_NESTED),
  );
  const longest = found.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
  if (longest !== '') return fragmentBlocks(longest);
  return declared.length >= LEAST_LETTERS ? fragmentBlocks(paragraphs(declared)) : [];
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

function fragmentBlocks(html: string): readonly HtmlBlock[] {
  const { document }: { document: DomDocument } = parseHTML(
    `<!doctype html><html><body>${html}</body></html>`,
  );
  return blocksOf(document.body);
}
