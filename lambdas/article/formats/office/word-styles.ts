import { allIn, elementsIn, type XmlElement } from '../../xml/tree.ts';
import type { Paragraph } from './office-document.ts';

/** A style of a Word document by what readers would see of it. */
export interface WordStyle {
  readonly kind: Paragraph['kind'];
  /** Hidden or struck through. */
  readonly isOut: boolean;
}

export type WordStyles = ReadonlyMap<string, WordStyle>;

/** The styles of a document. Word names its own in English in every language; others set an outline level. */
export function wordStyles(part: XmlElement | undefined): WordStyles {
  const elements = new Map(
    (part ? allIn(part, 'style') : []).map((style) => [style.attributes.get('styleId') ?? '', style]),
  );
  return new Map([...elements].map(([id, style]) => [id, styleOf(style, elements)]));
}

function styleOf(style: XmlElement, all: ReadonlyMap<string, XmlElement>): WordStyle {
  const line: XmlElement[] = [];
  for (let next: XmlElement | undefined = style; next && line.length < 12; ) {
    line.push(next);
    next = all.get(settingOf(elementsIn(next, 'basedOn')[0]) ?? '');
  }
  const kinds = line.map((one) => kindNamed(settingOf(elementsIn(one, 'name')[0]) ?? ''));
  const outlined = line.some((one) => isOutlined(elementsIn(one, 'pPr')[0]));
  return {
    kind: kinds.find((kind) => kind !== 'text') ?? (outlined ? 'heading' : 'text'),
    isOut: line.some((one) => isStruckOut(elementsIn(one, 'rPr')[0])),
  };
}

/** What a style's name says, also where the document has no list of styles. */
export function kindNamed(name: string): Paragraph['kind'] {
  if (/^title$/i.test(name)) return 'title';
  if (/^heading\s?[1-6]?$/i.test(name)) return 'heading';
  if (/^(?:intense )?quote$|^block ?text$|^quotations$/i.test(name)) return 'quote';
  return /^(?:image |table )?caption$/i.test(name) ? 'caption' : 'text';
}

/** An outline level makes a heading in any style; 9 is body text. */
export function isOutlined(properties: XmlElement | undefined): boolean {
  const level = properties ? settingOf(elementsIn(properties, 'outlineLvl')[0]) : undefined;
  return level !== undefined && Number(level) < 9;
}

/** Run properties that take text out of a reader's sight: hidden, or struck through. */
export function isStruckOut(properties: XmlElement | undefined): boolean {
  return (
    properties !== undefined &&
    elementsIn(properties).some(
      (one) =>
        ['vanish', 'strike', 'dstrike'].includes(one.name) &&
        !/^(?:0|false|off)$/.test(settingOf(one) ?? '1'),
    )
  );
}

export function settingOf(element: XmlElement | undefined): string | undefined {
  return element?.attributes.get('val');
}
