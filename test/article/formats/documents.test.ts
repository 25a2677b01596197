import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lambdas/article/body.ts';
import { readArticle } from '../../../lambdas/article/read.ts';
import { AUTHOR, bytes, PARAGRAPHS, TITLE } from './made.ts';
import { odt, rtf, run, word, wordBody, wordParagraph, wordPart } from './made-documents.ts';

const read = (content: Uint8Array) => readArticle({ key: 'upload.bin', bytes: content });
const SECRET = 'Do not print this.';
const BODY = PARAGRAPHS.join('\n\n');

/** Our article by LibreOffice 7.4 and pandoc 2.17, in each format that they write. */
describe('the article as word processors write it', () => {
  it.each([
    'libreoffice.odt',
    'libreoffice.fodt',
    'libreoffice.rtf',
    'libreoffice.doc',
    'libreoffice-word-2003.xml',
    'pandoc.odt',
    'pandoc.docx',
    'pandoc.rtf',
    'pandoc.tei.xml',
    'pandoc.docbook.xml',
  ])('is read from %s', async (name) => {
    const article = await read(readFileSync(new URL(`./files/${name}`, import.meta.url)));
    expect(article).toMatchObject({
      title: TITLE,
      authors: [AUTHOR],
      published: { date: '2023-09-13' },
      flags: ['no-outlet'],
    });
    expect(bodyText(article)).toBe(BODY);
  });
});

