import { clauseOf } from '../../language/clause.ts';
import { longWords } from '../../language/count-words.ts';
import type { Quote, Story } from '../../types.ts';
import { withoutRepeats } from '../view/without-repeats.ts';
import { overlaps } from './same-words.ts';

const BULLETS = 3;
const BULLET_WORDS = 25;
/** Two bullets of one story that share more of their longer words than this say the same. */
const REPEATED = 0.5;

/** A sentence of a story, or its beginning, short enough for "In one minute". */
export interface Bullet {
  readonly story: Story;
  readonly quote: Quote;
}

/**
 * "In one minute": three short sentences, or beginnings of sentences, word for word. One of each of the first stories; where
 * there are fewer than three, further facts of the first. Fewer where no more can be told so shortly.
 */
export function bulletsOf(stories: readonly Story[], language: string): readonly Bullet[] {
  const candidates = stories.map((story) => ({ story, quotes: worthTelling(story, language) }));
  const bullets: Bullet[] = [];
  // Round after round: the best of each story, then the second best of each.
  for (let round = 0; bullets.length < BULLETS && round < 24; round += 1) {
    const before = bullets.length;
    for (const { story, quotes } of candidates) {
      if (bullets.length === BULLETS || (round > 0 && stories.length >= BULLETS)) break;
      const next = nextBullet(story, quotes, bullets);
      if (next !== null) bullets.push(next);
    }
    if (bullets.length === before) break;
  }
  return bullets;
}

/** The lead, what outlets agree on, where they differ, and the rest: in the order in which a reader would miss them. */
function worthTelling(story: Story, language: string): readonly Quote[] {
  const { first, rest, facts } = withoutRepeats(story, language);
  const all = [
    ...first.map(({ quote }) => quote),
    ...facts.map(({ quote }) => quote),
    ...rest,
    ...story.only.map(({ quote }) => quote),
  ];
  // A bullet is read at a glance: what is in another language comes only where nothing else is.
  const own = all.filter((quote) => quote.language === null || quote.language === language);
  return own.length > 0 ? own : all;
}

function nextBullet(story: Story, quotes: readonly Quote[], bullets: readonly Bullet[]): Bullet | null {
  for (const quote of quotes) {
    const text = clauseOf(quote.text, quote.language, BULLET_WORDS);
    if (text === null || tellsAgain({ ...quote, text }, story, bullets)) continue;
    return { story, quote: { ...quote, text } };
  }
  return null;
}

/** The same fact: the same words in good part, or an agreement that both sentences belong to. */
function tellsAgain(quote: Quote, story: Story, bullets: readonly Bullet[]): boolean {
  return bullets.some(
    ({ story: own, quote: told }) =>
      own === story &&
      (overlaps(quote, told) ||
        shared(told.text, quote.text) > REPEATED ||
        story.agree.some(({ quotes }) =>
          [quote, told].every((one) => quotes.some((other) => overlaps(one, other))),
        )),
  );
}

/** The share of the shorter text's longer words that the other has too. */
function shared(a: string, b: string): number {
  const [left, right] = [longWords(a), longWords(b)];
  const both = [...left].filter((word) => right.has(word)).length;
  return both / Math.max(1, Math.min(left.size, right.size));
}
