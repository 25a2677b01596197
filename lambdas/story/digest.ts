import { bodyText } from '../article/body.ts';
import type { Story, WindowArticle } from '../types.ts';
import { type Allowance, openAccount } from './account.ts';
import { compareSources } from './agreement.ts';
import { mainEvent } from './event.ts';
import { rarityOf } from './facts.ts';
import type { featureReader, Lexicon } from './features.ts';
import { headlineOf } from './headline.ts';
import type { Material } from './material.ts';
import { onlyIn } from './only.ts';
import { peopleIn } from './people.ts';
import { rankSources } from './rank-sources.ts';
import { originOf, ownTitle } from './sources.ts';
import { type Statement, statementsOf, titleKeys } from './statements.ts';
import { FEWEST_SUMMARY, leadOf, MOST_SUMMARY, summarize } from './summary.ts';
import { timelineOf } from './timeline.ts';
import { voiceIn } from './voice.ts';

/** Of a story with more sources than these the best are compared: enough for any agreement, and time stays bounded. */
const MOST_READ = 60;
/** What a sentence is worth to be among a summary's first three. */
const ENOUGH = 0.4;

/** What one story's articles come to. */
export interface Digest extends Omit<Story, 'id' | 'state' | 'sources' | 'reasons'> {
  /** Best first. */
  readonly representatives: readonly WindowArticle[];
}

/** What all stories of a window are read with: words are looked up once. */
export interface Reading {
  readonly allowance: Allowance;
  readonly lexiconOf: (language: string) => Lexicon;
  readonly featuresOf: ReturnType<typeof featureReader>;
}

/** Tells one story. `articles` are its representatives, earliest first. */
export function digestOf(
  articles: readonly WindowArticle[],
  { allowance, lexiconOf, featuresOf }: Reading,
): Digest {
  const names = namesIn(articles, featuresOf);
  const languageOf = ({ article }: WindowArticle) => article.language ?? 'und';
  const read = (items: readonly WindowArticle[]) =>
    items.flatMap((item, source) => statementsOf(item, source, lexiconOf(languageOf(item)), names));
  const titles = new Map(
    articles.map((item) => {
      const language = languageOf(item);
      return [item, titleKeys(ownTitle(item.article) ?? '', language, lexiconOf(language), names)] as const;
    }),
  );
  const titleOf = (item: WindowArticle) => titles.get(item) ?? new Set<string>();
  const unranked = read(articles);
  const event = mainEvent(
    unranked,
    articles.map((item) => ({ origin: originOf(item), title: titleOf(item) })),
  );
  const representatives = rankSources(articles, unranked, articles.map(titleOf), event);
  const headline = headlineOf(representatives, (item) => event(titleOf(item)));
  const compared = representatives.slice(0, MOST_READ);
  const statements = read(compared);
  const material: Material = {
    statements,
    independent: compared.map(originOf),
    rarity: rarityOf(statements),
    event,
    account: openAccount(compared, allowance),
    language: headline.language,
  };
  return { headline, ...partsOf(material, lexiconOf), ...whoAndWhen(material, compared), representatives };
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
