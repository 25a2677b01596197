import { elementsIn, textIn, type XmlElement, type XmlNode } from '../../xml/tree.ts';
import type { Paragraph } from '../office/office-document.ts';

const PARAGRAPHS = new Set('p para paragraph'.split(' '));
const HEADINGS = new Set('h1 h2 h3 h4 h5 h6 hl1 hl2 hl3 head title subheading crosshead'.split(' '));
const CAPTIONS = new Set('figcaption media-caption caption'.split(' '));
/** Elements around a text that are not its words: pictures' data, machine fields, tables of numbers, notes. */
const OUT = new Set(
  'script style media-metadata media-reference media-producer object table note byline dateline distributor copyrite tagline bibliography del'.split(
    ' ',
  ),
);

/** The paragraphs of an element in a news format or XHTML, in reading order; what stands outside of them, too. */
export function xmlParagraphs(root: XmlElement): readonly Paragraph[] {
  const found: Paragraph[] = [];
  let loose = '';
  const push = (kind: Paragraph['kind'], text: string): void => {
    if (/\S/.test(text)) found.push({ kind, text });
  };
  const flush = (): void => {
    for (const text of loose.split(/\n\s*\n/)) push('text', text.replace(/\s+/g, ' '));
    loose = '';
  };
  const walk = (node: XmlNode): void => {
    if (typeof node === 'string') {
      loose += node;
      return;
    }
    const kind = kindOf(node);
    if (OUT.has(node.name)) return;
    if (kind === null) {
      const isBlock = elementsIn(node).length > 0;
      if (isBlock) flush();
      for (const child of node.children) walk(child);
      if (isBlock) flush();
      return;
    }
    flush();
    push(kind, inline(node));
  };
  for (const child of root.children) walk(child);
  flush();
  return found;
}

function kindOf({ name }: XmlElement): Paragraph['kind'] | null {
  if (PARAGRAPHS.has(name)) return 'text';
  if (HEADINGS.has(name)) return 'heading';
  if (CAPTIONS.has(name)) return 'caption';
  if (name === 'li' || name === 'item') return 'list';
  return name === 'blockquote' || name === 'bq' ? 'quote' : null;
}

function inline(node: XmlNode): string {
  if (typeof node === 'string') return node.replace(/\s+/g, ' ');
  if (OUT.has(node.name)) return '';
  return node.name === 'br' || node.name === 'lb' ? '\n' : node.children.map(inline).join('');
}

/** The text of the first element of one of these names, at any depth. */
export function valueIn(root: XmlElement, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = deep(root, name);
    const text = found ? textIn(found).replace(/\s+/g, ' ').trim() : '';
    if (text !== '') return text;
  }
  return undefined;
}

/** The first element of this name at any depth, whatever its letters' case. */
export function deep(root: XmlElement, name: string): XmlElement | undefined {
  for (const child of elementsIn(root)) {
    const found = child.name.toLowerCase() === name ? child : deep(child, name);
    if (found) return found;
  }
  return undefined;
}

/** All elements of this name, whatever its letters' case, none inside another of them. */
export function allNamed(root: XmlElement, name: string): readonly XmlElement[] {
  return elementsIn(root).flatMap((child) =>
    child.name.toLowerCase() === name ? [child] : allNamed(child, name),
  );
}
