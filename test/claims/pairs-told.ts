import { statementComparison } from '../../lambdas/claims/compare/compare-statements.ts';
import { openQuota } from '../../lambdas/claims/parts/material.ts';
import { datelineLength } from '../../lambdas/claims/statements/dateline.ts';
import { tellStory } from '../../lambdas/claims/tell-story.ts';
import { sentenceKey } from '../../lambdas/encoder/vectors-file.ts';
import type { Quote, WindowArticle } from '../../lambdas/types.ts';
import { articleOf, day } from '../stories/factory.ts';
import { labelledPairs, PUBLISHED, type ToldSentence, toldSentences, vectorsOfPairs } from './pairs.ts';

/*
 * The labelled sentences as small stories, told as an edition tells them: each outlet holds its sentence of one matter beside one of
 * another.
 */

export interface Printed {
  readonly quote: string;
  /** Another outlet's sentence, in another language or the same. */
  readonly beside: string;
  readonly across: boolean;
  readonly isTrue: boolean;
}

/** What the stories print, and what is true of it. */
export interface PrintedStories {
  /** Outlets named under a quote: true where the outlet says all of it. */
  readonly named: readonly Printed[];
  /** Outlets that say all of a quote that is shown with others: true where they are named. */
  readonly toName: readonly Printed[];
  /** "Only in": true where no other outlet says any of it. */
  readonly only: readonly Printed[];
}

/** All sentences, those that only look alike among them; or those alone that tell of one world. */
export function storiesOf(which: 'all' | 'without look-alikes'): readonly (readonly ToldSentence[])[] {
  const sentences = toldSentences();
  const said = new Set(
    labelledPairs()
      .filter(({ kind = '' }) => kind === 'reworded' || kind === 'more')
      .flatMap(({ a, b }) => [a, b].map(({ text }) => text.slice(datelineLength(text)))),
  );
  const some = which === 'all' ? sentences : sentences.filter(({ text }) => said.has(text));
  return [...Map.groupBy(some, ({ story }) => story).values()];
}

export function printedIn(stories: readonly (readonly ToldSentence[])[]): PrintedStories {
  const vectors = vectorsOfPairs();
  const all = stories.map((story) => printedInOne(story, (text) => vectors.get(sentenceKey(text)) ?? null));
  return {
    named: all.flatMap(({ named }) => named),
    toName: all.flatMap(({ toName }) => toName),
    only: all.flatMap(({ only }) => only),
  };
}

function articlesOf(story: readonly ToldSentence[]): readonly WindowArticle[] {
  return [...Map.groupBy(story, ({ outlet }) => outlet)].map(([outlet, own]) =>
    articleOf({
      key: `${outlet}.txt`,
      outlet,
      language: own[0]?.language ?? 'en',
      published: day(PUBLISHED),
      paragraphs: own.map(({ text }) => text),
    }),
  );
}

function printedInOne(
  story: readonly ToldSentence[],
  vectorsOf: Parameters<typeof tellStory>[1]['vectorsOf'],
): PrintedStories {
  const articles = articlesOf(story);
  const told = tellStory(articles, {
    quota: openQuota(articles, { of: () => Number.POSITIVE_INFINITY, words: () => 0 }),
    vectorsOf,
    compare: statementComparison(),
    elsewhere: () => [],
  });
  const nameOf = new Map(articles.map(({ id, article }) => [id, article.outlet ?? '']));
  const outletOf = ({ articleId }: Quote) => nameOf.get(articleId) ?? '';
  const factsOf = ({ text }: Quote) => story.find((one) => one.text === text)?.facts ?? [];
  const outlets = Map.groupBy(story, ({ outlet }) => outlet);
  const saidBy = (outlet: string) => (outlets.get(outlet) ?? []).flatMap(({ facts }) => facts);
  const relatedData = (quote: Quote) => [...outlets].filter(([outlet]) => outlet !== outletOf(quote));
  const printed = (quote: Quote, beside: ToldSentence | Quote | undefined, isTrue: boolean): Printed => ({
    quote: quote.text,
    beside: beside?.text ?? '',
    across: quote.language !== beside?.language,
    isTrue,
  });
  const shown = told.agree.flatMap(({ quotes, shown: count = 1, reportedBy }) =>
    quotes.slice(0, count).map((quote, at) => ({
      quote,
      witnesses: (reportedBy?.[at] ?? []).flatMap((index) => quotes[index] ?? []),
    })),
  );
  return {
    named: shown.flatMap(({ quote, witnesses }) =>
      witnesses.map((witness) => {
        const said = saidBy(outletOf(witness));
        return printed(
          quote,
          witness,
          factsOf(quote).every((fact) => said.includes(fact)),
        );
      }),
    ),
    toName: shown.flatMap(({ quote, witnesses }) =>
      relatedData(quote)
        .filter(([outlet]) => factsOf(quote).every((fact) => saidBy(outlet).includes(fact)))
        .map(([outlet, own]) =>
          printed(
            quote,
            own[0],
            witnesses.some((one) => outletOf(one) === outlet),
          ),
        ),
    ),
    only: told.only.map(({ quote }) =>
      printed(
        quote,
        quote,
        relatedData(quote).every(([outlet]) => !factsOf(quote).some((fact) => saidBy(outlet).includes(fact))),
      ),
    ),
  };
}
