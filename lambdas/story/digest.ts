import { bodyText } from '../article/body.ts';
import type { Story, WindowArticle } from '../types.ts';
import { type Allowance, openAccount } from './account.ts';
import { compareSources } from './agreement.ts';
import { comparingOf, type Extent } from './budget.ts';
import { mainEvent } from './event.ts';
import { rarityOf } from './facts.ts';
import type { featureReader, Lexicon } from './features.ts';
import { headlineOf } from './headline.ts';
import { likenessTo } from './likeness.ts';
import type { Material } from './material.ts';
import { onlyIn } from './only.ts';
import { peopleIn } from './people.ts';
import { rankSources } from './rank-sources.ts';
import { originOf, ownTitle } from './sources.ts';
import { MOST_SENTENCES, type Statement, statementsOf, titleKeys } from './statements.ts';
import { centralityIn, FEWEST_SUMMARY, leadOf, MOST_SUMMARY, summarize } from './summary.ts';
import { timelineOf } from './timeline.ts';
import { voiceIn } from './voice.ts';

/** What a sentence is worth to be among a summary's first three. */
const ENOUGH = 0.4;

/** What one story's articles come to. */
export interface Digest extends Omit<Story, 'id' | 'state' | 'sources' | 'reasons'> {
  /** Best first. */
  readonly representatives: readonly WindowArticle[];
  /** Sentences that were compared with each other. */
  readonly compared: number;
}

/** How much of a story is read, and how many pairs of its sentences are compared. */
export interface Means {
  readonly extent: Extent;
  readonly pairs: number;
}

/** What all stories of a window are read with: words are looked up once. */
export interface Reading {
  readonly allowance: Allowance;
  readonly lexiconOf: (language: string) => Lexicon;
  readonly featuresOf: ReturnType<typeof featureReader>;
}

/** Tells one story within its means. `articles` are its representatives, earliest first, as many as are read. */
export function digestOf(
  articles: readonly WindowArticle[],
  { allowance, lexiconOf, featuresOf }: Reading,
  { extent, pairs }: Means,
): Digest {
  const names = namesIn(articles, featuresOf);
  const languageOf = ({ article }: WindowArticle) => article.language ?? 'und';
  const statementsIn = new Map(
    articles.map((item) => [
      item,
      statementsOf(item, 0, lexiconOf(languageOf(item)), names, extent.sentences),
    ]),
  );
  const read = (items: readonly WindowArticle[], most: number) =>
    items.flatMap((item, source) =>
      (statementsIn.get(item) ?? []).slice(0, most).map((statement) => ({ ...statement, source })),
    );
  const titles = new Map(
    articles.map((item) => {
      const language = languageOf(item);
      return [item, titleKeys(ownTitle(item.article) ?? '', language, lexiconOf(language), names)] as const;
    }),
  );
  const titleOf = (item: WindowArticle) => titles.get(item) ?? new Set<string>();
  const unranked = read(articles, extent.sentences);
  const event = mainEvent(
    unranked,
    articles.map((item) => ({ origin: originOf(item), title: titleOf(item) })),
  );
  const representatives = rankSources(articles, unranked, articles.map(titleOf), event);
  const headline = headlineOf(representatives, (item) => event(titleOf(item)));
  const comparing = comparingOf(extent, pairs);
  const compared = representatives.slice(0, comparing.sources);
  const statements = read(compared, comparing.sentences);
  const rarity = rarityOf(statements);
  const likeness = likenessTo(statements, rarity);
  const material: Material = {
    statements,
    independent: compared.map(originOf),
    rarity,
    likeness,
    centrality: centralityIn(statements, likeness),
    event,
    account: openAccount(compared, allowance),
    language: headline.language,
  };
  return {
    headline,
    ...partsOf(material, lexiconOf),
    ...whoAndWhen(material, compared),
    ...boundedBy(extent, comparing, articles),
    representatives,
    compared: statements.length,
  };
}

