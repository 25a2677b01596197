import type { Published } from '../../../types.ts';
import { agencyNamed } from '../../metadata/contributors.ts';
import model from '../../models/metadata.json' with { type: 'json' };
import { type Forest, probability } from '../../roles/forest.ts';
import { keyOf } from '../../roles/text-features.ts';
import { authorCandidates } from './author-candidates.ts';
import { dateCandidates } from './date-candidates.ts';
import { namedIn, typesOf } from './json-ld.ts';
import { newsTitles } from './news-titles.ts';
import { outletOf } from './outlet.ts';
import type { PageView } from './page-view.ts';
import { withoutSiteName } from './site-name.ts';
import { type TitleCandidate, titleCandidates } from './title-candidates.ts';

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
const LEAST = { title: 0.01, date: 0.2, authors: 0.63, newsAuthors: 0.48, newsAuthor: 0.28 } as const;
const MOST_AUTHORS = 12;

/** What a page says about itself: candidates from everywhere, ranked by how often such ones were right (`test/fit`). */
export function pageMetadata(view: PageView, with_: MetadataModel = model): PageMetadata {
  const { facts } = view;
  const title = titleOf(view, with_);
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

function titleOf(view: PageView, { title }: MetadataModel) {
  const candidates = titleCandidates(view);
  const found = best(newsTitles(candidates, view), (one) => probability(title, one.values), LEAST.title);
  return found === null ? null : (printedPart(found, candidates) ?? found);
}

/** "Winter games | Headline", of which the page prints only the headline. */
function printedPart(
  found: TitleCandidate,
  candidates: readonly TitleCandidate[],
): TitleCandidate | undefined {
  const parts = found.text.split(/\s\|\s/u).map(keyOf);
  return parts.length < 2
    ? undefined
    : candidates.find((one) => one.from === 'h1' && parts.includes(keyOf(one.text)));
}

function dateOf(view: PageView, { date }: MetadataModel) {
  return best(dateCandidates(view), (one) => probability(date, one.values), LEAST.date);
}

function authorsOf(view: PageView, { authors }: MetadataModel): readonly string[] {
  const { article } = view.facts;
  const isNews = article !== null && typesOf(article).some((type) => /News/.test(type));
  const [least, leastOfBest] = isNews
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

/** The likeliest of a list; the first of equals. */
export function best<T>(list: readonly T[], oddsOf: (one: T) => number, least: number): T | null {
  let found: T | null = null;
  let most = least;
  for (const one of list) {
    const odds = oddsOf(one);
    if (odds <= most) continue;
    found = one;
    most = odds;
  }
  return found;
}
