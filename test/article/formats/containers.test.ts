import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lambdas/article/body.ts';
import { readArticle } from '../../../lambdas/article/read.ts';
import { AUTHOR, bytes, docx, PARAGRAPHS, pdf, TITLE } from './made.ts';
import {
  ADDRESS,
  feedItem,
  msg,
  NEWS,
  newsItem,
  nitf,
  page,
  webarchive,
  wordMhtml,
  xmlPlist,
} from './made-containers.ts';
import { odt, rtf, shielded } from './made-documents.ts';

const read = (content: Uint8Array) => readArticle({ key: 'upload.bin', bytes: content });
const BODY = PARAGRAPHS.join('\n\n');
const zip = (parts: Readonly<Record<string, Uint8Array>>) => zipSync({ ...parts });
const cp1252 = new Uint8Array(
  Buffer.from(page().replace('<meta charset="utf-8">', '').replaceAll('–', '\x96'), 'latin1'),
);

describe('a page or a document inside of another file', () => {
  it.each([
    ['a page saved by Safari', webarchive(), ADDRESS],
    ['a page saved by Safari in the charset that it names', webarchive('windows-1252', cp1252), ADDRESS],
    ['a page saved by Safari as XML', xmlPlist(), ADDRESS],
    ['a page of one file by Word', wordMhtml(), null],
    [
      'Google Docs’ page with its pictures',
      zip({ 'Light.html': bytes(page()), 'images/image1.png': bytes('x') }),
      null,
    ],
    [
      'a page with its folder',
      zip({
        'Light.html': bytes(page()),
        'Light_files/frame.html': bytes('<p>An advertisement</p>'),
        'Light_files/a.css': bytes('p{}'),
      }),
      null,
    ],
    [
      'a packed Word document, by a Mac',
      zip({ 'Light.docx': docx(), '__MACOSX/._Light.docx': bytes('x'), '.DS_Store': bytes('x') }),
      null,
    ],
    [
      'a packed OpenDocument text in a folder',
      zip({ 'desk/Light.odt': odt(), 'desk/photo.jpg': bytes('x') }),
      null,
    ],
    ['a packed Rich Text', zip({ 'Light.rtf': rtf() }), null],
    ['a packed PDF', zip({ 'Light.pdf': pdf(PARAGRAPHS.length > 0 ? undefined : []) }), null],
    [
      'a mail saved by Outlook',
      msg({
        subject: TITLE,
        body: `By ${AUTHOR}\r\n\r\n${PARAGRAPHS.join('\r\n\r\n')}`,
        sender: 'An Editor',
      }),
      null,
    ],
  ])('is read from %s', async (_, content, url) => {
    const article = await read(content);
    expect(article).toMatchObject({ title: TITLE, authors: [AUTHOR], url });
    expect(bodyText(article).replaceAll('–', '-')).toBe(BODY.replaceAll('–', '-'));
  });

  it.each([
    ['Safari', (html: string) => webarchive('UTF-8', bytes(html))],
    [
      'Chrome',
      (html: string) =>
        bytes(
          `From: <Saved by Blink>\r\nSnapshot-Content-Location: ${ADDRESS}\r\nSubject: ${TITLE}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n--b--\r\n`,
        ),
    ],
  ])('a page saved by %s that names no outlet is its host’s', async (_, saved) => {
    const html = `<html><body><h1>${TITLE}</h1><p>${PARAGRAPHS.join('</p><p>')}</p></body></html>`;
    expect(await read(saved(html))).toMatchObject({
      url: ADDRESS,
      outlet: 'elling-courier.example',
      outletFrom: 'url',
    });
  });

  it('a ZIP of several articles waits for the editor', async () => {
    const article = await read(zip({ 'a.txt': bytes(`${TITLE}\n\n${BODY}`), 'b.txt': bytes('Another.') }));
    expect(article.quarantine).toMatchObject({
      code: 'several-articles',
      message: expect.stringMatching(/ZIP file of 2/),
    });
  });

  it.each([
    ['a ZIP of pictures', zip({ 'a.png': bytes('x') }), 'unsupported', /holds no article/],
    [
      'a ZIP in a ZIP in a ZIP in a ZIP',
      [1, 2, 3].reduce((inner) => zip({ 'a.html': inner }), zip({ 'a.txt': bytes(BODY) })),
      'unsupported',
      /packed inside too many others/,
    ],
    ['half a page saved by Safari', webarchive().slice(0, 300), 'corrupt', /^This is a page saved by Safari/],
    [
      'a property list of a Mac',
      bytes(Buffer.from(xmlPlist()).toString().replace('WebMainResource', 'Preferences')),
      'not-an-article',
      /property list/,
    ],
    [
      'half a mail of Outlook',
      msg({ subject: TITLE, body: BODY }).slice(0, 2_000),
      'corrupt',
      /^This is an Outlook mail/,
    ],
  ])('%s is called what it is', async (_, content, code, sentence) => {
    await expect(read(content)).rejects.toMatchObject({
      name: 'InvalidUpload',
      code,
      message: expect.stringMatching(sentence),
    });
  });
});

