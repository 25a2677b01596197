/** Fits `lambdas/claims/data/decision.json` on labelled pairs and reports what it reaches on summits left out. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { encodeLocally, entailLocally } from '../../../infra/local/dry-run/encoding.ts';
import { verdictOf } from '../../../lambdas/claims/compare/compare.ts';
import {
  type Bars,
  type Decision,
  isEntailed,
  isToldBy,
  type Odds,
  oddsOf,
  withEntailment,
} from '../../../lambdas/claims/compare/decide.ts';
import { isAcross, type Pair, pairOf, read, turned } from '../../../lambdas/claims/compare/pair.ts';
import { pairFeatures } from '../../../lambdas/claims/compare/pair-features.ts';
import type { Said } from '../../../lambdas/claims/types.ts';
import type { Entailment } from '../../../lambdas/encoder/entailment.ts';
import { pairKey } from '../../../lambdas/encoder/pair-key.ts';
import { type Example, fitLogistic } from './logistic.ts';
import { type LabelledPair, readPairs } from './pairs.ts';
import { type Judged, report } from './report.ts';

const FIT = defineCommand({
  call: 'node test/fit/claims/fit.ts FOLDER',
  words: { least: 1, most: 1 },
  about: `FOLDER holds claims-*.jsonl (labelled pairs, gold.corpus names the summit), and weak-*.jsonl and translations-*.jsonl if there are any.
Prints how often the comparison is right on each summit when fitted on the others, bars included.`,
  options: {
    'left-out': {
      type: 'string',
      value: 'FILE',
      about:
        'what networks say that have not seen the summit of a pair, from entailment/leave_out.py; without it, what the product says',
    },
    write: { type: 'boolean', about: 'also writes lambdas/claims/data/decision.json, fitted on all' },
  },
});
const PENALTY = 40;
/** Chosen by leaving a summit out: what each further set weighs beside a pair judged by hand. */
const WEIGHTS = {
  full: { translation: 0.05, weak: 0, made: 0 },
  part: { translation: 0.1, weak: 0.1, made: 0 },
};
const GOAL = { full: 0.88, counted: 0.985, missed: 0.0638 };
/** The same where a cross-encoder has looked: below it, pairs that conflict pass for agreed. */
const GOAL_ENTAILED = { full: 0.9, counted: 0.985 };
/** What an edition names outlets by: readers take each name for a fact. */
const NAMED = { full: 0.985, counted: 0.985 };
/** The same where a cross-encoder has looked: of news that neither decision was fitted on, no more is right above the bar of .985. */
const NAMED_ENTAILED = { full: 0.975, counted: 0.985 };

/** One direction of a pair, with its features. */
interface Side {
  readonly pair: LabelledPair;
  readonly wanted: Said | 'some' | null;
  readonly features: readonly number[];
  readonly across: boolean;
  /** Whether so few telling words of it are missing in the other that an edition may name an outlet. */
  readonly isTold: boolean;
  /** What the cross-encoder says of it and of the other one. */
  readonly entailment: Entailment;
}

interface Prepared {
  readonly labelled: LabelledPair;
  readonly pair: Pair;
  readonly entailment: Entailment;
  readonly ab: Side;
  readonly ba: Side;
}

/** By `pairKey`. */
type LeftOut = Readonly<Record<string, Entailment>>;

async function prepare(pairs: readonly LabelledPair[], unseen: LeftOut | null): Promise<readonly Prepared[]> {
  const texts = pairs.flatMap(({ a, b }) => [a.text, b.text]);
  const vectors = await encodeLocally(texts, {
    most: texts.length,
    progress: (done, of) => done % 100 === 0 && process.stderr.write(`${done} of ${of} sentences encoded\n`),
  });
  const judged = pairs.filter(({ kind }) => kind === 'real' || kind === 'made');
  const asked = new Map(judged.map((one) => [one, [one.a.text, one.b.text] as const]));
  const entailments =
    unseen === null
      ? await entailLocally([...asked.values()])
      : new Map([...asked.values()].map((pair) => [pair, unseen[pairKey(pair)]] as const));
  return pairs.flatMap((labelled) => {
    const [a, b] = [vectors.get(labelled.a.text), vectors.get(labelled.b.text)];
    if (!a || !b) return [];
    const found = entailments.get(asked.get(labelled) ?? ['', '']);
    const entailment = found ?? NOT_ASKED;
    const pair = pairOf(read({ ...labelled.a, encoded: a }), read({ ...labelled.b, encoded: b }));
    return [
      {
        labelled,
        pair,
        entailment,
        ab: sideOf(pair, { labelled, wanted: labelled.ab, entailment }),
        ba: sideOf(turned(pair), {
          labelled,
          wanted: labelled.ba,
          entailment: [entailment[1], entailment[0]],
        }),
      },
    ];
  });
}

