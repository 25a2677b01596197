import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InvalidUpload } from '../../../lambdas/article/invalid-upload.ts';
import { readArticle } from '../../../lambdas/article/read.ts';
import { readGuarded } from '../../../lambdas/guard/guard.ts';
import { bytes, PARAGRAPHS, TITLE } from './made.ts';
import { binaryPlist, msg, NEWS, webarchive, wordMhtml, xmlPlist } from './made-containers.ts';
import { odt, rtf, word, wordBody } from './made-documents.ts';
import { drawnPdf } from './made-pdf.ts';

const BOUNDS = { milliseconds: 2_000, megabytes: 300 };
const file = (name: string) => new Uint8Array(readFileSync(new URL(`./files/${name}`, import.meta.url)));
const HEADER = `From: Ane Moe <ane.moe@desk.example>\nTo: desk@desk.example\nSubject: ${TITLE}\nDate: Wed, 13 Sep 2023 09:30:00 +0200\nMIME-Version: 1.0\n`;
const PARTS_IN_PARTS = Array.from(
  { length: 3_000 },
  (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\n\n--b${at}\n`,
).join('');
const mailOfOutlook = msg({ subject: TITLE, body: PARAGRAPHS.join('\r\n\r\n') });

/** A directory or allocation table that leads back to itself: every sector's successor is the first. */
function circular(ole: Uint8Array): Uint8Array {
  const copy = Buffer.from(ole);
  const table = (copy.readUInt32LE(76) + 1) * 512;
  for (let at = table; at < table + 512; at += 4) copy.writeUInt32LE(0, at);
  return new Uint8Array(copy);
}

/** An array that contains itself, and twenty that contain the next twice. */
function circularPlist(): Uint8Array {
  const plist = Buffer.from(binaryPlist({ WebMainResource: { WebResourceData: 'x' } }));
  const at = plist.indexOf(0xd1, 12);
  plist[at + 4] = 0;
  return new Uint8Array(plist);
}

describe('a file made to harm is refused within bounds', () => {
  const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);
  it.each([
    ['an OpenDocument text that unpacks to 70 MB', zipSync({ 'content.xml': new Uint8Array(70 << 20) })],
    [
      'an OpenDocument text nested 5,000 deep',
      odt((inner) => deep('<text:span>', '</text:span>', 5_000) + inner),
    ],
    [
      'a Word document nested 5,000 deep',
      word(wordBody((inner) => deep('<w:ins>', '</w:ins>', 5_000) + inner)),
    ],
    [
      'a Word document that embeds itself',
      word('<w:altChunk r:id="p0"/>', { '../word/document.xml': ['aFChunk', strToU8('<a/>')] }),
    ],
    ['a Rich Text nested 100,000 deep', rtf((text) => text + deep('{', '}', 100_000))],
    ['a Rich Text of open groups', bytes(`{\\rtf1 ${'{\\b '.repeat(1_000_000)}`)],
    ['an old Word document in a circle', circular(file('libreoffice.doc'))],
    [
      'an old Word document of noise',
      new Uint8Array([
        ...file('libreoffice.doc').subarray(0, 2_048),
        ...Array.from({ length: 20_000 }, (_, at) => (at * 7_919) & 255),
      ]),
    ],
    ['a mail of Outlook in a circle', circular(mailOfOutlook)],
    ['a mail of Outlook cut off', mailOfOutlook.subarray(0, 1_500)],
    ['a page saved by Safari in a circle', circularPlist()],
    [
      'a property list that claims four billion objects',
      new Uint8Array([
        ...binaryPlist({}).subarray(0, -20),
        255,
        255,
        255,
        255,
        ...binaryPlist({}).subarray(-16),
      ]),
    ],
    [
      'an XML page of Safari nested 5,000 deep',
      bytes(`<plist>${deep('<array>', '</array>', 5_000)}</plist>`),
    ],
    [
      'an XML page of Safari of endless data',
      bytes(`<plist><dict>${'<key>a</key><data>AAAA</data>'.repeat(10_000)}</dict></plist>`),
    ],
    [
      'a page of one file without its parts',
      bytes(
        `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n${'--y\r\n'.repeat(500_000)}`,
      ),
    ],
    [
      'a page of one file nested 3,000 deep',
      bytes(
        `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n${deep('<div>', '</div>', 3_000)}\r\n--x--`,
      ),
    ],
    [
      'a ZIP of 5,000 files',
      zipSync(Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`${at}.txt`, strToU8('x')])), {
        level: 0,
      }),
    ],
    ['a ZIP of a page that unpacks to 50 MB', zipSync({ 'a.html': new Uint8Array(50 << 20).fill(32) })],
    [
      'a PDF of 200,000 pieces of text',
      drawnPdf([Array.from({ length: 200_000 }, (_, at) => [at % 500, at % 800, 9, 'ab'] as const)]),
    ],
    [
      'a PDF of 61 pages',
      drawnPdf(Array.from({ length: 61 }, () => [[40, 700, 10, PARAGRAPHS[0]] as const])),
    ],
    ['an XML file nested 200,000 deep', bytes(`<nitf>${deep('<p>', '</p>', 200_000)}</nitf>`)],
    [
      'an XML file of 450,000 elements',
      bytes(`<nitf><body.content>${'<p/>'.repeat(450_000)}</body.content></nitf>`),
    ],
    [
      'a message of news nested 5,000 deep',
      bytes(`<newsItem>${deep('<item>', '</item>', 5_000)}</newsItem>`),
    ],
    [
      'a message of 20,000 items',
      bytes(`<newsMessage><itemSet>${'<newsItem/>'.repeat(20_000)}</itemSet></newsMessage>`),
    ],
    [
      'a feed of 20,000 items',
      bytes(`<rss version="2.0"><channel>${'<item></item>'.repeat(20_000)}</channel></rss>`),
    ],
    ['a feed nested 5,000 deep', bytes(`<rss>${deep('<channel>', '</channel>', 5_000)}</rss>`)],
    [
      'a journal’s article nested 5,000 deep',
      bytes(`<article><front/><body>${deep('<sec>', '</sec>', 5_000)}</body></article>`),
    ],
    [
      'a journal’s article of 20,000 writers',
      bytes(
        `<article><front><article-meta>${'<contrib/>'.repeat(20_000)}</article-meta></front><body/></article>`,
      ),
    ],
    ['a publisher’s own XML nested 5,000 deep', bytes(`<story>${deep('<body>', '</body>', 5_000)}</story>`)],
    [
      'a publisher’s own XML whose entities stand for each other',
      bytes(
        `<!DOCTYPE story [<!ENTITY a "ha">${Array.from({ length: 40 }, (_, at) => `<!ENTITY a${at} "&a${at - 1};&a${at - 1};">`).join('')}]><story>&a39;</story>`,
      ),
    ],
    [
      'a Word 2003 document nested 5,000 deep',
      bytes(
        `<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${deep('<w:p>', '</w:p>', 5_000)}</w:body></w:wordDocument>`,
      ),
    ],
    [
      'a Word 2003 document of 20,000 empty paragraphs',
      bytes(
        `<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${'<w:p/>'.repeat(20_000)}</w:body></w:wordDocument>`,
      ),
    ],
    [
      'a flat OpenDocument text nested 5,000 deep',
      bytes(
        `<office:document office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>${deep('<text:span>', '</text:span>', 5_000)}</office:text></office:body></office:document>`,
      ),
    ],
    [
      'a flat OpenDocument text of 5,000 empty paragraphs',
      bytes(
        `<office:document office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>${'<text:p/>'.repeat(5_000)}</office:text></office:body></office:document>`,
      ),
    ],
    [
      'a mailbox of 2,000 mails without a text',
      bytes(`From a@desk.example Wed Sep 13 09:30:00 2023\n${HEADER}\n`.repeat(2_000)),
    ],
    [
      'a mailbox of one mail with parts 3,000 deep',
      bytes(`From a@desk.example Wed Sep 13 09:30:00 2023\n${HEADER}${PARTS_IN_PARTS}`),
    ],
    [
      'a mail in a mail, 300 deep',
      bytes(`${`${HEADER}Content-Type: message/rfc822\n\n`.repeat(300)}${HEADER}`),
    ],
    [
      'a mail with 500 mails without a text',
      bytes(
        `${HEADER}Content-Type: multipart/mixed; boundary="b"\n\n${`--b\nContent-Type: message/rfc822\n\n${HEADER}\n\n`.repeat(500)}--b--\n`,
      ),
    ],
    [
      'a mail of Apple Mail that claims a gigabyte',
      bytes(`1073741824\n${HEADER}Content-Type: text/plain\n\n<?xml version="1.0"?><plist></plist>`),
    ],
    [
      'a mail of Apple Mail whose list is without an end',
      bytes(`9\n${HEADER}Content-Type: text/plain\n\n<?xml version="1.0"?><plist>${'<dict>'.repeat(10_000)}`),
    ],
    ['a draft of endless fields', bytes(`X-Unsent: 1\n${HEADER}${'X-A: b\n'.repeat(100_000)}`)],
    ['a draft of one endless field', bytes(`X-Unsent: 1\n${HEADER}X-A: ${'b\n '.repeat(100_000)}`)],
    [
      'a web mail’s source of endless fields',
      bytes(`SPF:\tPASS\nDKIM:\tPASS\n${'Received: from a.example\n'.repeat(100_000)}`),
    ],
    [
      'a web mail’s source with parts 3,000 deep',
      bytes(`SPF:\tPASS\nDKIM:\tPASS\n\nReceived: from a.example\n${HEADER}${PARTS_IN_PARTS}`),
    ],
    [
      'a clipboard whose places are beyond it',
      bytes(`Version:0.9\r\nStartHTML:99999999999\r\nEndHTML:-5\r\n${deep('<div>', '</div>', 5_000)}`),
    ],
    [
      'a clipboard of nothing but beginnings',
      bytes(`Version:0.9\r\nStartHTML:0\r\n${'<!--StartFragment-->'.repeat(10_000)}`),
    ],
    [
      'a book of 1,000 chapters',
      zipSync(
        {
          mimetype: strToU8('application/epub+zip'),
          ...Object.fromEntries(
            Array.from({ length: 1_000 }, (_, at) => [`OEBPS/${at}.xhtml`, strToU8('<p>x</p>')]),
          ),
        },
        { level: 0 },
      ),
    ],
    [
      'a book that unpacks to 20 MB',
      zipSync({
        mimetype: strToU8('application/epub+zip'),
        'OEBPS/a.xhtml': new Uint8Array(20 << 20).fill(32),
      }),
    ],
  ])(
    '%s',
    async (_, content) => {
      await expect(readGuarded({ key: 'a', bytes: content }, BOUNDS)).rejects.toBeInstanceOf(InvalidUpload);
    },
    20_000,
  );
});

describe('a delivery made to harm is read or refused in the time of a test', () => {
  it.each([
    ['Nexis of one endless field', `Title: ${TITLE}\nByline: ${'Ada Lind, '.repeat(3_000)}\nBody\n\n`],
    [
      'Nexis of five hundred articles',
      `${TITLE}\nLoad-Date: September 13, 2023\nEnd of Document\n\n`.repeat(500),
    ],
    ['Factiva of endless fields', `HD ${TITLE}\n${'WC 180 words\nPD 13 September 2023\n'.repeat(1_000)}`],
    ['Factiva of one line', `Document FACTIVA0000000000000 ${'HD '.repeat(10_000)}`],
    ['PressReader of endless days', `${TITLE}\n${'2023-09-13 - Ada Lind\n'.repeat(1_000)}`],
    ['PressReader of one line', `2023-09-13 - ${'Ada Lind '.repeat(4_000)}`],
    ['Telegram of endless stamps', 'Elling Courier, [13.09.2023 18:04]\n'.repeat(1_000)],
    ['Telegram of one stamp', `${'a, ['.repeat(7_500)}13.09.2023 18:04]`],
    ['WhatsApp of endless stamps', '[13/09/2023, 18:04:12] Ada: a\n'.repeat(1_000)],
    ['WhatsApp of one stamp', `[13/09/2023, ${'18:04:'.repeat(5_000)}`],
    [
      'Facebook of endless likes',
      `Elling Courier\n13 September at 18:04 · \n${'Like\nComment\nShare\n'.repeat(1_000)}`,
    ],
    ['Facebook of one line', `${'Like · Comment · Share · '.repeat(1_250)}`],
    ['a reader view of endless minutes', `${TITLE}\nAda Lind\n${'5 min read\n'.repeat(2_000)}`],
    ['a reader view of one line', `elling-courier.example ${'5–7 minutes '.repeat(2_500)}`],
  ])('as is %s', async (_, text) => {
    const error: unknown = await readArticle({ key: 'a', bytes: bytes(text) }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error !== null) expect(error).toBeInstanceOf(InvalidUpload);
  });
});

/** What press archives, messengers and a browser's reader view give to the clipboard, and headers in TOML. */
const PASTES: readonly string[] = [
  `${TITLE}\nElling Courier\nSeptember 13, 2023 Wednesday\n\nCopyright 2023 Elling Courier All Rights Reserved\n\nLength: 180 words\nByline: Ada Lind\nBody\n\n${PARAGRAPHS.join('\n\n')}\n\nLoad-Date: September 13, 2023\n\nEnd of Document`,
  `HD ${TITLE}\nBY Ada Lind\nWC 180 words\nPD 13 September 2023\nSN Elling Courier\nLP ${PARAGRAPHS[0]}\nTD ${PARAGRAPHS[1]}`,
  `${TITLE}\n2023-09-13 - Ada Lind\n${PARAGRAPHS.join('\n')}\n\nElling Courier`,
  `Elling Courier, [13.09.2023 18:04]\n${PARAGRAPHS.join('\n\n')}\n@ellingcourier`,
  `[13/09/2023, 18:04:12] Ada: ${PARAGRAPHS.join('\n')}`,
  `Elling Courier\n13 September at 18:04 · \n${PARAGRAPHS.join('\n')}\nLike\nComment\nShare`,
  `elling-courier.example\n${TITLE}\nAda Lind\n5–7 minutes\n\n${PARAGRAPHS.join('\n\n')}`,
  `+++\ntitle = "${TITLE}"\nauthors = ["Ada Lind"]\n+++\n\n${PARAGRAPHS.join('\n\n')}`,
];

const TYPED = `${HEADER}Content-Type: text/plain; charset=utf-8\n\n${PARAGRAPHS.join('\n\n')}`;
/** A mail as programs keep, send on and show it. */
const MAILS: readonly string[] = [
  `${Buffer.byteLength(TYPED)}      \n${TYPED}<?xml version="1.0"?><plist></plist>`,
  `From a@desk.example Wed Sep 13 09:30:00 2023\n${TYPED}\n\n`.repeat(2),
  `X-Unsent: 1\n${TYPED}`,
  `Original Message\nSPF:\tPASS with IP 192.0.2.7\nDKIM:\t'PASS'\n\nDownload Original\n${TYPED}`,
  `${HEADER}Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nSee attached.\n--b\nContent-Type: message/rfc822\n\n${TYPED}\n--b--\n`,
  `${HEADER}Content-Type: text/plain\n\nWorth a look.\n\n---------- Forwarded message ---------\nFrom: Elling Courier <news@elling-courier.example>\nDate: Wed, Sep 13, 2023 at 9:30 AM\nSubject: ${TITLE}\nTo: Ane Moe <ane.moe@desk.example>\n\n${PARAGRAPHS.join('\n\n')}`,
];
const HTML = `<h1>${TITLE}</h1><p>${PARAGRAPHS.join('</p><p>')}</p>`;
/** A page as the clipboard, a browser's view of the source, a word processor and the page's own scripts have it. */
const PAGES: readonly string[] = [
  `Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000009999\r\nSourceURL:https://elling-courier.example/a\r\n<html><body><!--StartFragment-->${HTML}<!--EndFragment--></body></html>`,
  `<html><body><div class="line-gutter-backdrop"></div><table><tr><td class="line-number" value="1"></td><td class="line-content">${HTML.replaceAll('<', '&lt;')}</td></tr></table></body></html>`,
  `<html><head><meta name=Generator content="Microsoft Word 15 (filtered)"></head><body><div class=WordSection1>${HTML}</div></body></html>`,
  `<html><body><div id="app"></div><script type="application/json">${JSON.stringify({ body: HTML })}</script></body></html>`,
];

describe('whatever is done to an editor’s document', () => {
  const files: readonly Uint8Array[] = [
    ...[
      'libreoffice.odt',
      'libreoffice.fodt',
      'libreoffice.rtf',
      'libreoffice.doc',
      'libreoffice-word-2003.xml',
    ].map(file),
    ...['libreoffice-columns.pdf', 'libreoffice-arabic.pdf'].map(file),
    word(wordBody()),
    mailOfOutlook,
    webarchive(),
    xmlPlist(),
    wordMhtml(),
    ...Object.values(NEWS),
    zipSync({ 'a.html': bytes(`<p>${PARAGRAPHS.join('</p><p>')}</p>`) }),
    zipSync({ mimetype: strToU8('application/epub+zip'), 'a.xhtml': bytes(`<p>${PARAGRAPHS[0]}</p>`) }),
    ...PASTES.map(bytes),
    ...MAILS.map(bytes),
    ...PAGES.map(bytes),
  ];

  it('it is read or refused, and nothing else is thrown', async () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(40),
      put: fc.uint8Array({ maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        async (original, edits) => {
          let content = Buffer.from(original);
          for (const { at, cut, put } of edits) {
            const from = Math.floor(at * content.length);
            content = Buffer.concat([content.subarray(0, from), put, content.subarray(from + cut)]);
          }
          const error: unknown = await readArticle({ key: 'a', bytes: new Uint8Array(content) }).then(
            () => null,
            (thrown: unknown) => thrown,
          );
          if (error !== null) expect(error).toBeInstanceOf(InvalidUpload);
        },
      ),
      { numRuns: 240 },
    );
  }, 60_000);
});
