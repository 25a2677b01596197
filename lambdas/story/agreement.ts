import type { Agreement, Difference } from '../types.ts';
import { contradicting, type Match, match, type Rarity } from './facts.ts';
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
const FEWEST_SHARED = 3;

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
    const ranked = group.toSorted(
      (x, y) => quotability(y, language) - quotability(x, language) || x.source - y.source,
    );
    if (!ranked.some(({ whole }) => whole)) continue;
    agree.push({ quotes: ranked.map(({ quote }) => quote), score: group.length + pair.match.score });
  }
  const best = agree.sort((x, y) => y.score - x.score).slice(0, MOST_AGREEMENTS);
  return { agree: best.map(({ quotes }) => ({ quotes })), differ: differences(pairs, used), told };
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
  if (a.negated !== b.negated || contradicting(a, b).length > 0) return false;
  if (how.shared.length + how.quantities < FEWEST_SHARED) return false;
  return isLargelyShared(a, b, how) || pointsAtOnePassage(a, b, how) || isSameLead(a, b, how);
}

/** Names with a rare word or a number, much of both sentences, and what was done as well as by whom. */
function isLargelyShared(a: Statement, b: Statement, how: Match): boolean {
  const { score, names, rare, contents, quantities } = how;
  const telling = names >= 2 || (names >= 1 && rare >= 1) || rare >= 3;
  const anchored = quantities >= 1 || rare >= 2;
  const oneLanguage = a.language === b.language;
  if (!telling || !anchored || contents.length + quantities < (oneLanguage ? 2 : 1)) return false;
  const wanted = oneLanguage ? SAME_FACT : SAME_FACT_OTHER_LANGUAGE;
  return score >= (a.modal === b.modal ? wanted : wanted + 0.1);
}

/** Words that each source uses about once ("armoured", "train", "handshake"), or two of them with a name and more. */
function pointsAtOnePassage(
  a: Statement,
  b: Statement,
  { score, distinct, names, uncommon }: Match,
): boolean {
  const marked = distinct >= 3 || (distinct >= 2 && names >= 1 && uncommon >= 4);
  return marked && a.modal === b.modal && score >= ONE_PASSAGE;
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
    if (numbers === undefined || more.length > 0 || numbers.some(({ loose }) => loose)) continue;
    for (const statement of [a, b]) shown.add(statement);
    found.push({ about: 'number', quotes: [a.quote, b.quote] });
  }
  return found.slice(0, MOST_DIFFERENCES);
}
