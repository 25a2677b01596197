import type { Likeness } from './likeness.ts';
import type { Material } from './material.ts';
import type { Statement } from './statements.ts';

export const MOST_SUMMARY = 5;
export const FEWEST_SUMMARY = 3;
/** Words that a summary has at most once it has its three sentences. */
const LONGEST_SUMMARY = 110;
/** News tells first what matters. */
const FURTHEST = 30;
/** Two sentences nearer than this say the same. */
const REPETITION = 0.35;

/*
 * What a sentence is worth, each against nearness to the event (0 … 1): that it stands early in its article, that other
 * sentences tell of it too, and that it is from a source not yet quoted; less what repeats, denies or takes its time.
 */
const EARLY = 0.3;
const CENTRAL = 0.4;
const TOLD_BY_SEVERAL = 0.15;
const OTHER_SOURCE = 0.15;
const NOVELTY = 0.8;
const DENIAL = 0.3;
const PLAN = 0.1;
/** "in this field": which? */
const POINTS_BACK = 0.3;
/** For each key that a sentence lacks of these: "Putin said that there was something to offer." */
const THIN = 0.05;
const FULL = 8;
/** Below this a sentence adds too little. */
const WORTH_TELLING = 0.55;
const COMFORTABLE_WORDS = 22;
const PER_WORD = 0.015;
/** The lead stands among the first sentences of its article; each source further back costs this much. */
const LEAD_POSITIONS = 4;
const FURTHER_BACK = 0.06;
/** It says where they met. */
const PLACED = 0.2;
/** Nearest sentences that tell how central one is. */
const NEAREST = 5;

interface Plan {
  readonly begun: readonly Statement[];
  /** Sentences. */
  readonly most: number;
  /** What the next sentence has to be worth. */
  readonly least?: number;
}

/**
 * The summary that has `begun` (with the lead, `leadOf`) goes on to `most` whole sentences: those that add most to it,
 * from other sources where they are as good; none in another language than the headline's, none that is `shown`
 * elsewhere. Fewer when no more can stand alone, or have room. `witnesses`: how many independent sources tell it.
 */
export function summarize(
  material: Material,
  { begun, most, least = WORTH_TELLING }: Plan,
  witnesses: (statement: Statement) => number,
  shown: readonly Statement[],
): Statement[] {
  const { statements, likeness, event, account, centrality } = material;
  const usable = usableIn(material).filter((one) => !shown.includes(one) && one.position < FURTHEST);
  const worthOf = new Map(usable.map((one) => [one, worth(one)]));
  const places = new Map(statements.map((one, at) => [one, at] as const));
  const repeated = new Float64Array(statements.length).fill(Number.NEGATIVE_INFINITY);
  const chosen: Statement[] = [];
  const choose = (statement: Statement) => {
    chosen.push(statement);
    const scores = likeness(statement);
    for (let at = 0; at < scores.length; at++) repeated[at] = Math.max(repeated[at] ?? 0, scores[at] ?? 0);
  };
  for (const statement of begun) choose(statement);
  while (chosen.length < most) {
    const length = chosen.reduce((sum, { quote }) => sum + wordsIn(quote.text), 0);
    let best: { readonly statement: Statement; readonly worth: number } | undefined;
    for (const statement of usable) {
      if (chosen.includes(statement) || !account.fits(statement)) continue;
      if (chosen.length >= FEWEST_SUMMARY && length + wordsIn(statement.quote.text) > LONGEST_SUMMARY)
        continue;
      const again = repeated[places.get(statement) ?? 0] ?? 0;
      if (again >= REPETITION) continue;
      const quoted = chosen.filter(({ source }) => source === statement.source).length;
      const total =
        (worthOf.get(statement) ?? 0) - NOVELTY * again + OTHER_SOURCE * (quoted === 0 ? 1 : 1 - quoted);
      if (best === undefined || total > best.worth) best = { statement, worth: total };
    }
    if (best === undefined || best.worth < least) break;
    account.take(best.statement);
    choose(best.statement);
  }
  const [lead, ...rest] = chosen;
  const inOrder = rest.toSorted((a, b) => a.source - b.source || a.position - b.position);
  return lead === undefined ? [] : [lead, ...inOrder];

  function worth(statement: Statement): number {
    const { position, negated, modal, pointsBack, quote, keys } = statement;
    return (
      event(keys) +
      EARLY / (1 + position / 4) +
      CENTRAL * centrality(statement) +
      TOLD_BY_SEVERAL * Math.log2(witnesses(statement)) -
      (negated ? DENIAL : 0) -
      (modal ? PLAN : 0) -
      (pointsBack ? POINTS_BACK : 0) -
      THIN * Math.max(0, FULL - keys.size) -
      PER_WORD * Math.max(0, wordsIn(quote.text) - COMFORTABLE_WORDS)
    );
  }
}

function usableIn({ statements, language }: Material): Statement[] {
  return statements.filter((one) => one.language === (language ?? 'und') && one.whole && !one.midAir);
}

/**
 * The sentence to begin with: early in its article, near to the event, in the best source that has one. Undefined where
 * none can stand alone, or has room.
 */
export function leadOf(material: Material): Statement | undefined {
  const { event, account } = material;
  const usable = usableIn(material).filter(account.fits);
  const early = usable.filter(({ position }) => position < LEAD_POSITIONS);
  const judged = (early.length > 0 ? early : usable).map((statement) => {
    const { keys, venues, source, position, quote, negated, modal } = statement;
    const worth =
      event(keys) +
      (venues.size > 0 ? PLACED : 0) -
      FURTHER_BACK * (source + position) -
      (negated || modal ? PLAN : 0) -
      PER_WORD * Math.max(0, wordsIn(quote.text) - 2 * COMFORTABLE_WORDS);
    return { statement, worth };
  });
  return judged.toSorted((a, b) => b.worth - a.worth)[0]?.statement;
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).length;
}

/**
 * How much the sentences nearest to one tell of what it tells, 0 … 1. Each is measured once, however many parts of a
 * story ask.
 */
export function centralityIn(
  statements: readonly Statement[],
  likeness: Likeness,
): (statement: Statement) => number {
  const known = new Map<Statement, number>();
  return (statement) => {
    const found = known.get(statement) ?? meanOfNearest(statement, statements, likeness(statement));
    known.set(statement, found);
    return found;
  };
}

function meanOfNearest(statement: Statement, all: readonly Statement[], scores: Float64Array): number {
  const nearest: number[] = [];
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0;
    if (all[at] === statement || (nearest.length === NEAREST && score <= (nearest.at(-1) ?? 0))) continue;
    const place = nearest.findIndex((one) => score > one);
    nearest.splice(place < 0 ? nearest.length : place, 0, score);
    if (nearest.length > NEAREST) nearest.pop();
  }
  return nearest.reduce((sum, score) => sum + score, 0) / Math.max(1, nearest.length);
}
