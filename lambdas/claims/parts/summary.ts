import { verbsOf } from '../compare/verbs.ts';
import { likeness } from '../statements/sentence-table.ts';
import type { Statement } from '../statements/statements.ts';
import { agesAmong, isOldPlan } from './age.ts';
import { isQuotable, type Material, type Reported } from './material.ts';
import { isColour } from './substance.ts';

export const MOST_SUMMARY = 5;
export const FEWEST_SUMMARY = 3;
/** Words that a summary has at most once it has its three sentences. */
const LONGEST_SUMMARY = 110;
/** News tells first what matters. */
const FURTHEST = 20;
/** Below this nearness to the story's matter a sentence is colour, not news. */
const LEAST_NEAR = 0.5;
/** Two sentences nearer than this say the same, also where they were not compared. */
const REPETITION = 0.72;

/* What a sentence is worth beside its nearness to the matter (0 … 1). */
const EARLY = 0.3;
const TOLD_BY_SEVERAL = 0.2;
const OTHER_SOURCE = 0.15;
const DENIAL = 0.2;
const PLAN = 0.2;
const SPEECH = 0.1;
/** "Seventeen articles, three annexes, 23 pages." */
const LIST = 0.6;
const COMFORTABLE_WORDS = 26;
const PER_WORD = 0.015;
/** Below this a sentence adds too little. */
const WORTH_TELLING = 0.55;
/** The lead stands among the first sentences of its article; each place further back costs this much. */
const LEAD_POSITIONS = 4;
const FURTHER_BACK = 0.05;
/** Each doubling of those who report a lead. */
const REPORTED = 0.5;
/** Against one who reports all of it, one who reports a part. */
const TOLD_IN_PART = 0.6;
const NEAR = 1.5;
/** Each day by which a newer report is more than a day ahead, of a lead and of what follows it: most papers tell an event on two days. */
const [AGED_LEAD, AGED] = [0.3, 0.1];
/** What was to come and has come since. */
const OLD_PLAN = 0.7;
/** "In the end it was nearly midnight." */
const COLOUR = 0.25;

/**
 * The sentence to begin with, in `language`: what most report as done and is nearest to the matter, early in its article.
 * Undefined where none can stand alone, or has room.
 */
export function leadOf(
  material: Material,
  reported: readonly Reported[],
  language: string | null,
): Statement | undefined {
  const { statements, relations, nearness, quota, disputed } = material;
  const witnesses = new Map(reported.map(({ statement, others }) => [statement, others.length]));
  const usable = statements.filter(
    (one) => one.language === (language ?? 'und') && isQuotable(one) && !disputed.has(one) && quota.fits(one),
  );
  const ageOf = agesAmong(statements);
  const early = usable.filter((one) => one.position < LEAD_POSITIONS || witnesses.has(one));
  const judged = (early.length > 0 ? early : usable).map((statement) => {
    const { position, negated, modal, spoken, wordCount } = statement;
    const worth =
      NEAR * nearness(statement) +
      REPORTED *
        Math.log2(
          1 + (witnesses.get(statement) ?? 0) + TOLD_IN_PART * relations.partialReporters(statement),
        ) -
      FURTHER_BACK * position -
      (negated ? DENIAL : 0) -
      (modal ? PLAN : 0) -
      AGED_LEAD * Math.max(0, ageOf(statement) - 1) -
      (isOldPlan(statement, ageOf(statement)) ? OLD_PLAN : 0) -
      (isColour(statement) ? COLOUR : 0) -
      (spoken ? SPEECH : 0) -
      (hasVerb(statement) ? 0 : LIST) -
      PER_WORD * Math.max(0, wordCount - 2 * COMFORTABLE_WORDS);
    return { statement, worth };
  });
  const best = judged.toSorted((a, b) => b.worth - a.worth)[0]?.statement;
  if (best === undefined || witnesses.has(best)) return best;
  // The same matter with those who report it: told once, and with their names.
  const named = reported.find(
    ({ statement }) =>
      statement.language === best.language &&
      (!statement.isBeginning || begins(statement, best) || isAsFull(statement, best)) &&
      quota.fits(statement) &&
      relations.isSame(statement, best),
  );
  return named?.statement ?? best;
}

