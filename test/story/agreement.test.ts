import { describe, expect, test } from 'vitest';
import { tellStories } from '../../lambdas/story/tell.ts';
import type { Story } from '../../lambdas/types.ts';
import { chronicle, spanish, TOPIC, ukrainian, wire, wireCut } from './coverage.ts';
import { articleOf } from './factory.ts';

const LEADS = [
  'Russian President Vladimir Putin met North Korean leader Kim Jong Un at the Vostochny cosmodrome on Wednesday.',
  'North Korean leader Kim Jong Un was received by Russian President Vladimir Putin at the Vostochny cosmodrome.',
];
/** What each reporter saw besides: nothing of it stands in both, and it keeps the two from being copies. */
const SCENES = [
  [
    'Rain had stopped an hour earlier over the birch woods that surround the cosmodrome in the Amur region.',
    'Putin waited alone on the steps, hands folded, while the limousine of Kim rolled up a freshly painted drive.',
    'Inside, long tables with white flowers stood ready, and a choir of cadets from the region sang folk songs.',
    'Reporters from Pyongyang were kept behind a rope and counted one by one by men in grey.',
  ],
  [
    'A brass band from the Amur region played marches when the column of cars reached the cosmodrome gate.',
    'Kim looked at the sky, laughed, and let an interpreter explain to Putin what had amused him.',
    'Security staff wiped every chair in the hall with a sponge before the guests from Pyongyang sat down.',
    'Outside, workers from the launch crews lined a fence with paper flags of both countries in their hands.',
  ],
];

/** Two outlets' reports of the summit, each with these sentences of its own. */
function compare(left: readonly string[], right: readonly string[]): Story {
  const told = [left, right].map((paragraphs, at) =>
    articleOf({
      key: `${at}.txt`,
      outlet: `Outlet ${at}`,
      paragraphs: [LEADS[at] ?? '', ...(SCENES[at] ?? []), ...paragraphs],
    }),
  );
  const [story] = tellStories(told, { topic: TOPIC, previous: null }).stories;
  if (story === undefined || story.sources.length !== 2) throw new Error('one story of two sources expected');
  return story;
}

function agreed(story: Story): string[][] {
  return story.agree.map(({ quotes }) => quotes.map(({ text }) => text).toSorted());
}

describe('what sources agree on', () => {
  test.each([
    [
      'the same number of the same thing',
      'North Korea launched two short-range ballistic missiles hours before the summit, the army in Seoul said.',
      'Hours before the summit, North Korea fired two ballistic missiles into the sea.',
    ],
    [
      'three things each says once',
      'A handshake of forty seconds followed at the door of the armoured train, which smelled of coal.',
      'Photographers stood by the armoured train when the handshake came.',
    ],
  ])('%s', (_, left, right) => {
    expect(agreed(compare([left], [right]))).toContainEqual([left, right].toSorted());
  });

  test('is found across languages, with one quote for each source', () => {
    const [story] = tellStories([chronicle, ukrainian, spanish], { topic: TOPIC, previous: null }).stories;
    const missiles = story?.agree.find(({ quotes }) => quotes.some(({ text }) => text.includes('missiles')));
    expect(missiles?.quotes.map(({ language }) => language).toSorted()).toEqual(['en', 'es', 'uk']);
  });

  test('never rests on two papers with one agency', () => {
    const [story] = tellStories([wire, wireCut], { topic: TOPIC, previous: null }).stories;
    const apart = articleOf({
      key: 'other.txt',
      outlet: 'Third Paper',
      agency: 'Coastline Wire',
      paragraphs: chronicle.article.blocks.map(({ text }) => text),
    });
    const [second] = tellStories([wire, apart], { topic: TOPIC, previous: null }).stories;
    expect([story?.agree, second?.agree, second?.only]).toEqual([[], [], []]);
  });
});

describe('what is not agreement', () => {
  test.each([
    [
      'a denial beside a claim',
      'North Korea sold artillery shells to the Wagner group, Washington said on Tuesday.',
      'North Korea never sold artillery shells to the Wagner group, Pyongyang said on Tuesday.',
    ],
    [
      'two numbers for one thing',
      'North Korea fired two short-range ballistic missiles toward the Sea of Japan.',
      'North Korea fired three short-range ballistic missiles toward the Sea of Japan.',
    ],
    [
      'the same people in another matter',
      'Kim invited Putin to visit Pyongyang next spring, the Kremlin said.',
      'Putin gave Kim a rifle made in Tula, the Kremlin said.',
    ],
    [
      'one country and one common word',
      'The United States accused North Korea of selling artillery shells.',
      'The United States warned North Korea that sanctions would follow.',
    ],
  ])('%s', (_, left, right) => {
    expect(agreed(compare([left], [right])).flat()).not.toContain(left);
  });
});

describe('where sources differ', () => {
  test('quotes both sides when one thing is counted differently', () => {
    const left = 'North Korea fired two short-range ballistic missiles toward the Sea of Japan.';
    const right = 'North Korea fired three short-range ballistic missiles toward the Sea of Japan.';
    const { differ } = compare([left], [right]);
    expect(differ).toHaveLength(1);
    expect(differ[0]?.about).toBe('number');
    expect(differ[0]?.quotes.map(({ text }) => text).toSorted()).toEqual([right, left].toSorted());
  });

  test.each([
    [
      'before against after',
      'North Korea fired two ballistic missiles toward the Sea of Japan before the summit.',
      'North Korea fired three ballistic missiles toward the Sea of Japan after the summit.',
    ],
    [
      'a bound against a number',
      'North Korea fired at least two ballistic missiles toward the Sea of Japan.',
      'North Korea fired three ballistic missiles toward the Sea of Japan.',
    ],
    [
      'numbers of different things',
      'North Korea fired two ballistic missiles toward the Sea of Japan.',
      'North Korea sent three naval ships toward the Sea of Japan.',
    ],
    [
      'a plan against what was done',
      'North Korea will fire three ballistic missiles toward the Sea of Japan.',
      'North Korea fired two ballistic missiles toward the Sea of Japan.',
    ],
    [
      'one number written in two ways',
      'North Korea fired 2 ballistic missiles toward the Sea of Japan.',
      'North Korea fired two ballistic missiles toward the Sea of Japan.',
    ],
  ])('stays silent about %s', (_, left, right) => {
    expect(compare([left], [right]).differ).toEqual([]);
  });
});

describe('what only one source has', () => {
  test('is a sentence with names that the others lack', () => {
    const alone = 'The violinist Oleg Varga played a march by Prokofiev at 21:40 for a guest called Hwang.';
    const { only } = compare([alone], ['Dinner was crab and dumplings.']);
    expect(only.map(({ quote }) => quote.text)).toContain(alone);
  });

  test('is empty when one source stands alone', () => {
    const [story] = tellStories([chronicle], { topic: TOPIC, previous: null }).stories;
    expect(story?.only).toEqual([]);
  });
});
