import type { Quantity, Statement } from './statements.ts';

/** How rare each key is among the sentences of one story: what every sentence says ("Putin", "Kim") weighs little. */
export type Rarity = (key: string) => number;

/** Short stories are measured as if they had this many sentences: two mentions among six are not yet common. */
const FEWEST_SENTENCES = 40;
/** What more than a third of the sentences say tells nothing about one of them. */
const COMMON = 0.2;

/** Rarity from the story's own sentences, 0 … 1. */
export function rarityOf(statements: readonly Statement[]): Rarity {
  const frequency = new Map<string, number>();
  for (const { keys } of statements) {
    for (const key of keys) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  }
  const all = Math.max(FEWEST_SENTENCES, statements.length);
  const rarities = new Map([...frequency].map(([key, times]) => [key, rarityAt(times)] as const));
  const ofNone = rarityAt(0);
  return (key) => rarities.get(key) ?? ofNone;

  function rarityAt(times: number): number {
    const rarity = Math.max(0, -Math.log((times + 1) / (all + 1)) / Math.log(all + 1));
    return times > 3 && times * 3 > statements.length ? Math.min(COMMON, rarity) : rarity;
  }
}

/** Below this a unit alone is no anchor: "two leaders" stands everywhere, "two ballistic missiles" does not. */
const TELLING_UNIT = 0.45;

export interface Match {
  /** 0 … 1: shared weight over the geometric mean of both. */
  readonly score: number;
  readonly shared: readonly string[];
  /** Shared names, rare keys and numbers with the same unit. The words of one name count once. */
  readonly names: number;
  readonly rare: number;
  /** Shared keys that each source uses about once: they point at one passage. */
  readonly distinct: number;
  /** Shared keys that are no names: what was done, and to what. */
  readonly contents: readonly string[];
  /** Shared keys that are not in every other sentence. */
  readonly uncommon: number;
  readonly quantities: number;
}

const YEAR = /^#(?:19|20)\d\d$/;
const RARE = 0.55;
const DISTINCT = 0.7;
const UNCOMMON = 0.4;

/** What two sentences share, in weight and in kind. */
export function match(a: Statement, b: Statement, rarity: Rarity): Match {
  const [fewer, more] = a.keys.size <= b.keys.size ? [a, b] : [b, a];
  // Who says it is not what is said: one spokesman says many things.
  const said = (key: string) => !(a.speakers.has(key) && b.speakers.has(key));
  const shared = [...fewer.keys].filter((key) => more.keys.has(key) && said(key));
  const quantities = sameQuantities(a, b, rarity);
  const bonus = 1.5 * quantities;
  const weight = (keys: Iterable<string>) => [...keys].reduce((sum, key) => sum + rarity(key), 0);
  const [left, right] = [comparable(a, b).filter(said), comparable(b, a).filter(said)];
  const mean = Math.sqrt((weight(left) + bonus) * (weight(right) + bonus)) || 1;
  const isName = (key: string) => a.names.has(key) || b.names.has(key);
  const contents = shared.filter((key) => !isName(key));
  const names = (least: number): number => {
    const keys = shared.filter((key) => isName(key) && rarity(key) >= least);
    const runs = ({ runs: of }: Statement) => new Set(keys.map((key) => of.get(key) ?? key)).size;
    return Math.min(runs(a), runs(b));
  };
  const atLeast = (least: number) => contents.filter((key) => rarity(key) >= least).length + names(least);
  return {
    score: (weight(shared) + bonus) / mean,
    shared,
    names: names(0),
    contents,
    rare: atLeast(RARE),
    distinct: atLeast(DISTINCT),
    uncommon: atLeast(UNCOMMON),
    quantities,
  };
}

/** Across languages only names and concepts can be shared: words of one language are left out of the measure. */
function comparable(a: Statement, b: Statement): string[] {
  if (a.language === b.language) return [...a.keys];
  return [...a.keys].filter((key) => !/^[a-z]{2,3}:/u.test(key));
}

/** How many figures two sentences have in common, of one thing each. */
export function sameQuantities(a: Statement, b: Statement, rarity: Rarity): number {
  return a.quantities.filter((left) =>
    b.quantities.some(
      (right) =>
        left.value === right.value &&
        !isYear(left) &&
        sameUnit(left, right) &&
        (sharedUnits(left, right).length > 1 ||
          sharedUnits(left, right).every((unit) => rarity(unit) >= TELLING_UNIT)),
    ),
  ).length;
}

/** Two sentences that name a year share a time, not a number of something. */
export function isYear({ value }: Quantity): boolean {
  return YEAR.test(value);
}

function sharedUnits(a: Quantity, b: Quantity): string[] {
  return a.units.filter((unit) => b.units.includes(unit));
}

/** Two quantities of one thing: the noun nearest to each, or two of the words after them. */
function sameUnit(a: Quantity, b: Quantity): boolean {
  const shared = sharedUnits(a, b);
  if (a.units.length === 0 && b.units.length === 0) return a.value.length > 3;
  return (
    shared.length >= 2 ||
    (shared.length === 1 && (a.units[0] === b.units[0] || a.units.length === 1 || b.units.length === 1))
  );
}

/** Numbers of one thing with no value in common: "two missiles" against "three missiles". */
export function contradicting(a: Statement, b: Statement): readonly [Quantity, Quantity][] {
  const pairs: [Quantity, Quantity][] = [];
  for (const left of a.quantities) {
    for (const right of b.quantities) {
      if (left.value !== right.value && sameUnit(left, right)) pairs.push([left, right]);
    }
  }
  return pairs.filter(
    ([left, right]) =>
      !b.quantities.some((other) => other.value === left.value) &&
      !a.quantities.some((other) => other.value === right.value),
  );
}

/** Whether one counts more of a thing than the other: "350 and 650 kilometres" beside "650 kilometres". */
export function countsMore(a: Statement, b: Statement): boolean {
  return a.quantities.some(
    (left) =>
      !b.quantities.some(({ value }) => value === left.value) &&
      b.quantities.some((right) => right.units.length > 0 && sameUnit(left, right)),
  );
}
