import type { Agreement, Difference } from '../types.ts';
import { contradicting, countsMore, type Match, match, type Rarity } from './facts.ts';
import { measureOf, measuresDiffer } from './measures.ts';
import type { Statement } from './statements.ts';

export const MOST_AGREEMENTS = 5;
export const MOST_DIFFERENCES = 3;

/*
 * Precision first: a wrong "they agree" is worse than a missed one. Chosen by eye on pairs of reports about the same
 * meetings; below these, sentences share a subject, not a fact.
 */
const SAME_FACT = 0.36;
const SAME_FACT_OTHER_LANGUAGE = 0.5;
const SAME_SUBJECT = 0.5;
const ONE_PASSAGE = 0.24;
const SAME_LEAD = 0.2;
const SAME_VENUE = 0.12;
const FEWEST_SHARED = 3;

const YEAR = /^#(?:19|20)\d\d$/;

interface Pair {
  readonly a: Statement;
  readonly b: Statement;
  readonly match: Match;
}

/** What independent sources report alike, and where they give another number for the same thing. */
export interface Comparison {
  readonly agree: readonly Agreement[];
  readonly differ: readonly Difference[];
  /** Every statement that another source has too, shown or not. */
  readonly told: ReadonlySet<Statement>;
}

/** `independent` names the origin of each source: two papers with one agency's text are one witness. Quotes in `language` come first. */
export function compareSources(
  statements: readonly Statement[],
  independent: readonly string[],
  rarity: Rarity,
  language: string | null,
): Comparison {
  const pairs = candidates(statements, independent, rarity);
  const agreeing = pairs.filter(isSameFact).sort(byScore);
  const told = new Set(agreeing.flatMap(({ a, b }) => [a, b]));
  const used = new Set<Statement>();
  const agree: (Agreement & { readonly score: number })[] = [];
  for (const pair of agreeing) {
    if (used.has(pair.a) || used.has(pair.b)) continue;
    const group = witnesses(pair, agreeing, independent, used);
    for (const statement of group) used.add(statement);
    const sound = group.filter(({ whole }) => whole);
    // A broken sentence is quoted only where a source has no better one and is needed as the second witness.
    const ranked = (sound.length >= 2 ? sound : group).toSorted(
      (x, y) => quotability(y, language) - quotability(x, language) || x.source - y.source,
    );
    if (!ranked.some(({ whole }) => whole)) continue;
    agree.push({ quotes: ranked.map(({ quote }) => quote), score: group.length + pair.match.score });
  }
  const best = agree.sort((x, y) => y.score - x.score).slice(0, MOST_AGREEMENTS);
  return {
    agree: best.map(({ quotes }) => ({ quotes })),
    differ: [...measured(statements, independent), ...differences(pairs, used)].slice(0, MOST_DIFFERENCES),
    told,
  };
}

function candidates(
  statements: readonly Statement[],
  independent: readonly string[],
  rarity: Rarity,
): Pair[] {
  const postings = new Map<string, number[]>();
  for (const [index, { keys }] of statements.entries()) {
    for (const key of keys) {
      if (rarity(key) < 0.3) continue;
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [index]);
      else list.push(index);
    }
  }
  const met = new Map<number, number>();
  for (const list of postings.values()) {
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length; j++) {
        const key = (list[i] ?? 0) * statements.length + (list[j] ?? 0);
        met.set(key, (met.get(key) ?? 0) + 1);
      }
    }
  }
  const pairs: Pair[] = [];
  for (const [key, times] of met) {
    const a = statements[Math.floor(key / statements.length)];
    const b = statements[key % statements.length];
    if (times < 2 || a === undefined || b === undefined) continue;
    if (independent[a.source] === independent[b.source]) continue;
    pairs.push({ a, b, match: match(a, b, rarity) });
  }
  return pairs;
}

function byScore(x: Pair, y: Pair): number {
  return y.match.score - x.match.score || x.a.source - y.a.source || x.a.position - y.a.position;
}

/** Never a denial beside a claim, nor two numbers for one thing. */
function isSameFact({ a, b, match: how }: Pair): boolean {
  if (a.negated !== b.negated || contradicting(a, b).length > 0 || countsMore(a, b) || countsMore(b, a))
    return false;
  if (isSubstitution(a, b, how) || measuredApart(a, b)) return false;
  if (how.shared.length + how.quantities < FEWEST_SHARED) return false;
  if (isSameVenue(a, b, how)) return true;
  // "Will impose", "imposed": a plan and a deed are two matters.
  if (a.modal !== b.modal) return false;
  return isLargelyShared(a, b, how) || pointsAtOnePassage(how) || isSameLead(a, b, how);
}

/** One sentence but for one word: "spoke of satellites", "spoke of grain". */
function isSubstitution(a: Statement, b: Statement, { shared, quantities }: Match): boolean {
  const own = ({ keys }: Statement) => [...keys].filter((key) => !shared.includes(key)).length;
  return a.language === b.language && quantities === 0 && own(a) === 1 && own(b) === 1;
}

function measuredApart(a: Statement, b: Statement): boolean {
  const [left, right] = [measureOf(a), measureOf(b)];
  return left !== null && right !== null && measuresDiffer(left, right);
}

