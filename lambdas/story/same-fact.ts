import { contradicting, countsMore, type Match, match, type Rarity } from './facts.ts';
import { measureOf, measuresDiffer } from './measures.ts';
import { areOpposed } from './opposites.ts';
import type { Statement } from './statements.ts';

/*
 * Precision first: a wrong "they agree" is worse than a missed one. Chosen by eye on pairs of reports about the same
 * meetings; below these, sentences share a subject, not a fact.
 */
const SAME_FACT = 0.4;
const SAME_FACT_OTHER_LANGUAGE = 0.5;
/** Three names and a rare word more, and little else in either sentence. */
const NAMED = 3;
const NEARLY_ALL = 0.6;
/** Words that stand with a number in both sentences ("two ballistic missiles", "launched", "the sea"). */
const COUNTED_WITH = 3;
/** What such a number is worth: two sentences may differ more in the rest. */
const COUNTED = 0.08;
const FIRST_KEYS = 2;
/** Two denials have little in common but that. */
const DENIED_ALIKE = 0.5;
const UNSURE_OF_WHOM = 0.08;
/** Nearly all names and concepts of two sentences, each in its language. */
const ALL_BUT_WORDS = 0.68;
const ONE_PASSAGE = 0.24;
const SAME_LEAD = 0.2;
const SAME_VENUE = 0.12;
/** Names besides the place that two sentences about one meeting share: those who met. */
const MET = 2;
const FEWEST_SHARED = 3;
/** Keys below this rarity bring no two sentences together. */
const TELLING = 0.3;
/** Pairs of sentences met by a key that both have, in one story: twenty times what sixty long reports need. */
const MOST_LOOKS = 2_000_000;
const YEAR = /^#(?:19|20)\d\d$/;

/** Two sentences of independent sources that share something. */
export interface Pair {
  readonly a: Statement;
  readonly b: Statement;
  readonly match: Match;
}

/** Pairs worth a look: of two origins, with two keys in common that are not all over the story. */
export function candidates(
  statements: readonly Statement[],
  independent: readonly string[],
  rarity: Rarity,
): Pair[] {
  const postings = new Map<string, number[]>();
  for (const [index, { keys, venues }] of statements.entries()) {
    const places = [...venues].flatMap((venue) => [`at ${venue}`, `met at ${venue}`]);
    for (const key of [...[...keys].filter((one) => rarity(one) >= TELLING), ...places]) {
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [index]);
      else list.push(index);
    }
  }
  const listsOf = Array.from(statements, (): (readonly number[])[] => []);
  for (const list of withinLooks([...postings.values()])) {
    for (const index of list) listsOf[index]?.push(list);
  }
  const times = new Uint16Array(statements.length);
  const pairs: Pair[] = [];
  for (const [index, a] of statements.entries()) {
    for (const other of metOften(index, listsOf[index] ?? [], times)) {
      const b = statements[other];
      if (b === undefined || independent[a.source] === independent[b.source]) continue;
      pairs.push({ a, b, match: match(a, b, rarity) });
    }
  }
  return pairs;
}

/** The later numbers that stand in two or more of the lists. `times` is all zero before and after. */
function metOften(index: number, lists: readonly (readonly number[])[], times: Uint16Array): number[] {
  const met: number[] = [];
  for (const list of lists) {
    for (let at = placeAfter(list, index); at < list.length; at++) {
      const other = list[at] ?? 0;
      if (times[other] === 0) met.push(other);
      times[other] = (times[other] ?? 0) + 1;
    }
  }
  const often = met.filter((other) => (times[other] ?? 0) >= 2);
  for (const other of met) times[other] = 0;
  return often;
}

