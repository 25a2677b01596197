import { describe, expect, test } from 'vitest';
import { soundPart } from '../../lambdas/language/sound-part.ts';
import { featureReader } from '../../lambdas/stories/features.ts';
import { closenessTo, ON_TOPIC } from '../../lambdas/stories/topic.ts';
import { TOPIC } from './coverage.ts';

describe('the sound part of a broken sentence', () => {
  test.each([
    [
      'what stands before a stray full stop',
      'The guest took the offer of a second visit and raised a toast. for the years ahead.',
      'The guest took the offer of a second visit and raised a toast.',
    ],
    [
      'what follows a small word that is glued to it',
      'At the site, andThe host showed his guest the hall where the rockets stand.',
      'The host showed his guest the hall where the rockets stand.',
    ],
    ['all of a whole sentence', 'The host showed his guest the hall.', 'The host showed his guest the hall.'],
    ['all where no part is whole', 'and then They went. on', 'and then They went. on'],
    ['all where the part would be a scrap', 'The guest came. and went.', 'The guest came. and went.'],
    [
      'never what ends in an abbreviation',
      'The visit of the guest to the works took approx. two hours in all and They left',
      'The visit of the guest to the works took approx. two hours in all and They left',
    ],
  ])('is %s', (_, text, part) => {
    const found = soundPart({ text, offset: 7 }, 'en');
    expect(found.text).toBe(part);
    expect(text.slice(found.offset - 7, found.offset - 7 + part.length)).toBe(part);
  });
});

describe('how near an article is to the topic', () => {
  const read = featureReader();
  const near = (text: string, topic = TOPIC, language = 'en') =>
    closenessTo(topic, 'en', [read({ text, title: null, language })])[0] ?? 0;
  const summit =
    'Vladimir Putin and Kim Jong Un met at the Vostochny cosmodrome for talks about arms and satellites.';
  const strike = 'Crane drivers of the port voted to go on with their strike for another week.';

  test('tells the topic from another subject, with names and without', () => {
    for (const topic of [TOPIC, { ...TOPIC, names: [] }]) {
      expect(near(summit, topic)).toBeGreaterThanOrEqual(ON_TOPIC);
      expect(near(strike, topic)).toBeLessThan(ON_TOPIC);
    }
  });

  test('reaches into other scripts', () => {
    expect(
      near('Путін і Кім Чен Ин зустрілися на космодромі «Восточний».', TOPIC, 'uk'),
    ).toBeGreaterThanOrEqual(ON_TOPIC);
  });

  test('stays between 0 and 1, and is 0 without a word in common', () => {
    expect(near(TOPIC.seeds.join(' ').repeat(3))).toBeLessThanOrEqual(1);
    expect(near('')).toBe(0);
  });
});
