import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Link, rootedLinks } from '../../lambdas/copies/links.ts';
import { type GroupItem, groupArticles } from '../../lambdas/stories/group.ts';
import { dice } from '../bench/made-up.ts';

const { constantFrom, integer, tuple, array } = fc;

/** Any graph in which an item has at most one link: chains, trees, circles, loops. */
const graphs = integer({ min: 1, max: 40 }).chain((size) =>
  tuple(
    ...Array.from({ length: size }, () => constantFrom(null, ...Array.from({ length: size }).keys())),
  ).map((above) => above.flatMap((of, item): Link[] => (of === null ? [] : [{ item, of }]))),
);

describe('links between copies', () => {
  test('lead each item to one that has no link itself, whatever the graph', () => {
    fc.assert(
      fc.property(graphs, (links) => {
        const rooted = rootedLinks(links);
        const linked = new Set(rooted.map(({ item }) => item));
        for (const { of } of rooted) expect(linked.has(of)).toBe(false);
        // Who had a link has one still, or is the end of a circle.
        for (const { item } of links)
          expect(
            linked.has(item) || rooted.some(({ of }) => of === item) || links.some((one) => one.of === item),
          ).toBe(true);
      }),
    );
  });

  test('do not depend on the order in which they come', () => {
    fc.assert(
      fc.property(
        graphs.chain((links) =>
          tuple(fc.constant(links), fc.shuffledSubarray(links, { minLength: links.length })),
        ),
        ([links, shuffled]) => {
          const sorted = (list: readonly Link[]) => rootedLinks(list).toSorted((a, b) => a.item - b.item);
          expect(sorted(shuffled)).toEqual(sorted(links));
        },
      ),
    );
  });

  test('follow a chain of a hundred thousand links', () => {
    const links = Array.from({ length: 100_000 }, (_, item): Link => ({ item, of: item + 1 }));
    expect(rootedLinks(links).every(({ of }) => of === 100_000)).toBe(true);
  });
});

const SYLLABLES = 'ba de ko lu mi no pe ra sil to vun zar'.split(' ');

/** Sentences that no other seed makes. */
function report(seed: number, sentences = 12): string {
  const roll = dice(seed);
  const word = () => Array.from({ length: 2 + roll(2) }, () => SYLLABLES[roll(SYLLABLES.length)]).join('');
  return Array.from(
    { length: sentences },
    () => `The ${Array.from({ length: 12 }, word).join(' ')} ${10 + roll(900)}.`,
  ).join(' ');
}

const halfOf = (text: string) => text.slice(0, Math.floor(text.length / 2));

/** An article, a copy, an excerpt, or a text that holds whole earlier ones and a piece of others, which may hold others themselves. */
type Step =
  | { readonly kind: 'report' }
  | { readonly kind: 'copy' | 'excerpt'; readonly of: number }
  | { readonly kind: 'roundup'; readonly of: number; readonly and: number; readonly titled: boolean };

const place = integer({ min: 0, max: 1_000 });
const steps = array(
  fc.oneof(
    fc.constant<Step>({ kind: 'report' }),
    fc.record({ kind: constantFrom('copy' as const, 'excerpt' as const), of: place }),
    fc.record({ kind: fc.constant('roundup' as const), of: place, and: place, titled: fc.boolean() }),
  ),
  { minLength: 1, maxLength: 12 },
);

function coverageOf(plan: readonly Step[]): GroupItem[] {
  const texts: string[] = [report(1)];
  const titles: string[] = ['The first report'];
  for (const [at, step] of plan.entries()) {
    const earlier = (index: number) => texts[index % texts.length] ?? '';
    titles.push(step.kind === 'roundup' && step.titled ? 'World news in brief' : `Report ${at}`);
    if (step.kind === 'report') texts.push(report(at + 2));
    else if (step.kind === 'roundup')
      texts.push(`${earlier(step.of)} ${halfOf(earlier(step.and))} ${report(at + 500, 2)}`.slice(0, 20_000));
    else if (step.kind === 'copy') texts.push(`${earlier(step.of)} One line more.`);
    else texts.push(halfOf(earlier(step.of)));
  }
  return texts.map((text, at) => ({
    id: `a${String(at).padStart(2, '0')}`,
    text,
    title: titles[at] ?? null,
    outlet: `Outlet ${at % 5}`,
    published: `2023-09-1${at % 4}`,
    language: 'en',
  }));
}

const TOPIC = { title: 'The summit', names: ['Vostochny'], seeds: ['A summit is held.'] };

describe('every article', () => {
  test.each([undefined, TOPIC])(
    'is in exactly one story or set aside, however texts hold each other',
    (topic) => {
      fc.assert(
        fc.property(steps, (plan) => {
          const items = coverageOf(plan);
          const { stories, offTopic, copies } = groupArticles(items, topic);
          const told = [...stories.flatMap(({ articles }) => articles), ...offTopic.map(({ id }) => id)];
          expect(told.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
          const linked = new Set(copies.map(({ id }) => id));
          for (const { of } of copies) expect(linked.has(of)).toBe(false);
        }),
        { numRuns: 80 },
      );
    },
  );

  test('of a round-up of a round-up stands in the story of the article within', () => {
    const [first = '', second = '', third = ''] = [1, 2, 3].map((seed) => report(seed, 30));
    const inner = `${first} ${third.slice(0, 900)}`;
    const outer = `${inner} ${second.slice(0, 900)}`;
    const items = [first, second, third, inner, outer].map(
      (text, at): GroupItem => ({
        id: `a${at}`,
        text,
        title: at === 3 ? 'World news in brief' : `Report ${at}`,
        language: 'en',
      }),
    );
    const { stories, copies } = groupArticles(items);
    const linked = new Map(copies.map(({ id, of }) => [id, of]));
    expect([linked.get('a3'), linked.get('a4')]).toEqual(['a0', 'a0']);
    expect(stories.flatMap(({ articles }) => articles).toSorted()).toEqual(items.map(({ id }) => id));
  });
});
