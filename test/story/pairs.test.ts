import { describe, expect, test } from 'vitest';
import { tellStories } from '../../lambdas/story/tell.ts';
import { TOPIC } from './coverage.ts';
import { articleOf } from './factory.ts';
import { PAIRS, type Verdict } from './pairs.ts';

/** Two reports of the summit, which share nothing but their subject, around the two sentences. */
const AROUND = [
  [
    'Russian President Vladimir Putin met North Korean leader Kim Jong Un at the Vostochny cosmodrome on Wednesday.',
    'Rain had stopped an hour earlier over the birch woods that surround the town in the Amur region.',
    'Putin waited alone on the steps, hands folded, while the limousine of Kim rolled up a freshly painted drive.',
    'Inside, long tables with white flowers stood ready, and a choir of cadets from the region sang folk songs.',
  ],
  [
    'North Korean leader Kim Jong Un was received by Russian President Vladimir Putin at the Vostochny cosmodrome.',
    'A brass band played marches when the column of cars reached the gate.',
    'Kim looked at the sky, laughed, and let an interpreter explain to Putin what had amused him.',
    'Security staff wiped every chair in the hall with a sponge before the guests from Pyongyang sat down.',
  ],
];

function verdictOn(left: string, right: string): Verdict {
  const told = [left, right].map((sentence, at) =>
    articleOf({ key: `${at}.txt`, outlet: `Outlet ${at}`, paragraphs: [...(AROUND[at] ?? []), sentence] }),
  );
  const [story] = tellStories(told, { topic: TOPIC, previous: null }).stories;
  if (story?.sources.length !== 2) throw new Error('one story of two sources expected');
  const both = (groups: readonly { readonly quotes: readonly { readonly text: string }[] }[]) =>
    groups.some(({ quotes }) => [left, right].every((text) => quotes.some((quote) => quote.text === text)));
  return both(story.agree) ? 'agree' : both(story.differ) ? 'differ' : 'neither';
}

const judged = PAIRS.map(([label, left, right]) => ({ label, left, right, verdict: verdictOn(left, right) }));

describe('pairs that were labelled by hand', () => {
  test.each(['agree', 'differ'] as const)('all that is shown as "%s" is labelled so', (shown) => {
    const wrong = judged.filter(({ label, verdict }) => verdict === shown && label !== shown);
    expect(wrong).toEqual([]);
  });

  test.each([
    ['agree', 10],
    ['differ', 6],
  ] as const)('"%s" is seen in at least %i of them', (wanted, least) => {
    const seen = judged.filter(({ label, verdict }) => label === wanted && verdict === wanted);
    expect(seen.length).toBeGreaterThanOrEqual(least);
  });
});
