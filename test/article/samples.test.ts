import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../lambdas/article/body.ts';
import { InvalidUpload } from '../../lambdas/article/invalid-upload.ts';
import { countOf, readSample, textsOf } from './support.ts';

describe('our sample articles', () => {
  it('are read, but for the empty file and the cookie wall', async () => {
    const names = await readdir(new URL('../articles/', import.meta.url));
    const outcomes = await Promise.all(
      names.map((name) =>
        readSample(name).then(
          () => 'read',
          (error: unknown) => (error instanceof InvalidUpload ? error.code : 'bug'),
        ),
      ),
    );
    const refused = names
      .map((name, index) => [name, outcomes[index]])
      .filter(([, outcome]) => outcome !== 'read');
    expect(refused.sort()).toEqual([
      ['saved-page-cookies.html', 'not-an-article'],
      ['untitled.txt', 'empty'],
    ]);
  });

  it('give a paste without header its date, its derived title and nothing invented', async () => {
    const article = await readSample('paste from browser 14 sept.txt');
    expect(article).toMatchObject({
      title:
        'Kim Jong Un left the Vostochny cosmodrome on Wednesday evening with a pledge of friendship. and without a word in public about what it will cost.',
      titleFrom: 'derived',
      outlet: null,
      authors: [],
      url: null,
      language: 'en',
      published: { date: '2023-09-14', from: 'header' },
    });
    expect(article.flags).toEqual([
      'broken-sentences',
      'no-byline',
      'no-outlet',
      'no-title',
      'unbalanced-quotes',
    ]);
    expect(countOf(article, 'paragraph')).toBe(11);
    expect(textsOf(article, 'subheading')).toEqual([
      'What North Korea lacks: engines, grain and spare parts',
    ]);
  });

  it('know captions without a label, tweets and promotions from body text', async () => {
    const article = await readSample('paste from browser 14 sept.txt');
    expect(countOf(article, 'caption')).toBe(3);
    expect(countOf(article, 'embed')).toBe(1);
    const body = bodyText(article);
    expect(body).not.toMatch(/pic\.twitter\.com|visit the assembly hall|The flags of Russia/);
    expect(body).toContain('“Russia fires in two months what it makes in a year, said a European diplomat');
  });

  it('give a bilingual file its outlet, authors, contributors, agency, link and translation', async () => {
    const article = await readSample('granite-post_bilingual.txt');
    expect(article).toMatchObject({
      outlet: 'Granite Post',
      outletFrom: 'dateline',
      agency: 'Meridian Wire',
      authors: ['Callum Reyes', 'Mira Antonescu'],
      contributors: ['Josef Marek', 'Hana Seo', 'Park Ji-woo', 'Delia M. Fontaine'],
      published: { date: '2023-09-14', from: 'header' },
      title: 'Missiles, then a handshake: how the Vostochny summit began',
      url: 'https://granite-post.example/world/vostochny-missiles-handshake',
      language: 'en',
      languages: ['en', 'uk'],
    });
    expect(article.translations).toHaveLength(1);
    expect(article.translations[0]).toMatchObject({
      language: 'uk',
      title: 'Ракети, а потім рукостискання: як починався саміт на Східному',
    });
    expect(article.translations[0]?.summary).toMatch(/^Північна Корея .* угоди про зброю\.$/);
    expect(bodyText(article)).not.toMatch(/\p{Script=Cyrillic}/u);
    expect(countOf(article, 'promotion')).toBe(1);
  });

  it.each([
    ['harbour-gazette-summit.txt', 'Harbour Gazette', ['Ingrid Solheim', 'Tomas Okafor'], '2023-09-13', 'en'],
    ['Дніпровська хвиля — саміт на Східному.txt', 'Дніпровська хвиля', ['Олена Гайова'], '2023-09-14', 'uk'],
    ['el-faro-atlantico_cumbre_vostochni.txt', 'El Faro Atlántico', ['Lucía Berruezo'], '2023-09-13', 'es'],
    ['capitol_ledger_washington_reaction.txt', 'Capitol Ledger', ['Rosalind Achterberg'], '2023-09-13', 'en'],
    ['strait-observer_tokyo.txt', 'Strait Observer', ['Kenta Morishima'], '2023-09-14', 'en'],
    [
      "Tidewater Review - Kim's long ride to Vostochny.html",
      'Tidewater Review',
      ['Beatrix Hollis'],
      '2023-09-14',
      'en',
    ],
  ])('read the header of %s', async (name, outlet, authors, date, language) => {
    const article = await readSample(name);
    expect(article.outlet).toBe(outlet);
    expect(article.authors).toEqual(authors);
    expect(article.published?.date).toBe(date);
    expect(article.language).toBe(language);
    expect(article.titleFrom).not.toBe('derived');
  });

  it('name the agency of a wire story in each outlet that prints it', async () => {
    const names = [
      'meridian-wire-1409-vostochny-lead.txt',
      'Northern Courier – Space and shells.txt',
      'lakeside_daily_world_briefs.txt',
      'ferry-post (with local reaction).txt',
    ];
    const articles = await Promise.all(names.map(readSample));
    expect(articles.map((article) => article.agency)).toEqual(Array(4).fill('Meridian Wire'));
    expect(articles.map((article) => article.outlet)).toEqual([
      'Meridian Wire',
      'Northern Courier',
      'Lakeside Daily',
      'The Ferry Post',
    ]);
  });

  it('keep the frame of a saved page out of its body, and every block of it in the file', async () => {
    const article = await readSample("Tidewater Review - Kim's long ride to Vostochny.html");
    expect(countOf(article, 'paragraph')).toBe(7);
    expect(textsOf(article, 'subheading')).toEqual([
      'The satellites',
      'The shells',
      'The sanctions',
      'The invitation',
    ]);
    expect(countOf(article, 'caption')).toBe(1);
    expect(bodyText(article)).not.toMatch(/cookies|Related articles|All rights reserved/);
    expect(textsOf(article, 'boilerplate').join('\n')).toMatch(
      /We use cookies[\s\S]*Related articles[\s\S]*All rights reserved/,
    );
  });
});