/** Where not all of a story was read: how much of it was, for its editors. Absent where nothing was left out. */
function boundedBy(
  read: Extent,
  compared: Extent,
  articles: readonly WindowArticle[],
): Pick<Story, 'bounded'> {
  const least = Math.min(read.sentences, compared.sentences);
  const bounded = [
    ...(least < MOST_SENTENCES ? [`sentences read of each source: ${least}`] : []),
    ...(compared.sources < articles.length
      ? [`sources compared: ${compared.sources} of ${articles.length}`]
      : []),
  ];
  return bounded.length === 0 ? {} : { bounded };
}

/**
 * The parts in which sentences are shown. In this order the sources' words are spent: both sides of a difference, the
 * event, what is agreed, a short summary, what stands alone, a voice, a longer summary.
 */
function partsOf(
  material: Material,
  lexiconOf: (language: string) => Lexicon,
): Pick<Digest, 'summary' | 'leads' | 'agree' | 'differ' | 'only' | 'spoken'> {
  const { statements, account } = material;
  const { agreements, differ, told, witnesses } = compareSources(material);
  const compared = new Set(differ.flatMap(({ quotes }) => quotes));
  for (const statement of statements) if (compared.has(statement.quote)) account.take(statement);
  const lead = leadOf(material);
  const begun = lead === undefined ? [] : [lead];
  for (const statement of begun) account.take(statement);
  const leads = otherLanguages(material).flatMap((language) => leadOf({ ...material, language }) ?? []);
  for (const statement of leads) account.take(statement);
  const agreed = agreements(begun);
  const shown = agreed.flatMap(([first]) => first ?? []);
  const goOn = (from: readonly Statement[], most: number, besides: readonly Statement[], least?: number) =>
    summarize(material, { begun: from, most, ...(least === undefined ? {} : { least }) }, witnesses, besides);
  // What somebody said word for word is kept for the voice.
  const spoken = statements.filter(({ quote }) => /[“"«„]/u.test(quote.text));
  const short = goOn(begun, FEWEST_SUMMARY, [...shown, ...spoken], ENOUGH);
  const only = onlyIn(material, told, new Set([...short.map(({ quote }) => quote), ...compared]));
  const voice = voiceIn(material, lexiconOf, [...short, ...shown, ...only]);
  const long = goOn(short, MOST_SUMMARY, [...shown, ...only, ...spoken]);
  // Better a sentence that stands below once more than a story in two sentences.
  const summary = goOn(long, FEWEST_SUMMARY, [...only, ...(voice === null ? [] : [voice.from])], 0);
  return {
    summary: summary.map(({ quote }) => quote),
    ...(leads.length > 0 ? { leads: leads.map(({ quote }) => quote) } : {}),
    agree: agreed.map((members) => ({ quotes: members.map(({ quote }) => quote) })),
    differ,
    only: only.map(({ quote }) => ({ quote })),
    ...(voice === null ? {} : { spoken: voice.spoken }),
  };
}

function otherLanguages({ statements, language }: Material): readonly string[] {
  const all = new Set(statements.map((statement) => statement.language));
  return [...all].filter((one) => one !== (language ?? 'und') && one !== 'und').sort();
}

function whoAndWhen(
  { statements, language, rarity }: Material,
  sources: readonly WindowArticle[],
): Pick<Digest, 'people' | 'timeline'> {
  return {
    people: peopleIn(statements, language),
    timeline: timelineOf(
      statements,
      (source) => sources[source]?.article.published ?? null,
      language,
      rarity,
    ),
  };
}

/** Skeletons of what the story's articles write with a capital inside a sentence. */
function namesIn(articles: readonly WindowArticle[], read: Reading['featuresOf']): Set<string> {
  const names = new Set<string>();
  for (const { article } of articles) {
    const features = read({ text: bodyText(article), title: null, language: article.language ?? 'und' });
    for (const sign of features.telling) names.add(sign);
  }
  return names;
}
