import {
  type PageModel,
  SECOND_FEATURES,
  secondRows,
} from '../../lambdas/article/html/features/article-odds.ts';
import {
  FEATURES,
  type PageFeatures,
  withClasses,
} from '../../lambdas/article/html/features/block-features.ts';
import { wordsOf } from '../../lambdas/article/html/features/class-words.ts';
import { ancestorsOf } from '../../lambdas/article/html/tree.ts';
import { averaged, type Forest, probability } from '../../lambdas/article/roles/forest.ts';
import { boosted, type Examples, randomOf, type Settings } from './boosting.ts';
import { FOLDS } from './pages.ts';

/** A page with the share of each block's words that people marked as the article. */
export interface BodyPage {
  readonly publisher: string;
  readonly fold: number;
  readonly features: PageFeatures;
  readonly labels: readonly number[];
}

export const SETTINGS: Settings = {
  trees: 110,
  rate: 0.12,
  leaves: 20,
  leastWeight: 0.15,
  smoothing: 1,
  features: 0.3,
  sample: 0.6,
  seed: 1,
};

const LEAST_PUBLISHERS = 6;
const PRIOR = 0.35;
const PRIOR_PUBLISHERS = 4;
const MOST_ODDS = 3;
/** A page's words weigh as one, whatever its length, but a short one's mistakes not beyond this many words. */
const LEAST_WORDS = 80;
const MENU = { words: 8, linked: 0.8, kept: 0.2 } as const;

/** The odds of each page's blocks from forests that have seen no page of its publisher's fifth, and the forests of all. */
export function fitBody(pages: readonly BodyPage[], log: (line: string) => void) {
  const classes = new ClassOdds(pages);
  const first = new Map<BodyPage, readonly number[]>();
  const second = new Map<BodyPage, readonly number[]>();
  for (const [look, made, names] of [
    ['first', first, FEATURES],
    ['second', second, SECOND_FEATURES],
  ] as const) {
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const others = pages.filter((page) => page.fold !== fold);
      const known = classes.of(others);
      const rows = (page: BodyPage) => rowsOf(page, known, look === 'second' ? first.get(page) : undefined);
      const forest = boosted(examplesOf(others, rows), names, SETTINGS);
      for (const page of pages.filter((one) => one.fold === fold))
        made.set(
          page,
          rows(page).map((row) => probability(forest, row)),
        );
      log(`${look} look, fifth ${fold + 1} of ${FOLDS}`);
    }
  }
  const known = classes.of(pages);
  const forests = ([FEATURES, SECOND_FEATURES] as const).map(
    (names, look): Forest =>
      boosted(
        examplesOf(pages, (page) => rowsOf(page, known, look === 1 ? first.get(page) : undefined)),
        names,
        SETTINGS,
      ),
  );
  const [one, two] = forests;
  if (!one || !two) throw new Error('two looks');
  const model: PageModel = {
    classes: Object.fromEntries([...known].map(([word, { odds }]) => [word, odds(null)])),
    first: one,
    second: two,
  };
  return { model, odds: bothLooks(first, second) };
}

function rowsOf(
  page: BodyPage,
  classes: ReadonlyMap<string, ClassWord>,
  first: readonly number[] | undefined,
) {
  const rows = withClasses(page.features, (word) => classes.get(word)?.odds(page.publisher) ?? 0);
  return first ? secondRows(page.features, rows, first) : rows;
}

function examplesOf(
  pages: readonly BodyPage[],
  rowsOfPage: (page: BodyPage) => readonly (readonly number[])[],
): Examples {
  const examples = { rows: [] as (readonly number[])[], labels: [] as number[], weights: [] as number[] };
  const random = randomOf(7);
  for (const page of pages) {
    const { texts, blocks } = page.features;
    const words = page.labels.reduce((sum, label, index) => sum + label * (texts[index]?.words ?? 0), 0);
    rowsOfPage(page).forEach((row, index) => {
      const label = page.labels[index] ?? 0;
      const [text, block] = [texts[index], blocks[index]];
      if (!text || !block) return;
      const isMenu =
        label < 0.05 && text.words < MENU.words && block.linked > block.text.length * MENU.linked;
      if (isMenu && random() > MENU.kept) return;
      examples.rows.push(row);
      examples.labels.push(label < 0.1 ? 0 : label > 0.9 ? 1 : label);
      examples.weights.push(Math.min(1, (text.words + 2) / Math.max(LEAST_WORDS, words)) * 100);
    });
  }
  return examples;
}

interface ClassWord {
  /** Without what the word does at this publisher, so that a page is never told its own answer. */
  readonly odds: (publisher: string | null) => number;
}

/** How often text under an element with a certain word in its class belongs to the article, publisher by publisher. */
class ClassOdds {
  readonly #pages: ReadonlyMap<BodyPage, ReadonlyMap<string, number>>;

  constructor(pages: readonly BodyPage[]) {
    this.#pages = new Map(pages.map((page) => [page, sharesOf(page)]));
  }

  of(pages: readonly BodyPage[]): ReadonlyMap<string, ClassWord> {
    const publishers = new Map<string, Map<string, number[]>>();
    for (const page of pages) {
      for (const [word, share] of this.#pages.get(page) ?? []) {
        const of = publishers.get(word) ?? new Map<string, number[]>();
        of.set(page.publisher, [...(of.get(page.publisher) ?? []), share]);
        publishers.set(word, of);
      }
    }
    const known = new Map<string, ClassWord>();
    for (const [word, of] of [...publishers].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (of.size < LEAST_PUBLISHERS) continue;
      const means = new Map(
        [...of].map(([publisher, shares]) => [publisher, shares.reduce((a, b) => a + b, 0) / shares.length]),
      );
      const sum = [...means.values()].reduce((a, b) => a + b, 0);
      known.set(word, {
        odds: (publisher) => {
          const own = publisher === null ? undefined : means.get(publisher);
          const count = means.size - (own === undefined ? 0 : 1);
          if (count < LEAST_PUBLISHERS - 1) return 0;
          const share = sum - (own ?? 0);
          const value =
            Math.log((share + PRIOR * PRIOR_PUBLISHERS) / (count - share + (1 - PRIOR) * PRIOR_PUBLISHERS)) -
            Math.log(PRIOR / (1 - PRIOR));
          return Number(Math.max(-MOST_ODDS, Math.min(MOST_ODDS, value)).toFixed(2));
        },
      });
    }
    return known;
  }
}

function sharesOf({ features, labels }: BodyPage): ReadonlyMap<string, number> {
  const sums = new Map<string, { told: number; all: number }>();
  features.blocks.forEach((block, index) => {
    const words = new Set([block.element, ...ancestorsOf(block.element)].flatMap(wordsOf));
    const weight = (features.texts[index]?.words ?? 0) + 1;
    for (const word of words) {
      const sum = sums.get(word) ?? { told: 0, all: 0 };
      sum.told += (labels[index] ?? 0) * weight;
      sum.all += weight;
      sums.set(word, sum);
    }
  });
  return new Map([...sums].map(([word, { told, all }]) => [word, told / all]));
}

function bothLooks(
  first: ReadonlyMap<BodyPage, readonly number[]>,
  second: ReadonlyMap<BodyPage, readonly number[]>,
): ReadonlyMap<BodyPage, readonly number[]> {
  return new Map(
    [...second].map(([of, odds]) => [of, odds.map((p, index) => averaged(first.get(of)?.[index] ?? p, p))]),
  );
}
