import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lambdas/article/body.ts';
import { InvalidUpload } from '../../../lambdas/article/invalid-upload.ts';
import { readArticle } from '../../../lambdas/article/read.ts';
import {
  AUTHOR,
  bytes,
  docx,
  json,
  mail,
  mailWith,
  markdown,
  mhtml,
  PARAGRAPHS,
  pdf,
  TITLE,
} from './made.ts';

const read = (content: Uint8Array) => readArticle({ key: 'upload.bin', bytes: content });
const refusal = async (content: Uint8Array): Promise<InvalidUpload> => {
  const error: unknown = await read(content).then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InvalidUpload)) throw error;
  return error;
};

const ADDRESS = 'https://elling-courier.example/lighthouse';
const plain = (text: string) => text.replaceAll('–', '-');

describe('the same article in every format', () => {
  it.each([
    ['a Word file', docx(), null],
    ['a PDF', pdf(), null],
    ['a mail', mail(), null],
    ['a mail with a Word file', mailWith('a.docx', 'application/octet-stream', docx()), null],
    ['a mail with a PDF', mailWith('a.pdf', 'application/pdf', pdf()), null],
    [
      'a mail with a text file',
      mailWith(
        'a.txt',
        'application/octet-stream',
        bytes(`${TITLE}\n\nBy ${AUTHOR}\n\n${PARAGRAPHS.join('\n\n')}`),
      ),
      null,
    ],
    ['a page saved as MHTML', mhtml(), ADDRESS],
    ['a NewsArticle in JSON', json(), ADDRESS],
    ['Markdown with front matter', markdown(), ADDRESS],
  ])('%s gives its title, its author and its paragraphs word for word', async (_, content, url) => {
    const article = await read(content);
    expect(article.title).toBe(TITLE);
    expect(article.authors).toEqual([AUTHOR]);
    expect(article.url).toBe(url);
    expect(article.language).toBe('en');
    expect(article.published?.date).toMatch(/^2023-09-1[34]$/);
    expect(plain(bodyText(article))).toBe(plain(PARAGRAPHS.join('\n\n')));
  });

  it.each([
    [
      'a search’s answer of one article',
      {
        articles: [
          {
            source: { id: null, name: 'Elling Courier' },
            author: AUTHOR,
            title: TITLE,
            publishedAt: '2023-09-13T09:30:00Z',
            url: ADDRESS,
            content: PARAGRAPHS.join('\n\n'),
          },
        ],
        status: 'ok',
        totalResults: 1,
      },
    ],
    [
      'a newspaper’s answer',
      {
        response: {
          status: 'ok',
          content: {
            id: 'a/1',
            webTitle: TITLE,
            webPublicationDate: '2023-09-13T09:30:00Z',
            webUrl: ADDRESS,
            fields: { byline: AUTHOR, publication: 'Elling Courier', bodyText: PARAGRAPHS.join('\n\n') },
          },
        },
      },
    ],
    [
      'a newspaper’s answer with parts in parts',
      {
        response: {
          docs: [
            {
              headline: { main: TITLE, kicker: 'Coast' },
              byline: { original: `By ${AUTHOR}` },
              pub_date: '2023-09-13T09:30:00+0000',
              web_url: ADDRESS,
              source: 'Elling Courier',
              body: PARAGRAPHS.join('\n\n'),
            },
          ],
        },
      },
    ],
    [
      'a publishing system’s answer',
      [
        {
          id: 7,
          date: '2023-09-13T09:30:00',
          link: ADDRESS,
          title: { rendered: TITLE },
          content: { rendered: PARAGRAPHS.map((text) => `<p>${text}</p>`).join('') },
          site_name: 'Elling Courier',
          author: null,
          _embedded: { author: [{ id: 3, name: AUTHOR, url: '' }] },
        },
      ],
    ],
    [
      'what an extractor writes',
      {
        title: TITLE,
        author: `${AUTHOR}; Ane Moe`,
        hostname: 'elling-courier.example',
        sitename: 'Elling Courier',
        date: '2023-09-13',
        source: ADDRESS,
        text: PARAGRAPHS.join('\n\n'),
      },
    ],
  ])('%s in JSON tells all of it', async (_, data) => {
    const article = await read(bytes(JSON.stringify(data)));
    expect(article).toMatchObject({
      title: TITLE,
      outlet: 'Elling Courier',
      url: ADDRESS,
      published: { date: '2023-09-13' },
    });
    expect(article.authors[0]).toBe(AUTHOR);
    expect(article.authors).toHaveLength('sitename' in data ? 2 : 1);
    expect(bodyText(article)).toBe(PARAGRAPHS.join('\n\n'));
  });

  it('says where metadata came from', async () => {
    const article = await read(json());
    expect(article).toMatchObject({
      titleFrom: 'json',
      outlet: 'Elling Courier',
      outletFrom: 'json',
      published: { date: '2023-09-13', time: '09:30:00', zone: '+02:00', from: 'json' },
    });
    expect((await read(markdown())).published?.from).toBe('front-matter');
    expect((await read(mail())).published?.from).toBe('mail');
  });
});

