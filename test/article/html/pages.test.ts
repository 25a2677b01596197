import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../lambdas/article/roles/classify.ts';
import { wordCount } from '../../../lambdas/article/roles/sentences.ts';
import { PROSE, readString, textsOf } from '../support.ts';

const PARAGRAPHS = PROSE.split('\n\n');
const BODY = PARAGRAPHS.map((text) => `<p class="text">${text}</p>`).join('');

function page(parts: { head?: string; data?: object; above?: string; body?: string }): Promise<Article> {
  const data = parts.data
    ? `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...parts.data })}</script>`
    : '';
  return readString(
    `<!doctype html><html><head>${parts.head ?? ''}${data}</head><body><article>${parts.above ?? ''}${parts.body ?? BODY}</article></body></html>`,
  );
}
type Article = Awaited<ReturnType<typeof readString>>;

describe('the headline of a page', () => {
  const shared = '<meta property="og:title" content="You will not believe what sails again">';
  const headline = 'The ferry to the northern islands sails again';

  it('is the shared one when the page declares no other', async () => {
    expect((await page({ head: shared })).title).toBe('You will not believe what sails again');
  });

  it('is its own where the data keep a headline and an alternative apart', async () => {
    const { title } = await page({
      head: shared,
      data: { headline, alternativeHeadline: 'Ferry: back at sea' },
    });
    expect(title).toBe(headline);
  });

  it.each([
    ['The ferry sails again - The Harbour Gazette', 'The ferry sails again'],
    ['The ferry sails again | HarbourGazette.example', 'The ferry sails again'],
    ['The ferry sails again – Harbour Gazette Travel', 'The ferry sails again'],
    ['The ferry sails again - and stops at noon', 'The ferry sails again - and stops at noon'],
    ['The ferry sails again - Harbour says no', 'The ferry sails again - Harbour says no'],
    ['| Harbour Gazette', '| Harbour Gazette'],
    ['Harbour Gazette: The ferry sails again', 'The ferry sails again'],
    ['Harbour workers: The ferry sails again', 'Harbour workers: The ferry sails again'],
    ['Harbour Gazette: Go', 'Harbour Gazette: Go'],
  ])('is without the site’s name: %s', async (title, expected) => {
    const head = `<meta property="og:title" content="${title}"><meta property="og:site_name" content="Harbour Gazette"><meta property="og:url" content="https://www.harbourgazette.example/ferry">`;
    expect((await page({ head })).title).toBe(expected);
  });

  it('stays the shared one when the alternative is just that', async () => {
    const { title } = await page({
      head: shared,
      data: { headline, alternativeHeadline: 'You will not believe what sails again' },
    });
    expect(title).toBe('You will not believe what sails again');
  });

  it('stays the shared one when the alternative is the same, cut off', async () => {
    const { title } = await page({
      head: shared,
      data: { headline, alternativeHeadline: 'You will not believe what ...' },
    });
    expect(title).toBe('You will not believe what sails again');
  });

  it('is the shared part of a heading that holds its kicker in an element of its own', async () => {
    const { title } = await page({
      head: `<meta property="og:title" content="${headline}">`,
      above: `<h1><span>Northern shipping lines</span> <span>${headline}</span></h1>`,
    });
    expect(title).toBe(headline);
  });

  it('has a space between words that stand in elements of their own', async () => {
    const { title } = await page({
      head: `<meta property="og:title" content="Shipping ${headline}">`,
      above: `<h1><span>Shipping</span><span>${headline}</span></h1>`,
    });
    expect(title).not.toContain('ShippingThe');
  });

  it('has no space within a word of the body that its markup breaks', async () => {
    const { title } = await page({
      head: `<meta property="og:title" content="${headline} to the islands">`,
      above: `<h1>${headline} to the is<span> lands</span></h1>`,
    });
    expect(title).toBe(`${headline} to the islands`);
  });

  it('is in the script of its article', async () => {
    const text = PROSE.replace(/[a-z]/g, (letter) =>
      String.fromCodePoint(0x0430 + letter.charCodeAt(0) - 97),
    );
    const body = text.split('\n\n').map((one) => `<p>${one}</p>`);
    const { title } = await readString(
      `<!doctype html><html><head><title>${headline} - The Harbour Gazette</title></head><body><article><h1>Пором знову ходить до островів</h1>${body.join('')}</article></body></html>`,
    );
    expect(title).toBe('Пором знову ходить до островів');
  });

  it('is what the page prints, without the section before it', async () => {
    const article = await page({
      head: `<meta property="og:title" content="Shipping | ${headline}">`,
      above: `<h1>${headline}</h1>`,
    });
    expect(article.title).toBe(headline);
  });

  it('is found in print behind its kicker and is no body text', async () => {
    const article = await page({
      head: `<meta property="og:title" content="${headline}">`,
      above: `<h1><span>Shipping: </span>${headline}</h1>`,
    });
    expect(textsOf(article, 'title')).toEqual([`Shipping: ${headline}`]);
  });
});

