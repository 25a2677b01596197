import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeLocally } from '../../../infra/local/dry-run/encoding.ts';
import { openingText } from '../../../lambdas/encoder/opening.ts';
import { featureReader } from '../../../lambdas/stories/features.ts';
import { compare } from '../../../lambdas/stories/neighbours.ts';
import type { SignedPair } from '../../../lambdas/stories/pair-signs.ts';
import { storyVectors } from '../../../lambdas/stories/similarity.ts';

export interface PreparedPair extends SignedPair {
  readonly a: number;
  readonly b: number;
  /** Null where nobody has judged it. */
  readonly same: boolean | null;
  /** What grouping itself would look at. */
  readonly candidate: boolean;
  /** The parts that its two articles are left out with. */
  readonly folds: readonly [number, number];
}

export interface LabelledSet {
  readonly name: string;
  readonly size: number;
  /** Only some pairs are judged, not every story. */
  readonly labelled: boolean;
  readonly languages: readonly string[];
  readonly stories: readonly string[];
  readonly folds: readonly number[];
  readonly pairs: readonly PreparedPair[];
}

/** Reads and prepares all sets of a folder; openings are encoded, which takes a while the first time. */
export async function readSets(folder: string, folds: number): Promise<readonly LabelledSet[]> {
  const sets: LabelledSet[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!/^(stories|translations)-[^.]+\.jsonl$/.test(file)) continue;
    sets.push(await readSet(join(folder, file), file.replace('.jsonl', ''), folds));
  }
  return sets;
}

function lines(file: string) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function readSet(file: string, name: string, folds: number): Promise<LabelledSet> {
  const rows: {
    id: string;
    text: string;
    title?: string;
    language: string;
    gold?: { story?: string; topic?: string };
  }[] = lines(file);
  const pairFile = file.replace(/\.jsonl$/, '.pairs.jsonl');
  const labels: { a: string; b: string; same: boolean }[] | null = existsSync(pairFile)
    ? lines(pairFile)
    : null;
  const openings = rows.map(({ title, text }) => openingText(title ?? null, text));
  const vectors = await encodeLocally(openings, {
    most: openings.length,
    progress: (d, o) => d % 100 === 0 && process.stderr.write(`${d} of ${o} encoded\n`),
  });
  const read = featureReader();
  const articles = storyVectors(
    rows.map(({ text, title, language }, at) =>
      read({ text, title: title ?? null, language, opening: vectors.get(openings[at] ?? '') ?? null }),
    ),
  );
  const stories = rows.map(({ gold, id }) => gold?.story ?? id);
  const foldOf = new Map<string, number>();
  const foldNamed = (topic: string) => {
    const known = foldOf.get(topic) ?? foldOf.size % folds;
    foldOf.set(topic, known);
    return known;
  };
  const at = new Map(rows.map(({ id }, index) => [id, index] as const));
  const judged = new Map<string, boolean>();
  const partOf = labels
    ? componentsOf(
        rows.length,
        labels.map(({ a, b }) => [at.get(a) ?? 0, at.get(b) ?? 0]),
      )
    : null;
  const articleFolds = rows.map(({ gold }, index) =>
    foldNamed(partOf ? String(partOf[index]) : (gold?.topic ?? documentOf(gold?.story ?? String(index)))),
  );
  const pairs: PreparedPair[] = [];
  const sameOf = (a: number, b: number) =>
    labels ? (judged.get(`${a} ${b}`) ?? null) : stories[a] === stories[b];
  for (const { a, b, same } of labels ?? []) {
    const [i, j] = [at.get(a) ?? 0, at.get(b) ?? 0];
    judged.set(`${Math.min(i, j)} ${Math.max(i, j)}`, same);
  }
  const { candidates, signsOf } = compare(articles);
  const seen = new Set<string>();
  const add = (a: number, b: number, pair: SignedPair, candidate: boolean) =>
    pairs.push({
      a,
      b,
      ...pair,
      same: sameOf(a, b),
      candidate,
      folds: [articleFolds[a] ?? 0, articleFolds[b] ?? 0],
    });
  for (const [index, others] of candidates.entries()) {
    for (const [place, pair] of signsOf(index, others).entries()) {
      const other = others[place] ?? 0;
      const [a, b] = [Math.min(index, other), Math.max(index, other)];
      seen.add(`${a} ${b}`);
      add(a, b, pair, true);
    }
  }
  // Pairs that belong together and were not met teach the decision, too.
  const missed = labels
    ? [...judged.keys()].map((key) => key.split(' ').map(Number))
    : rows.flatMap((_, a) => rows.flatMap((__, b) => (a < b && stories[a] === stories[b] ? [[a, b]] : [])));
  for (const [a = 0, b = 0] of missed) {
    if (seen.has(`${a} ${b}`)) continue;
    const [pair] = signsOf(a, Uint32Array.of(b));
    if (pair) add(a, b, pair, false);
  }
  return {
    name,
    size: rows.length,
    labelled: labels !== null,
    languages: rows.map(({ language }) => language),
    stories,
    folds: articleFolds,
    pairs,
  };
}

/** Parts of one talk, book or thread stay together. */
function documentOf(story: string): string {
  return story.replace(/(_chunk_\d+.*|_\d+)$/, '');
}

function componentsOf(size: number, pairs: readonly (readonly [number, number] | number[])[]): number[] {
  const parent = Array.from({ length: size }, (_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  for (const [a = 0, b = 0] of pairs) parent[Math.max(root(a), root(b))] = Math.min(root(a), root(b));
  return parent.map((_, index) => root(index));
}
