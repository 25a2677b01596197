import { headlineOf } from '../stories/headline.ts';
import { byDate, merit, originOf } from '../stories/sources.ts';
import type { Story, WindowArticle } from '../types.ts';
import type { Compare } from './compare/comparisons.ts';
import type { Outlier } from './compare/differences/outliers.ts';
import { relate } from './compare/relations.ts';
import type { WindowNumbers } from './numbers/window-numbers.ts';
import { agreementOf, agreementsIn, chooseAgreements, inOtherLanguages } from './parts/agree.ts';
import { apartFromCorrections, quotesOfCorrection } from './parts/corrections.ts';
import { differencesIn, disputedIn } from './parts/differ.ts';
import { exclusivesIn } from './parts/exclusives.ts';
import type { Agreed, Material, Quota, Reported } from './parts/material.ts';
import { ownReporting } from './parts/own-reporting.ts';
import { peopleIn } from './parts/people.ts';
import { quotationIn } from './parts/speakers.ts';
import { FEWEST_SUMMARY, leadOf, MOST_SUMMARY, summarize } from './parts/summary.ts';
import { timelineOf } from './parts/timeline.ts';
import { toldInCopies } from './parts/told-in-copies.ts';
import { titleWithLead } from './statements/chosen.ts';
import { centralityOf, nearnessTo } from './statements/nearness.ts';
import { type Statement, statementsOf, type VectorsOf } from './statements/statements.ts';

/** Of a story with more sources than these the best are compared: enough for any agreement, and time stays bounded. */
const MOST_READ = 60;
/** What a sentence is worth to be among a summary's first three. */
const ENOUGH = 0.4;

/** What one story's articles come to. */
export interface ToldStory extends Omit<Story, 'id' | 'state' | 'sources' | 'reasons' | 'elsewhere'> {
  /** Best first. */
  readonly representatives: readonly WindowArticle[];
  /** Comparisons made. */
  readonly cost: number;
  /** What is shown as reported by several, with who says all of each sentence. */
  readonly agreed: readonly Agreed[];
}

/** One story's articles, read and put in order, before any two of their sentences are compared. */
export interface ReadStory {
  /** Reports best first, without corrections. */
  readonly reports: readonly WindowArticle[];
  /** Those whose sentences are compared: a statement's `source` is a place among them. */
  readonly compared: readonly WindowArticle[];
  readonly statements: readonly Statement[];
  readonly headline: Story['headline'];
  /** What of the story does not depend on any comparison. */
  readonly material: Omit<Material, 'relations' | 'quota' | 'disputed'> &
    Required<Pick<Material, 'corrections'>>;
}

export interface ReadOptions {
  readonly vectorsOf: VectorsOf;
  /** Folded under the representatives: what they add of their own is theirs. */
  readonly copies?: readonly WindowArticle[];
}

export interface TellOptions {
  /** Of the whole edition: a difference may quote an article of another story. */
  readonly quota: Quota;
  readonly compare: Compare;
  /** Statements of other stories near to one of this story, nearest first. */
  readonly elsewhere: (statement: Statement) => readonly Statement[];
  /** Numbers and days of this story that contradict each other. */
  readonly outliers?: readonly Outlier[];
  /** Those of the whole window. */
  readonly ofWindow?: readonly Outlier[];
  /** What numbers the window tells. */
  readonly numbers?: WindowNumbers;
  /** At most so many pairs of sentences. */
  readonly comparisons?: number;
  /** What stories before this one showed as reported by several. */
  readonly agreedBefore?: readonly Agreed[];
}

/** Tells one story of these representatives, earliest first. */
export function tellStory(all: readonly WindowArticle[], options: ReadOptions & TellOptions): ToldStory {
  return tellRead(readStory(all, options), options);
}

/** An outlet's own corrections are shown as such and witness nothing. */
export function readStory(all: readonly WindowArticle[], { vectorsOf, copies = [] }: ReadOptions): ReadStory {
  const { reports: articles, corrections } = apartFromCorrections(all);
  const openings = openingsOf(articles, vectorsOf);
  const central = new Map(centralityOf(openings).map((own, at) => [articles[at], own] as const));
  const centrality = (item: WindowArticle): number => central.get(item) ?? 0;
  const reports = rankSources(articles, centrality);
  const compared = reports.slice(0, MOST_READ);
  const read = compared.flatMap((item, source) => statementsIn(item, source, vectorsOf));
  const statements = [...read, ...ownReporting(copies, read, vectorsOf)];
  const headline = headlineOf(reports, centrality);
  const material = {
    statements,
    nearness: nearnessTo(statements, openingsOf(compared, vectorsOf)),
    language: headline.language,
    isCopied: toldInCopies(copies, all),
    corrections,
  };
  return { reports, compared, statements, headline, material };
}