const field = (result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${SECRET} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

describe('the same words, whatever a document does with them', () => {
  it.each([
    ['Word: hidden text', word(wordBody((inner) => inner + run(SECRET, '<w:vanish/>')))],
    ['Word: text struck through', word(wordBody((inner) => run(SECRET, '<w:strike/>') + inner))],
    [
      'Word: a tracked deletion',
      word(wordBody((inner) => `${inner}<w:del><w:r><w:delText>${SECRET}</w:delText></w:r></w:del>`)),
    ],
    ['Word: a tracked insertion', word(wordBody((inner) => `<w:ins>${inner}</w:ins>`))],
    [
      'Word: text moved away',
      word(wordBody((inner) => `<w:moveFrom>${run(SECRET)}</w:moveFrom><w:moveTo>${inner}</w:moveTo>`)),
    ],
    [
      'Word: a comment',
      word(
        wordBody((inner) => `${inner}<w:r><w:commentReference w:id="1"/></w:r>`),
        { 'comments.xml': ['comments', wordPart('comments', wordParagraph(run(SECRET)))] },
      ),
    ],
    ['Word: an embedding of direction', word(wordBody((inner) => `<w:dir w:val="ltr">${inner}</w:dir>`))],
    [
      'Word: a simple field',
      word(wordBody((inner) => `<w:fldSimple w:instr="${SECRET}">${inner}</w:fldSimple>`)),
    ],
    ['Word: a field with its code', word(wordBody(field))],
    [
      'Word: a form control',
      word(wordBody((inner) => `<w:sdt><w:sdtPr/><w:sdtContent>${inner}</w:sdtContent></w:sdt>`)),
    ],
    [
      'Word: soft hyphens',
      word(
        wordBody((inner) =>
          inner.replace('lantern', 'lan</w:t><w:softHyphen/><w:t>tern').replace('shed', 'sh\u00aded'),
        ),
      ),
    ],
    [
      'OpenDocument: a hidden style',
      odt((inner) => `${inner}<text:span text:style-name="T1">${SECRET}</text:span>`, {
        styles: '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>',
      }),
    ],
    [
      'OpenDocument: struck through',
      odt((inner) => `${inner}<text:span text:style-name="T1">${SECRET}</text:span>`, {
        styles:
          '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>',
      }),
    ],
    [
      'OpenDocument: a tracked deletion',
      odt(undefined, {
        before: `<text:tracked-changes><text:changed-region><text:deletion><text:p>${SECRET}</text:p></text:deletion></text:changed-region></text:tracked-changes>`,
      }),
    ],
    [
      'OpenDocument: a comment',
      odt((inner) => `${inner}<office:annotation><text:p>${SECRET}</text:p></office:annotation>`),
    ],
    [
      'OpenDocument: a soft page break and spaces',
      odt((inner) => inner.replace(' lantern', '<text:s/><text:soft-page-break/>lantern')),
    ],
    ['Rich Text', rtf()],
    ['Rich Text: hidden', rtf((text) => `${text}{\\v ${SECRET}}`)],
    ['Rich Text: struck through', rtf((text) => `${text}{\\strike ${SECRET}}`)],
    ['Rich Text: a tracked deletion', rtf((text) => `${text}{\\deleted ${SECRET}}`)],
    ['Rich Text: an unknown destination', rtf((text) => `${text}{\\*\\novelty ${SECRET}}`)],
    [
      'Rich Text: a field with its code',
      rtf((text) => `{\\field{\\*\\fldinst ${SECRET}}{\\fldrslt ${text}}}`),
    ],
    ['Rich Text: a picture', rtf((text) => `${text}{\\pict\\pngblip 0102030405}`)],
    ['Rich Text: optional hyphens', rtf((text) => text.replace('lantern', 'lan\\-tern'))],
    ['Rich Text: lines of TextEdit', bytes(Buffer.from(rtf()).toString().replaceAll('\\par\n', '\\\n'))],
    ['Rich Text without its last brace', rtf().slice(0, -1)],
  ])('are read the same: %s', async (_, content) => {
    const article = await read(content);
    expect(article).toMatchObject({ title: TITLE, authors: [AUTHOR], published: { date: '2023-09-13' } });
    expect(bodyText(article)).toBe(BODY);
    expect(JSON.stringify(article)).not.toContain(SECRET);
  });
});

describe('what stands beside the text', () => {
  const footnote = (kind: string) =>
    `<w:${kind} w:id="2">${wordParagraph(run('Letter to the editor, 4 May.'))}</w:${kind}>`;

  it('a Word document’s footnotes are kept, and leave no mark in the sentence', async () => {
    const content = word(
      wordBody((inner) => `${inner}<w:r><w:footnoteReference w:id="2"/></w:r>`),
      {
        'footnotes.xml': ['footnotes', wordPart('footnotes', footnote('footnote'))],
      },
    );
    const article = await read(content);
    expect(bodyText(article)).toBe(BODY);
    expect(article.blocks).toContainEqual(
      expect.objectContaining({ role: 'boilerplate', text: 'Letter to the editor, 4 May.' }),
    );
  });

  it('an OpenDocument text’s footnotes, too', async () => {
    const note =
      '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Letter of May.</text:p></text:note-body></text:note>';
    const article = await read(odt((inner) => inner + note));
    expect(bodyText(article)).toBe(BODY);
    expect(article.blocks.at(-1)).toMatchObject({ role: 'boilerplate', text: 'Letter of May.' });
  });

  it.each([
    [
      'Word',
      word(wordBody().replace(wordParagraph(run('13 September 2023')), ''), {
        'header1.xml': ['header', wordPart('hdr', wordParagraph(run('Press office, 13 September 2023')))],
      }),
    ],
    [
      'OpenDocument',
      odt(undefined, {
        date: '',
        page: '<style:header><text:p>Press office, 13 September 2023</text:p></style:header>',
      }),
    ],
    [
      'Rich Text',
      bytes(
        Buffer.from(rtf())
          .toString()
          .replace('13 September 2023\\par', '{\\header Press office, 13 September 2023\\par}'),
      ),
    ],
  ])('the date in a page header of %s is the article’s, and its line is kept', async (_, content) => {
    const article = await read(content);
    expect(article.published?.date).toBe('2023-09-13');
    expect(bodyText(article)).toBe(BODY);
    expect(article.blocks.map(({ text }) => text)).toContain('Press office, 13 September 2023');
  });

  it('a text box is read after the paragraph that it hangs on', async () => {
    const box = `<w:r><w:pict><w:txbxContent>${wordParagraph(run('The lens weighs a ton, its maker wrote in a letter of 1871.'))}</w:txbxContent></w:pict></w:r>`;
    const article = await read(word(wordBody((inner) => inner + box)));
    expect(bodyText(article)).toBe(
      [
        ...PARAGRAPHS.slice(0, 2),
        'The lens weighs a ton, its maker wrote in a letter of 1871.',
        ...PARAGRAPHS.slice(2),
      ].join('\n\n'),
    );
  });

  it.each([
    ['HTML', bytes(`<html><body><p>${PARAGRAPHS[0]}</p><p>${PARAGRAPHS[1]}</p></body></html>`)],
    ['a Word document', word(wordParagraph(run(PARAGRAPHS[0])) + wordParagraph(run(PARAGRAPHS[1])))],
  ])('%s that a program laid into a Word document is read where it stands', async (_, chunk) => {
    const rest = PARAGRAPHS.slice(2)
      .map((text) => wordParagraph(run(text)))
      .join('');
    const content = word(`${wordParagraph(run(TITLE), 'Title')}<w:altChunk r:id="p0"/>${rest}`, {
      'afchunk.dat': ['aFChunk', chunk],
    });
    expect(bodyText(await read(content))).toBe(BODY);
  });

  it('lines that were broken by hand are paragraphs, a title on two lines is one', async () => {
    const broken = [TITLE, '', ...PARAGRAPHS.flatMap((text) => [text, ''])]
      .map(shieldedRun)
      .join('<w:r><w:br/></w:r>');
    const article = await read(word(wordParagraph(broken)));
    expect(article.title).toBe(TITLE);
    expect(bodyText(article)).toBe(BODY);
    const [first, second] = [TITLE.slice(0, 14), TITLE.slice(15)];
    const twoLines = word(wordBody().replace(run(TITLE), `${run(first)}<w:r><w:br/></w:r>${run(second)}`));
    expect((await read(twoLines)).title).toBe(TITLE);
  });

  it('items of a list have no mark of ours', async () => {
    const item = `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>${run('The lens cost 1.1 million kroner.')}</w:p>`;
    const { blocks } = await read(word(wordBody() + item + wordParagraph(run(PARAGRAPHS[1]))));
    expect(blocks.filter(({ role }) => role === 'list').map(({ text }) => text)).toEqual([
      'The lens cost 1.1 million kroner.',
    ]);
  });

  it('what a press archive writes around an article in a Word document is taken off', async () => {
    const lines = [
      TITLE,
      'Elling Courier',
      'September 13, 2023 Wednesday',
      'Copyright 2023 Elling Media All Rights Reserved',
      'Section: NEWS; Pg. 7',
      'Length: 140 words',
      'Byline: Ilse Brandt',
      'Body',
      ...PARAGRAPHS,
      'Load-Date: September 14, 2023',
      'End of Document',
    ];
    const article = await read(word(lines.map((line) => wordParagraph(run(line))).join('')));
    expect(article).toMatchObject({
      title: TITLE,
      outlet: 'Elling Courier',
      authors: ['Ilse Brandt'],
      published: { date: '2023-09-13' },
    });
    expect(bodyText(article)).toBe(BODY);
  });

  it('a title of two words is one by its style', async () => {
    const short = wordBody().replace(TITLE, 'Light returns');
    expect((await read(word(short))).title).toBe('Light returns');
    // The style of Pages has no number.
    expect((await read(word(short.replace('w:val="Title"', 'w:val="Heading"')))).title).toBe('Light returns');
  });
});

describe('letters of Rich Text in every code page', () => {
  const UKRAINIAN = 'Маяк знову світить над портом, повідомило управління гавані в середу вранці.';
  const cp1251 = [...UKRAINIAN].map((sign) => {
    const code = new Map(
      [...Array(128).keys()].map((at) => [
        new TextDecoder('windows-1251').decode(Uint8Array.of(at + 128)),
        at + 128,
      ]),
    );
    const byte = code.get(sign);
    return byte === undefined ? sign : `\\'${byte.toString(16)}`;
  });
  it.each([
    ['by the font', rtf(() => `{\\f1 ${cp1251.join('')}}`)],
    ['by the document', rtf(() => cp1251.join(''), '\\ansi\\ansicpg1251\\uc1')],
    [
      'as numbers without a stand-in',
      rtf(() => `{\\uc0 ${[...UKRAINIAN].map((sign) => `\\u${sign.charCodeAt(0)} `).join('')}}`),
    ],
    ['as UTF-8 without a word about it', rtf(() => UKRAINIAN)],
  ])('are read: %s', async (_, content) => {
    expect(bodyText(await read(content))).toContain(UKRAINIAN);
  });
});

describe('a document that cannot be read', () => {
  const zip = (parts: Readonly<Record<string, string>>) =>
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
  const ole = (name: string) =>
    new Uint8Array(
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from(`${name}\0`, 'utf16le'),
        Buffer.alloc(600),
      ]),
    );
  it.each([
    [
      'half an OpenDocument text',
      odt().slice(0, 700),
      'corrupt',
      /^This is an OpenDocument text that is damaged/,
    ],
    [
      'an OpenDocument text with a password',
      odt(undefined, { manifest: '<manifest:encryption-data/>' }),
      'encrypted',
      /OpenDocument text is locked/,
    ],
    [
      'half a Rich Text',
      rtf(() => '{\\b {\\i never closed').slice(0, -20),
      'corrupt',
      /^This is a Rich Text document/,
    ],
    [
      'an old Word document without its text',
      ole('WordDocument'),
      'corrupt',
      /^This is a Word document in the old format/,
    ],
    ['an Excel workbook', zip({ 'xl/workbook.xml': '<a/>' }), 'unsupported', /^This is an Excel workbook/],
    ['an old Excel workbook', ole('Workbook'), 'unsupported', /^This is an Excel workbook/],
    ['an EPUB', zip({ 'META-INF/container.xml': '<a/>' }), 'unsupported', /^This is an EPUB book/],
    [
      'a spreadsheet of LibreOffice',
      zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
      'unsupported',
      /^This is an OpenDocument spreadsheet/,
    ],
    ['a Pages document', zip({ 'Index/Document.iwa': 'x' }), 'unsupported', /^This is a Pages/],
    [
      'a Word document without a text',
      zip({ 'word/document.xml': '<w:document/>' }),
      'corrupt',
      /^This is a Word document that is damaged/,
    ],
  ])('%s is called what it is', async (_, content, code, sentence) => {
    await expect(read(content)).rejects.toMatchObject({
      name: 'InvalidUpload',
      code,
      message: expect.stringMatching(sentence),
    });
    await expect(read(content)).rejects.not.toMatchObject({ message: expect.stringMatching(/unpack it/) });
  });
});

function shieldedRun(text: string): string {
  return text === '' ? '' : run(text);
}
