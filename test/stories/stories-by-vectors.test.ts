import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestVectors } from '../../lambdas/encoder/nearest.ts';
import { articleTimeOf, sameDays } from '../../lambdas/stories/article-time.ts';
import { centred } from '../../lambdas/stories/centred.ts';
import { cluster } from '../../lambdas/stories/cluster.ts';
import { type GroupItem, groupArticles } from '../../lambdas/stories/group.ts';
import { ON_TOPIC, topicTexts } from '../../lambdas/stories/topic.ts';
import { dice } from '../bench/made-up.ts';
import { openingAbout } from './openings.ts';

const MATTER = { flood: 3, strike: 21, vote: 40 } as const;

/** Texts of one matter in languages that share no word, no name and no number. */
const REPORTS: readonly GroupItem[] = (
  [
    ['en', 'flood', 'The river Marn rose over its banks and families left the lower town.'],
    ['es', 'flood', 'El río se desbordó y muchas familias dejaron la parte baja de la ciudad.'],
    ['ar', 'flood', 'فاض النهر على ضفتيه وغادرت العائلات الحي السفلي من المدينة.'],
    ['ja', 'flood', '川が堤防を越え、低い地区の家族が避難した。'],
    ['ko', 'flood', '강물이 둑을 넘어 아랫마을 가족들이 대피했다.'],
    ['zh', 'flood', '河水漫过堤岸，低洼城区的居民撤离。'],
    ['en', 'strike', 'Bus drivers of Keth stopped work over the new night timetable.'],
    ['uk', 'strike', 'Водії автобусів припинили роботу через новий нічний розклад.'],
    ['en', 'vote', 'The council voted for a smaller harbour wall.'],
  ] as const
).map(([language, matter, text], n) => ({
  id: `${matter}-${language}`,
  text,
  language,
  published: '2025-03-04',
  opening: openingAbout(MATTER[matter], language, n),
}));

const storiesOf = (items: readonly GroupItem[]) =>
  groupArticles(items).stories.map(({ articles }) => [...articles].sort());