const VERB = 0.5;

/** Whether somebody does something in it; true where its words are not known. */
function hasVerb({ encoded }: Statement): boolean {
  return encoded === null || encoded.words.length === 0 || verbsOf(encoded).some((likely) => likely >= VERB);
}

/** The beginning of another sentence that tells as much as this share of the lead's words. */
const AS_FULL = 0.6;

function isAsFull({ wordCount }: Statement, lead: Statement): boolean {
  return wordCount >= AS_FULL * lead.wordCount;
}

function begins({ quote: a }: Statement, { quote: b }: Statement): boolean {
  return a.articleId === b.articleId && a.block === b.block && a.offset === b.offset;
}

interface Plan {
  readonly begun: readonly Statement[];
  /** Sentences. */
  readonly most: number;
  /** What the next sentence has to be worth. */
  readonly least?: number;
}

/**
 * The summary that has `begun` goes on to `most` whole sentences: those that add most to it, from other sources where they
 * are as good; none in another language than the headline's, none that is `shown` elsewhere. Fewer when no more can stand
 * alone, or have room.
 */
export function summarize(
  material: Material,
  { begun, most, least = WORTH_TELLING }: Plan,
  shown: readonly Statement[],
): Statement[] {
  const { statements, relations, nearness, quota, language, disputed } = material;
  const hidden = new Set(shown);
  // Of one origin's report nobody else says what matters.
  const alone = new Set(statements.map(({ origin }) => origin)).size < 2;
  const usable = statements.filter(
    (one) =>
      one.language === (language ?? 'und') &&
      isQuotable(one) &&
      !hidden.has(one) &&
      !disputed.has(one) &&
      one.position < FURTHEST &&
      (alone || nearness(one) >= LEAST_NEAR),
  );
  const ageOf = agesAmong(statements);
  const worthOf = new Map(usable.map((one) => [one, worth(one)]));
  const printed = [...begun, ...shown];
  const chosen = [...begun];
  while (chosen.length < most) {
    const length = chosen.reduce((sum, { wordCount }) => sum + wordCount, 0);
    let best: { readonly statement: Statement; readonly worth: number } | undefined;
    for (const statement of usable) {
      if (chosen.includes(statement) || !quota.fits(statement)) continue;
      if (chosen.length >= FEWEST_SUMMARY && length + statement.wordCount > LONGEST_SUMMARY) continue;
      const quoted = chosen.filter(({ source }) => source === statement.source).length;
      const total = (worthOf.get(statement) ?? 0) + OTHER_SOURCE * (quoted === 0 ? 1 : 1 - quoted);
      if (best !== undefined && total <= best.worth) continue;
      if (printed.some((one) => likeness(statement, one) >= REPETITION || relations.repeats(statement, one)))
        continue;
      best = { statement, worth: total };
    }
    if (best === undefined || best.worth < least) break;
    quota.take(best.statement);
    chosen.push(best.statement);
    printed.push(best.statement);
  }
  const [lead, ...rest] = chosen;
  const inOrder = rest.toSorted((a, b) => a.source - b.source || a.position - b.position);
  return lead === undefined ? [] : [lead, ...inOrder];

  function worth(statement: Statement): number {
    const { position, negated, modal, spoken, wordCount } = statement;
    return (
      nearness(statement) +
      EARLY / (1 + position / 4) +
      TOLD_BY_SEVERAL * Math.log2(1 + relations.fullReporters(statement).length) -
      (negated ? DENIAL : 0) -
      (modal ? PLAN : 0) -
      AGED * Math.max(0, ageOf(statement) - 1) -
      (isOldPlan(statement, ageOf(statement)) ? OLD_PLAN : 0) -
      (isColour(statement) ? COLOUR : 0) -
      (spoken ? SPEECH : 0) -
      PER_WORD * Math.max(0, wordCount - COMFORTABLE_WORDS)
    );
  }
}