/** Of pairs that only teach what words say. */
const NOT_ASKED: Entailment = [
  { all: 0, some: 0 },
  { all: 0, some: 0 },
];

function sideOf(
  pair: Pair,
  { labelled, wanted, entailment }: Pick<Side, 'wanted' | 'entailment'> & { readonly labelled: LabelledPair },
): Side {
  return {
    pair: labelled,
    wanted,
    entailment,
    features: pairFeatures(pair),
    across: isAcross(pair),
    isTold: isToldBy(pair),
  };
}

type Regressions = Pick<Decision, 'full' | 'part'>;

function fitBoth(sides: readonly Side[]): Regressions {
  const examples = (what: 'full' | 'part'): Example[] =>
    sides.flatMap(({ pair, wanted, features }) => {
      const weight = pair.kind === 'real' ? 1 : WEIGHTS[what][pair.kind];
      if (weight === 0 || wanted === null || (what === 'full' && wanted === 'some')) return [];
      return [{ features, is: what === 'full' ? wanted === 'full' : wanted !== 'no', weight }];
    });
  return { full: fitLogistic(examples('full'), PENALTY), part: fitLogistic(examples('part'), PENALTY) };
}

interface Scored extends Odds {
  readonly side: Side;
}

function decisionOn(sides: readonly Side[]): Decision {
  const scored = leftOut(sides);
  const entailed = scored.map(({ side, ...odds }) => ({ side, ...withEntailment(odds, side.entailment[0]) }));
  return {
    ...fitBoth(sides),
    bars: barsOn(scored),
    entailedBars: entailedBarsOn(entailed),
  };
}

/** The odds of every real side as given by a fit that has not seen its summit. */
function leftOut(sides: readonly Side[]): readonly Scored[] {
  return summitsOf(sides).flatMap((summit) => {
    const regressions = fitBoth(sides.filter(({ pair }) => pair.group !== summit));
    return judgedOf(sides, summit).map((side) => ({ side, ...oddsOf(regressions, side.features) }));
  });
}

function summitsOf(sides: readonly Side[]): readonly string[] {
  return [...new Set(sides.filter(({ pair }) => pair.kind === 'real').map(({ pair }) => pair.group))].sort();
}

function judgedOf(sides: readonly Side[], summit: string): readonly Side[] {
  return sides.filter(({ pair }) => pair.kind === 'real' && pair.group === summit);
}

/** Judged sides of a kind that a bar of its own needs. */
const FEWEST = 25;

/** The bars that find most at the goals, on odds that were left out; across languages bars of their own where enough was judged: for "all of it", halfway to that of all, since few are. */
function barsOn(scored: readonly Scored[], goal: Goal = GOAL): Bars {
  const across = scored.filter(({ side }) => side.across);
  const all = fullBars(scored, goal);
  const sure = fullBars(
    scored.filter(({ side }) => side.isTold && !side.across),
    NAMED,
    all.fullPart,
  );
  const enough = (wanted: (side: Side) => boolean) =>
    across.filter(({ side }) => wanted(side)).length >= FEWEST;
  const halfway = (own: number, goal: Goal) =>
    enough(({ wanted }) => wanted === 'full') ? (fullBars(across, goal, all.fullPart).full + own) / 2 : own;
  return {
    full: [all.full, halfway(all.full, goal)],
    part: [partBar(scored), enough(({ wanted }) => wanted !== 'no') ? partBar(across) : partBar(scored)],
    // Across languages too few were judged for a bar of its own, and of pairs of our own writing all that pass the first one are right.
    named: [sure.full, halfway(all.full, goal)],
    fullPart: all.fullPart,
  };
}

