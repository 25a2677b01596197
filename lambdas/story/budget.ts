import { MOST_SENTENCES } from './statements.ts';

/**
 * What the telling of a window may cost, counted and never clocked: on every machine the same articles are within it, or
 * the edition would not be a function of them. A window of ordinary news stays far below.
 */
export interface Budget {
  /** UTF-16 units of body text that are grouped. */
  readonly letters: number;
  /** Read to find each story's event and its best sources. */
  readonly sentences: Share;
  /** Pairs of sentences. */
  readonly comparisons: Share;
}

/** At most so much of one story, and of all together. */
export interface Share {
  readonly story: number;
  readonly edition: number;
}

/** Measured by `npm run bench`: an edition that uses all of it takes about a minute of compose's five. */
export const BUDGET: Budget = {
  letters: 30_000_000,
  sentences: { story: 12_000, edition: 240_000 },
  comparisons: { story: 8_000_000, edition: 40_000_000 },
};

/** Of a story with more sources than these the best are compared: enough for any agreement. */
const MOST_COMPARED = 60;
/** A report comes to its matter in these; a source of which not even they can be read is set aside. */
const FEWEST_READ = 3;

/** What is left of a share. */
export interface Account {
  /** For one more story. */
  readonly left: () => number;
  readonly spend: (work: number) => void;
}

export function accountOf({ story, edition }: Share): Account {
  let rest = edition;
  return {
    left: () => Math.max(0, Math.min(story, rest)),
    spend: (work) => {
      rest -= work;
    },
  };
}

/** How much of how many sources. */
export interface Extent {
  readonly sources: number;
  /** Of each source. */
  readonly sentences: number;
}

/** What may be read of a story with so many sources: of all of them less, before one is left out. */
export function readingOf(sources: number, sentences: number): Extent {
  const readable = Math.min(sources, Math.floor(sentences / FEWEST_READ));
  return {
    sources: readable,
    sentences: Math.min(MOST_SENTENCES, Math.floor(sentences / Math.max(1, readable))),
  };
}

/** What may be compared with all the rest of it: of the best sources. One is always told by its own beginning. */
export function comparingOf({ sources, sentences }: Extent, pairs: number): Extent {
  const most = Math.floor(Math.sqrt(pairs));
  const compared = Math.max(1, Math.min(sources, MOST_COMPARED, Math.floor(most / FEWEST_READ)));
  return {
    sources: compared,
    sentences: Math.max(FEWEST_READ, Math.min(sentences, Math.floor(most / compared))),
  };
}

/** Pairs that an extent is charged for. */
export function pairsOf(statements: number): number {
  return statements * statements;
}
