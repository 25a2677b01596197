import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { outletFacts, siteOf } from '../../lambdas/article/metadata/outlet-facts.ts';
import { withOneName } from '../../lambdas/stories/outlet-names.ts';
import { articleOf } from './factory.ts';

const at = (key: string, outlet: string | null, url: string | null, flags: readonly string[] = []) =>
  articleOf({ key, outlet, url, flags, paragraphs: [`The text of ${key}.`] });
const namesOf = (articles: ReturnType<typeof at>[]) =>
  withOneName(articles).map(({ article }) => article.outlet);

describe('an outlet', () => {
  test.each([
    [
      'by its printed name and by its site',
      [
        at('a', 'The Harbour Ledger', 'https://harbourledger.example/a'),
        at('b', 'harbourledger.example', 'https://harbourledger.example/b'),
        at('c', null, 'https://www.harbourledger.example/c'),
      ],
      ['The Harbour Ledger', 'The Harbour Ledger', 'The Harbour Ledger'],
    ],
    [
      'by what most of its articles print',
      [
        at('a', 'Harbour Ledger Staff', 'https://harbourledger.example/a'),
        at('b', 'Harbour Ledger', 'https://harbourledger.example/b'),
        at('c', 'Harbour Ledger', null),
      ],
      ['Harbour Ledger', 'Harbour Ledger', 'Harbour Ledger'],
    ],
    [
      'by the name that readers know for its site',
      [
        at('a', 'washingtontimes.com', 'https://www.washingtontimes.com/a'),
        at('b', 'Washington Times', 'https://m.washingtontimes.com/b'),
      ],
      ['The Washington Times', 'The Washington Times'],
    ],
    [
      'never by a site that carries many',
      [
        at('a', 'Harbour Ledger', 'https://news.yahoo.com/a'),
        at('b', 'Granite Post', 'https://news.yahoo.com/b'),
      ],
      ['Harbour Ledger', 'Granite Post'],
    ],
    [
      'never by a site under whose roof it has put another’s name',
      [
        at('a', 'Reuters (copycat.example)', 'https://copycat.example/a', ['name-on-other-host']),
        at('b', 'Copycat', 'https://copycat.example/b'),
      ],
      ['Reuters (copycat.example)', 'Copycat'],
    ],
    ['not without any name', [at('a', null, null), at('b', null, null)], [null, null]],
  ])('is known %s', (_, articles, names) => {
    expect(namesOf(articles)).toEqual(names);
  });

  it('has the same name in whatever order its articles come', () => {
    const pool = [
      at('a', 'The Harbour Ledger', 'https://harbourledger.example/a'),
      at('b', 'Ledger', 'https://harbourledger.example/b'),
      at('c', 'Ledger', 'https://other.example/c'),
      at('d', 'Granite Post', 'https://other.example/d'),
      at('e', null, 'https://other.example/e'),
    ];
    const plain = new Map(withOneName(pool).map(({ id, article }) => [id, article.outlet]));
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: 5 }), (shuffled) => {
        for (const { id, article } of withOneName(shuffled)) expect(article.outlet).toBe(plain.get(id));
      }),
    );
  });
});

describe('what is known of an outlet', () => {
  test.each([
    ['https://tass.com/world/1', { name: 'TASS', country: 'RU', stateMedia: true }],
    ['https://www.bbc.co.uk/news/1', { name: 'BBC', country: 'GB', stateMedia: false }],
    ['https://wiadomosci.wp.pl/a', { name: 'Wirtualna Polska', country: 'PL', stateMedia: false }],
    ['https://harbourledger.example/a', null],
    ['javascript:alert(1)', null],
  ])('is found by its address, or nothing is: %s', (url, facts) => {
    expect(outletFacts(url)).toEqual(facts);
  });

  it('is never said of a site that carries many outlets', () => {
    expect(siteOf('https://www.msn.com/en-us/a')).toBeNull();
    expect(siteOf('https://harbourledger.example/a')).toBe('harbourledger.example');
  });
});
