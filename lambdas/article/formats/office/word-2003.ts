import type { Reading } from '../../reading.ts';
import { allIn, BrokenXml, elementsIn, firstIn, textIn, type XmlElement } from '../../xml/tree.ts';
import { type Paragraph, readDocument } from './office-document.ts';
import { wordStyles } from './word-styles.ts';
import { wordBlocks } from './word-xml.ts';

/** Word's XML of 2003 (`w:wordDocument`), and a .docx laid out flat in one file (`pkg:package`). */
export function readWordXml(root: XmlElement): Promise<Reading> {
  const body = firstIn(root, 'body');
  if (!body) throw new BrokenXml('no body');
  const styles = wordStyles(firstIn(root, 'styles'));
  const paragraphs = (part: XmlElement): readonly Paragraph[] =>
    wordBlocks(part, styles).filter((block): block is Paragraph => block.kind !== 'embedded');
  const frames = ['hdr', 'ftr'].flatMap((name) => allIn(root, name));
  const properties = firstIn(root, 'DocumentProperties') ?? firstIn(root, 'coreProperties');
  const title = properties && elementsIn(properties, 'title').concat(elementsIn(properties, 'Title'))[0];
  return readDocument({
    paragraphs: paragraphs(body),
    frame: frames.flatMap((frame) => paragraphs(frame).map(({ text }) => text)),
    notes: allIn(root, 'footnote')
      .filter((note) => !note.attributes.has('type'))
      .map((note) =>
        paragraphs(note)
          .map(({ text }) => text)
          .join(' '),
      ),
    title: title ? textIn(title) : null,
  });
}
