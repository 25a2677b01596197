import { authorCandidates } from '../../lambdas/article/html/metadata/author-candidates.ts';
import { AUTHOR_FEATURES } from '../../lambdas/article/html/metadata/author-features.ts';
import { dateCandidates } from '../../lambdas/article/html/metadata/dates/date-candidates.ts';
import { DATE_FEATURES } from '../../lambdas/article/html/metadata/dates/date-features.ts';
import type { MetadataModel } from '../../lambdas/article/html/metadata/metadata.ts';
import { newsTitles } from '../../lambdas/article/html/metadata/news-titles.ts';
import type { PageView } from '../../lambdas/article/html/metadata/page-view.ts';
import { titleCandidates } from '../../lambdas/article/html/metadata/title-candidates.ts';
import { TITLE_FEATURES } from '../../lambdas/article/html/metadata/title-features.ts';
import type { Forest } from '../../lambdas/article/roles/forest.ts';
import { boosted, type Settings } from './boosting.ts';
import { sameDay, sameName, sameTitle } from './measures.ts';
import { FOLDS } from './pages.ts';

/** A page whose article was found by forests that have not seen its publisher, with what people say of it. */
export interface MetadataPage {
  readonly fold: number;
  /** How much the page teaches: sets of few pages more. */
  readonly weight: number;
  readonly view: PageView;
  readonly title: string | null;
  readonly date: string | null;
  /** Null where nobody looked; empty where they looked and found none. */
  readonly authors: readonly string[] | null;
}

const SETTINGS: Settings = {
  trees: 110,
  rate: 0.08,
  leaves: 8,
  leastWeight: 1,
  smoothing: 3,
  features: 0.4,
  sample: 0.7,
  seed: 3,
};

/** A page has one title: its candidates are compared more than judged alone. Left out, WCXB titles .91 so and .89 alone. */
const TITLE_SETTINGS: Settings = { ...SETTINGS, alone: 0.1, compared: 1.8 };
/** Days have few candidates a page, and more and smaller trees, compared too, told them better on publishers left out. */
const DATE_SETTINGS: Settings = {
  ...SETTINGS,
  trees: 200,
  rate: 0.045,
  leaves: 6,
  alone: 0.5,
  compared: 1,
};

export interface Candidate {
  readonly values: readonly number[];
}

interface Job {
  readonly name: 'title' | 'date' | 'authors';
  readonly features: readonly string[];
  readonly settings: Settings;
  /** Each candidate with whether it is right; null for a page that cannot teach. */
  readonly candidates: (page: MetadataPage) => readonly (Candidate & { readonly label: number })[] | null;
}

const TITLE: Job = {
  name: 'title',
  features: TITLE_FEATURES,
  settings: TITLE_SETTINGS,
  candidates: ({ view, title }) =>
    title === null
      ? null
      : newsTitles(titleCandidates(view), view).map((one) => ({
          ...one,
          label: sameTitle(one.text, title) ? 1 : 0,
        })),
};
const DATE: Job = {
  name: 'date',
  features: DATE_FEATURES,
  settings: DATE_SETTINGS,
  candidates: ({ view, date }) =>
    date === null
      ? null
      : dateCandidates(view).map((one) => ({ ...one, label: sameDay(one.published.date, date) ? 1 : 0 })),
};
const AUTHORS: Job = {
  name: 'authors',
  features: AUTHOR_FEATURES,
  settings: SETTINGS,
  candidates: ({ view, authors }) =>
    authors === null
      ? null
      : authorCandidates(view).map((one) => ({
          ...one,
          label: authors.some((author) => sameName(one.name, author)) ? 1 : 0,
        })),
};
const JOBS = [TITLE, DATE, AUTHORS];

/** Forests that rank what may be a page's title, day and authors; and for each fifth of the publishers those that have seen none of it. */
export function fitMetadata(pages: readonly MetadataPage[], log: (line: string) => void) {
  const all = new Map(
    JOBS.map(
      (job) => [job.name, new Map(pages.map((page) => [page, job.candidates(page)] as const))] as const,
    ),
  );
  const fitted = (some: readonly MetadataPage[]): MetadataModel => {
    const forestOf = (job: Job): Forest => {
      const taught = some.map((page) => ({ page, candidates: all.get(job.name)?.get(page) ?? [] }));
      const examples = taught.flatMap(({ page, candidates }) =>
        candidates.map((one) => ({ ...one, weight: job.name === 'title' ? page.weight : 1 })),
      );
      let next = 0;
      return boosted(
        {
          rows: examples.map((one) => one.values),
          labels: examples.map((one) => one.label),
          weights: examples.map((one) => one.weight),
          starts: taught.map(({ candidates }) => {
            next += candidates.length;
            return next - candidates.length;
          }),
        },
        job.features,
        job.settings,
      );
    };
    return { title: forestOf(TITLE), date: forestOf(DATE), authors: forestOf(AUTHORS) };
  };
  const unseen = Array.from({ length: FOLDS }, (_, fold) => {
    log(`metadata, fifth ${fold + 1} of ${FOLDS}`);
    return fitted(pages.filter((page) => page.fold !== fold));
  });
  return { model: fitted(pages), unseen };
}
