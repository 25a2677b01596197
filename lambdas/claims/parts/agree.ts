import { tellsAhead } from '../../article/metadata/relative-days.ts';
import type { Agreement } from '../../types.ts';
import type { Relations } from '../compare/relations.ts';
import { quantitiesOf } from '../numbers/quantities.ts';
import { claimsIn } from '../statements/beginnings.ts';
import type { Statement } from '../statements/statements.ts';
import { type Agreed, isQuotable, type Material, type Reported } from './material.ts';

const MOST_AGREEMENTS = 6;

/*
 * What an agreement is worth: a doubling of those who report it, nearness to the story's matter, that it is told early and is
 * news of the latest day; less what is only planned or denied, and what is long.
 */
const NEAR = 1.5;
const EARLY = 0.3;
const LATEST = 0.15;
const OWN_LANGUAGE = 0.6;
const PLAN = 0.5;
const DENIAL = 0.2;
const COMFORTABLE_WORDS = 28;
const PER_WORD = 0.03;

/** All that can be shown as reported by several, best first. */
export function agreementsIn(material: Material): Reported[] {
  const { statements, relations, nearness, disputed, language } = material;
  const latest = statements.reduce((day, one) => (one.day !== null && one.day > day ? one.day : day), '');
  const worth = ({ statement, others }: Reported): number =>
    Math.log2(1 + others.length) +
    NEAR * nearness(statement) +
    EARLY / (1 + statement.position / 4) +
    (statement.day === latest ? LATEST : 0) +
    (statement.language === (language ?? 'und') ? OWN_LANGUAGE : 0) -
    (statement.modal ? PLAN : 0) -
    (statement.negated ? DENIAL : 0) -
    PER_WORD * Math.max(0, statement.wordCount - COMFORTABLE_WORDS);
  return (
    statements
      .filter((one) => isQuotable(one) && !disputed.has(one))
      // A witness may be contradicted in something else that it says.
      .flatMap((statement) => reportedIn(statement, relations))
      .filter(({ statement, others }) => others.length > 0 && !isOvertaken(statement, others))
      .map((reported) => ({ reported, worth: worth(reported) }))
      .sort((a, b) => b.worth - a.worth)
      .map(({ reported }) => reported)
  );
}

/** "They are to sign on Thursday", with a witness of Friday who tells that they have: the plan is no news, and not what the witness says. */
function isOvertaken({ quote, day }: Statement, others: readonly Statement[]): boolean {
  // Outside of quotations: "I will take him at his word" is said, whenever it is told.
  const isPlan = ({ text, language }: Statement['quote']) => tellsAhead(text, language).plan;
  if (day === null || !isPlan(quote)) return false;
  return others.some((one) => one.day !== null && one.day > day && !isPlan(one.quote));
}

/**
 * The statement with who says all of it, and each of its beginnings that at least as many say all of: where the whole tells again
 * what stands above it, a beginning may tell something else.
 */
function reportedIn(statement: Statement, relations: Relations): Reported[] {
  const found: Reported[] = [{ statement, others: relations.fullReporters(statement) }];
  for (const beginning of claimsIn(statement)) {
    const others = relations.fullReportersOfBeginning(beginning, statement);
    if (others.length >= (found.at(-1)?.others.length ?? 0)) found.push({ statement: beginning, others });
  }
  return found;
}

/** The agreements to show, none twice and none that `printed` or a story before tells already; each charged to its source's quota. */
export function chooseAgreements(
  candidates: readonly Reported[],
  { relations, quota, agreedBefore = [] }: Material,
  printed: readonly Statement[],
): Agreed[] {
  const chosen: Agreed[] = [];
  const shown = [...printed];
  for (const reported of candidates) {
    if (chosen.length === MOST_AGREEMENTS) break;
    if (shown.some((one) => relations.repeats(reported.statement, one))) continue;
    if (agreedBefore.some((before) => isOfOneFact(reported, before, relations))) continue;
    if (!quota.take(reported.statement)) continue;
    const further = inOtherLanguages(reported, candidates, relations).filter(({ statement }) =>
      quota.take(statement),
    );
    chosen.push({ shown: [reported, ...further] });
    shown.push(reported.statement, ...further.map(({ statement }) => statement));
  }
  return chosen;
}

/** Whether a story before this one showed the fact: somebody witnesses both, and one says all of the other. */
function isOfOneFact({ statement, others }: Reported, { shown }: Agreed, relations: Relations): boolean {
  const witnesses = new Set(shown.flatMap((one) => [one.statement, ...one.others]));
  return (
    [statement, ...others].some((one) => witnesses.has(one)) &&
    shown.some((one) => one.statement === statement || relations.isSame(statement, one.statement))
  );
}

/**
 * The same fact for readers of other languages: what a witness says and the shown source, or others with it, says wholly too; or what
 * the same sentence of a witness says all of, with the same numbers.
 */
export function inOtherLanguages(
  reported: Reported,
  candidates: readonly Reported[],
  relations: Relations,
): Reported[] {
  const { statement, others } = reported;
  const ring = new Set<Statement>([statement, ...others]);
  const own = new Set([statement.language]);
  const found: Reported[] = [];
  for (const candidate of candidates) {
    if (own.has(candidate.statement.language)) continue;
    if (!candidate.others.some((other) => ring.has(other))) continue;
    const isSame =
      ring.has(candidate.statement) ||
      (relations.areAlike(candidate.statement, statement) &&
        numbersOf(candidate.statement) === numbersOf(statement));
    if (!isSame) continue;
    own.add(candidate.statement.language);
    found.push(candidate);
  }
  return found;
}

function numbersOf({ quote: { text, language } }: Statement): string {
  const values = quantitiesOf(text, language).map(({ value }) => value);
  return values.sort((a, b) => a - b).join(' ');
}

/** The sentences to show first, then all who report; beside each shown one, which of them say all of it. */
export function agreementOf({ shown }: Agreed): Agreement {
  const evidence = [...new Set(shown.flatMap(({ statement, others }) => [statement, ...others]))];
  const first = shown.map(({ statement }) => statement);
  const all = [...first, ...evidence.filter((one) => !first.includes(one))];
  return {
    quotes: all.map(({ quote }) => quote),
    shown: first.length,
    reportedBy: shown.map(({ others }: Reported) => others.map((other) => all.indexOf(other))),
  };
}
