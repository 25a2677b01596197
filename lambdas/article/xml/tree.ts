import { Parser } from 'htmlparser2';

/** An element by its local name: the prefix that a program chose for a namespace says nothing. */
export interface XmlElement {
  readonly name: string;
  /** By local name, too; of two that share one, the last. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
}

/** The document ends before its elements do. */
export class BrokenXml extends Error {
  override readonly name = 'BrokenXml';
}

/** Deeper or larger trees are no newsroom's; an office file of 10 MiB has some 300,000 elements. */
const DEEPEST = 400;
const MOST_ELEMENTS = 400_000;
/** Feeds and agencies write HTML's names for characters, which XML does not know. */
const NAMED_SIGN = /&[a-z]{2,10}\d{0,2};/i;

/**
 * The root element of an XML text. Document types are passed over: no entity is declared, no file is fetched. Throws
 * `BrokenXml` when it is cut off or has no element, `RangeError` when it is nested too deeply or too large.
 */
export function parseXml(xml: string): XmlElement {
  const roots: XmlElement[] = [];
  const open: Open[] = [];
  let elements = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        elements += 1;
        if (open.length > DEEPEST || elements > MOST_ELEMENTS) throw new RangeError('nested too deeply');
        const element: Open = {
          name: localName(name),
          attributes: new Map(Object.entries(attributes).map(([key, value]) => [localName(key), value])),
          children: [],
        };
        const parent = open.at(-1);
        if (parent) parent.children.push(element);
        else roots.push(element);
        open.push(element);
      },
      ontext(text) {
        open.at(-1)?.children.push(NAMED_SIGN.test(text) ? withSigns(text) : text);
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  const isCut = open.length > 0;
  parser.end();
  const [root] = roots;
  if (!root || isCut) throw new BrokenXml(root ? `<${root.name}> is cut off` : 'no element');
  return root;
}

/** The elements among a node's children, those of one name if it is given. */
export function elementsIn(parent: XmlElement, name?: string): readonly XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** The first element of this name at any depth, in reading order. */
export function firstIn(parent: XmlElement, name: string): XmlElement | undefined {
  for (const child of elementsIn(parent)) {
    const found = child.name === name ? child : firstIn(child, name);
    if (found) return found;
  }
  return undefined;
}

/** All elements of this name at any depth, in reading order, none inside another of them. */
export function allIn(parent: XmlElement, name: string): readonly XmlElement[] {
  return elementsIn(parent).flatMap((child) => (child.name === name ? [child] : allIn(child, name)));
}

/** All text inside, as it stands. */
export function textIn(node: XmlNode): string {
  return typeof node === 'string' ? node : node.children.map(textIn).join('');
}

/** The text with HTML's names for characters resolved by HTML's own rules. */
function withSigns(text: string): string {
  let decoded = '';
  const parser = new Parser({ ontext: (piece) => (decoded += piece) });
  parser.end(text.replaceAll('<', '&lt;'));
  return decoded;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
