import { describe, expect, test } from 'vitest';
import { authorsFrom } from '../../../lambdas/article/metadata/authors-origin.ts';
import { withKnownDate } from '../../../lambdas/article/metadata/known-date.ts';
import { readArticle } from '../../../lambdas/article/read.ts';

import { run, word, wordBody, wordParagraph, wordPart } from '../formats/made-documents.ts';

const COVERAGE = { first: '2023-09-10', last: '2023-09-30' };
const BODY =
  'The crane drivers of the northern harbour went back to work on Wednesday after eleven days on strike, the port said.';
const read = (text: string, key = 'a.txt') =>
  readArticle({ key, bytes: new TextEncoder().encode(`${text}\n\n${BODY}\n\n${BODY} It gave no reason.`) });

describe('a date that can be read in two ways', () => {
  test.each([
    ['is the one within the coverage', '09/10/2023', '2023-09-29', '2023-09-10', []],
    ['is none where both are possible', '03/04/2023', '2023-09-29', undefined, ['ambiguous-date']],
    ['is not the one that is still to come', '09/10/2023', '2023-10-02', '2023-09-10', []],
    ['that cannot be is as it was', '20/09/2023', '2023-09-29', '2023-09-20', []],
  ])('%s', async (_, written, received, date, flags) => {
    const article = await read(`Cranes move again\n\nCoast Courier\n${written}`);
    const known = withKnownDate(article, { received: `${received}T10:00:00.000Z`, coverage: COVERAGE });
    expect(known.published?.date).toBe(date);
    expect(known.flags.filter((flag) => flag.endsWith('-date'))).toEqual(flags);
  });
});

describe.each([
  ['front matter', (day: string) => `---\ntitle: Cranes move again\ndate: ${day}\n---\n\n`],
  ['WhatsApp', (day: string) => `[${day}, 18:04:12] Ada: Cranes move again\n[${day}, 18:05:40] Ada: `],
  ['Telegram', (day: string) => `Coast Courier, [${day} 18:04]\nCranes move again\n`],
  ['Factiva', (day: string) => `HD Cranes move again\nWC 90 words\nPD ${day}\nSN Coast Courier\nLP `],
  ['PressReader', (day: string) => `Cranes move again\nCoast Courier · ${day} · 4 · ADA QUAY\n\n`],
  ['a clipper', (day: string) => `Title: Cranes move again\nPublished Time: ${day}\n\n`],
  [
    'a forwarded mail',
    (day: string) =>
      `From: Ada <ada@desk.example>\nSent: ${day} 18:04\nTo: Ole <ole@desk.example>\nSubject: Cranes move again\n\n`,
  ],
])('the day that %s writes', (_, around) => {
  test('is flagged where it can be read in two ways, and decided by the coverage', async () => {
    const article = await read(`${around('09/10/2023')}${BODY}`);
    expect(article.flags).toContain('ambiguous-date');
    const known = withKnownDate(article, { received: '2023-09-29T10:00:00.000Z', coverage: COVERAGE });
    expect(known).toMatchObject({ published: { date: '2023-09-10' } });
    expect(known.flags).not.toContain('ambiguous-date');
  });

  test('is taken as it is where it cannot', async () => {
    const { published, flags } = await read(`${around('20/09/2023')}${BODY}`);
    expect(published?.date).toBe('2023-09-20');
    expect(flags).not.toContain('ambiguous-date');
  });
});

test.each([
  [
    'es',
    'En el puerto las grúas vuelven a moverse después de la huelga, dijo la capitana del muelle norte.',
    '2023-10-09',
  ],
  [
    'en',
    'In the harbour the cranes move again after the strike, the captain of the northern quay said.',
    undefined,
  ],
  [
    'hu',
    'A kikötőben a daruk a sztrájk után ismét mozognak, mondta az északi rakpart kapitánya a sajtónak.',
    undefined,
  ],
])(
  'where the coverage does not tell, %s tells the order of figures, if it has but one',
  async (_, sentence, day) => {
    const text = `---\ntitle: Cranes move again\ndate: 09/10/2023\n---\n\n${`${sentence}\n\n`.repeat(4)}`;
    const known = withKnownDate(await read(text), { received: '2023-12-01T10:00:00.000Z' });
    expect(known.published?.date).toBe(day);
  },
);

test('the day in a page header of a Word document is flagged where it can be read in two ways', async () => {
  const header = wordPart('hdr', wordParagraph(run('Press office, 09/10/2023')));
  const bytes = word(wordBody().replace(wordParagraph(run('13 September 2023')), ''), {
    'header1.xml': ['header', header],
  });
  expect((await readArticle({ key: 'a.docx', bytes })).flags).toContain('ambiguous-date');
});

test.each([
  ['the address', 'url: https://coast.example/2023/09/10/cranes', ''],
  ['the text', 'outlet: Coast Courier', 'Coast Courier, 10 September 2023\n\n'],
])('which day front matter means is told by %s', async (_, line, above) => {
  const article = await read(
    `---\ntitle: Cranes move again\ndate: 09/10/2023\n${line}\n---\n\n${above}${BODY}`,
  );
  expect(article.published?.date).toBe('2023-09-10');
  expect(article.flags).not.toContain('ambiguous-date');
});

test.each([
  ['a byline', 'Cranes move again\n\nBy Ada Quay\n\nCoast Courier, 13 September 2023', 'byline'],
  ['no name', 'Cranes move again\n\nCoast Courier, 13 September 2023', null],
  ['front matter', '---\ntitle: Cranes move again\nauthor: Ada Quay\n---', 'data'],
])('where the authors come from is told of %s', async (_, head, from) => {
  expect(authorsFrom(await read(head, 'a.md'))).toBe(from);
});
