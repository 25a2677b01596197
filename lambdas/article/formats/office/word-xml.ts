import { elementsIn, textIn, type XmlElement, type XmlNode } from '../../xml/tree.ts';
import type { Paragraph } from './office-document.ts';
import { isOutlined, isStruckOut, kindNamed, settingOf, type WordStyles } from './word-styles.ts';

/** A paragraph, or the place where another document is embedded, by the id of its part. */
export type WordBlock = Paragraph | { readonly kind: 'embedded'; readonly id: string };

/** Elements without text of the document: what was deleted or moved away, field codes, properties, marks of notes. */
const OUT = new Set(
  'del delText moveFrom instrText delInstrText pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr footnoteReference endnoteReference footnoteRef endnoteRef footnote endnote annotationRef commentReference pgNum softHyphen proofErr Fallback rt'.split(
    ' ',
  ),
);
const BOXES = new Set(['drawing', 'pict', 'object', 'shape']);

/** The paragraphs inside an element of WordprocessingML, those of text boxes after the one that they are anchored to. */
export function wordBlocks(parent: XmlElement, styles: WordStyles): readonly WordBlock[] {
  const found: WordBlock[] = [];
  const boxes: XmlElement[] = [];
  const inline = (node: XmlNode): string => {
    if (typeof node === 'string' || OUT.has(node.name)) return '';
    if (node.name === 't') return textIn(node).replaceAll('\u00ad', '');
    if (node.name === 'tab') return ' ';
    if (node.name === 'noBreakHyphen') return '-';
    if (node.name === 'cr') return '\n';
    if (node.name === 'br') return isPageBreak(node) ? '\n\n' : '\n';
    if (node.name === 'txbxContent') {
      boxes.push(node);
      return '';
    }
    if (BOXES.has(node.name)) {
      for (const child of node.children) inline(child);
      return '';
    }
    if (node.name === 'AlternateContent') return elementsIn(node).slice(0, 1).map(inlineIn).join('');
    if (node.name === 'r' && isOutRun(node, styles)) return '';
    return inlineIn(node);
  };
  const inlineIn = (element: XmlElement): string => element.children.map(inline).join('');
  const walk = (element: XmlElement): void => {
    if (OUT.has(element.name)) return;
    if (element.name === 'altChunk') found.push({ kind: 'embedded', id: element.attributes.get('id') ?? '' });
    else if (element.name === 'p') found.push({ kind: kindOf(element, styles), text: inlineIn(element) });
    else for (const child of elementsIn(element)) walk(child);
    for (const box of boxes.splice(0)) for (const child of elementsIn(box)) walk(child);
  };
  for (const child of elementsIn(parent)) walk(child);
  return found;
}

function isPageBreak(br: XmlElement): boolean {
  return ['page', 'column'].includes(br.attributes.get('type') ?? '');
}

function isOutRun(run: XmlElement, styles: WordStyles): boolean {
  const properties = elementsIn(run, 'rPr')[0];
  if (!properties) return false;
  const style = settingOf(elementsIn(properties, 'rStyle')[0]);
  return isStruckOut(properties) || (style !== undefined && styles.get(style)?.isOut === true);
}

function kindOf(paragraph: XmlElement, styles: WordStyles): Paragraph['kind'] {
  const properties = elementsIn(paragraph, 'pPr')[0];
  if (!properties) return 'text';
  const id = settingOf(elementsIn(properties, 'pStyle')[0]) ?? '';
  const styled = styles.get(id)?.kind ?? kindNamed(id);
  if (styled !== 'text') return styled;
  if (isOutlined(properties)) return 'heading';
  const numbered = elementsIn(properties, 'numPr').concat(elementsIn(properties, 'listPr'))[0];
  const number = numbered && settingOf(elementsIn(numbered, 'numId')[0] ?? elementsIn(numbered, 'ilfo')[0]);
  return number !== undefined && number !== '0' ? 'list' : 'text';
}
