import { describe, expect, it } from 'vitest';
import { PROSE, readString } from '../support.ts';

const BODY = PROSE.split('\n\n')
  .map((text) => `<p>${text}</p>`)
  .join('');

interface Parts {
  readonly head?: string;
  readonly before?: string;
  readonly above?: string;
  readonly below?: string;
}

function page({
  head = '',
  before = '',
  above = '',
  below = '',
}: Parts): Promise<Awaited<ReturnType<typeof readString>>> {
  return readString(
    `<!doctype html><html><head><title>The ferry sails again</title>${head}</head><body>${before}<article><h1>The ferry sails again</h1>${above}${BODY}</article>${below}</body></html>`,
  );
}

describe('the day of a page', () => {
  it.each<[string, Parts]>([
    [
      'a meta tag of its own name',
      { head: '<meta name="w-published-date" content="2023-09-12T06:03:43.274Z">' },
    ],
    [
      'the number that the article was filed under',
      { head: '<link rel="canonical" href="https://harbour.example/article/A2023091206032000517">' },
    ],
    [
      'what its scripts draw it from',
      {
        head: '<script id="state" type="application/json">{"post":{"publishedAt":"2023-09-12T06:03:43Z"}}</script>',
        above: '<p class="meta">12 September 2023</p>',
      },
    ],
    [
      'one of two readings, where the page declares it',
      {
        head: '<meta property="article:published_time" content="2023-09-12">',
        above: '<p class="date">09/12/2023</p>',
      },
    ],
    [
      'above the text, whatever day the caption of its picture tells',
      {
        above:
          '<div class="meta">Tue 12.09.2023 | 14:07</div><figure><img src="f.jpg"><figcaption>Video: Harbour Television | 11.09.2023 | Picture: Ida Berg</figcaption></figure>',
      },
    ],
    [
      'read in the order of the page’s other days',
      {
        above: '<p class="date">09/12/2023</p>',
        below: '<ul><li>Storm over the islands, 08/31/2023</li><li>New pier opens, 08/28/2023</li></ul>',
      },
    ],
    [
      'the one in data that a script has left in an attribute',
      {
        head: `<meta name="script:ld+json" content="${JSON.stringify({ '@type': 'NewsArticle', headline: 'The ferry sails again', datePublished: '2023-09-12' }).replaceAll('"', '&quot;')}">`,
      },
    ],
    [
      'the first of two in a line of credits',
      {
        head: '<meta property="article:modified_time" content="2023-09-19T08:00:00Z">',
        above:
          '<div class="credit"><p class="date">September 12, 2023. <i>Updated: September 19, 2023</i></p></div>',
      },
    ],
    [
      'in microdata, when the page also keeps when it was begun',
      {
        head: '<meta property="article:published_time" content="2020-02-05T08:00:00Z">',
        above:
          '<p class="date">Published <time itemprop="datePublished" datetime="2023-09-12T16:45+0100">12 September 2023</time></p>',
      },
    ],
    [
      'in RDFa',
      {
        above:
          '<p>By Ida Berg, <span property="schema:datePublished" content="2023-09-12">Tuesday</span></p>',
      },
    ],
    [
      'in an attribute for scripts, in milliseconds',
      { above: '<div class="meta" data-published="1694505600000">Tuesday morning</div>' },
    ],
    [
      'the evening that news declare, though the paper is of the next morning',
      {
        head: `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'The ferry sails again', datePublished: '2023-09-12T19:30:04+02:00' })}</script><meta name="date" content="2023-09-13">`,
        above: '<p class="issue">From the issue of 13 September 2023</p>',
      },
    ],
    [
      'the one that news declare, though only a change is printed',
      {
        head: `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'The ferry sails again', datePublished: '2023-09-12T08:00:00Z', dateModified: '2026-04-24T10:00:00Z' })}</script>`,
        above: '<p><time datetime="2026-04-24T10:00:00Z">24 April 2026</time></p>',
      },
    ],
    [
      'written as in America, where the page declares that country',
      { head: '<meta property="og:locale" content="en_US">', above: '<p class="date">09/12/2023</p>' },
    ],
    [
      'not the one that an advertisement above it ends on',
      {
        head: '<script>var offerEnds = "2031-02-28";</script>',
        before: '<div class="ad-slot">Berths at half price until 28 February 2031</div>',
        above: '<p>Published 12 September 2023 at 18:04</p>',
      },
    ],
    [
      'when it was first published, though the day of a change stands before that',
      { above: '<p class="info">Updated 19 Sep 2023 09:10 — First published 12 Sep 2023 18:04</p>' },
    ],
    [
      'below the text, in a line like no other of the page',
      { below: '<footer class="signed"><p>September 12, 2023 by Ida Berg of our desk</p></footer>' },
    ],
    [
      'behind a label in the middle of its line',
      {
        above: '<p>Von Ida Berg | Zuletzt aktualisiert: 19.09.2023 | Veröffentlicht am 12.09.2023</p>',
      },
    ],
  ])('is %s', async (_, parts) => {
    const { published, flags } = await page(parts);
    expect(published?.date).toBe('2023-09-12');
    expect(flags).not.toContain('ambiguous-date');
  });

  it('is looked for in names of meta tags of any length in linear time', async () => {
    const name = 'published'.repeat(40_000);
    const { published } = await page({ head: `<meta name="${name}" content="2023-09-12">` });
    expect(published).toBeNull();
  });
});

describe('the authors of a page that declares itself news', () => {
  it('are those that it declares', async () => {
    const data = {
      '@type': 'NewsArticle',
      headline: 'The ferry sails again',
      author: [
        { '@type': 'Person', name: 'Ida Berg' },
        { '@type': 'Person', name: 'Jonas Roth' },
      ],
    };
    const { authors } = await page({
      head: `<script type="application/ld+json">${JSON.stringify(data)}</script>`,
    });
    expect(authors).toEqual(['Ida Berg', 'Jonas Roth']);
  });
});
