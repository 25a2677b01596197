import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lambdas/article/body.ts';
import { PROSE, readString, textsOf } from '../support.ts';

const PARAGRAPHS = PROSE.split('\n\n');
const TITLE = 'The ferry to the northern islands sails again';
const body = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('');
const page = (inside: string, head = `<title>${TITLE} – The Coast Gazette</title>`, html = '') =>
  `<!doctype html><html lang="en"${html}><head>${head}</head><body>${inside}</body></html>`;

describe('a piece of a page is read as HTML, whatever it begins with', () => {
  it.each([
    ['a heading', `<h2>${TITLE}</h2>${body}`],
    [
      'a picture',
      `<figure><img src="a.jpg"><figcaption>The ferry. Photo: Ida Berg</figcaption></figure>${body}`,
    ],
    ['a span', `<span class="lead">${PARAGRAPHS[0]}</span>${body}`],
    ['bold type', `<strong>PORT ELLING</strong> <em>(Meridian Wire)</em> ${body}`],
    ['a link', `<a href="/islands">Islands</a>${body}`],
    ['its text', `${PARAGRAPHS[0]}</p><p>${PARAGRAPHS[1]}</p><p>${PARAGRAPHS[2]}</p>`],
    ['its text, with line breaks', PARAGRAPHS.join('<br><br>\n')],
    ['a long comment', `<!-- ${'saved by a program '.repeat(600)} -->${body}`],
    ['a list', `<ul><li>Islands</li></ul>${body}`],
  ])('also %s', async (_, html) => {
    const text = bodyText(await readString(html));
    for (const paragraph of PARAGRAPHS) expect(text).toContain(paragraph);
    expect(text).not.toMatch(/<\/?[a-z]/i);
  });

  it('but not a text that mentions a tag', async () => {
    const text = `${TITLE}\n\n${PROSE}\n\nThe page begins with <p>, its maker said on Monday.`;
    expect(await readString(text)).toMatchObject({ title: TITLE, titleFrom: 'header' });
  });
});

describe('a page is read in whatever its text stands', () => {
  const text = async (html: string) => bodyText(await readString(html));
  const all = PARAGRAPHS.join('\n\n');
  it.each([
    [
      'one form around everything',
      page(`<form id="aspnetForm"><div class="content"><h1>${TITLE}</h1>${body}</div></form>`),
    ],
    [
      'a collapsed rest',
      page(
        `<article><h1>${TITLE}</h1><p>${PARAGRAPHS[0]}</p><div class="more" style="display:none"><p>${PARAGRAPHS[1]}</p><p>${PARAGRAPHS[2]}</p></div><button>Read more</button></article>`,
      ),
    ],
    [
      'the shadow of an element',
      page(`<h1>${TITLE}</h1><story-text><template shadowrootmode="open">${body}</template></story-text>`),
    ],
    [
      'preformatted text',
      page(
        `<h1>${TITLE}</h1><pre>${PARAGRAPHS.map((one) => one.replace(/(.{50,60}) /g, '$1\n')).join('\n\n')}</pre>`,
      ),
    ],
    ['line breaks', page(`<h1>${TITLE}</h1><div>${PARAGRAPHS.join('<br>')}</div>`)],
    [
      'a container that a template calls a teaser',
      page(`<div class="teaser promo"><h1>${TITLE}</h1>${body}</div>`),
    ],
    [
      'paragraphs of which two are links from end to end',
      page(
        `<article><h1>${TITLE}</h1><p><a href="/repair">${PARAGRAPHS[0]}</a></p><p>${PARAGRAPHS[1]}</p><p><a href="/gdynia">${PARAGRAPHS[2]}</a></p></article>`,
      ),
    ],
    [
      'words with places to divide them',
      page(`<article><h1>${TITLE}</h1>${body.replaceAll('ferry', 'fer&shy;ry')}</article>`),
    ],
    [
      'AMP',
      page(
        `<amp-sidebar>Home Sport</amp-sidebar><article><h1>${TITLE}</h1><amp-img src="a.jpg" alt="The ferry"><noscript><img src="a.jpg"></noscript></amp-img><figcaption>The ferry at noon. Photo: Ida Berg</figcaption>${body}<amp-list><template type="amp-mustache">{{title}} is what others read.</template></amp-list></article>`,
        `<title>${TITLE}</title>`,
        ' amp',
      ),
    ],
  ])('also in %s', async (_, html) => {
    expect(await text(html)).toBe(all);
  });

  it('hidden until a script fades it in, though the frame around it is in sight', async () => {
    const notice =
      'The pictures of this gazette belong to the people who took them, and nobody may print them without asking first.';
    const more = Array.from(
      { length: 6 },
      (_, at) => `<p>${PARAGRAPHS[at % 3]?.replace('.', `, as report ${at + 1} said.`)}</p>`,
    );
    const html = page(
      `<footer><p>${notice}</p><p>${notice.replace('pictures', 'maps')}</p></footer><main style="opacity:0"><h1>${TITLE}</h1>${body}${more.join('')}</main>`,
    );
    expect(await text(html)).toContain(PARAGRAPHS[1]);
  });

  it('without what was struck, and without marks of notes', async () => {
    const html = page(
      `<article><h1>${TITLE}</h1>${body}<p>The repair took <del>four</del> three weeks<sup><a href="#n1">[1]</a></sup>, the yard said on Monday.</p></article>`,
    );
    expect(await text(html)).toContain('The repair took three weeks, the yard said on Monday.');
  });
});

