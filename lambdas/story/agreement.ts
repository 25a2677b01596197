import type { Difference } from '../types.ts';
import { differences, measured } from './difference.ts';
import { match, type Rarity } from './facts.ts';
import type { Material } from './material.ts';
import { bestFirst } from './quotability.ts';
import { byScore, candidates, contradict, isSameFact, type Pair } from './same-fact.ts';
import type { Statement } from './statements.ts';

const MOST_AGREEMENTS = 6;
/** The surest of these groups are formed from so many pairs: what is shown needs a few dozen. */
const MOST_AGREEING = 4_000;
const MOST_DIFFERENCES = 3;

/** A further source has to say the same as this share of those who agree already. */
const AGREES_WITH = 0.6;
/** Two agreements of whose pairs of sentences so many are nearer than this would tell one thing twice. */
const TOLD_ALREADY = 0.3;
const TOLD_IN_OTHER_WORDS = 0.65;
const AGAIN = 0.4;
/** Who met whom and where comes before what else happened. */
const MET = 1;
/** What nearness to the event counts for, against a doubling of the sources. */
const EVENT = 1.5;

/** Sentences that say one thing, the one to show first. */
export type Agreed = readonly Statement[];

/** What independent sources report alike, and where they give another number for the same thing. */
export interface Comparison {
  /**
   * In the order of how many independent sources have them and how near they are to the story's event; of each, the
   * quote to show stands first (`bestFirst`), and is charged to its source's account: one without room is left out.
   * `shown` is what the reader has seen already.
   */
  readonly agreements: (shown: readonly Statement[]) => readonly Agreed[];
  readonly differ: readonly Difference[];
  /** Every statement that another source has too, shown or not. */
  readonly told: ReadonlySet<Statement>;
  /** How many independent sources say what a statement says, itself included. */
  readonly witnesses: (statement: Statement) => number;
}

/** Compares every two sentences of independent sources that have something uncommon in common. */
export function compareSources(material: Material): Comparison {
  const { statements, independent, rarity } = material;
  const pairs = candidates(statements, independent, rarity);
  const all = pairs.filter(isSameFact).sort(byScore);
  const agreeing = all.slice(0, MOST_AGREEING);
  const groups = groupsOf(agreeing, independent);
  const sizes = new Map(
    groups.flatMap(({ members }) => members.map((member) => [member, members.length] as const)),
  );
  return {
    agreements: (shown) => order(groups, material, shown),
    differ: [...measured(statements, independent), ...differences(pairs, new Set(sizes.keys()))].slice(
      0,
      MOST_DIFFERENCES,
    ),
    told: new Set(all.flatMap(({ a, b }) => [a, b])),
    witnesses: (statement) => sizes.get(statement) ?? 1,
  };
}

/** Sentences of independent sources that say one thing, one of each. */
interface Group {
  readonly members: readonly Statement[];
  readonly score: number;
}

function groupsOf(agreeing: readonly Pair[], independent: readonly string[]): Group[] {
  const says = new Map<Statement, Set<Statement>>();
  for (const { a, b } of agreeing) {
    says.set(a, (says.get(a) ?? new Set()).add(b));
    says.set(b, (says.get(b) ?? new Set()).add(a));
  }
  const used = new Set<Statement>();
  const groups: Group[] = [];
  for (const pair of agreeing) {
    if (used.has(pair.a) || used.has(pair.b)) continue;
    const members = witnesses(pair, agreeing, independent, says, used);
    for (const statement of members) used.add(statement);
    const sound = members.filter(({ whole }) => whole);
    // A broken sentence is quoted only where a source has no better one and is needed as the second witness.
    if (sound.some(({ midAir, connective }) => !midAir || connective))
      groups.push({ members: sound.length >= 2 ? sound : members, score: pair.match.score });
  }
  return groups;
}

/** The pair, and one more sentence from each further origin that says the same as most of those already there. */
function witnesses(
  seed: Pair,
  agreeing: readonly Pair[],
  independent: readonly string[],
  says: ReadonlyMap<Statement, ReadonlySet<Statement>>,
  used: ReadonlySet<Statement>,
): Statement[] {
  const group = [seed.a, seed.b];
  for (const { a, b } of agreeing) {
    for (const statement of [a, b]) {
      if (used.has(statement) || group.includes(statement)) continue;
      if (group.some(({ source }) => independent[source] === independent[statement.source])) continue;
      const known = says.get(statement);
      const alike = group.filter((member) => known?.has(member)).length;
      if (alike < AGREES_WITH * group.length) continue;
      if (!group.some((member) => contradict(member, statement))) group.push(statement);
    }
  }
  return group;
}

function shareVenue([first, ...others]: readonly Statement[]): boolean {
  return [...(first?.venues ?? [])].some((venue) => others.every(({ venues }) => venues.has(venue)));
}

function tellsAgain(group: Group, told: Group, rarity: Rarity): boolean {
  const pairs = group.members.flatMap((one) => told.members.map((other) => [one, other] as const));
  const alike = pairs.filter(([one, other]) => {
    const bar = one.language === other.language ? TOLD_ALREADY : TOLD_IN_OTHER_WORDS;
    return match(one, other, rarity).score >= bar;
  });
  return alike.length >= AGAIN * pairs.length;
}

function order(groups: readonly Group[], material: Material, shown: readonly Statement[]): Agreed[] {
  const { rarity, event, account } = material;
  const weight = ({ members, score }: Group): number => {
    const near = members.reduce((sum, { keys }) => sum + event(keys), 0) / members.length;
    return Math.log2(members.length) + EVENT * near + score / 2 + (shareVenue(members) ? MET : 0);
  };
  const ranked = groups
    .map((group) => ({ ...group, weight: weight(group) }))
    .sort((x, y) => y.weight - x.weight);
  const chosen: Group[] = [];
  const agreed: Agreed[] = [];
  for (const group of ranked) {
    if (chosen.length === MOST_AGREEMENTS) break;
    if (chosen.some((told) => tellsAgain(group, told, rarity))) continue;
    const [first, ...others] = bestFirst(group.members, material, new Set(shown));
    if (first === undefined || !account.take(first)) continue;
    chosen.push(group);
    agreed.push([first, ...others]);
  }
  return agreed;
}
