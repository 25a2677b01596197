import { expect, it } from 'vitest';
import { findDate } from '../../../lambdas/article/metadata/dates.ts';
import { namesIn } from '../../../lambdas/article/metadata/names.ts';
import { readArticle } from '../../../lambdas/article/read.ts';

it.each([
  ['Ilse Brandt und Karl Ott, Nairobi', ['Ilse Brandt', 'Karl Ott']],
  ['Ilse Brandt, Karl Ott', ['Ilse Brandt', 'Karl Ott']],
  ['Ilse Brandt, Port-Elling', ['Ilse Brandt']],
])('of "%s" the place is no author', (byline, names) => expect(namesIn(byline)).toEqual(names));

it.each([
  ['Do 25.04.24 | 14:07 Uhr', '2024-04-25'],
  ['Version 25.04.24.1', null],
  ['Nr. 99.13.24', null],
])('of "%s" the date is %s', (text, date) => expect(findDate(text)?.date ?? null).toBe(date));

it('a page that names itself as its author and prints a person is by the person', async () => {
  const paragraph =
    'The old ferry to the islands took up its timetable again on Wednesday morning, three weeks after a crack was found in its shaft.';
  const page = `<html lang="en"><head><title>The ferry sails again</title><link rel="canonical" href="https://www.elling-post.example/ferry">
    <script type="application/ld+json">{"@type":"NewsArticle","headline":"The ferry sails again","author":{"name":"elling-post News"}}</script></head>
    <body><article><h1>The ferry sails again</h1><span class="head__authorname">Ilse Brandt</span>${`<p>${paragraph}</p>`.repeat(4)}</article></body></html>`;
  const { authors } = await readArticle({ key: 'ferry.html', bytes: new TextEncoder().encode(page) });
  expect(authors).toEqual(['Ilse Brandt']);
});

it('names that hold the word before a byline are whole', async () => {
  const paragraphs = [
    'The old ferry to the islands took up its timetable again on Wednesday morning, three weeks after a crack was found.',
    'Its company thanked the yard and said that a second shaft would lie ready from now on, should the first one break.',
  ];
  const page = `<html lang="en"><body><article><h1>The ferry sails again</h1><p class="byline">By RUBY KIRBY, BYRON ABBY and TOBY LOHSE</p>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;
  const { authors } = await readArticle({ key: 'ferry.html', bytes: new TextEncoder().encode(page) });
  expect(authors.map((name) => name.toLowerCase())).toEqual(['ruby kirby', 'byron abby', 'toby lohse']);
});