describe('what programs put around an article', () => {
  it('a word processor’s export tells title, author and day in its first lines', async () => {
    const lines = `<p class=MsoTitle>${TITLE}</p><p class=MsoNormal><b>By Ida Berg</b></p><p class=MsoNormal>12 September 2023</p>`;
    const article = await readString(
      page(
        `<div class=WordSection1>${lines}${body}</div>`,
        '<meta name=Generator content="Microsoft Word 15 (filtered)"><title>Document1</title>',
      ),
    );
    expect(article).toMatchObject({ title: TITLE, authors: ['Ida Berg'], published: { date: '2023-09-12' } });
    expect(bodyText(article)).toBe(PARAGRAPHS.join('\n\n'));
  });

  it('an export’s own name of its author is not the article’s', async () => {
    const article = await readString(
      page(
        `<p>${TITLE}</p><p>By Ida Berg</p>${body}`,
        '<meta name="generator" content="LibreOffice 24.2"><meta name="author" content="desk-laptop"><title></title>',
      ),
    );
    expect(article).toMatchObject({ title: TITLE, authors: ['Ida Berg'] });
  });

  it('the clipboard of Windows tells where it was copied', async () => {
    const html = `Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000009999\r\nStartFragment:0000000141\r\nEndFragment:0000009963\r\nSourceURL:https://gazette.example/ferry\r\n<html><body>\r\n<!--StartFragment--><h1>${TITLE}</h1>${body}<!--EndFragment--></body></html>`;
    expect(await readString(html)).toMatchObject({
      title: TITLE,
      url: 'https://gazette.example/ferry',
      outlet: 'gazette.example',
    });
  });

  it.each([
    ['a browser', '<!-- saved from url=(0029)https://gazette.example/ferry -->\n'],
    [
      'a program',
      '<!--\n Page saved with SingleFile \n url: https://gazette.example/ferry \n saved date: Thu Sep 14 2023\n-->',
    ],
  ])('the address that %s notes above a saved page is the page’s where it declares none', async (_, note) => {
    const saved = (head: string) =>
      readString(page(`<article><h1>${TITLE}</h1>${body}</article>`, head).replace('<html', `${note}<html`));
    expect(await saved(`<title>${TITLE}</title>`)).toMatchObject({
      url: 'https://gazette.example/ferry',
      outlet: 'gazette.example',
    });
    expect((await saved('<link rel="canonical" href="https://coast.example/a">')).url).toBe(
      'https://coast.example/a',
    );
  });

  it('a saved view of a page’s source is read as the page', async () => {
    const source = page(`<article><h1>${TITLE}</h1>${body}</article>`)
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;');
    const rows = source
      // A source is broken into lines between words, never within one.
      .match(/.{1,90}(?:\s|$)/gs)
      ?.map(
        (line, at) =>
          `<tr><td class="line-number" value="${at}"></td><td class="line-content">${line}</td></tr>`,
      );
    const article = await readString(
      `<html><head></head><body><div class="line-gutter-backdrop"></div><table><tbody>${rows?.join('')}</tbody></table></body></html>`,
    );
    expect(article.title).toBe(TITLE);
    expect(bodyText(article)).not.toMatch(/<\/?p>/);
  });

  it.each([
    [
      'an archive',
      '<meta property="og:site_name" content="archive.ph"><link rel="canonical" href="https://archive.ph/2023.09.14-071103/https://gazette.example/ferry">',
    ],
    [
      'another archive',
      '<link rel="canonical" href="https://web.archive.org/web/20230914071103/https://gazette.example/ferry">',
    ],
    [
      'a cache of AMP pages',
      '<link rel="canonical" href="https://gazette-example.cdn.ampproject.org/c/s/gazette.example/ferry">',
    ],
    [
      'a translator',
      '<link rel="canonical" href="https://gazette-example.translate.goog/ferry?_x_tr_sl=no">',
    ],
  ])('%s is not the outlet', async (_, head) => {
    const saved = '<div id="HEADER">Saved from <input value="x"> 14 Sep 2023 07:11:03 UTC</div>';
    const article = await readString(
      page(`${saved}<div id="CONTENT"><h1>${TITLE}</h1>${body}</div>`, `<title>${TITLE}</title>${head}`),
    );
    expect(article).toMatchObject({ outlet: 'gazette.example', url: 'https://gazette.example/ferry' });
  });

  it('a browser’s translation is flagged', async () => {
    const article = await readString(
      page(
        `<h1>${TITLE}</h1>${body}<div>Rate this translation</div>`,
        `<title>${TITLE}</title>`,
        ' class="translated-ltr"',
      ),
    );
    expect(article.flags).toContain('machine-translated?');
    expect(bodyText(article)).toBe(PARAGRAPHS.join('\n\n'));
  });
});

