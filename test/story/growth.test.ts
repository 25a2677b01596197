import { describe, expect, test } from 'vitest';
import { makeEdition } from '../../lambdas/edition/make.ts';
import { BUDGET } from '../../lambdas/story/budget.ts';
import { mainEvent } from '../../lambdas/story/event.ts';
import { match, rarityOf } from '../../lambdas/story/facts.ts';
import { lexicons } from '../../lambdas/story/features.ts';
import { likenessTo } from '../../lambdas/story/likeness.ts';
import { LONGEST_SENTENCE, sentencesOf } from '../../lambdas/story/sentences.ts';
import { statementsOf } from '../../lambdas/story/statements.ts';
import { tellStories } from '../../lambdas/story/tell.ts';
import type { WindowArticle } from '../../lambdas/types.ts';
import { COSTLY, report } from '../bench/costly.ts';
import { settings } from '../edition/sample.ts';
import { articleOf, day } from './factory.ts';

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

  test('at most doubles with the articles of one story, whose comparisons are budgeted', () => {
    const all = Array.from({ length: 40 }, (_, at) => told(`Paper ${at}`, [report(1_500, 900 + at)]));
    const budget = { ...BUDGET, comparisons: { story: 14_400, edition: 14_400 } };
    const tell = (count: number) => () =>
      tellStories(all.slice(0, count), { topic: TOPIC, previous: null, budget });
    expect(growthOf(tell(20), tell(40))).toBeLessThanOrEqual(2.6);
  });
});

describe('a story of a hundred thousand sentences', () => {
  test('has an event: nothing is spread over the stack', () => {
    const [item] = BESIDE;
    const [one] = item === undefined ? [] : statementsOf(item, 0, lexicons()('en'), new Set());
    if (one === undefined) throw new Error('The report has no sentence.');
    const event = mainEvent(
      Array.from({ length: 200_000 }, () => one),
      [{ origin: 'a', title: one.keys }],
    );
    expect(event(one.keys)).toBe(1);
  });
});

describe('likeness by an index', () => {
  test('is what two sentences compared with each other score', () => {
    const texts = [
      'Kim said 17 carriages came to Vostok on Wednesday.',
      'The host, Ann Lee, said that Kim had come to Vostok with 17 carriages.',
      'Rain fell on the harbour.',
    ];
    const lexiconOf = lexicons();
    const statements = [
      ...BESIDE.flatMap((item, source) => statementsOf(item, source, lexiconOf('en'), new Set(), 6)),
      ...['en', 'es'].flatMap((language, at) =>
        statementsOf(
          articleOf({ key: language, language, paragraphs: texts }),
          3 + at,
          lexiconOf(language),
          new Set(),
        ),
      ),
    ];
    const rarity = rarityOf(statements);
    const likeness = likenessTo(statements, rarity);
    for (const a of statements) {
      const scores = [...likeness(a)];
      for (const [at, b] of statements.entries())
        expect(scores[at]).toBeCloseTo(match(a, b, rarity).score, 9);
    }
  });
});
