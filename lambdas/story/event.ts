import type { Statement } from './statements.ts';

/** What a source says first: the keys of its title, and of a sentence by its place. */
export interface Opening {
  /** Who vouches for it (`originOf`): two papers with one agency's text count once. */
  readonly origin: string;
  readonly title: ReadonlySet<string>;
}

/** How near keys, in the order of their sentence, are to what the story is about, 0 … 1. */
export type Event = (keys: ReadonlySet<string>) => number;

/** What a key in a title, in the lead and in the two sentences after it says of the story's event. */
const IN_TITLE = 0.6;
const IN_LEAD = 0.6;
const IN_OPENING = 0.3;
const OPENING = 2;
/** What nearly all open with counts for more than its share, so that two common names beat five odd words. */
const SHARPNESS = 1.5;
/** A sentence says first what it is about: keys beyond these many are told in passing ("…, hours after the talks"). */
export const MAIN_CLAUSE = 8;
const IN_PASSING = 0.4;
/** Who met whom, and where. */
const WHO_AND_WHERE = 1.6;
/** A sentence of two words is not nearer than one of ten because nothing else stands in it. */
const SHORT = 8;

/**
 * The event of a story, by what its sources open with: the more independent ones have a name, a place or a word in
 * title and first sentences, the more it counts. `openings` by source index. Names and concepts join languages.
 */
export function mainEvent(statements: readonly Statement[], openings: readonly Opening[]): Event {
  const told = new Map<string, Map<string, number>>();
  const note = (origin: string, keys: Iterable<string>, worth: number) => {
    const own = told.get(origin) ?? new Map<string, number>();
    for (const key of keys) own.set(key, (own.get(key) ?? 0) + worth);
    told.set(origin, own);
  };
  const origins = new Map<string, number>();
  for (const { origin, title } of openings) {
    origins.set(origin, (origins.get(origin) ?? 0) + 1);
    note(origin, title, IN_TITLE);
  }
  for (const { source, position, keys } of statements) {
    const origin = openings[source]?.origin;
    if (origin === undefined || position > OPENING) continue;
    note(origin, keys, position === 0 ? IN_LEAD : IN_OPENING);
  }
  const weights = new Map<string, number>();
  for (const [origin, own] of told) {
    // Several articles of one origin are averaged, not added up.
    for (const [key, worth] of own) {
      const share = Math.min(1, worth / (origins.get(origin) ?? 1)) / told.size;
      weights.set(key, (weights.get(key) ?? 0) + share);
    }
  }
  const names = new Set(statements.flatMap((statement) => [...statement.names]));
  const raw: Event = (keys) => {
    let sum = 0;
    let place = 0;
    for (const key of keys) {
      sum +=
        (weights.get(key) ?? 0) ** SHARPNESS *
        (place < MAIN_CLAUSE ? 1 : IN_PASSING) *
        (names.has(key) ? WHO_AND_WHERE : 1);
      place += 1;
    }
    return sum / Math.sqrt(keys.size + SHORT);
  };
  const most = statements.reduce((highest, { keys }) => Math.max(highest, raw(keys)), 0) || 1;
  return (keys) => Math.min(1, raw(keys) / most);
}
