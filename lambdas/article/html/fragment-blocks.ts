import type { Role } from '../../types.ts';
import { fold } from '../roles/lines.ts';
import rules from '../rules/html.json' with { type: 'json' };
import type { DomNode } from './dom.ts';
import { elementRole } from './element-role.ts';

export interface HtmlBlock {
  readonly role: Role;
  readonly text: string;
  /** Letters inside links: a block that is all link is a pointer elsewhere. */
  readonly linked: number;
  /** The nearest elements by name and class: an article's paragraphs are siblings or cousins. */
  readonly siblingGroup: string;
}

const BLOCK = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption amp-img'.split(
    ' ',
  ),
);
const DROP = new Set(rules.dropTags);
const MAX_DEPTH = 400;

/**
 * The text of an element as blocks in reading order: each block element starts a new one, so that `textContent` never
 * glues two paragraphs. `<br><br>` separates too.
 */
export function fragmentBlocks(root: DomNode): readonly HtmlBlock[] {
  const found: HtmlBlock[] = [];
  let buffer = '';
  let linked = 0;
  const flush = (role: Role, siblingGroup: string): void => {
    for (const part of buffer.split(/\n\s*\n/)) {
      const text = fold(part);
      if (text !== '') found.push({ role, text, linked: Math.min(linked, text.length), siblingGroup });
    }
    buffer = '';
    linked = 0;
  };
  const walk = (node: DomNode, role: Role, siblingGroup: string, inLink: boolean, depth: number): void => {
    if (node.nodeType === 3) {
      const text = (node.textContent ?? '').replace(/\s+/g, ' ');
      buffer += text;
      if (inLink) linked += text.trim().length;
      return;
    }
    if (node.nodeType !== 1 && node.nodeType !== 9 && node.nodeType !== 11) return;
    const name = node.nodeName.toLowerCase();
    if (DROP.has(name) || depth > MAX_DEPTH) return;
    if (name === 'br') {
      buffer += '\n';
      return;
    }
    const own = elementRole(name, classNamesOf(node)) ?? role;
    const block = BLOCK.has(name);
    const ownGroup = block ? siblingGroupOf(siblingGroup, node, name) : siblingGroup;
    if (block) flush(role, siblingGroup);
    for (const child of node.childNodes) walk(child, own, ownGroup, inLink || name === 'a', depth + 1);
    if (block) flush(own, ownGroup);
  };
  walk(root, 'paragraph', '', false, 0);
  flush('paragraph', '');
  return found;
}

/** Three generations; numbers in class names differ from sibling to sibling. */
function siblingGroupOf(parent: string, node: DomNode, name: string): string {
  const own = `${name}.${classesOf(node).slice(0, 3).join('.').replace(/\d+/g, '')}`;
  return [...parent.split('>').slice(-2), own].join('>');
}

function classesOf(node: DomNode): readonly string[] {
  return classNamesOf(node).split(/\s+/);
}

function classNamesOf(node: DomNode): string {
  return node.getAttribute?.('class') ?? '';
}