/**
 * The same for odds with a cross-encoder's, which has looked at what telling words could miss. Across languages the bar for naming lies
 * halfway between those of "all of it" there and of naming within a language.
 */
function entailedBarsOn(scored: readonly Scored[]): Bars {
  const { named, ...bars } = barsOn(scored, GOAL_ENTAILED);
  const own = scored.filter(({ side }) => isEntailed(side.entailment[0]) && !side.across);
  const sure = fullBars(own, NAMED_ENTAILED, bars.fullPart);
  return { ...bars, named: [sure.full, (sure.full + named[1]) / 2] };
}

const PART_BARS = [-1, 0, 0.5, 1, 1.5, 2, 2.5];

interface Goal {
  readonly full: number;
  readonly counted: number;
}

function fullBars(
  scored: readonly Scored[],
  goal: Goal,
  onlyPart?: number,
): { readonly full: number; readonly fullPart: number } {
  let best = { found: -1, full: Number.POSITIVE_INFINITY, fullPart: 0 };
  for (const fullPart of onlyPart === undefined ? PART_BARS : [onlyPart]) {
    const some = scored.filter(({ part }) => part >= fullPart).sort((a, b) => b.full - a.full);
    let [right, counted] = [0, 0];
    for (const [n, { side, full }] of some.entries()) {
      if (side.wanted === 'full') right += 1;
      if (side.wanted !== 'no') counted += 1;
      if (right / (n + 1) < goal.full || counted / (n + 1) < goal.counted || right <= best.found) continue;
      best = { found: right, full, fullPart };
    }
  }
  return best;
}

/** The bar below which a set share of what says some of it would be missed. */
function partBar(scored: readonly Scored[]): number {
  const said = scored
    .filter(({ side }) => side.wanted !== 'no')
    .map(({ part }) => part)
    .sort((a, b) => a - b);
  return said[Math.floor(said.length * GOAL.missed)] ?? 0;
}

function judge({ labelled, pair, entailment, ab, ba }: Prepared, decision: Decision): Judged {
  const byWords = [oddsOf(decision, ab.features), oddsOf(decision, ba.features)] as const;
  const { names, ...verdict } = verdictOf(pair, byWords, entailment, decision);
  return { pair: labelled, across: ab.across, ...verdict, named: names };
}

async function main({ values, words: [folder = ''] }: Call<typeof FIT.options>): Promise<number> {
  const file = values['left-out'];
  const prepared = await prepare(
    readPairs(folder),
    file === undefined ? null : JSON.parse(readFileSync(file, 'utf8')),
  );
  const sides = prepared.flatMap(({ ab, ba }) => [ab, ba]);
  const ofSummit = (summit: string) => prepared.filter(({ labelled }) => labelled.group === summit);
  const judged = summitsOf(sides).flatMap((summit) => {
    const others = sides.filter(({ pair }) => pair.group !== summit);
    const decision = decisionOn(others);
    return ofSummit(summit).map((one) => judge(one, decision));
  });
  const decision = decisionOn(sides);
  const fitted = summitsOf(sides).flatMap((summit) => ofSummit(summit).map((one) => judge(one, decision)));
  const figures = { leftOut: report(judged), fitted: report(fitted) };
  for (const [name, value] of Object.entries(figures.leftOut))
    console.log(`${name.padEnd(60)} ${value.toFixed(3)}  (fitted ${figures.fitted[name]?.toFixed(3)})`);
  console.log(JSON.stringify([decision.bars, decision.entailedBars]));
  if (values.write) {
    const target = fileURLToPath(new URL('../../../lambdas/claims/data/decision.json', import.meta.url));
    writeFileSync(target, `${JSON.stringify({ report: figures.leftOut, ...short(decision) }, null, 1)}\n`);
  }
  return 0;
}

/** Six digits: what more would say is chance. */
function short(decision: Decision): Decision {
  return JSON.parse(
    JSON.stringify(decision, (_, value) =>
      typeof value === 'number' ? Number(value.toPrecision(6)) : value,
    ),
  );
}

await runCommand(FIT, main);
