/** Word processors' files around our article, with one thing that such files have. */
import { strToU8, zipSync } from 'fflate';
import { AUTHOR, bytes, PARAGRAPHS, TITLE } from './made.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export const shielded = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${shielded(text)}</w:t></w:r>`;
export const wordParagraph = (inner: string, style = ''): string =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${inner}</w:p>`;

/** Our article in Word's elements; `change` gets the inside of its second paragraph. */
export function wordBody(change: (inner: string) => string = (inner) => inner): string {
  return [
    wordParagraph(run(TITLE), 'Title'),
    wordParagraph(run(`By ${AUTHOR}`)),
    wordParagraph(run('13 September 2023')),
    ...PARAGRAPHS.map((text, at) => wordParagraph(at === 1 ? change(run(text)) : run(text))),
  ].join('');
}

/** A .docx of these elements; `parts` are related to the document by the type that follows their name. */
export function word(
  body: string,
  parts: Readonly<Record<string, readonly [string, Uint8Array]>> = {},
): Uint8Array {
  const related = Object.entries(parts);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`;
  const relations = (inner: string) =>
    strToU8(
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`,
    );
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    ),
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'word/document.xml')),
    'word/_rels/document.xml.rels': relations(
      related.map(([name, [type]], at) => relation(`p${at}`, type, name)).join(''),
    ),
    'word/document.xml': strToU8(
      `${XML}<w:document ${WORD} xmlns:r="${RELATION}"><w:body>${body}</w:body></w:document>`,
    ),
    ...Object.fromEntries(related.map(([name, [, content]]) => [`word/${name}`, content])),
  });
}

export const wordPart = (name: string, inner: string): Uint8Array =>
  strToU8(`${XML}<w:${name} ${WORD}>${inner}</w:${name}>`);

/** An OpenDocument text; `change` gets the inside of its second paragraph. */
export function odt(
  change: (inner: string) => string = (inner) => inner,
  { before = '', styles = '', page = '', manifest = '', date = '13 September 2023' } = {},
): Uint8Array {
  const names =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"';
  const paragraphs = PARAGRAPHS.map(
    (text, at) => `<text:p>${at === 1 ? change(shielded(text)) : shielded(text)}</text:p>`,
  );
  return zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.text'),
    'content.xml': strToU8(
      `${XML}<office:document-content ${names}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${before}<text:h>${TITLE}</text:h><text:p>By ${AUTHOR}</text:p><text:p>${date}</text:p>${paragraphs.join('')}</office:text></office:body></office:document-content>`,
    ),
    'styles.xml': strToU8(
      `${XML}<office:document-styles ${names}><office:master-styles><style:master-page style:name="Standard">${page}</style:master-page></office:master-styles></office:document-styles>`,
    ),
    'META-INF/manifest.xml': strToU8(`${XML}<manifest>${manifest}</manifest>`),
  });
}

/** Rich Text; letters that ASCII lacks as Word writes them. `change` gets the second paragraph. */
export function rtf(
  change: (text: string) => string = (text) => text,
  head = '\\ansi\\ansicpg1252\\uc1',
): Uint8Array {
  const escaped = (text: string) => text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0)}?`);
  const paragraphs = PARAGRAPHS.map((text, at) => (at === 1 ? change(escaped(text)) : escaped(text)));
  return bytes(
    `{\\rtf1${head}{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Times Cyr;}}{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}\n{\\info{\\author Nobody}{\\title Untitled}}\n\\pard\\s1 ${TITLE}\\par\\pard\\s0 By ${AUTHOR}\\par 13 September 2023\\par\n${paragraphs.join('\\par\n')}\\par}`,
  );
}