/** Where in a rising list the numbers above `value` begin. */
function placeAfter(list: readonly number[], value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the lists of all keys would cost too many looks, those of the rarest keys, which tell most. */
function withinLooks(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const looks = ({ length }: readonly number[]) => (length * (length - 1)) / 2;
  if (lists.reduce((sum, list) => sum + looks(list), 0) <= MOST_LOOKS) return lists;
  const found: (readonly number[])[] = [];
  let left = MOST_LOOKS;
  for (const list of lists.toSorted((a, b) => a.length - b.length)) {
    left -= looks(list);
    if (left < 0) break;
    found.push(list);
  }
  return found;
}

export function byScore(x: Pair, y: Pair): number {
  return y.match.score - x.match.score || x.a.source - y.a.source || x.a.position - y.a.position;
}

/** Never a denial beside a claim, nor two numbers for one thing. */
export function isSameFact({ a, b, match: how }: Pair): boolean {
  if (a.negated !== b.negated || contradicting(a, b).length > 0 || countsMore(a, b) || countsMore(b, a))
    return false;
  if (isSubstitution(a, b, how) || measuredApart(a, b) || yearAgainstDay(a, b)) return false;
  if ([a, b].some((one) => one.aboutIt && !beginsAlike(one, how))) return false;
  if (how.shared.length + how.quantities < FEWEST_SHARED) return false;
  if (isSameVenue(a, b, how)) return true;
  if (areOpposed(a.sides, b.sides)) return false;
  if (a.negated && how.score < DENIED_ALIKE) return false;
  // "Will impose", "imposed": a plan and a deed are two matters.
  if (a.modal !== b.modal) return false;
  return isLargelyShared(a, b, how) || pointsAtOnePassage(how) || isSameLead(a, b, how);
}

/** One sentence but for one word: "spoke of satellites", "spoke of grain". */
function isSubstitution(a: Statement, b: Statement, { shared, quantities }: Match): boolean {
  const own = ({ keys }: Statement) => [...keys].filter((key) => !shared.includes(key)).length;
  return a.language === b.language && quantities === 0 && own(a) === 1 && own(b) === 1;
}

/** What can never both be true, or was never meant to be compared: so the two are no witnesses of one fact. */
export function contradict(a: Statement, b: Statement): boolean {
  const plan = a.modal !== b.modal && ![...a.venues].some((place) => b.venues.has(place));
  return plan || a.negated !== b.negated || contradicting(a, b).length > 0 || measuredApart(a, b);
}

function measuredApart(a: Statement, b: Statement): boolean {
  const [left, right] = [measureOf(a), measureOf(b)];
  return left !== null && right !== null && measuresDiffer(left, right);
}

/** Names with a rare word or a number, much of both sentences, and what was done as well as by whom. */
function isLargelyShared(a: Statement, b: Statement, how: Match): boolean {
  const { score, names, rare, contents, quantities } = how;
  const counted = quantities >= 1 && contents.length >= COUNTED_WITH;
  const telling = names >= 2 || (names >= 1 && rare >= 1) || rare >= 3 || counted;
  const anchored = quantities >= 1 || rare >= 2;
  const oneLanguage = a.language === b.language;
  const much = names >= 2 || (names >= 1 && contents.length >= COUNTED_WITH);
  if (!oneLanguage && score >= ALL_BUT_WORDS && much && contents.length >= 1) return true;
  if (oneLanguage && names >= NAMED && rare > NAMED && score >= NEARLY_ALL) return true;
  if (!telling || !anchored || contents.length + quantities < (oneLanguage ? 2 : 1)) return false;
  const anchor = names >= 1 && quantities >= 1 && contents.length > COUNTED_WITH ? COUNTED : 0;
  const wanted = oneLanguage ? SAME_FACT - anchor : SAME_FACT_OTHER_LANGUAGE;
  return score >= wanted + (leans(a) || leans(b) ? UNSURE_OF_WHOM : 0);
}

/** "In 2019" beside "on Friday": two occasions. */
function yearAgainstDay(a: Statement, b: Statement): boolean {
  const day = ({ keys }: Statement) => [...keys].some((key) => key.startsWith('@weekday'));
  const [left, right] = [yearsOf(a), yearsOf(b)];
  return (
    (left.length > 0 && right.length === 0 && day(b)) || (right.length > 0 && left.length === 0 && day(a))
  );
}

/** What a sentence says first is shared, not only what it adds: all that tells what "it" is. */
function beginsAlike({ keys }: Statement, { shared }: Match): boolean {
  return [...keys].slice(0, FIRST_KEYS).every((key) => shared.includes(key));
}

/** "It addressed …": of what it speaks, the sentence before would tell. */
function leans({ midAir, connective }: Statement): boolean {
  return midAir && !connective;
}

/** Words that each source uses about once ("armoured", "train", "handshake"), or two of them with a name and more. */
function pointsAtOnePassage({ score, distinct, names, uncommon, contents, quantities }: Match): boolean {
  const marked = distinct >= 3 || (distinct >= 2 && names >= 1 && uncommon >= 4);
  // A name of two words and a title are one person, not a fact.
  return marked && score >= ONE_PASSAGE && contents.length + quantities >= 2;
}

/** Both say where the meeting was held, and who met, or more than that; not in another year. */
function isSameVenue(a: Statement, b: Statement, { shared, score }: Match): boolean {
  const venues = [...a.venues].filter((place) => b.venues.has(place));
  if (venues.length === 0 || yearsOf(a).join() !== yearsOf(b).join()) return false;
  const isPlace = (key: string) => venues.some((venue) => key === venue || key === `=${venue}`);
  const who = shared.filter((key) => !isPlace(key) && a.runs.has(key) && b.runs.has(key));
  const met = Math.min(...[a, b].map(({ runs }) => new Set(who.map((key) => runs.get(key))).size));
  return met >= MET || (shared.length > FEWEST_SHARED && score >= SAME_VENUE);
}

function yearsOf({ quantities }: Statement): string[] {
  return quantities.map(({ value }) => value).filter((value) => YEAR.test(value));
}

/** The first sentences of two reports of one story: who, and what they did. */
function isSameLead(a: Statement, b: Statement, { score, names, shared }: Match): boolean {
  if (a.position > 1 || b.position > 1 || a.midAir || b.midAir || a.modal || b.modal) return false;
  const words = shared.filter((key) => a.names.has(key)).length;
  return names >= 2 && words >= 3 && shared.length >= words + 2 && score >= SAME_LEAD;
}
