import type { Role } from '../../types.ts';
import { fold } from '../roles/lines.ts';
import { endsSentence } from '../roles/sentences.ts';
import rules from '../rules/html.json' with { type: 'json' };
import { elementRole } from './element-role.ts';
import { type PageElement, textIn } from './tree.ts';

/** A piece of a page's text that stands by itself on the screen. */
export interface PageBlock {
  /** What its own element says it is: a heading, a list's item, a caption, an embedded post, or a paragraph. */
  readonly role: Role;
  readonly text: string;
  /** Letters inside links: a block that is all link is a pointer elsewhere. */
  readonly linked: number;
  /** Letters in bold type. */
  readonly bold: number;
  /** The nearest element that begins a block. */
  readonly element: PageElement;
}

const BLOCK = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption amp-img #page'.split(
    ' ',
  ),
);
const DROP = new Set(rules.unseenTags);
const STRUCK = new Set(['del', 's', 'strike']);
/** "[1]", "[12]", "[a]": a reference to a note, not the sentence's. */
const NOTE_MARK = /^\s*\[\s*[\p{L}\p{N}]{1,3}\s*\]\s*$/u;
const MAX_DEPTH = 400;
/** Single `<br>`s part paragraphs where most of the lines between them are whole sentences. */
const LEAST_LINES = 3;

/** An element and the block that it stands in, or before which it stands. */
export interface Placed {
  readonly element: PageElement;
  readonly index: number;
}

/**
 * The text of a page as blocks in reading order: each block element starts a new one, so that no two paragraphs are glued,
 * and so does an empty line made with `<br>`. Struck text and marks of notes are left out, frames are not: they are blocks too.
 * Elements that `isMarked` are told to `marks` with their places.
 */
export function pageBlocks(
  root: PageElement,
  isMarked: (element: PageElement) => boolean = () => false,
  marks: Placed[] = [],
): readonly PageBlock[] {
  const found: PageBlock[] = [];
  let buffer = '';
  let linked = 0;
  let bold = 0;
  const flush = (role: Role, element: PageElement): void => {
    if (buffer !== '') {
      const pieces = piecesOf(buffer, element.name === 'pre');
      const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
      for (const text of pieces) {
        const share = text.length / size;
        found.push({
          role,
          text,
          element,
          linked: Math.min(text.length, Math.round(linked * share)),
          bold: Math.min(text.length, Math.round(bold * share)),
        });
      }
    }
    buffer = '';
    linked = 0;
    bold = 0;
  };
  const walk = (node: PageElement, role: Role, block: PageElement, state: State, depth: number): void => {
    const { name } = node;
    if (DROP.has(name) || STRUCK.has(name) || depth > MAX_DEPTH) return;
    if (name === 'template' && node.attributes.shadowrootmode === undefined) return;
    if (name === 'sup' && NOTE_MARK.test(textIn(node))) return;
    if (name === 'br') {
      buffer += '\n';
      return;
    }
    const own = elementRole(name, node.attributes.class ?? '') ?? role;
    const isBlock = BLOCK.has(name);
    if (isBlock) flush(role, block);
    if (isMarked(node)) marks.push({ element: node, index: found.length });
    const inner = isBlock ? node : block;
    const next = stateOf(state, name);
    for (const child of node.children) {
      if (typeof child !== 'string') walk(child, own, inner, next, depth + 1);
      else {
        const text = inner.name === 'pre' ? child : child.replace(/\s+/g, ' ');
        buffer += text;
        if (next.link) linked += text.trim().length;
        if (next.bold) bold += text.trim().length;
      }
    }
    if (isBlock) flush(own, inner);
  };
  walk(root, 'paragraph', root, { link: false, bold: false }, 0);
  flush('paragraph', root);
  return found;
}

interface State {
  readonly link: boolean;
  readonly bold: boolean;
}

function stateOf(state: State, name: string): State {
  if (name === 'a') return { ...state, link: true };
  return name === 'b' || name === 'strong' ? { ...state, bold: true } : state;
}

function piecesOf(buffer: string, isPre: boolean): readonly string[] {
  const pieces = buffer.split(/\n\s*\n/).flatMap((part) => {
    if (!part.includes('\n')) return [fold(part)];
    const lines = part.split('\n').map(fold).filter(Boolean);
    // Text in `<pre>` is wrapped by hand; where `<br>` ends each sentence, it ends paragraphs.
    const apart = !isPre && lines.length >= LEAST_LINES && lines.filter(isSentence).length > lines.length / 2;
    return apart ? lines : [fold(part)];
  });
  return pieces.filter((text) => text !== '');
}

function isSentence(line: string): boolean {
  return line.length > 60 && endsSentence(line);
}
