/** Fits which numbers of two outlets contradict each other, on summits that were invented for it, and reports each by a fit without it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { localVectors, readFiles } from '../../../infra/local/dry-run/edition-of-files.ts';
import {
  disputeOf,
  NUMBER_PAIR_SIGNS,
  type NumberPair,
  numberPairs,
} from '../../../lambdas/claims/compare/differences/number-pairs.ts';
import { DATE } from '../../../lambdas/claims/numbers/dates-in.ts';
import { numbersOfWindow } from '../../../lambdas/claims/numbers/window-numbers.ts';
import { readWindow } from '../../../lambdas/claims/read-window.ts';
import { statementsOf } from '../../../lambdas/claims/statements/statements.ts';
import { windowIndex } from '../../../lambdas/claims/statements/window-index.ts';
import { ofLegible } from '../../../lambdas/encoder/legible.ts';
import { logOdds } from '../../../lambdas/encoder/logistic.ts';
import { originOf } from '../../../lambdas/stories/sources.ts';
import type { Topic } from '../../../lambdas/types.ts';
import { type Example, fitLogistic } from './logistic.ts';

const FIT = defineCommand({
  call: 'node test/fit/claims/number-pairs.ts [FOLDER…]',
  words: { least: 0, most: Number.POSITIVE_INFINITY },
  about: `Fits the regression over numbers that may contradict each other on the invented summits of test/fit/summits, and prints how many of the
planted differences it finds in each by a fit on the others. Of each FOLDER of articles it prints what would be shown.`,
  options: {
    write: { type: 'boolean', about: 'also writes lambdas/claims/data/number-pairs.json' },
    wrong: { type: 'boolean', about: 'also prints what is shown and not planted, and what is missed' },
  },
});

interface Planted {
  readonly topic: Topic;
  /** Two values of one thing, of which one is wrong. */
  readonly numbers: readonly (readonly [number, number])[];
  /** Two days of one thing, a hundred for each month and the day. */
  readonly dates?: readonly (readonly [number, number])[];
}

const SUMMITS = new URL('../summits/', import.meta.url);
const DATA = new URL('../../../lambdas/claims/data/number-pairs.json', import.meta.url);
/** Behind every summit. */
const SLOT = '2030-01-01T07:00:00.000Z';
const PENALTY = 4;
/** Log odds of what is shown, of what is where two sentences alone show it, and of what else tells the same number: chosen among a few by what is left out. */
const BARS = { shown: 1, shownByTwo: -0.45, alike: -0.5 } as const;
const TRIED = [0, 0.6, 0.8, 1, 1.2] as const;

interface Labelled {
  readonly summit: string;
  readonly pair: NumberPair;
  readonly isPlanted: boolean;
}

async function pairsOf(folder: string, topic: Topic): Promise<readonly NumberPair[]> {
  const { articles } = await readFiles([folder], SLOT);
  const vectors = await localVectors(articles, topic);
  const vectorsOf = ofLegible((text) => vectors(text));
  const { stories } = readWindow(articles, { topic, previous: null, vectorsOf });
  const copies = new Set(
    stories.flatMap((story) => [...story.copies.values()].flat().map(({ article }) => article)),
  );
  const own = articles.filter((one) => !copies.has(one));
  const statements = own.flatMap((item) =>
    statementsOf(item, { source: 0, origin: originOf(item), vectorsOf }),
  );
  return numberPairs(statements, windowIndex(statements), numbersOfWindow(own));
}

function isPlanted({ kind, values: [a, b] }: NumberPair, { numbers, dates = [] }: Planted): boolean {
  return (kind === DATE ? dates : numbers).some(([x, y]) => (a === x && b === y) || (a === y && b === x));
}

/** Each dispute weighs as the root of its pairs. */
function fittedOn(rows: readonly Labelled[]) {
  const sizes = Map.groupBy(rows, keyOf);
  const examples = rows.map(
    (row): Example => ({
      features: row.pair.signs,
      is: row.isPlanted,
      weight: 1 / Math.sqrt(sizes.get(keyOf(row))?.length ?? 1),
    }),
  );
  return fitLogistic(examples, PENALTY);
}

function keyOf({ summit, pair }: Labelled): string {
  return `${summit} ${disputeOf(pair)}`;
}

interface Dispute {
  readonly summit: string;
  readonly isPlanted: boolean;
  readonly odds: number;
  readonly pair: NumberPair;
}

