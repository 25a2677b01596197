import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleId } from '../../lambdas/article/id.ts';
import { makeEdition } from '../../lambdas/edition/make.ts';
import { editedInWindow } from '../../lambdas/edits/apply.ts';
import { decidedBefore } from '../../lambdas/edits/fold.ts';
import type { Changes, EditRecord } from '../../lambdas/edits/types.ts';
import type { Edition, Settings, WindowArticle } from '../../lambdas/types.ts';
import { articleOf, day } from '../stories/factory.ts';
import { inFile, instantOf, onDesk, undoing } from './acts.ts';

const SETTINGS: Settings = {
  name: 'The Harbour Brief',
  topic: { title: 'The strike in the northern harbour', names: ['Northern Harbour'], seeds: [] },
  languages: ['en'],
  timeZone: 'UTC',
  windowHours: 72,
  sendByHours: 6,
  sender: { name: 'Brief', address: 'brief@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: '1 Example Street',
};
const SLOT = instantOf(60);
const STRIKE =
  'The crane drivers of the northern harbour went on strike on Monday for shorter night shifts, the union said, and forty ships wait in the roads while the port counts its losses.';
const WIRE = [
  STRIKE,
  'The port offered to talk about the shifts and not about the pay, a spokesman told reporters on the quay late in the evening.',
];
const files = [
  { key: 'gazette.txt', title: 'Crane drivers strike', outlet: 'Harbour Gazette', paragraphs: WIRE },
  { key: 'courier.txt', title: 'Strike in the harbour', outlet: 'Coast Courier', paragraphs: WIRE },
  {
    key: 'post.txt',
    title: 'Ships wait off the northern harbour',
    outlet: 'Lakeside Post',
    paragraphs: [
      'Forty ships wait off the northern harbour since its crane drivers began a strike on Monday.',
      'The masters of two tankers asked for water and bread, which the pilots brought them at noon.',
    ],
  },
  {
    key: 'bakery.txt',
    title: 'A prize for rye bread',
    outlet: 'Lakeside Post',
    paragraphs: [
      'The bakery at the old mill won the first prize for its rye bread at the fair on Sunday.',
      'The jury praised the crust, and the baker thanked her grandmother for the recipe.',
    ],
  },
].map((one) => ({ ...articleOf({ ...one, published: day('2023-09-13') }), id: articleId(one.key) }));

function editionOf(articles: readonly WindowArticle[], acts: readonly EditRecord[]): Edition {
  const decided = decidedBefore(acts, SLOT);
  return makeEdition({
    articles: articles.map((one) => editedInWindow(one, decided.get(one.id))),
    previous: null,
    settings: SETTINGS,
    slot: SLOT,
  });
}

const storyOf = ({ stories }: Edition, key: string) =>
  stories.find(({ sources }) => sources.some((one) => [one, ...one.copies].some((two) => two.key === key)));
const isCopy = ({ stories }: Edition, key: string) =>
  stories.some(({ sources }) => sources.some(({ copies }) => copies.some((one) => one.key === key)));

describe('an edition with edits', () => {
  it('is as its editors decided', () => {
    const before = editionOf(files, []);
    expect(isCopy(before, 'gazette.txt') || isCopy(before, 'courier.txt')).toBe(true);
    expect(before.offTopic.map(({ key }) => key)).toEqual(['bakery.txt']);

    const apart = editionOf(files, [
      onDesk('gazette.txt', 1, { notACopy: true }),
      onDesk('courier.txt', 1, { notACopy: true }),
    ]);
    expect(apart.counts.copies).toBe(0);

    const copied = editionOf(files, [onDesk('post.txt', 1, { copyOf: 'gazette.txt' })]);
    expect(isCopy(copied, 'post.txt')).toBe(true);
    expect(copied.counts.copies).toBe(2);

    const joined = editionOf(files, [onDesk('bakery.txt', 1, { sameStoryAs: 'post.txt' })]);
    expect(joined.offTopic).toEqual([]);
    expect(storyOf(joined, 'bakery.txt')).toBe(storyOf(joined, 'post.txt'));

    const led = editionOf(files, [onDesk('bakery.txt', 1, { topic: 'on', lead: true })]);
    expect(led.stories[0]).toBe(storyOf(led, 'bakery.txt'));

    const off = editionOf(files, [onDesk('gazette.txt', 1, { topic: 'off' })]);
    expect(off.offTopic.map(({ key }) => key).toSorted()).toEqual([
      'bakery.txt',
      'courier.txt',
      'gazette.txt',
    ]);

    const dropped = editionOf(files, [onDesk('post.txt', 1, { drop: true })]);
    expect(dropped.counts).toMatchObject({ dropped: 1, articles: 3, quarantined: 0 });
    expect(JSON.stringify(dropped)).not.toContain('post.txt');
  });

  it('turns round who copied whom, and lets the later of two that make a circle stand', () => {
    const turned = (copy: string, of: string) => {
      const edition = editionOf(files, [onDesk(copy, 1, { copyOf: of })]);
      return isCopy(edition, copy) && !isCopy(edition, of);
    };
    expect(turned('gazette.txt', 'courier.txt')).toBe(true);
    expect(turned('courier.txt', 'gazette.txt')).toBe(true);
    const circle = [
      onDesk('gazette.txt', 1, { copyOf: 'post.txt' }),
      onDesk('post.txt', 2, { copyOf: 'gazette.txt' }),
    ];
    expect(isCopy(editionOf(files, circle), 'post.txt')).toBe(true);
    expect(isCopy(editionOf(files, circle), 'gazette.txt')).toBe(false);
  });

  it('prints no word of an editor bare: a headline is a source’s title or stands in square brackets', () => {
    const own = editionOf(files, [
      onDesk('post.txt', 1, { headline: 'A harbour at rest', note: 'We asked the port.' }),
    ]);
    expect(storyOf(own, 'post.txt')).toMatchObject({
      headline: { text: '[A harbour at rest]', editorial: true },
      notes: ['We asked the port.'],
    });
    const theirs = editionOf(files, [
      onDesk('post.txt', 1, { headline: 'Ships wait off the northern harbour' }),
    ]);
    const headline = storyOf(theirs, 'post.txt')?.headline;
    expect(headline).toMatchObject({ text: 'Ships wait off the northern harbour' });
    expect(headline?.editorial).toBeUndefined();

    const named = editionOf(files, [onDesk('bakery.txt', 1, { outlet: 'Mill News', title: 'Bread!' })]);
    expect(named.offTopic[0]).toMatchObject({
      outlet: '[Mill News]',
      title: '[Bread!]',
      editorial: ['outlet', 'title'],
    });
  });

  it('is the same bytes whatever the order of uploads and edits, and however often each is told', () => {
    const change: fc.Arbitrary<Changes> = fc.record(
      {
        title: fc.constantFrom('Crane drivers strike', 'A harbour at rest', null),
        outlet: fc.constantFrom('Harbour Gazette', 'Town Crier', null),
        notACopy: fc.constantFrom(true as const, null),
        copyOf: fc.constantFrom(...files.map(({ article }) => article.key), null),
        sameStoryAs: fc.constantFrom(...files.map(({ article }) => article.key), 'nowhere.txt', null),
        topic: fc.constantFrom('on' as const, 'off' as const, null),
        lead: fc.constantFrom(true as const, null),
        headline: fc.constantFrom('A harbour at rest', null),
        drop: fc.constantFrom(true as const, null),
        note: fc.constantFrom('We asked the port.', null),
      },
      { requiredKeys: [] },
    );
    const act = fc
      .tuple(
        fc.constantFrom(...files.map(({ article }) => article.key), 'nowhere.txt'),
        fc.integer({ min: 1, max: 70 }),
        change,
        fc.constantFrom('desk', 'file', 'removal'),
      )
      .map(([key, minute, changes, from]) =>
        from === 'desk'
          ? onDesk(key, minute, changes)
          : inFile(key, minute, from === 'file' ? changes : null),
      );
    // One act is one object: no two say something else under one id.
    const uniqueActs = fc.uniqueArray(act, { maxLength: 8, selector: ({ id }) => id });
    const acts = fc.tuple(uniqueActs, fc.nat()).map(([all, at]) => {
      const undone = all[at % Math.max(1, all.length)];
      return undone === undefined ? all : [...all, undoing(undone, 40)];
    });
    fc.assert(
      fc.property(acts, fc.infiniteStream(fc.nat()), (all, random) => {
        const shuffled = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, at: random.next().value ?? 0 }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const expected = JSON.stringify(editionOf(files, all));
        expect(JSON.stringify(editionOf(shuffled([...files, ...files]), shuffled([...all, ...all])))).toBe(
          expected,
        );
      }),
      { numRuns: 40 },
    );
  });
});
