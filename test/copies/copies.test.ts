import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCopies } from '../../lambdas/copies/copies.ts';
import type { CopyInput } from '../../lambdas/copies/copy-text.ts';

const FERRY =
  'The night ferry to Larch Island will sail again from Monday, the harbour office announced after a winter of repairs. ' +
  'Captain Ruth Alder said that the new engine burns a third less fuel than the one it replaces. ' +
  'Islanders had driven ninety minutes round the bay since the old boat failed in November. ' +
  'The first crossing leaves at half past nine in the evening and carries forty cars. ' +
  'Tickets cost the same as before, and schoolchildren travel free until the summer.';
const LIBRARY =
  'Volunteers have opened a library in the former signal box at Elm Junction, with two thousand books in three rooms. ' +
  'Trains still pass the window every quarter of an hour, so readers are handed felt ear covers at the desk. ' +
  'The railway gave the building for one coin a year, and the village repaired its roof in a single weekend. ' +
  'Opening hours follow the timetable of the branch line, which nobody has found confusing so far.';
const RIVAL =
  'Larch Island gets its night boat back on Monday, four months after an engine fire took the old ferry out of service. ' +
  'Residents cheered at a meeting in the school hall when Captain Ruth Alder read out the timetable. ' +
  'One crossing each evening is planned at first; more may follow if the forty places for cars are filled.';

function item(key: string, text: string, more: Partial<CopyInput> = {}): CopyInput {
  return { key, text, title: null, metadata: 0, date: '2023-03-01', ...more };
}

/** `id→of kind`, sorted. */
function links(...items: CopyInput[]): string[] {
  return findCopies(items)
    .map(({ item: at, of, kind }) => `${items[at]?.key}→${items[of]?.key} ${kind}`)
    .sort();
}

function misread(text: string): string {
  return [...text].map((letter, index) => (index % 13 === 5 && letter !== ' ' ? 'ß' : letter)).join('');
}

describe('copies', () => {
  test.each([
    ['exact', FERRY.replaceAll(' ', '\n').toUpperCase(), 'exact'],
    ['re-headlined', `Larch boat returns\n${FERRY}`, 'near'],
    [
      'with a paragraph added',
      `${FERRY} Our reporter will be on board on Monday and takes questions.`,
      'near',
    ],
    ['with every thirteenth letter misread', misread(FERRY), 'near'],
    ['cut after the second sentence', FERRY.split('. ').slice(0, 2).join('. '), 'excerpt'],
  ])('a text %s is named for what it is', (_, text, kind) => {
    expect(links(item('whole', FERRY, { metadata: 3 }), item('again', text))).toEqual([
      `again→whole ${kind}`,
    ]);
  });

  test('another report of the same event is no copy', () => {
    expect(links(item('a', FERRY), item('b', RIVAL))).toEqual([]);
  });

  test('a round-up names the article it contains and does not join the articles in it', () => {
    const roundup = `${FERRY} ${LIBRARY.split('. ').slice(0, 3).join('. ')}`;
    expect(links(item('ferry', FERRY), item('library', LIBRARY), item('both', roundup))).toEqual([
      'both→ferry roundup',
    ]);
  });

  test('furniture that stands in many articles makes no copies of them', () => {
    const furniture =
      'Follow us for more. All rights reserved by the publisher of this page and its partners. Sign up for our letter every ' +
      'morning before breakfast, read it on the train, and send it to a friend who would like it.';
    const plain = ['Alpha', 'Bravo', 'Chalk', 'Delta', 'Ember', 'Frost'].map((name, n) =>
      item(name, `${furniture} ${Array.from({ length: 40 }, (_, w) => `${name}${w * (n + 1)}`).join(' ')}`),
    );
    expect(links(...plain)).toEqual([]);
  });

  test('texts without words and very short ones are copies only when they are the same', () => {
    expect(
      links(item('a', '…'), item('b', '***'), item('c', 'Rain on Monday'), item('d', 'Rain on Monday, sun')),
    ).toEqual([]);
    expect(links(item('c', 'Rain on Monday'), item('d', 'rain, on monday!'))).toEqual(['d→c exact']);
  });

  test('a copy of a copy points at the one representative', () => {
    const cut = FERRY.split('. ').slice(0, 4).join('. ');
    const found = findCopies([item('a', FERRY), item('b', cut), item('c', `Boat\n${cut}`), item('d', FERRY)]);
    expect(new Set(found.map(({ of }) => of)).size).toBe(1);
    expect(found).toHaveLength(3);
  });
});

describe('the representative', () => {
  const cut = FERRY.split('. ').slice(0, 3).join('. ');

  test('is the complete text, though the cut one is earlier and better described', () => {
    expect(links(item('cut', cut, { metadata: 4, date: '2023-01-01' }), item('whole', FERRY))).toEqual([
      'cut→whole excerpt',
    ]);
  });

  test('is the better described of two complete ones', () => {
    expect(links(item('a', FERRY), item('b', `Boat\n${FERRY}`, { metadata: 2 }))).toEqual(['a→b near']);
  });

  test('is the earlier of two that are alike', () => {
    expect(links(item('a', FERRY, { date: '2023-03-02' }), item('b', FERRY))).toEqual(['a→b exact']);
  });

  test('never depends on arrival', () => {
    const items = [
      item('a', FERRY),
      item('b', `Boat\n${FERRY}`),
      item('c', cut),
      item('d', LIBRARY),
      item('e', RIVAL),
      item('f', FERRY),
    ];
    const expected = links(...items);
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (order) => {
        expect(links(...order)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});
