import { describe, expect, test } from 'vitest';
import { authorsFrom } from '../../../lambdas/article/metadata/authors-origin.ts';
import { withKnownDate } from '../../../lambdas/article/metadata/known-date.ts';
import { readArticle } from '../../../lambdas/article/read.ts';

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

test.each([
  ['a byline', 'Cranes move again\n\nBy Ada Quay\n\nCoast Courier, 13 September 2023', 'byline'],
  ['no name', 'Cranes move again\n\nCoast Courier, 13 September 2023', null],
  ['front matter', '---\ntitle: Cranes move again\nauthor: Ada Quay\n---', 'data'],
])('where the authors come from is told of %s', async (_, head, from) => {
  expect(authorsFrom(await read(head, 'a.md'))).toBe(from);
});
