import type { Published } from '../../../types.ts';
import { agencyNamed } from '../../metadata/contributors.ts';
import model from '../../models/metadata.json' with { type: 'json' };
import { type Forest, probability } from '../../roles/forest.ts';
import { authorCandidates } from './author-candidates.ts';
import { dateCandidates } from './dates/date-candidates.ts';
import { declaresNews } from './declared-news.ts';
import { namedIn } from './json-ld.ts';
import { likeliest } from './likeliest.ts';
import { outletOf } from './outlet.ts';
import type { PageView } from './page-view.ts';
import { withoutSiteName } from './site-name.ts';
import { titleOf } from './title.ts';

export interface PageMetadata {
  readonly title: string | null;
  readonly titleFrom: string | null;
  readonly outlet: string | null;
  readonly outletFrom: string | null;
  readonly agency: string | null;
  readonly authors: readonly string[];
  readonly published: Published | null;
  readonly ambiguousDate: boolean;
  readonly url: string | null;
}

/** Forests that rank the candidates of each field. */
export interface MetadataModel {
  readonly title: Forest;
  readonly date: Forest;
  readonly authors: Forest;
}

/**
 * Below these a candidate is none: what is not surely an author's name, or the article's day, is left out. Pages that declare
 * themselves news nearly always name who wrote them: their likeliest name needs to be only so likely, any other nearly as much as elsewhere.
 * Newspapers left out: F1 .92 so, .89 with one bar for all names.
 */
const LEAST = { date: 0.2, authors: 0.63, newsAuthors: 0.48, newsAuthor: 0.28 } as const;
const MOST_AUTHORS = 12;

/** What a page says about itself: candidates from everywhere, ranked by how often such ones were right (`test/fit`). */
export function pageMetadata(view: PageView, with_: MetadataModel = model): PageMetadata {
  const { facts } = view;
  const title = titleOf(view, with_.title);
  const date = dateOf(view, with_);
  const site = outletOf(facts);
  const declared = namedIn(facts.article?.author, facts.data).map(({ name }) => agencyNamed(name));
  return {
    title: title ? withoutSiteName(title.text, site.outlet, facts.url) : null,
    titleFrom: title?.from ?? null,
    ...site,
    agency: declared.find((name) => name !== null) ?? null,
    authors: authorsOf(view, with_),
    published: date?.published ?? null,
    ambiguousDate: date?.ambiguous ?? false,
    url: facts.url,
  };
}

function dateOf(view: PageView, { date }: MetadataModel) {
  return likeliest(dateCandidates(view), (one) => probability(date, one.values), LEAST.date);
}

function authorsOf(view: PageView, { authors }: MetadataModel): readonly string[] {
  const [least, leastOfBest] = declaresNews(view.facts)
    ? [LEAST.newsAuthors, LEAST.newsAuthor]
    : [LEAST.authors, LEAST.authors];
  const names = authorCandidates(view).map(({ name, values }) => ({
    name,
    odds: probability(authors, values),
  }));
  const most = Math.max(...names.map(({ odds }) => odds));
  return names
    .filter(({ odds }) => odds >= least || (odds === most && odds >= leastOfBest))
    .map(({ name }) => name)
    .slice(0, MOST_AUTHORS);
}
