import type { Zip } from '../../bytes/zip.ts';
import { InvalidUpload } from '../../invalid-upload.ts';
import type { Reading } from '../../reading.ts';
import {
  allIn,
  elementsIn,
  firstIn,
  parseXml,
  textIn,
  type XmlElement,
  type XmlNode,
} from '../../xml/tree.ts';
import { type OfficeDocument, type Paragraph, readDocument } from './office-document.ts';

interface Style {
  readonly parent: string | undefined;
  /** Hidden, or struck through: not for readers. */
  readonly isOut: boolean;
  readonly display: string;
}

type Styles = ReadonlyMap<string, Style>;

/** Elements that hold no text of the document: deleted text, comments, page numbers, a picture's description. */
const OUT = new Set(
  'tracked-changes sequence-decls variable-decls user-field-decls forms annotation annotation-end note-citation page-number page-count hidden-text title desc ruby-text bibliography-configuration alphabetical-index-source table-of-content-source object object-ole'.split(
    ' ',
  ),
);
const FRAMES = ['header', 'footer', 'header-first', 'footer-first', 'header-left', 'footer-left'];

/** An OpenDocument text (.odt, .ott), unpacked. Throws what the parser and the ZIP throw. */
export async function readOdt(zip: Zip): Promise<Reading> {
  const parts = zip.read(['content.xml', 'styles.xml', 'meta.xml', 'META-INF/manifest.xml']);
  if (/<(?:\w+:)?encryption-data\b/.test(parts.get('META-INF/manifest.xml') ?? '')) {
    throw new InvalidUpload(
      'encrypted',
      'This OpenDocument text is locked with a password: save it without one, or copy its text into a .txt file, and upload that.',
    );
  }
  const content = parseXml(parts.get('content.xml') ?? '');
  const others = ['styles.xml', 'meta.xml'].flatMap((name) => {
    const xml = parts.get(name);
    return xml ? [parseXml(xml)] : [];
  });
  return readDocument(documentOf(content, others));
}

/** A flat OpenDocument text (.fodt): the same elements in one file. */
export function readFlatOdt(root: XmlElement): Promise<Reading> {
  return readDocument(documentOf(root, [root]));
}

function documentOf(content: XmlElement, others: readonly XmlElement[]): OfficeDocument {
  const styles = new Map(
    [content, ...others].flatMap((part) =>
      allIn(part, 'style').map((style) => [nameOf(style), styleOf(style)]),
    ),
  );
  const text = firstIn(content, 'body');
  const notes: string[] = [];
  const pages = others.flatMap((part) => allIn(part, 'master-page')).slice(0, 20);
  const title = others.map((part) => firstIn(part, 'meta')).find((meta) => meta !== undefined);
  const titled = title ? elementsIn(title, 'title')[0] : undefined;
  return {
    paragraphs: text ? paragraphsOf(text, styles, notes) : [],
    frame: pages.flatMap((page) =>
      elementsIn(page)
        .filter(({ name }) => FRAMES.includes(name))
        .flatMap((frame) => paragraphsOf(frame, styles, notes).map((paragraph) => paragraph.text)),
    ),
    notes,
    title: titled ? textIn(titled) : null,
  };
}

function nameOf(style: XmlElement): string {
  return style.attributes.get('name') ?? '';
}

function styleOf(style: XmlElement): Style {
  const properties = elementsIn(style, 'text-properties');
  const has = (key: string, test: RegExp) =>
    properties.some((one) => test.test(one.attributes.get(key) ?? ''));
  return {
    parent: style.attributes.get('parent-style-name'),
    isOut: has('display', /^none$/) || has('text-line-through-style', /^(?!none$)./),
    display: style.attributes.get('display-name') ?? nameOf(style).replaceAll('_20_', ' '),
  };
}

/** The style's own name and those that it inherits from. */
function lineage(name: string | undefined, styles: Styles): readonly Style[] {
  const found: Style[] = [];
  for (let next = name; next !== undefined && found.length < 12; next = styles.get(next)?.parent) {
    const style = styles.get(next);
    if (!style) break;
    found.push(style);
  }
  return found;
}

function isOut(element: XmlElement, styles: Styles): boolean {
  return lineage(element.attributes.get('style-name'), styles).some((style) => style.isOut);
}

function kindOf(element: XmlElement, styles: Styles, inList: boolean): Paragraph['kind'] {
  const own = element.attributes.get('style-name') ?? '';
  const names = [own.replaceAll('_20_', ' '), ...lineage(own, styles).map(({ display }) => display)];
  if (names.includes('Title')) return 'title';
  if (element.name === 'h' || names.some((name) => /^Heading\b/.test(name))) return 'heading';
  if (names.some((name) => /^(?:Quotations|Block Text)$/i.test(name))) return 'quote';
  if (names.some((name) => /^(?:Caption|Illustration|Figure)$/i.test(name))) return 'caption';
  return inList ? 'list' : 'text';
}

function paragraphsOf(parent: XmlElement, styles: Styles, notes: string[]): readonly Paragraph[] {
  const found: Paragraph[] = [];
  const boxes: XmlElement[] = [];
  const inline = (node: XmlNode): string => {
    if (typeof node === 'string') return node.replace(/\s+/g, ' ').replaceAll('\u00ad', '');
    if (OUT.has(node.name)) return '';
    switch (node.name) {
      case 's':
        return ' ';
      case 'tab':
        return ' ';
      case 'line-break':
        return '\n';
      case 'note': {
        const body = elementsIn(node, 'note-body')[0];
        if (body) notes.push(textIn(body));
        return '';
      }
      case 'text-box':
        boxes.push(node);
        return '';
      default:
        if (node.name === 'span' && isOut(node, styles)) return '';
        return node.children.map(inline).join('');
    }
  };
  const walk = (element: XmlElement, inList: boolean): void => {
    if (OUT.has(element.name)) return;
    if (element.name === 'text-box') boxes.push(element);
    if (element.name !== 'p' && element.name !== 'h') {
      for (const child of elementsIn(element)) walk(child, inList || element.name === 'list');
    } else if (!isOut(element, styles)) {
      const text = element.children.map(inline).join('');
      found.push({ kind: kindOf(element, styles, inList), text });
    }
    for (const box of boxes.splice(0)) for (const child of elementsIn(box)) walk(child, false);
  };
  walk(parent, false);
  return found;
}