/** Our article, laid out by other people's programs: LibreOffice 7.4, Chromium 147 and Python 3.11's email library. */
describe('the article as other programs write it', () => {
  const made = (name: string) =>
    readArticle({ key: name, bytes: readFileSync(new URL(`./files/${name}`, import.meta.url)) });

  it.each([
    ['libreoffice.docx', null, null],
    ['libreoffice.pdf', null, null],
    ['chromium-print.pdf', 'elling-courier.example', ADDRESS],
    ['chromium-saved.mhtml', 'Elling Courier', ADDRESS],
    ['python-mail.eml', null, null],
  ])('is read from %s', async (name, outlet, url) => {
    const article = await made(name);
    expect(article).toMatchObject({ title: TITLE, authors: [AUTHOR], outlet, url });
    expect(article.flags).toEqual(outlet === null ? ['no-outlet'] : []);
    expect(article.published?.date).toBe('2023-09-13');
    expect(bodyText(article)).toBe(PARAGRAPHS.join('\n\n'));
  });

  it('keeps what a browser prints around a page, and out of the text', async () => {
    const { blocks } = await made('chromium-print.pdf');
    const edges = blocks.filter(({ text }) => /8:47 PM|1\/1$/.test(text));
    expect(edges.map(({ role }) => role)).toEqual(['boilerplate', 'boilerplate']);
    expect(blocks.find(({ role }) => role === 'caption')?.text).toMatch(/^Photo: /);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['a damaged Word file', docx().slice(0, 900), 'corrupt', /Word document/],
    ['a damaged PDF', bytes('%PDF-1.7\nnothing of the kind'), 'corrupt', /PDF/],
    ['a PDF of pictures', pdf([]), 'unsupported', /pictures of pages/],
    [
      'a locked PDF',
      pdf(
        undefined,
        '/Encrypt << /Filter /Standard /V 1 /R 2 /O (00000000000000000000000000000000) /U (00000000000000000000000000000000) /P -4 >> /ID [(0000000000000000) (0000000000000000)]',
      ),
      'encrypted',
      /password/,
    ],
    [
      'a locked Word file',
      new Uint8Array(
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(600),
          Buffer.from('EncryptedPackage\0', 'utf16le'),
        ]),
      ),
      'encrypted',
      /password/,
    ],
    [
      'a damaged JSON file',
      bytes(`{"title": "x", "body": "${'word '.repeat(50)}" oops }`),
      'corrupt',
      /JSON/,
    ],
    [
      'a JSON file without an article',
      bytes('{"name": "x", "version": 3, "list": []}'),
      'not-an-article',
      /articleBody/,
    ],
    [
      'a JSON list of articles',
      bytes(JSON.stringify([{ body: 'One.' }, { body: 'Two.' }])),
      'unsupported',
      /file of its own/,
    ],
    [
      'an answer of two articles, their texts within',
      bytes(
        JSON.stringify({
          response: { results: PARAGRAPHS.slice(0, 2).map((bodyText) => ({ fields: { bodyText } })) },
        }),
      ),
      'unsupported',
      /file of its own/,
    ],
    [
      'a line of JSON for each of two articles',
      bytes(
        PARAGRAPHS.slice(0, 2)
          .map((text, at) => JSON.stringify({ title: `No. ${at}`, text }))
          .join('\n'),
      ),
      'unsupported',
      /file of its own/,
    ],
    [
      'a mail of two words',
      bytes('From: a@example.org\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\nSubject: Hi\r\n\r\n'),
      'not-an-article',
      /mail/,
    ],
  ])('%s gets a code and a sentence', async (_, content, code, sentence) => {
    const error = await refusal(content);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(sentence);
  });

  it('a Word file that unpacks to far more than it is itself is refused before it is unpacked', async () => {
    const bomb = docx({ 'word/media/a.bin': new Uint8Array(70 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    expect((await refusal(bomb)).code).toBe('corrupt');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });
});

describe('front matter in TOML', () => {
  const withFront = (toml: string) => bytes(`+++\n${toml}\n+++\n\n${PARAGRAPHS.join('\n\n')}`);

  it('tells title, authors, day and outlet as YAML does', async () => {
    const article = await read(
      withFront(
        'title = "A \\u201clamp\\u201d is lit" # as printed\ndate = 2023-09-13T08:00:00Z\nauthors = [\n  "Ada Lind", # first\n  \'Jonas Roth\',\n]\n[params]\nsource = "Elling Courier"\ntitle = "another"',
      ),
    );
    expect(article.title).toBe('A “lamp” is lit');
    expect(article.authors).toEqual(['Ada Lind', 'Jonas Roth']);
    expect(article.published).toMatchObject({ date: '2023-09-13', from: 'front-matter' });
    expect(article.outlet).toBe('Elling Courier');
    expect(plain(bodyText(article))).toBe(plain(PARAGRAPHS.join('\n\n')));
  });

  it.each([
    ['a prototype', '__proto__ = { polluted = true }\nconstructor.prototype.polluted = true'],
    ['a list without an end', `tags = [${'"a", '.repeat(3_000)}`],
    ['a text without an end', `title = """${'a\n'.repeat(9_000)}`],
    ['keys without an end', `${'a.'.repeat(9_000)}b = 1`],
  ])('that holds %s leaves the article whole and nothing else', async (_, toml) => {
    const article = await read(withFront(toml));
    expect(plain(bodyText(article))).toContain(plain(PARAGRAPHS[0] ?? ''));
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('front matter and fields', () => {
  const withFront = (yaml: string) => bytes(`---\n${yaml}\n---\n\n${PARAGRAPHS.join('\n\n')}`);

  it.each([
    ['code', 'title: !!js/function "function () { globalThis.hacked = true }"'],
    [
      'a prototype',
      '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\ntitle: x y z',
    ],
    [
      'a thousand aliases',
      `a: &a [x, x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [*a, *a, *a]`).join('\n')}`,
    ],
  ])('that tries to bring %s changes nothing but itself', async (_, yaml) => {
    await read(withFront(yaml)).catch((error: unknown) => expect(error).toBeInstanceOf(InvalidUpload));
    expect(Reflect.get(globalThis, 'hacked')).toBeUndefined();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each([
    ['The talks: what we know', 'The talks: what we know'],
    [
      '"Two maps, one line": how a quarrel over fish ended',
      '"Two maps, one line": how a quarrel over fish ended',
    ],
    [
      "'Nobody asked us', say skippers: a day of protest",
      "'Nobody asked us', say skippers: a day of protest",
    ],
    ['*Updated*: the harbour is open', '*Updated*: the harbour is open'],
    ['@keeper: the lamp is lit', '@keeper: the lamp is lit'],
  ])('with the title %s is read as its editor meant it, and its other fields too', async (written, title) => {
    const article = await read(
      withFront(
        `outlet: Elling Courier\ntitle: ${written}\ndate: 2023-09-13\nauthors:\n  - Ada Lind\n  - Jonas Roth`,
      ),
    );
    expect(article).toMatchObject({ title, outlet: 'Elling Courier', authors: ['Ada Lind', 'Jonas Roth'] });
    expect(article.published).toMatchObject({ date: '2023-09-13', from: 'front-matter' });
  });

  it('that nobody can read is refused, saying what to do', async () => {
    const refused = read(withFront('title: The talks: what we know\nauthors: [Ada Lind,\n  Jonas Roth'));
    await expect(refused).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('correct it'),
    });
  });

  it('never makes a link of a url that is none', async () => {
    const article = await read(withFront('title: A lighthouse shines again\nurl: "javascript:alert(1)"'));
    expect(article.url).toBeNull();
  });

  it('leaves text that only looks a little like another format alone', async () => {
    for (const start of [
      '{A note} the keeper left.',
      'From: the harbour, with love.',
      '--- A dash begins this line.',
    ]) {
      const article = await read(bytes(`${start}\n\n${PARAGRAPHS.join('\n\n')}`));
      expect(bodyText(article)).toContain(PARAGRAPHS[4]);
    }
  });
});

describe('whatever is done to a file', () => {
  const files: readonly Uint8Array[] = [
    docx(),
    pdf(),
    mail(),
    mailWith('a.docx', 'a/b', docx()),
    mhtml(),
    json(),
    markdown(),
    ...['libreoffice.docx', 'libreoffice.pdf', 'chromium-print.pdf', 'chromium-saved.mhtml'].map(
      (name) => new Uint8Array(readFileSync(new URL(`./files/${name}`, import.meta.url))),
    ),
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
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        async (file, edits) => {
          let content = file;
          for (const { at, cut, put } of edits) {
            const from = Math.floor(at * content.length);
            content = new Uint8Array(
              Buffer.concat([content.subarray(0, from), put, content.subarray(from + cut)]),
            );
          }
          const error: unknown = await read(content).then(
            () => null,
            (thrown: unknown) => thrown,
          );
          if (error !== null) expect(error).toBeInstanceOf(InvalidUpload);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
