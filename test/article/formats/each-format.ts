/** A file of each format, by the reader that `lambdas/article/read.ts` hands it to: whoever adds a reader there adds its files here. */
import { bytes, docx, json, mail, markdown, mhtml, PARAGRAPHS, pdf, TITLE, toml } from './made.ts';
import { msg, NEWS, page, webarchive, wordMhtml, xmlPlist } from './made-containers.ts';
import { odt, rtf } from './made-documents.ts';

type Files = Readonly<Record<string, Uint8Array>>;

export const EACH_FORMAT: Readonly<Record<string, Files>> = {
  './formats/pdf/pdf.ts': { 'a PDF': pdf() },
  './formats/container/zip-file.ts': { 'a Word file': docx(), OpenDocument: odt() },
  './formats/container/ole.ts': { 'a mail of Outlook': msg({ subject: TITLE, body: PARAGRAPHS.join('\n') }) },
  './formats/office/rtf.ts': { 'Rich Text': rtf() },
  './formats/container/webarchive.ts': { 'a page saved by Safari': webarchive() },
  './formats/container/mhtml.ts': { MHTML: mhtml(), 'MHTML of Word': wordMhtml() },
  './formats/mail.ts': { 'a mail': mail() },
  './formats/news/xml-file.ts': { ...NEWS, 'a property list in XML': xmlPlist() },
  './formats/html.ts': {
    'a page': bytes(page()),
    'a piece of a page': bytes(PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n')),
    'words before a page': bytes(`${TITLE}\n${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n')}`),
  },
  './formats/json.ts': { JSON: json(), 'a list in JSON': bytes(`[${Buffer.from(json()).toString('utf8')}]`) },
  './formats/markdown.ts': {
    'front matter in YAML': markdown(),
    'front matter in TOML': toml(),
    'links of Markdown': bytes(`${PARAGRAPHS.join('\n\n')}\n\n[The fund](https://fund.example/)\n`),
  },
};

/** The only reader whose files need no guard. */
export const PLAIN_TEXT_READER = './formats/pasted.ts';
export const PLAIN_TEXTS: Files = {
  text: bytes(`${TITLE}\n\n${PARAGRAPHS.join('\n\n')}`),
  'text with a rule of dashes further down': bytes(`${TITLE}\n\n---\n\n${PARAGRAPHS.join('\n\n')}`),
};