describe('what a page declares', () => {
  const data = (node: object) => `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
  const graph = {
    '@graph': [
      {
        '@type': 'NewsArticle',
        headline: TITLE,
        author: { '@id': 'https://gazette.example/#ida' },
        publisher: { '@id': 'https://gazette.example/#site' },
        datePublished: '2023-09-12T18:04:00+02:00',
      },
      { '@type': 'Person', '@id': 'https://gazette.example/#ida', name: 'Ida Berg' },
      { '@type': 'Organization', '@id': 'https://gazette.example/#site', name: 'The Coast Gazette' },
    ],
  };

  it('is followed by its ids', async () => {
    const article = await readString(
      page(`<article><h1>${TITLE}</h1>${body}</article>`, `<title>${TITLE}</title>${data(graph)}`),
    );
    expect(article).toMatchObject({
      outlet: 'The Coast Gazette',
      authors: ['Ida Berg'],
      published: { date: '2023-09-12' },
    });
  });

  it('is nobody’s name where an id leads nowhere', async () => {
    const article = await readString(
      page(
        `<article><h1>${TITLE}</h1>${body}</article>`,
        data({
          '@type': 'NewsArticle',
          headline: TITLE,
          publisher: { '@id': 'https://gazette.example/index#publisher' },
        }),
      ),
    );
    expect(article.outlet).toBeNull();
  });

  it.each([
    '<aside class="related"><h3>Related</h3><time datetime="2020-02-02">2 Feb 2020</time><a href="/x">An old story about the harbour</a></aside>',
    '<div class="related"><time datetime="2020-02-02">2 Feb 2020</time> The old harbour</div>',
    '<section id="relatedStories"><p>The old harbour <time datetime="2020-02-02">2 Feb 2020</time></p></section>',
    '<div class="c-see-also"><a href="/x">The old harbour</a> <span>2 Feb 2020</span></div>',
  ])('is a day only where the article has one: not another story’s (%s)', async (others) => {
    const article = await readString(
      page(
        `<article><h1>${TITLE}</h1><p>Under the treaty of 3 March 1999 the port was closed to all other ships.</p>${body}</article>${others}`,
      ),
    );
    expect(article.published).toBeNull();
  });

  it('keeps every piece of the page, whatever it is', async () => {
    const article = await readString(
      page(
        `<nav><a href="/">Home</a></nav><article><h1>${TITLE}</h1>${body}</article><footer>All rights reserved</footer>`,
      ),
    );
    expect(textsOf(article, 'boilerplate')).toEqual(['Home', 'All rights reserved']);
  });
});