describe('the lines between headline and article', () => {
  const title = 'The ferry to the northern islands sails again';
  const head = `<meta property="og:title" content="${title}">`;
  const long =
    'The northern islands had been cut off since the middle of August: now the harbour authority has both shafts of the ferry replaced, and from Monday morning it will keep its old timetable again.';

  it('are no sentence to quote when they are short', async () => {
    const deck = 'Both of its shafts were replaced in three weeks';
    const article = await page({ head, above: `<h1>${title}</h1><h2 class="subtitle">${deck}</h2>` });
    expect([...textsOf(article, 'title'), ...textsOf(article, 'subheading')]).toContain(deck);
  });

  it('open the article when they are long, although their element is called a teaser', async () => {
    const article = await page({ head, above: `<h1>${title}</h1><p class="teaser lead">${long}</p>` });
    expect(textsOf(article, 'paragraph')[0]).toBe(long);
  });

  it('are known by the description where their element says nothing', async () => {
    const article = await page({
      head: `${head}<meta name="description" content="${long}">`,
      above: `<header><h1>${title}</h1><div class="promo">${long}</div></header>`,
    });
    expect(textsOf(article, 'paragraph')[0]).toBe(long);
  });
});

describe('the machinery inside an article', () => {
  it.each([
    ['1 of 6', 'metadata'],
    ['Bild 3 / 12', 'metadata'],
    ['2 hours ago', 'metadata'],
    ['vor 3 Stunden', 'metadata'],
    ['13:37 Uhr', 'metadata'],
    ['Get the best of the islands straight to your inbox', 'promotion'],
    ['An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.', 'promotion'],
    ['Il vous reste 60 % de cet article à lire.', 'promotion'],
    ['Les også: Ferja går igjen', 'promotion'],
    ['اقرأ أيضا: العبارة تعود', 'promotion'],
    ['At 4 p.m. two of the three ferries had left the harbour.', null],
    ['One of 6 ferries was repaired in Gdynia.', null],
  ])('"%s" is %s', (text, role) => expect(classify(text)).toBe(role));

  it('keeps the line that parts an agency text, unsure what it is', async () => {
    const [one, two, three] = PARAGRAPHS;
    const article = await page({ body: `<p>${one}</p><p>${two}</p><p>___</p><p>${three}</p>` });
    expect(textsOf(article, 'suspect')).toEqual(['___']);
  });

  it('knows a caption by its class, however it is spelt', async () => {
    const [one, two, three] = PARAGRAPHS;
    const caption = 'The ferry in the harbour of Port Elling last week, with its new shafts.';
    const article = await page({
      body: `<p>${one}</p><div class="StoryImageCaption12"></div><div class="article-imageCaption">${caption}</div><p>${two}</p><p>${three}</p>`,
    });
    expect(textsOf(article, 'caption')).toEqual([caption]);
  });
});

it.each([
  ['paywalled?', 'Already a subscriber? Log in.'],
  ['paywalled?', 'Jetzt weiterlesen mit dem Tagesabo.'],
  ['machine-translated?', 'This article was automatically translated from Norwegian.'],
  ['machine-translated?', 'Перекладено автоматично.'],
])('an editor is told %s when a file says "%s"', async (flag, notice) => {
  expect((await readString(`${PROSE}\n\n${notice}`)).flags).toContain(flag);
  expect((await readString(PROSE)).flags).not.toContain(flag);
});

it('words are counted the same by the quick way and by the letters of Unicode', () => {
  const signs = [...'abzÉñßжїЇ09 \'’.-–—,…«»"“”é½²かα中\n'];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...signs), maxLength: 60 }), (text) => {
      const dense = text.match(/[かα中]/g)?.filter((sign) => sign !== 'α').length ?? 0;
      const spaced = text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
      expect(wordCount(text)).toBe(dense ? Math.max(spaced, Math.round(dense / 2)) : spaced);
    }),
  );
});

it('a file with a long summary in another language above it is in the language of most of its lines', async () => {
  const summary =
    'Пором до північних островів знову вирушить у понеділок, повідомила адміністрація порту, після того як інженери замінили обидва вали. Ремонт тривав три тижні й коштував два мільйони крон.';
  const { language, translations } = await readString(`${summary}\n\n${PROSE}`);
  expect([language, translations.map((one) => one.language)]).toEqual(['en', ['uk']]);
});

describe('a page that only its scripts would draw', () => {
  const shell = (script: string) =>
    readString(
      `<!doctype html><html><head><title>Ferry sails again</title></head><body><div id="app"></div>${script}</body></html>`,
    );
  const markup = `<p>${PARAGRAPHS.join('</p>{{ad-1}}<p>')}</p>`;
  const flight = `self.__next_f.push([1,${JSON.stringify(`7:${JSON.stringify({ contentHtml: markup, teaser: 'Short.' })}`)}])`;

  it.each([
    ['as HTML in its data', `<script type="application/json">${JSON.stringify({ body: markup })}</script>`],
    ['as HTML in JSON in a string', `<script>${flight}</script>`],
    [
      'as articleBody',
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferry sails again', articleBody: PARAGRAPHS.join('\n\n') })}</script>`,
    ],
  ])('gives the article that it brings %s', async (_, script) => {
    expect(textsOf(await shell(script), 'paragraph')).toEqual(PARAGRAPHS);
  });

  it('is refused with a sentence when it brings none', async () => {
    await expect(shell('<script>boot();</script>')).rejects.toMatchObject({
      code: 'not-an-article',
      message: expect.stringMatching(/Open the article itself/),
    });
  });

  it('is not asked where the page tells its article itself', async () => {
    const article = await page({ data: { articleBody: 'Something else. '.repeat(60) } });
    expect(textsOf(article, 'paragraph')).toEqual(PARAGRAPHS);
  });
});
