import { averaged, type Forest, probability } from '../../lambdas/article/roles/forest.ts';
import type { Line } from '../../lambdas/article/roles/lines.ts';
import {
  PASTE_FEATURES,
  type PasteFeatures,
  pasteFeatures,
} from '../../lambdas/article/roles/paste-features.ts';
import {
  type PasteModel,
  SECOND_PASTE_FEATURES,
  secondPasteRows,
} from '../../lambdas/article/roles/paste-odds.ts';
import { boosted, type Examples, randomOf, type Settings } from './boosting.ts';
import { labelsOf } from './labels.ts';
import { FOLDS } from './pages.ts';

/** A whole page selected and pasted. */
export interface Paste {
  readonly fold: number;
  readonly lines: readonly Line[];
  readonly features: PasteFeatures;
  readonly labels: readonly number[];
}

const SETTINGS: Settings = {
  trees: 90,
  rate: 0.12,
  leaves: 18,
  leastWeight: 0.15,
  smoothing: 1,
  features: 0.4,
  sample: 0.4,
  seed: 5,
};
const LEAST_WORDS = 80;
/** Short lines far from anything are known at once; some of them suffice. */
const MENU = { words: 4, kept: 0.25 } as const;

export function pasteOf(lines: readonly Line[], body: string, fold: number): Paste {
  return {
    fold,
    lines,
    features: pasteFeatures(lines),
    labels: labelsOf(
      lines.map((line) => line.text),
      body,
    ),
  };
}

/** The odds of each paste's lines from forests that have seen no page of its publisher's fifth, and the forests of all. */
export function fitPaste(pastes: readonly Paste[], log: (line: string) => void) {
  const first = new Map<Paste, readonly number[]>();
  const second = new Map<Paste, readonly number[]>();
  for (const [look, made, names] of [
    ['first', first, PASTE_FEATURES],
    ['second', second, SECOND_PASTE_FEATURES],
  ] as const) {
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const forest = fitted(
        pastes.filter((paste) => paste.fold !== fold),
        names,
        look === 'second' ? first : null,
      );
      for (const paste of pastes.filter((one) => one.fold === fold)) {
        made.set(
          paste,
          rowsOf(paste, look === 'second' ? first : null).map((row) => probability(forest, row)),
        );
      }
      log(`pastes: ${look} look, fifth ${fold + 1} of ${FOLDS}`);
    }
  }
  const model: PasteModel = {
    first: fitted(pastes, PASTE_FEATURES, null),
    second: fitted(pastes, SECOND_PASTE_FEATURES, first),
  };
  return { model, odds: bothLooks(first, second) };
}

function rowsOf(paste: Paste, first: ReadonlyMap<Paste, readonly number[]> | null) {
  return first ? secondPasteRows(paste.features, first.get(paste) ?? []) : paste.features.rows;
}

function fitted(
  pastes: readonly Paste[],
  names: readonly string[],
  first: ReadonlyMap<Paste, readonly number[]> | null,
): Forest {
  const examples = {
    rows: [] as (readonly number[])[],
    labels: [] as number[],
    weights: [] as number[],
  } satisfies Examples;
  const random = randomOf(11);
  for (const paste of pastes) {
    const { texts } = paste.features;
    const words = paste.labels.reduce((sum, label, index) => sum + label * (texts[index]?.words ?? 0), 0);
    rowsOf(paste, first).forEach((row, index) => {
      const label = paste.labels[index] ?? 0;
      const size = texts[index]?.words ?? 0;
      if (label < 0.05 && size <= MENU.words && random() > MENU.kept) return;
      examples.rows.push(row);
      examples.labels.push(label < 0.1 ? 0 : label > 0.9 ? 1 : label);
      examples.weights.push(Math.min(1, (size + 2) / Math.max(LEAST_WORDS, words)) * 100);
    });
  }
  return boosted(examples, names, SETTINGS);
}

function bothLooks(
  first: ReadonlyMap<Paste, readonly number[]>,
  second: ReadonlyMap<Paste, readonly number[]>,
): ReadonlyMap<Paste, readonly number[]> {
  return new Map(
    [...second].map(([of, odds]) => [of, odds.map((p, index) => averaged(first.get(of)?.[index] ?? p, p))]),
  );
}
