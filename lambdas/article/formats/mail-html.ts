import { documentOf } from '../html/document.ts';
import type { DomNode } from '../html/dom.ts';
import { fold } from '../roles/lines.ts';

/** A line of a mail's HTML as a reader sees it, with the nodes that hold its text. */
interface HtmlLine {
  text: string;
  readonly nodes: DomNode[];
}

const BREAKS = new Set(
  'address article aside blockquote body br center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(
    ' ',
  ),
);
const UNSEEN = new Set(['style', 'script', 'head', 'title', 'template', 'noscript']);
const MAX_DEPTH = 400;

/** HTML of a mail by lines, so that what stands above and below a forwarded article can be taken out of it. */
export function mailHtml(html: string): {
  readonly lines: readonly string[];
  /** The HTML with nothing but the text of lines `start … end - 1`. */
  readonly within: (start: number, end: number) => string;
} {
  const document = documentOf(html);
  const lines = linesOf(document.body);
  return {
    lines: lines.map((line) => line.text),
    within: (start, end) => {
      lines.forEach((line, at) => {
        if (at >= start && at < end) return;
        for (const node of line.nodes) silence(node);
      });
      return document.documentElement?.outerHTML ?? '';
    },
  };
}

function linesOf(root: DomNode): readonly HtmlLine[] {
  const lines: HtmlLine[] = [{ text: '', nodes: [] }];
  const walk = (node: DomNode, depth: number): void => {
    if (node.nodeType === 3) {
      const line = lines.at(-1);
      if (!line) return;
      line.text += (node.textContent ?? '').replace(/\s+/g, ' ');
      line.nodes.push(node);
      return;
    }
    const name = node.nodeName.toLowerCase();
    if (UNSEEN.has(name) || depth > MAX_DEPTH) return;
    const breaks = BREAKS.has(name);
    const open = () => {
      if (breaks && /\S/.test(lines.at(-1)?.text ?? '')) lines.push({ text: '', nodes: [] });
    };
    open();
    for (const child of node.childNodes) walk(child, depth + 1);
    open();
  };
  walk(root, 0);
  for (const line of lines) line.text = fold(line.text);
  return lines.filter((line) => line.text !== '');
}

function silence(node: DomNode): void {
  Object.assign(node, { textContent: '' });
}
