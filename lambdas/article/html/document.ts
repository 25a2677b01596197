import { parseHTML } from 'linkedom';
import type { DomDocument, DomNode } from './dom.ts';

/** Attributes longer than this are no page's: the bound keeps a row of unclosed tags from being read again and again. */
const FRAME_TAG = /<\/?(?:html|head|body|frameset|noframes)(?=[\s/>])[^<>]{0,4000}>/gi;

/**
 * The document of a page, with a body that holds all of its text. HTML lets a writer leave out `html`, `head` and `body`,
 * and saved pages put text outside of them; the parser builds what is written, so such a page is put into a frame of ours.
 */
export function documentOf(html: string): DomDocument {
  if (/<html[\s>]/i.test(html)) {
    const { document } = parseHTML(html);
    if (isFramed(document)) return document;
  }
  return parseHTML(`<!doctype html><html><head></head><body>${html.replace(FRAME_TAG, '')}</body></html>`)
    .document;
}

/** One `html` that holds a head, if any, and one body, and nothing that can be read beside them. */
function isFramed(document: DomDocument): boolean {
  const root = document.documentElement;
  if (root?.nodeName.toLowerCase() !== 'html') return false;
  const inner = contentNodes(root.childNodes);
  return (
    contentNodes(document.childNodes).every((node) => node === root) &&
    inner.length <= 2 &&
    inner.at(-1)?.nodeName.toLowerCase() === 'body' &&
    (inner.length < 2 || inner[0]?.nodeName.toLowerCase() === 'head')
  );
}

function contentNodes(nodes: Iterable<DomNode>): readonly DomNode[] {
  return [...nodes].filter(
    (node) => node.nodeType === 1 || (node.nodeType === 3 && /\S/u.test(node.textContent ?? '')),
  );
}