/** Of each dispute its surest pair, the surest first; a number is of one dispute, as in an edition. */
function disputesIn(rows: readonly Labelled[], odds: (pair: NumberPair) => number): readonly Dispute[] {
  const best = [...Map.groupBy(rows, keyOf).values()].flatMap((group) =>
    group
      .map(({ summit, pair, isPlanted: is }) => ({ summit, pair, isPlanted: is, odds: odds(pair) }))
      .toSorted((x, y) => y.odds - x.odds)
      .slice(0, 1),
  );
  const told = new Set<string>();
  return best
    .toSorted((x, y) => y.odds - x.odds)
    .filter(({ pair: { kind, values } }) => {
      const both = values.map((value) => `${kind} ${value}`);
      if (both.some((one) => told.has(one))) return false;
      for (const one of both) told.add(one);
      return true;
    });
}

async function main({ words: folders, values }: Call<typeof FIT.options>): Promise<number> {
  const truth: Readonly<Record<string, Planted>> = JSON.parse(
    readFileSync(new URL('truth.json', SUMMITS), 'utf8'),
  );
  const all: Labelled[] = [];
  for (const [summit, planted] of Object.entries(truth)) {
    const pairs = await pairsOf(new URL(summit, SUMMITS).pathname, planted.topic);
    all.push(...pairs.map((pair) => ({ summit, pair, isPlanted: isPlanted(pair, planted) })));
  }
  const [rows, dated] = [
    all.filter(({ pair }) => pair.kind !== DATE),
    all.filter(({ pair }) => pair.kind === DATE),
  ];
  const planted = Object.values(truth).reduce((sum, { numbers }) => sum + numbers.length, 0);
  const leftOut = Object.keys(truth).flatMap((summit) => {
    const regression = fittedOn(rows.filter((row) => row.summit !== summit));
    return disputesIn(
      rows.filter((row) => row.summit === summit),
      ({ signs }) => logOdds(regression, signs),
    );
  });
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const reached = new Set(rows.filter((row) => row.isPlanted).map(keyOf)).size;
  print(`${rows.length} pairs with ${reached} of ${planted} planted disputes`);
  for (const bar of TRIED) {
    const shown = leftOut.filter(({ odds }) => odds >= bar);
    const right = shown.filter((one) => one.isPlanted).length;
    print(`left out, log odds from ${bar}: ${right} of ${shown.length} shown are planted, of ${planted}`);
  }
  if (values.wrong) {
    for (const one of leftOut.toSorted((x, y) => y.odds - x.odds))
      if (one.odds >= -1.2) printDispute(print, one);
  }
  const days = disputesIn(dated, ({ signs: [sure = 0] }) => sure);
  const ahead = Object.values(truth).reduce((sum, { dates = [] }) => sum + dates.length, 0);
  const found = days.filter(({ odds }) => odds >= 0);
  print(
    `days: ${found.filter((one) => one.isPlanted).length} of ${found.length} shown are planted, of ${ahead}`,
  );
  if (values.wrong) for (const one of days.filter(({ odds }) => odds >= -0.3)) printDispute(print, one);
  const regression = fittedOn(rows);
  for (const [n, name] of NUMBER_PAIR_SIGNS.entries())
    print(`${name.padEnd(30)}${(regression.weights[n] ?? 0).toFixed(2)}`);
  for (const folder of folders) {
    const topic = { title: folder, names: [], seeds: [] };
    const pairs = (await pairsOf(folder, topic)).filter(({ kind }) => kind !== DATE);
    print(`\n${folder}: ${pairs.length} pairs`);
    const disputes = disputesIn(
      pairs.map((pair) => ({ summit: folder, pair, isPlanted: false })),
      ({ signs }) => logOdds(regression, signs),
    );
    for (const one of disputes.toSorted((x, y) => y.odds - x.odds).slice(0, 6)) printDispute(print, one);
  }
  if (values.write) writeFileSync(DATA, `${JSON.stringify({ regression, bars: BARS }, null, 1)}\n`);
  return 0;
}

function printDispute(print: (line: string) => void, { summit, isPlanted: is, odds, pair }: Dispute): void {
  print(
    `${is ? '+' : '-'} ${odds.toFixed(2)} ${pair.isShown === true ? 'shown by two ' : ''}${summit} ${pair.kind} ${pair.values.join(' ')}`,
  );
  for (const { quote } of pair.statements) print(`    ${quote.text.slice(0, 200)}`);
}

await runCommand(FIT, main);
