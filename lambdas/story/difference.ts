import type { Difference } from '../types.ts';
import { contradicting } from './facts.ts';
import { measureOf, measuresDiffer } from './measures.ts';
import { byScore, type Pair } from './same-fact.ts';
import type { Statement } from './statements.ts';

const SAME_SUBJECT = 0.65;
const FEWEST_SHARED = 4;
/** Statements of an event's length that are compared with each other, those of the best sources first. */
const MOST_FIGURES = 300;
const YEAR = /^#(?:19|20)\d\d$/;

/** The same thing counted differently. Silent where a bound, a denial, a plan or another occasion may explain it. */
export function differences(pairs: readonly Pair[], used: ReadonlySet<Statement>): Difference[] {
  const found: Difference[] = [];
  const shown = new Set<Statement>();
  for (const { a, b, match: how } of pairs.toSorted(byScore)) {
    if (used.has(a) || used.has(b) || shown.has(a) || shown.has(b)) continue;
    if (!a.whole || !b.whole || a.negated || b.negated || a.modal || b.modal || a.ordered || b.ordered)
      continue;
    if (how.score < SAME_SUBJECT || how.names < 1 || how.shared.length < FEWEST_SHARED) continue;
    const [numbers, ...more] = contradicting(a, b);
    if (
      numbers === undefined ||
      more.length > 0 ||
      numbers.some(({ loose, value }) => loose || YEAR.test(value))
    )
      continue;
    for (const statement of [a, b]) shown.add(statement);
    found.push({ about: 'number', quotes: [a.quote, b.quote] });
  }
  return found;
}

/** One event measured differently: "a handshake of 20 seconds", "of 40". The pair that lies furthest apart of each event. */
export function measured(statements: readonly Statement[], independent: readonly string[]): Difference[] {
  const figures = statements
    .flatMap((statement) => {
      if (!statement.whole || statement.negated || statement.modal) return [];
      const measure = measureOf(statement);
      return measure === null ? [] : [{ statement, measure }];
    })
    .slice(0, MOST_FIGURES);
  const everywhere = namedBySeveral(statements);
  const found = new Map<string, Difference & { readonly distance: number }>();
  for (const [index, left] of figures.entries()) {
    for (const right of figures.slice(index + 1)) {
      const [a, b] = [left.statement, right.statement];
      if (independent[a.source] === independent[b.source] || !measuresDiffer(left.measure, right.measure))
        continue;
      if (namesAnotherOccasion(a, b, everywhere)) continue;
      const distance = Math.abs(Math.log(left.measure.least / right.measure.least));
      if (distance > (found.get(left.measure.event)?.distance ?? 0))
        found.set(left.measure.event, { about: 'number', quotes: [a.quote, b.quote], distance });
    }
  }
  return [...found.values()].map(({ about, quotes }) => ({ about, quotes }));
}

/** Somebody whom only one of the two names, and who is not all over the story: it may be about another meeting. */
function namesAnotherOccasion(a: Statement, b: Statement, everywhere: ReadonlySet<string>): boolean {
  const own = [
    ...[...a.names].filter((name) => !b.names.has(name)),
    ...[...b.names].filter((name) => !a.names.has(name)),
  ];
  const years = (statement: Statement) =>
    statement.quantities.map(({ value }) => value).filter((value) => YEAR.test(value));
  return own.some((name) => !everywhere.has(name)) || years(a).join() !== years(b).join();
}

function namedBySeveral(statements: readonly Statement[]): Set<string> {
  const first = new Map<string, number>();
  const several = new Set<string>();
  for (const { names, source } of statements) {
    for (const name of names) {
      if ((first.get(name) ?? source) !== source) several.add(name);
      else first.set(name, source);
    }
  }
  return several;
}
