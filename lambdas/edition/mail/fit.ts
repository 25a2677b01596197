import { plural } from '../wording.ts';
import { foreign } from './source-view.ts';
import type { StoryView } from './story-view.ts';
import type { EditionView, MentionView } from './view.ts';

/** UTF-8 bytes. Gmail cuts a mail's HTML off at about 102 kB, and with it the link to unsubscribe. */
export const LARGEST_HTML = 102_000;
/** With the HTML, and with three bytes for each in quoted-printable, a message stays below 500 kB. */
export const LARGEST_TEXT = 50_000;
/** A longer link is left to the page. */
const LONGEST_LINK = 300;
const FEW = 10;

export interface Parts {
  readonly html: string;
  readonly text: string;
}

/**
 * The mail of as much of a view as there is room for, whatever was uploaded: what a reader misses least goes first, the
 * same for the same view. `render` is called some seven times at most where not all of it fits.
 */
export async function fitted<T extends Parts>(
  view: EditionView,
  render: (view: EditionView) => Promise<T>,
): Promise<T> {
  return firstFitting(view, reductions, render);
}

/** The first of ever smaller views whose mail fits, the last where none does. The whole view nearly always fits. */
export async function firstFitting<V, T extends Parts>(
  view: V,
  smaller: (view: V) => readonly V[],
  render: (view: V) => Promise<T>,
): Promise<T> {
  const whole = await render(view);
  if (fits(whole)) return whole;
  const steps = smaller(view);
  let [low, high] = [0, steps.length - 1];
  let found: T | undefined;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const mail = await render(steps[middle] ?? view);
    if (fits(mail)) [found, high] = [mail, middle - 1];
    else low = middle + 1;
  }
  return found ?? render(steps.at(-1) ?? view);
}

function fits({ html, text }: Parts): boolean {
  return Buffer.byteLength(html) <= LARGEST_HTML && Buffer.byteLength(text) <= LARGEST_TEXT;
}

/** The view with less and less in it; each step also lacks what the ones before it left out. */
export function reductions(view: EditionView): EditionView[] {
  const steps: EditionView[] = [];
  let now = view;
  const step = (change: Partial<EditionView>) => {
    now = { ...now, ...change };
    steps.push(now);
  };
  step(withoutLongLinks(now));
  step({ people: [], timeline: [] });
  step({ alsoCovered: first(now.alsoCovered, FEW, view) });
  step({ alsoCovered: first(now.alsoCovered, 0, view) });
  const brief = (story: StoryView): StoryView => ({
    ...story,
    translations: [],
    sources: story.sources.slice(0, 3),
  });
  step({ further: now.further.map(brief), single: now.single.map(brief) });
  for (const part of ['single', 'further'] as const) {
    while (now[part].length > 0) {
      const left = now[part].slice(0, Math.floor(now[part].length / 2));
      const told = view.further.length + view.single.length;
      const shown = part === 'single' ? now.further.length + left.length : left.length;
      step({ [part]: left, alsoCovered: rest(told - shown + view.alsoCovered.length, view) });
    }
  }
  const lead = now.lead;
  if (lead !== null) {
    const short: StoryView = { ...brief(lead), only: [], spoken: null };
    step({ lead: short });
    step({ lead: { ...short, sources: [], agree: [], differ: [], summary: short.summary.slice(0, 1) } });
    step({ lead: null, bullets: [], preheader: view.topic, coverage: view.coverage.slice(0, 2) });
  } else step({ bullets: [], preheader: view.topic });
  return steps;
}

function first(mentions: readonly MentionView[], most: number, view: EditionView): readonly MentionView[] {
  if (mentions.length <= most) return mentions;
  return [...mentions.slice(0, most), ...rest(mentions.length - most, view)];
}

/** "12 more", with a link to the page that has them. */
function rest(count: number, { words, pageUrl }: EditionView): readonly MentionView[] {
  if (count === 0) return [];
  return [
    { title: foreign(plural(words.more, count, words.locale), null), outlet: [], about: [], url: pageUrl },
  ];
}

/** Names stay, and so do our own links, which are short. */
function withoutLongLinks<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      key === 'url' && typeof part === 'string' && part.length > LONGEST_LINK ? null : part,
    ),
  );
}
