/**
 * What the telling of a window may cost, counted and never clocked: on every machine the same articles are within it, or
 * the edition would not be a function of them. A window of ordinary news stays far below.
 */
export interface Budget {
  /** UTF-16 units of body text that are grouped. */
  readonly letters: number;
  /** Pairs of sentences whose words are compared. Where they end, what is left is not comparable. */
  readonly comparisons: Share;
  /** Pairs of sentences that the cross-encoder looks at. */
  readonly entailments: {
    /** Of which one may tell all of the other, the likeliest first; of what is left words alone decide. */
    readonly agreements: number;
    /** For "only in": the likeliest sentences and what is nearest to them; what is left is not told to be in one outlet only. */
    readonly exclusives: number;
  };
}

/** At most so much of one story, and of all together. */
export interface Share {
  readonly story: number;
  readonly edition: number;
}

export const BUDGET: Budget = {
  letters: 30_000_000,
  comparisons: { story: 20_000, edition: 400_000 },
  entailments: { agreements: 180, exclusives: 90 },
};

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
