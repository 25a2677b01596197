import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyText } from '../../lambdas/article/body.ts';
import { skeleton } from '../../lambdas/language/skeleton.ts';
import { stemmerFor } from '../../lambdas/language/stems.ts';
import { type GroupItem, groupArticles } from '../../lambdas/stories/group.ts';
import type { WindowArticle } from '../../lambdas/types.ts';
import { ALL, chronicle, spanish, strike, TOPIC, ukrainian, wire, wireCut } from './coverage.ts';

function lineOf({ article }: WindowArticle): GroupItem {
  const { key, title, outlet, published, language } = article;
  return { id: key, text: bodyText(article), title, outlet, published: published?.date, language };
}

describe('groupArticles', () => {
  test('puts reports of one event in four outlets and three languages into one story, and a strike into another', () => {
    const { stories } = groupArticles(ALL.map(lineOf));
    const story = [wire, wireCut, chronicle, ukrainian, spanish].map(({ article }) => article.key);
    expect(stories.map(({ articles }) => articles.toSorted())).toContainEqual(story.toSorted());
    expect(stories.map(({ articles }) => articles)).toContainEqual([strike.article.key]);
    expect(stories).toHaveLength(2);
  });

  test('keeps a copy in the story of what it copies', () => {
    const { copies, stories } = groupArticles([lineOf(wireCut), lineOf(wire)]);
    expect(copies).toMatchObject([{ id: 'valley-post.txt', of: 'wire.txt', kind: 'near' }]);
    expect(stories).toMatchObject([{ articles: ['wire.txt', 'valley-post.txt'] }]);
  });

  test('knows the topic in any of its languages, and sets the rest aside with how near it was', () => {
    const { offTopic, stories, closeness } = groupArticles(ALL.map(lineOf), TOPIC);
    expect(offTopic.map(({ id }) => id)).toEqual(['harbour.txt']);
    expect(offTopic[0]?.closeness).toBeLessThan(0.1);
    expect(stories.flatMap(({ articles }) => articles)).toHaveLength(5);
    for (const key of ['хвиля.txt', 'faro.txt']) expect(closeness.get(key)).toBeGreaterThan(0.5);
  });

  test('without a topic nothing is off it', () => {
    expect(groupArticles(ALL.map(lineOf)).offTopic).toEqual([]);
  });

  test('does not depend on the order, with or without dates, and places every id once', () => {
    const lines = ALL.map(lineOf).map((line, index) => (index % 2 ? line : { ...line, published: null }));
    const expected = groupArticles(lines, TOPIC);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (order) => {
        expect(groupArticles(order, TOPIC)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
    const placed = [
      ...expected.stories.flatMap(({ articles }) => articles),
      ...expected.offTopic.map(({ id }) => id),
    ];
    expect(placed.toSorted()).toEqual(lines.map(({ id }) => id).toSorted());
  });

  test('places every id once for any texts, copies included', () => {
    const text = fc.array(fc.constantFrom(...'north sea ferry train Kim Amur two 40 rain'.split(' ')), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const lines = texts.map((list, index) => ({ id: `i${index}`, text: list.join(' ') }));
        const { copies, stories } = groupArticles(lines);
        expect(stories.flatMap(({ articles }) => articles).toSorted()).toEqual(
          lines.map(({ id }) => id).toSorted(),
        );
        const copied = new Set(copies.map(({ id }) => id));
        expect(copies.filter(({ of }) => copied.has(of))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('refuses an id that comes twice', () => {
    expect(() => groupArticles([lineOf(wire), lineOf(wire)])).toThrow('the same id');
  });

  test('answers for no articles at all', () => {
    expect(groupArticles([], TOPIC)).toMatchObject({ copies: [], stories: [], offTopic: [] });
  });
});

describe('skeleton', () => {
  test.each([
    ['Putin', 'en', 'Путіним', 'uk'],
    ['Putin', 'en', 'Путина', 'ru'],
    ['Khabarovsk', 'en', 'Хабаровськ', 'uk'],
    ['Vostochny', 'en', 'Восточный', 'ru'],
    ['Soyuz', 'en', 'Союз', 'uk'],
    ['Washington', 'en', 'Вашингтон', 'ru'],
    ['Shoigu', 'en', 'Шойгу', 'uk'],
    ['Putin', 'en', 'بوتين', 'ar'],
    ['Macron', 'fr', 'ماكرون', 'ar'],
    ['Netanyahu', 'en', 'نتنياهو', 'ar'],
    ['Trump', 'en', 'Τραμπ', 'el'],
    ['Macron', 'fr', 'מקרון', 'he'],
    ['Kremlin', 'en', 'والكرملين', 'ar'],
  ])('%s (%s) and %s (%s) are one name', (a, inA, b, inB) => {
    const bones = (word: string, language: string) =>
      skeleton(stemmerFor(language)(word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')));
    expect(bones(a, inA)).toBe(bones(b, inB));
  });
});
