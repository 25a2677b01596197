import { likeness } from '../statements/sentence-table.ts';
import type { Statement } from '../statements/statements.ts';
import { agesAmong, isOldPlan } from './age.ts';
import { isQuotable, type Material } from './material.ts';
import { mentionedIn } from './mentioned.ts';
import { hasSubstance } from './substance.ts';

const MOST_ONLY = 6;
/** Of one source: where two are compared, each may show more of what it has alone. */
const MOST_OF_MANY = 1;
const MOST_OF_TWO = 2;
/** Sentences of one story for which a cross-encoder makes sure: more than are shown, since some fall. */
const MOST_MADE_SURE = 10;
const FEWEST_WORDS = 8;
/** Below this nearness to the story's matter a sentence is colour, not news. */
const LEAST_NEAR = 0.5;
/** Who or what, and how many, is news further away, too. */
const LEAST_NEAR_SPECIFIC = 0.28;
const [NAME, FIGURE] = [/(?<=\s)\p{Lu}\p{L}+/u, /\p{N}{2}/u];
/** What an outlet added to another's text is all that it has: its own reporting from the place is told, too. */
const LEAST_NEAR_ADDED = 0.25;

/* What speaks for a sentence: nearness, an early place, a name or a figure; and against it: plans, quotations, length. */
const EARLY = 0.3;
const SPECIFIC = 0.15;
const MOST_SPECIFIC = 3;
const PLAN = 0.15;
const SPEECH = 0.15;
const COMFORTABLE_WORDS = 30;
const PER_WORD = 0.02;
/** A further sentence of the same source that is nearer than this tells the same. */
const REPEATED = 0.7;
/** And what is nearer than this to a sentence of another part. */
const SHOWN = 0.6;

/**
 * What one source alone reports: sentences of which nobody else, in any story or language, says even a part. Silent where not
 * all sources of the story can be compared, where a story has one origin only, and where a cross-encoder could not make sure.
 */
export function exclusivesIn(material: Material, shown: ReadonlySet<Statement>): Statement[] {
  const { statements, quota, relations } = material;
  const origins = new Set(statements.map(({ origin }) => origin)).size;
  if (origins < 2 || statements.some(({ encoded }) => encoded === null)) return [];
  const most = origins > 2 ? MOST_OF_MANY : MOST_OF_TWO;
  const isMentioned = mentionedIn(statements);
  const ageOf = agesAmong(statements);
  const ranked = [...Map.groupBy(statements, ({ origin }) => origin).values()].flatMap((own) => {
    const alone = own
      .filter(
        (one) =>
          isAlone(one, material) && isFarFrom(one, shown) && !isMentioned(one) && !isOldPlan(one, ageOf(one)),
      )
      .map((statement) => ({ statement, worth: worthOf(statement, material) }))
      .sort((a, b) => b.worth - a.worth);
    const chosen: typeof alone = [];
    for (const candidate of alone) {
      if (chosen.length > most) break;
      if (chosen.every(({ statement }) => likeness(statement, candidate.statement) < REPEATED))
        chosen.push(candidate);
    }
    return chosen.map((item, rank) => ({ ...item, rank }));
  });
  const sure = ranked
    .sort((a, b) => a.rank - b.rank || b.worth - a.worth)
    .slice(0, MOST_MADE_SURE)
    .map(({ statement }) => statement)
    .filter((statement, rank) => relations.isSurelyCompared(statement, rank));
  return eachAtMost(most, sure)
    .filter((statement) => quota.take(statement))
    .slice(0, MOST_ONLY);
}

/** The first so many of each origin. */
function eachAtMost(most: number, statements: readonly Statement[]): readonly Statement[] {
  const counts = new Map<string, number>();
  return statements.filter(({ origin }) => {
    counts.set(origin, (counts.get(origin) ?? 0) + 1);
    return (counts.get(origin) ?? 0) <= most;
  });
}

/** What is much like a sentence shown elsewhere would tell it twice, and once as if nobody else did. */
function isFarFrom(statement: Statement, shown: ReadonlySet<Statement>): boolean {
  return !shown.has(statement) && [...shown].every((one) => likeness(statement, one) < SHOWN);
}

function isAlone(statement: Statement, { relations, nearness, disputed, isCopied }: Material): boolean {
  return (
    isQuotable(statement) &&
    !statement.connective &&
    statement.wordCount >= FEWEST_WORDS &&
    hasSubstance(statement) &&
    relations.isSearched(statement) &&
    !relations.isReportedElsewhere(statement) &&
    !isCopied?.(statement) &&
    !disputed.has(statement) &&
    nearness(statement) >= leastNear(statement)
  );
}

function leastNear({ isAdded, quote }: Statement): number {
  if (isAdded) return LEAST_NEAR_ADDED;
  const isSpecific = NAME.test(quote.text) && FIGURE.test(quote.text);
  return isSpecific ? LEAST_NEAR_SPECIFIC : LEAST_NEAR;
}

/** A figure, or a word with a capital that does not begin the sentence. */
const NAME_OR_FIGURE = /(?<=\s)\p{Lu}\p{L}+|\p{N}+/gu;

function worthOf(statement: Statement, { nearness }: Material): number {
  const { quote, position, modal, spoken, wordCount } = statement;
  const specific = quote.text.match(NAME_OR_FIGURE)?.length ?? 0;
  return (
    nearness(statement) +
    EARLY / (1 + position / 4) +
    SPECIFIC * Math.min(MOST_SPECIFIC, specific) -
    (modal ? PLAN : 0) -
    (spoken ? SPEECH : 0) -
    PER_WORD * Math.max(0, wordCount - COMFORTABLE_WORDS)
  );
}