describe('stories with vectors', () => {
  test('hold the reports of one event in every language, and of that event alone', () => {
    expect(storiesOf(REPORTS)).toEqual(
      expect.arrayContaining([
        ['flood-ar', 'flood-en', 'flood-es', 'flood-ja', 'flood-ko', 'flood-zh'],
        ['strike-en', 'strike-uk'],
        ['vote-en'],
      ]),
    );
  });

  test('fall back on words, names and numbers where an article has no vectors', () => {
    const bare = REPORTS.map((item) => ({ ...item, opening: null }));
    expect(storiesOf(bare)).toContainEqual(['flood-ar']);
    const twice = [...bare, { ...bare[0], id: 'again', text: `${bare[0]?.text} The mayor came.` }];
    const story = storiesOf(twice).find((articles) => articles.includes('again'));
    expect(story).toEqual(expect.arrayContaining(['again', 'flood-en']));
    expect(story).not.toContain('strike-en');
  });

  test('do not depend on the order, with a topic and without vectors for some', () => {
    const mixed = REPORTS.map((item, n) => (n % 4 === 3 ? { ...item, opening: null } : item));
    const topic = { title: 'The flood of the Marn', names: ['Marn'], seeds: ['The Marn floods the town.'] };
    const vectorsOf = () => openingAbout(MATTER.flood, 'en', 50);
    const expected = groupArticles(mixed, topic, vectorsOf);
    fc.assert(
      fc.property(fc.shuffledSubarray(mixed, { minLength: mixed.length }), (order) => {
        expect(groupArticles(order, topic, vectorsOf)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('are on the topic in languages that share no word with it, and only where they are about it', () => {
    const topic = { title: 'The flood of the Marn', names: ['Marn'], seeds: ['The Marn floods the town.'] };
    const known = new Set(topicTexts(topic));
    const vectorsOf = (text: string) => (known.has(text) ? openingAbout(MATTER.flood, 'en', 50) : null);
    const { offTopic, closeness } = groupArticles(REPORTS, topic, vectorsOf);
    expect(offTopic.map(({ id }) => id).sort()).toEqual(['strike-en', 'strike-uk', 'vote-en']);
    for (const language of ['ar', 'ja', 'ko', 'zh'])
      expect(closeness.get(`flood-${language}`)).toBeGreaterThanOrEqual(ON_TOPIC);
  });
});

describe('a large story', () => {
  test('stays one, though each of its articles was compared with some of the others only', () => {
    const roll = dice(5);
    const met = new Map<string, { a: number; b: number; similarity: number }>();
    for (let one = 0; one < 300; one += 1)
      for (let n = 0; n < 60; n += 1) {
        const other = roll(300);
        const [a, b] = [Math.min(one, other), Math.max(one, other)];
        if (a !== b) met.set(`${a} ${b}`, { a, b, similarity: 1.6 });
      }
    expect(cluster(300, [...met.values()], { floors: new Float64Array(300).fill(1.5) })).toHaveLength(1);
    expect(cluster(300, [...met.values()]).length).toBeGreaterThan(1);
  });

  test('takes in what stands alone and is near to two of its articles, though far from the rest', () => {
    const core = [0, 1, 2, 3, 4, 5];
    const inside = core.flatMap((a) => core.filter((b) => b > a).map((b) => ({ a, b, similarity: 1.9 })));
    const near = [0, 1].map((a) => ({ a, b: 6, similarity: 1 }));
    expect(cluster(7, [...inside, ...near])).toHaveLength(1);
    expect(cluster(7, [...inside, ...near.slice(1)])).toHaveLength(2);
  });
});

describe('knots of one language each', () => {
  const knot = (from: number) =>
    [0, 1, 2].flatMap((a) =>
      [1, 2].flatMap((b) => (a < b ? [{ a: from + a, b: from + b, similarity: 2.2 }] : [])),
    );
  const between = [0, 1, 2].flatMap((a) => [3, 4, 5].map((b) => ({ a, b, similarity: 0.9 })));
  const pairs = [...knot(0), ...knot(3), ...between];

  test.each([
    ['are one story', ['en', 'en', 'en', 'uk', 'uk', 'uk'], 1],
    ['are two where a language is in both', ['en', 'en', 'en', 'uk', 'uk', 'en'], 2],
    ['are two where no language is known', [], 2],
  ])('%s', (_, languages, stories) => {
    expect(cluster(6, pairs, { languages })).toHaveLength(stories);
  });
});

describe('the nearest vectors', () => {
  const WIDTH = 96;
  const many = (size: number, seed: number) => {
    const roll = dice(seed);
    const middles = Array.from({ length: 40 }, () => Array.from({ length: WIDTH }, () => roll(61) - 30));
    return Array.from({ length: size }, (_, n) =>
      Int8Array.from({ length: WIDTH }, (__, at) => (middles[n % 40]?.[at] ?? 0) + roll(21) - 10),
    );
  };
  const product = (a: Int8Array, b: Int8Array) => a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);

  test('are the nearest of all in a small window, and nearly all of them in a large one', () => {
    for (const [size, share] of [
      [120, 1],
      [1_500, 0.95],
    ] as const) {
      const vectors = many(size, 3);
      const found = nearestVectors(vectors, 5);
      let right = 0;
      for (let one = 0; one < size; one += 30) {
        const own = vectors[one] ?? new Int8Array();
        const truly = [...vectors.keys()]
          .filter((other) => other !== one)
          .sort((a, b) => product(own, vectors[b] ?? own) - product(own, vectors[a] ?? own) || a - b)
          .slice(0, 5);
        right += truly.filter((other) => found[one]?.includes(other)).length / 5;
      }
      expect(right / Math.ceil(size / 30)).toBeGreaterThanOrEqual(share);
    }
  });

  test('of an article without a vector there are none, and it is nobody’s', () => {
    const [one, two] = many(2, 9);
    expect(nearestVectors([one ?? null, null, two ?? null], 3).map((near) => [...near])).toEqual([
      [2],
      [],
      [0],
    ]);
  });
});

describe('openings', () => {
  test('are compared without what their language has in common', () => {
    const [a, b] = ['en', 'zh'].map((language) =>
      centred(openingAbout(7, language).opening ?? new Int8Array(), language),
    );
    expect((a?.reduce((sum, value, n) => sum + value * (b?.[n] ?? 0), 0) ?? 0) / 127 ** 2).toBeGreaterThan(
      0.9,
    );
  });
});

describe('days', () => {
  test.each([
    ['2025-03-04', '2025-03-05T08:00:00Z', 1],
    ['2025-03-04', '2025-03-07', 0.8],
    ['2025-03-04', '2025-03-28', 0.5],
    ['2025-03-04', null, 1],
  ])('part the reports of %s and %s: %f', (one, other, share) => {
    expect(sameDays(articleTimeOf('', one, 'en'), articleTimeOf('', other, 'en'))).toBeCloseTo(share, 6);
  });
});