/** Tells a story that was read before: what is compared, and by what, may change from one telling to the next. */
export function tellRead(
  { reports, compared, statements, headline, material: read }: ReadStory,
  {
    quota,
    compare,
    elsewhere,
    outliers = [],
    ofWindow = outliers,
    numbers,
    comparisons,
    agreedBefore,
  }: TellOptions,
): ToldStory {
  const relations = relate(statements, {
    compare,
    elsewhere,
    outliers,
    ofWindow,
    ...(numbers && { numbers }),
    ...(comparisons === undefined ? {} : { budget: comparisons }),
  });
  const disputed = disputedIn(statements, relations, ofWindow);
  const material: Material = { ...read, relations, quota, disputed, ...(agreedBefore && { agreedBefore }) };
  const { corrections } = read;
  return {
    headline,
    ...partsOf(material),
    people: peopleIn(statements, headline.language),
    timeline: timelineOf(
      statements,
      (source) => compared[source]?.article.published ?? null,
      headline.language,
    ),
    representatives: [...reports, ...corrections],
    ...(corrections.length === 0 ? {} : { corrections: corrections.map(quotesOfCorrection) }),
    cost: relations.cost(),
    ...boundedOf(reports.length, comparisons ?? Number.POSITIVE_INFINITY, relations.cost()),
  };
}

/**
 * The parts in which sentences are shown. In this order the sources' words are spent: the lead, both sides of a
 * difference, what is agreed, a short summary, what stands alone, a voice, a longer summary.
 */
function partsOf(
  material: Material,
): Pick<ToldStory, 'summary' | 'leads' | 'agree' | 'agreed' | 'differ' | 'only' | 'spoken'> {
  const { statements, relations, quota, language } = material;
  const reported = agreementsIn(material);
  const lead = leadOf(material, reported, language);
  const begun = lead === undefined ? [] : [lead];
  for (const statement of begun) quota.take(statement);
  const differ = differencesIn(statements, relations, material);
  const leads = otherLanguages(material).flatMap((one) => leadOf(material, reported, one) ?? []);
  for (const statement of leads) quota.take(statement);
  const onLead: readonly Agreed[] = reported
    .filter(({ statement }) => statement === lead)
    .map((one) => ({ shown: [one, ...inOwnLanguages(one, leads, reported, relations)] }));
  const told = onLead.flatMap(({ shown: all }) => all.map(({ statement }) => statement));
  const agreed = [...onLead, ...chooseAgreements(reported, material, [...begun, ...told])];
  const shown = agreed.flatMap(({ shown: all }) => all.map(({ statement }) => statement));
  const goOn = (
    from: readonly Statement[],
    most: number,
    relatedData: readonly Statement[],
    least?: number,
  ) => summarize(material, { begun: from, most, ...(least === undefined ? {} : { least }) }, relatedData);
  // What somebody said word for word is kept for the voice.
  const spoken = statements.filter((one) => one.spoken);
  const short = goOn(begun, FEWEST_SUMMARY, [...shown, ...spoken], ENOUGH);
  const only = exclusivesIn(material, new Set([...short, ...shown]));
  const quotation = quotationIn(material, [...short, ...shown, ...only]);
  const long = goOn(short, MOST_SUMMARY, [...shown, ...only, ...spoken]);
  return {
    summary: long.map(({ quote }) => quote),
    ...(leads.length > 0 ? { leads: leads.map(({ quote }) => quote) } : {}),
    agree: agreed.map(agreementOf),
    agreed,
    differ,
    only: only.map(({ quote }) => ({ quote })),
    ...(quotation === null ? {} : { spoken: quotation.spoken }),
  };
}

/** Of those who report the lead's fact, the sentences with which readers of other languages are told it anyway. */
function inOwnLanguages(
  lead: Reported,
  leads: readonly Statement[],
  reported: readonly Reported[],
  relations: Material['relations'],
): readonly Reported[] {
  const own = reported.filter(({ statement }) => leads.includes(statement));
  const alike = inOtherLanguages(lead, own, relations);
  return own.filter((one) => lead.others.includes(one.statement) || alike.includes(one));
}

function otherLanguages({ statements, language }: Material): readonly string[] {
  const all = new Set(statements.map((statement) => statement.language));
  return [...all].filter((one) => one !== (language ?? 'und') && one !== 'und').sort();
}

function statementsIn(item: WindowArticle, source: number, vectorsOf: VectorsOf): Statement[] {
  return statementsOf(item, {
    source,
    origin: originOf(item),
    vectorsOf,
  });
}

function openingsOf(articles: readonly WindowArticle[], vectorsOf: VectorsOf) {
  return articles.map((item) => ({
    origin: originOf(item),
    encoded: vectorsOf(titleWithLead(item.article)),
  }));
}

/** How much of a story that is too large was compared. */
function boundedOf(sources: number, most: number, cost: number): Pick<Story, 'bounded'> {
  const bounded = [
    ...(sources > MOST_READ ? [`sources compared: ${MOST_READ} of ${sources}`] : []),
    ...(cost >= most ? [`sentences compared: ${cost} pairs`] : []),
  ];
  return bounded.length === 0 ? {} : { bounded };
}

/** What an opening that tells the story's matter is worth, against full metadata (1) and full length (1). */
const CENTRAL = 3;

/** A story's sources, best first: the report that tells the story's matter, with what is known of it and its length. */
function rankSources(
  articles: readonly WindowArticle[],
  centrality: (item: WindowArticle) => number,
): WindowArticle[] {
  const worth = new Map(articles.map((item) => [item, merit(item.article) + CENTRAL * centrality(item)]));
  return articles.toSorted((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || byDate(a, b));
}
