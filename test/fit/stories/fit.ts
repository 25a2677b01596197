/** Fits `lambdas/stories/data/same-story.json` on labelled stories and reports what grouping reaches on what was left out. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { cluster } from '../../../lambdas/stories/cluster.ts';
import type { PairKind } from '../../../lambdas/stories/pair-signs.ts';
import {
  type Decision,
  nearnessOf,
  oneSubject,
  type SameStory,
  SPARSE,
  sparseSigns,
} from '../../../lambdas/stories/same-story.ts';
import { type Example, fitLogistic } from '../claims/logistic.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type LabelledSet, type PreparedPair, readSets } from './sets.ts';

const FIT = defineCommand({
  call: 'node test/fit/stories/fit.ts FOLDER',
  words: { least: 1, most: 1 },
  about: `FOLDER holds stories-*.jsonl and translations-*.jsonl ({ id, text, title?, language, gold: { story, topic? } } a line); beside one,
….pairs.jsonl ({ a, b, same }) where only pairs are labelled. Groups each set with decisions that were fitted without the part that
is judged (whole topics, documents or a share of the pairs).`,
  options: {
    write: { type: 'boolean', about: 'also writes lambdas/stories/data/same-story.json, fitted on all' },
  },
});

const FOLDS = 4;
const PENALTY = 4;
/** The probability from which a pair is one story: on what was left out it finds most in all sets. */
const BORDER: Readonly<Record<Decision, number>> = {
  'one language': 0.5,
  [SPARSE]: 0.4,
  'across languages': 0.35,
  'one language, words only': 0.42,
  'across languages, words only': 0.42,
};
/** Translations are too much alike to teach what two reports of one event share; without vectors there is little else across languages. */
const TRANSLATED = 0.05;

/** What all pairs of one answer weigh together in a set whose stories are all known, and a pair that was judged by itself. */
const SET_WEIGHT = 400;
const JUDGED_WEIGHT = 4;

function fitAll(sets: readonly LabelledSet[], fold: number | null): SameStory {
  const known = (pair: PreparedPair) => fold === null || (pair.folds[0] !== fold && pair.folds[1] !== fold);
  const one = (decision: Decision) => {
    const kind: PairKind = decision === SPARSE ? 'one language' : decision;
    // Each pair teaches either decision of one language as far as it is judged by it.
    const share = (signs: readonly number[]) =>
      kind !== 'one language' ? 1 : decision === SPARSE ? 1 - oneSubject(signs) : oneSubject(signs);
    const bare = kind.endsWith('words only');
    const examples = sets.flatMap((set) => {
      const pairs = set.pairs.filter(
        (pair) =>
          pair.same !== null &&
          known(pair) &&
          (pair.kind === kind || (bare && `${pair.kind}, words only` === kind)),
      );
      const positives = pairs.filter(({ same }) => same).length;
      const worth = set.name.startsWith('translations') && !bare ? TRANSLATED : 1;
      return pairs.map(
        ({ signs, same }): Example => ({
          features: bare ? signs.slice(0, 3) : decision === SPARSE ? sparseSigns(signs) : signs,
          is: same === true,
          weight:
            share(signs) *
            (set.labelled
              ? JUDGED_WEIGHT
              : worth * Math.min(1, SET_WEIGHT / Math.max(1, same ? positives : pairs.length - positives))),
        }),
      );
    });
    return { border: BORDER[decision], ...fitLogistic(examples, PENALTY) };
  };
  return {
    'one language': one('one language'),
    [SPARSE]: one(SPARSE),
    'across languages': one('across languages'),
    'one language, words only': one('one language, words only'),
    'across languages, words only': one('across languages, words only'),
  };
}

function grouped(set: LabelledSet, decision: SameStory, bare: boolean): readonly number[] {
  const near = set.pairs.flatMap(({ a, b, kind, signs, candidate }) => {
    if (!candidate) return [];
    const pair =
      bare && !kind.endsWith('words only')
        ? { kind: `${kind}, words only` as PairKind, signs: signs.slice(0, 3) }
        : { kind, signs };
    const similarity = nearnessOf(pair, decision);
    return similarity >= 0.02 ? [{ a, b, similarity }] : [];
  });
  const groupOf = new Array<number>(set.size).fill(-1);
  for (const [group, members] of cluster(set.size, near, { languages: set.languages }).entries())
    for (const member of members) groupOf[member] = group;
  return groupOf;
}

async function main({ values, words: [folder = ''] }: Call<typeof FIT.options>): Promise<number> {
  const sets = await readSets(folder, FOLDS);
  const all = fitAll(sets, null);
  const report: Record<string, Figures> = {};
  for (const set of sets) {
    for (const bare of [false, true]) {
      const folds = Array.from({ length: FOLDS }, (_, fold) => ({
        fold,
        groups: grouped(set, fitAll(sets, fold), bare),
      }));
      const fitted = figuresOf(set, [{ fold: null, groups: grouped(set, all, bare) }]);
      const left = figuresOf(set, folds);
      const name = `${set.name}${bare ? ', words only' : ''}`;
      report[name] = left;
      for (const [what, value] of Object.entries(left))
        console.log(
          `${`${name}: ${what}`.padEnd(60)} ${value.toFixed(3)}  (fitted ${fitted[what]?.toFixed(3)})`,
        );
    }
  }
  if (values.write) {
    const file = fileURLToPath(new URL('../../../lambdas/stories/data/same-story.json', import.meta.url));
    writeFileSync(file, `${JSON.stringify({ leftOut: short(report), kinds: short(all) }, null, 1)}\n`);
  }
  return 0;
}

/** Six digits: what more would say is chance. */
function short<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, one) => (typeof one === 'number' ? Number(one.toPrecision(6)) : one)),
  );
}

await runCommand(FIT, main);