describe('the article in news formats', () => {
  it('has the day that JATS writes in parts, and that TEI writes in an attribute', async () => {
    const jats = new TextDecoder().decode(NEWS['a journal’s JATS']).replace(/ iso-8601-date="[^"]*"/, '');
    expect((await read(bytes(jats))).published?.date).toBe('2023-09-13');
    const tei = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><titleStmt><title>${TITLE}</title></titleStmt><date when="2023-09-13">in autumn</date></teiHeader><text><body>${PARAGRAPHS.map((text) => `<p>${shielded(text)}</p>`).join('')}</body></text></TEI>`;
    expect((await read(bytes(tei))).published?.date).toBe('2023-09-13');
  });

  it.each(Object.entries(NEWS))('is read from %s', async (_, content) => {
    const article = await read(content);
    expect(article).toMatchObject({
      title: TITLE,
      authors: [AUTHOR],
      outlet: 'Elling Courier',
      published: { date: '2023-09-13', time: '09:30:00', zone: '+02:00' },
    });
    expect(bodyText(article)).toBe(BODY);
    expect(JSON.stringify(article.blocks)).not.toMatch(/&lt;|<p>/);
  });

  it.each([
    ['a feed', `<rss><channel>${feedItem()}${feedItem('Another')}</channel></rss>`],
    ['a NewsML message', `<newsMessage><itemSet>${newsItem()}${newsItem()}</itemSet></newsMessage>`],
  ])('%s of several articles waits for the editor', async (_, xml) => {
    expect((await read(bytes(xml))).quarantine?.code).toBe('several-articles');
  });

  it('names of signs that only HTML knows are read', async () => {
    const article = await read(
      bytes(nitf().replace('wrapped in newspapers', 'wrapped in &lsquo;news&nbsp;papers&rsquo;')),
    );
    expect(bodyText(article)).toContain('wrapped in ‘news papers’');
  });

  it('an entity that the file declares is no way to anything', async () => {
    const xml = `<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "${'x'.repeat(100)}">]>${nitf().replace('wrapped', '&a;&b;wrapped')}`;
    expect(bodyText(await read(bytes(xml)))).toContain('&a;&b;wrapped');
  });

  it.each([
    ['half an NITF', nitf().slice(0, 900), 'corrupt', /^This is an XML file \(<nitf>\) that is damaged/],
    [
      'a feed of summaries',
      '<rss><channel><item><title>A</title><description>Short.</description></item></channel></rss>',
      'not-an-article',
      /summaries alone/,
    ],
    ['a list of subscriptions', '<?xml version="1.0"?><opml><body/></opml>', 'unsupported', /<opml>/],
    ['settings', '<?xml version="1.0"?><settings><a>1</a></settings>', 'not-an-article', /<settings>/],
    [
      'a thousand elements deep',
      `<nitf>${'<p>'.repeat(1_000)}x${'</p>'.repeat(1_000)}</nitf>`,
      'corrupt',
      /nested too deeply/,
    ],
  ])('%s is refused with a sentence', async (_, xml, code, sentence) => {
    await expect(read(bytes(xml))).rejects.toMatchObject({
      name: 'InvalidUpload',
      code,
      message: expect.stringMatching(sentence),
    });
  });
});

it('text that only mentions tags stays text', async () => {
  const article = await read(
    strToU8(`<nitf> is a tag, the engineer wrote.\n\n${BODY}`.replace('<nitf> is', 'Here <nitf> is')),
  );
  expect(bodyText(article)).toContain(PARAGRAPHS[2]);
});
