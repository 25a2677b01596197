import { OPENING_WIDTH, SENTENCE_WIDTH, WORD_WIDTH } from '../../lambdas/encoder/projection.ts';
import type { GroupItem } from '../../lambdas/stories/group.ts';

/** A small generator of its own: the same articles on every machine and in every year. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const SYLLABLES =
  'ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo'.split(' ');

/**
 * `count` articles of about 300 words: events of five articles each, which share names, numbers and a third of their
 * words; one in ten is a near copy of the one before it.
 */
export function madeUpArticles(count: number): readonly GroupItem[] {
  const roll = dice(7);
  const word = () => Array.from({ length: 2 + roll(3) }, () => SYLLABLES[roll(SYLLABLES.length)]).join('');
  const common = Array.from({ length: 3_000 }, word);
  const pick = (words: readonly string[]) => words[roll(words.length)] ?? '';
  const articles: GroupItem[] = [];
  for (let n = 0; n < count; n += 1) {
    const last = articles.at(-1);
    const published = `2023-09-${String(10 + (n % 5)).padStart(2, '0')}`;
    if (last && n % 10 === 9) {
      articles.push({
        ...last,
        id: `a${n}`,
        text: `${last.text} A last line was added.`,
        outlet: `Outlet ${n % 40}`,
      });
      continue;
    }
    const event = dice(1_000 + Math.floor(n / 5));
    const names = Array.from({ length: 6 }, () => {
      const name = Array.from({ length: 3 }, () => SYLLABLES[event(SYLLABLES.length)]).join('');
      return name.charAt(0).toUpperCase() + name.slice(1);
    });
    const numbers = Array.from({ length: 4 }, () => String(10 + event(900)));
    const theme = Array.from({ length: 60 }, () => common[event(common.length)] ?? '');
    const sentences = Array.from({ length: 20 }, () => {
      const words = Array.from({ length: 14 }, () => (roll(3) === 0 ? pick(theme) : pick(common)));
      return `The ${words.slice(0, 5).join(' ')} ${pick(names)} ${words.slice(5).join(' ')} ${pick(numbers)}.`;
    });
    articles.push({
      id: `a${n}`,
      title: `${pick(names)} ${pick(theme)} ${pick(numbers)}`,
      text: sentences.join(' '),
      outlet: `Outlet ${n % 40}`,
      published,
      language: 'en',
    });
  }
  return articles;
}

const OPENING_WORDS = 40;

/** The same articles with encoded openings, made up as well: those of one event are near to each other; every second one is in Spanish. */
export function withOpenings(articles: readonly GroupItem[]): readonly GroupItem[] {
  return articles.map((article, n) => {
    const [event, own] = [dice(1_000 + Math.floor(n / 5)), dice(n)];
    const vector = (size: number) =>
      Int8Array.from({ length: size }, () => Math.round((event(41) - 20 + (own(21) - 10)) / 2));
    const words = Array.from({ length: OPENING_WORDS }, (_, at) => ({
      start: 6 * at,
      end: 6 * at + 5,
      rarity: 40 + own(120),
    }));
    const opening = {
      words,
      vectors: vector(OPENING_WORDS * WORD_WIDTH),
      sentence: vector(SENTENCE_WIDTH),
      opening: vector(OPENING_WIDTH),
    };
    return { ...article, language: n % 2 === 0 ? 'en' : 'es', opening };
  });
}
