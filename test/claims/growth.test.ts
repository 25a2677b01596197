import { describe, expect, test } from 'vitest';
import { BUDGET } from '../../lambdas/claims/budget.ts';
import { tellStories } from '../../lambdas/claims/tell.ts';
import { makeEdition } from '../../lambdas/edition/make.ts';
import { SENTENCE_WIDTH } from '../../lambdas/encoder/projection.ts';
import { LONGEST_SENTENCE, sentencesOf } from '../../lambdas/language/sentences.ts';
import type { WindowArticle } from '../../lambdas/types.ts';
import { COSTLY, report } from '../bench/costly.ts';
import { settings } from '../edition/sample.ts';
import { articleOf, day } from '../stories/factory.ts';

const TOPIC = { title: 'Kim Vostok', names: ['Kim', 'Vostok'], seeds: [report(900, 3)] };

const told = (name: string, paragraphs: readonly string[]): WindowArticle =>
  articleOf({
    key: `${name}.txt`,
    title: `Kim at Vostok, told by ${name}`,
    outlet: name,
    published: day('2023-09-13'),
    paragraphs,
  });

const BESIDE = ['Post', 'Herald', 'Courier'].map((name, at) =>
  told(
    name,
    Array.from({ length: 8 }, (_, part) => report(400, 50 * at + part)),
  ),
);

const encoded = Object.assign(new Int8Array(SENTENCE_WIDTH), { 0: 127 });
const vectorsOf = () => ({ words: [], vectors: new Int8Array(0), sentence: encoded });
const compare = () => ({ ab: 'part', ba: 'part', conflict: false }) as const;

/** CPU milliseconds. */
function costOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How much more the doubled work costs, in the best of three rounds. */
function growthOf(single: () => unknown, double: () => unknown): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 3; round++) {
    least = Math.min(least, costOf(single));
    most = Math.min(most, costOf(double));
    if (most <= 2 * least) break;
  }
  return most / least;
}

describe('the cost of an edition', () => {
  test.each(Object.keys(COSTLY))('at most doubles with the length of one text: %s', (kind) => {
    const text = COSTLY[kind] ?? report;
    const tell = (letters: number) => () =>
      makeEdition({
        articles: [...BESIDE, told('Ledger', [text(letters)])],
        previous: null,
        settings: { ...settings, topic: TOPIC },
        slot: '2023-09-14T07:00:00.000Z',
      });
    expect(growthOf(tell(25_000), tell(50_000))).toBeLessThanOrEqual(2.6);
  });

  test.each(Object.keys(COSTLY))('is bounded for each sentence: %s', (kind) => {
    const text = COSTLY[kind] ?? report;
    const sentences = sentencesOf(text(40_000), 'en');
    for (const sentence of sentences) {
      expect(sentence.text.length).toBeLessThanOrEqual(LONGEST_SENTENCE);
      expect(text(40_000).startsWith(sentence.text, sentence.offset)).toBe(true);
    }
  });

  test('grows with the articles of one story as they do: each sentence is compared with few', () => {
    const all = Array.from({ length: 40 }, (_, at) => told(`Paper ${at}`, [report(1_500, 900 + at)]));
    const comparisons = (count: number): number => {
      let made = 0;
      const counted = () => {
        made += 1;
        return compare();
      };
      tellStories(all.slice(0, count), { topic: TOPIC, previous: null, vectorsOf, compare: counted });
      return made;
    };
    const [single, double] = [comparisons(20), comparisons(40)];
    expect(single).toBeGreaterThan(100);
    expect(double / single).toBeLessThanOrEqual(2.6);
    expect(double).toBeLessThanOrEqual(BUDGET.comparisons.story);
  });
});
