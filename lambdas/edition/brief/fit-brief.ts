import { firstFitting, type Parts } from '../mail/first-fitting.ts';
import type { BriefStory } from './brief-story.ts';
import type { BriefView } from './brief-view.ts';

/** The brief mail of as much of a view as there is room for: voices, matrices and sources go before stories do. */
export async function fittedBrief<T extends Parts>(
  view: BriefView,
  render: (view: BriefView) => Promise<T>,
): Promise<T> {
  return firstFitting(view, briefReductions, render);
}

export function briefReductions(view: BriefView): BriefView[] {
  const steps: BriefView[] = [];
  let now = view;
  const step = (change: Partial<BriefView>) => {
    now = { ...now, ...change };
    steps.push(now);
  };
  const without = (change: Partial<BriefStory>) => now.stories.map((story) => ({ ...story, ...change }));
  step({ stories: now.stories.map((story) => ({ ...story, sources: [], outletLinks: [] })) });
  step({ continuing: [] });
  step({ stories: without({ spoken: null, matrix: null, notes: [] }) });
  step({ stories: now.stories.map((story) => ({ ...story, sentences: story.sentences.slice(0, 1) })) });
  while (now.stories.length > 1) step({ stories: now.stories.slice(0, Math.ceil(now.stories.length / 2)) });
  step({ stories: without({ differ: null }), editorsWords: null });
  step({ stories: [] });
  step({ contents: [], preheader: view.topic, more: null });
  return steps;
}
