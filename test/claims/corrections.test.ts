import { describe, expect, it } from 'vitest';
import { isCorrection } from '../../lambdas/article/metadata/correction.ts';
import { followedByCorrections, isTakenBack } from '../../lambdas/claims/parts/corrections.ts';
import { type Statement, statementsOf } from '../../lambdas/claims/statements/statements.ts';
import { tellStories } from '../../lambdas/claims/tell.ts';
import type { WindowArticle } from '../../lambdas/types.ts';
import { articleOf, day } from '../stories/factory.ts';

const REPORT = articleOf({
  key: 'report.txt',
  title: 'Ferries collide off Kolvik',
  outlet: 'Harbour Gazette',
  published: day('2023-09-13'),
  paragraphs: [
    'Eleven sailors were hurt when two ferries collided off Kolvik on Tuesday, the Coast Guard said.',
    'The ferries Aurora and Selma were taken to the yard of Anchor Lines.',
  ],
});
const RIVAL = articleOf({
  key: 'rival.txt',
  title: 'Collision off Kolvik',
  outlet: 'Coast Courier',
  published: day('2023-09-13'),
  paragraphs: [
    'Seven sailors were hurt when two ferries collided off Kolvik on Tuesday, the Coast Guard said.',
  ],
});
const NOTICE = articleOf({
  key: 'notice.txt',
  title: 'Correction: seven hurt in the collision, not eleven',
  outlet: 'Harbour Gazette',
  published: day('2023-09-14'),
  paragraphs: [
    'A report of Wednesday on the ferries Aurora and Selma said that eleven sailors were hurt when they collided off Kolvik. Seven were hurt, the Coast Guard says.',
  ],
});

const first = (item: WindowArticle): Statement => {
  const [statement] = statementsOf(item, {
    source: 0,
    origin: item.article.outlet?.toLowerCase().replaceAll(' ', '') ?? '',
    vectorsOf: () => null,
  });
  if (statement === undefined) throw new Error('no statement');
  return statement;
};

describe('an outlet’s own correction', () => {
  it.each([
    ['Correction: seven, not eleven', true],
    ['Correction – ferry names', true],
    ['Виправлення: семеро, а не одинадцятеро', true],
    ['Corrección: siete, no once', true],
    ['更正：七人受伤', true],
    ['Correction hits the markets', false],
    ['A correction officer speaks', false],
    ['Corrections to the law: a debate', false],
  ])('is known by its label: %s', (title, expected) => {
    expect(isCorrection({ ...NOTICE.article, title })).toBe(expected);
  });

  it('is short: an article of some length that begins so is an article', () => {
    const long = articleOf({
      key: 'l',
      title: 'Correction: a history',
      paragraphs: ['A sentence. '.repeat(200)],
    });
    expect(isCorrection(long.article)).toBe(false);
  });

  it('follows the earlier article of its own outlet that it speaks of, and no other outlet’s', () => {
    const elsewhere = articleOf({
      key: 'e',
      outlet: 'Harbour Gazette',
      paragraphs: ['Bread won a prize at the fair.'],
    });
    expect(followedByCorrections([elsewhere, RIVAL, NOTICE, REPORT]).get(NOTICE)).toBe(REPORT);
    expect(followedByCorrections([elsewhere, RIVAL, NOTICE]).size).toBe(0);
  });

  it('takes back what its outlet said, and nothing that it does not speak of or that another outlet said', () => {
    const [old, right] = [first(REPORT), first(RIVAL)];
    expect(isTakenBack({ a: old, b: right }, [NOTICE])).toBe(true);
    expect(isTakenBack({ a: right, b: old }, [NOTICE])).toBe(true);
    const third = { ...right, quote: { ...right.quote, text: right.quote.text.replace('Seven', 'Nine') } };
    expect(isTakenBack({ a: old, b: third }, [NOTICE])).toBe(false);
    expect(isTakenBack({ a: { ...old, origin: 'another' }, b: right }, [NOTICE])).toBe(false);
    expect(isTakenBack({ a: { ...old, day: '2023-09-15' }, b: right }, [NOTICE])).toBe(false);
    expect(isTakenBack({ a: old, b: right }, [])).toBe(false);
  });

  it('stands in its story in its own words, leads nothing and is a source', () => {
    const { stories, offTopic } = tellStories([NOTICE, RIVAL, REPORT], {
      topic: { title: 'Two ferries collided off Kolvik', names: ['Kolvik'], seeds: [] },
      previous: null,
    });
    expect(offTopic).toEqual([]);
    const story = stories.find(({ sources }) => sources.some(({ key }) => key === 'notice.txt'));
    expect(story?.sources.at(-1)?.key).toBe('notice.txt');
    expect(story?.headline.text).not.toContain('Correction');
    expect(story?.corrections?.[0]?.[0]?.text).toMatch(/^A report of Wednesday/);
    expect(JSON.stringify([story?.summary, story?.agree, story?.only])).not.toContain(NOTICE.id);
  });
});