/** Names with a rare word or a number, much of both sentences, and what was done as well as by whom. */
function isLargelyShared(a: Statement, b: Statement, how: Match): boolean {
  const { score, names, rare, contents, quantities } = how;
  const telling = names >= 2 || (names >= 1 && rare >= 1) || rare >= 3;
  const anchored = quantities >= 1 || rare >= 2;
  const oneLanguage = a.language === b.language;
  if (!telling || !anchored || contents.length + quantities < (oneLanguage ? 2 : 1)) return false;
  const wanted = oneLanguage ? SAME_FACT : SAME_FACT_OTHER_LANGUAGE;
  return score >= wanted;
}

/** Words that each source uses about once ("armoured", "train", "handshake"), or two of them with a name and more. */
function pointsAtOnePassage({ score, distinct, names, uncommon }: Match): boolean {
  const marked = distinct >= 3 || (distinct >= 2 && names >= 1 && uncommon >= 4);
  return marked && score >= ONE_PASSAGE;
}

/** Both say where the meeting was held, and share more than that. */
function isSameVenue(a: Statement, b: Statement, { shared, score }: Match): boolean {
  const venue = [...a.venues].some((place) => b.venues.has(place));
  return venue && shared.length > FEWEST_SHARED && score >= SAME_VENUE;
}

/** The first sentences of two reports of one story: who, and what they did. */
function isSameLead(a: Statement, b: Statement, { score, names, shared }: Match): boolean {
  if (a.position > 1 || b.position > 1 || a.midAir || b.midAir || a.modal || b.modal) return false;
  return names >= 3 && shared.length >= names + 2 && score >= SAME_LEAD;
}

/** The pair, and one more sentence from each further origin that says the same as every sentence already there. */
function witnesses(
  seed: Pair,
  agreeing: readonly Pair[],
  independent: readonly string[],
  used: ReadonlySet<Statement>,
): Statement[] {
  const group = [seed.a, seed.b];
  const says = new Map<Statement, Set<Statement>>();
  for (const { a, b } of agreeing) {
    says.set(a, (says.get(a) ?? new Set()).add(b));
    says.set(b, (says.get(b) ?? new Set()).add(a));
  }
  for (const { a, b } of agreeing) {
    for (const statement of [a, b]) {
      const known = says.get(statement);
      if (used.has(statement) || group.includes(statement)) continue;
      if (group.some(({ source }) => independent[source] === independent[statement.source])) continue;
      if (group.every((member) => known?.has(member))) group.push(statement);
    }
  }
  return group;
}

/** Which sentence of a group to show first: the reader's language, then whole, then of a readable length. */
function quotability({ whole, midAir, quote }: Statement, language: string | null): number {
  const own = quote.language === language ? 4 : 0;
  return own + (whole ? 2 : 0) + (midAir ? 0 : 1) - Math.abs(quote.text.length - 160) / 1000;
}

/** The same thing counted differently. Silent where a bound, a denial, a plan or another occasion may explain it. */
function differences(pairs: readonly Pair[], used: ReadonlySet<Statement>): Difference[] {
  const found: Difference[] = [];
  const shown = new Set<Statement>();
  for (const { a, b, match: how } of pairs.toSorted(byScore)) {
    if (used.has(a) || used.has(b) || shown.has(a) || shown.has(b)) continue;
    if (!a.whole || !b.whole || a.negated || b.negated || a.modal || b.modal || a.ordered || b.ordered)
      continue;
    if (how.score < SAME_SUBJECT || how.names < 1 || how.shared.length < FEWEST_SHARED + 1) continue;
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
function measured(statements: readonly Statement[], independent: readonly string[]): Difference[] {
  const figures = statements.flatMap((statement) => {
    if (!statement.whole || statement.negated || statement.modal) return [];
    const measure = measureOf(statement);
    return measure === null ? [] : [{ statement, measure }];
  });
  const found = new Map<string, Difference & { readonly distance: number }>();
  for (const [index, left] of figures.entries()) {
    for (const right of figures.slice(index + 1)) {
      const [a, b] = [left.statement, right.statement];
      if (independent[a.source] === independent[b.source] || !measuresDiffer(left.measure, right.measure))
        continue;
      if (namesAnotherOccasion(a, b, statements)) continue;
      const distance = Math.abs(Math.log(left.measure.least / right.measure.least));
      if (distance > (found.get(left.measure.event)?.distance ?? 0))
        found.set(left.measure.event, { about: 'number', quotes: [a.quote, b.quote], distance });
    }
  }
  return [...found.values()].map(({ about, quotes }) => ({ about, quotes }));
}

/** Somebody whom only one of the two names, and who is not all over the story: it may be about another meeting. */
function namesAnotherOccasion(a: Statement, b: Statement, statements: readonly Statement[]): boolean {
  const own = [
    ...[...a.names].filter((name) => !b.names.has(name)),
    ...[...b.names].filter((name) => !a.names.has(name)),
  ];
  const everywhere = (name: string) =>
    new Set(statements.filter(({ names }) => names.has(name)).map(({ source }) => source)).size >= 2;
  const years = (statement: Statement) =>
    statement.quantities.map(({ value }) => value).filter((value) => YEAR.test(value));
  return own.some((name) => !everywhere(name)) || years(a).join() !== years(b).join();
}
