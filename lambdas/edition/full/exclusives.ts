import type { Quote, Story } from '../../types.ts';
import { isWithin } from '../select/same-words.ts';
import { furtherCited } from '../select/shown-agreement.ts';
import { type Line, lineOf, named } from '../view/linked-text.ts';
import type { Quoter, QuoteView } from '../view/quote-view.ts';
import { outletOf } from '../view/source-view.ts';

/** Quotes of one article under a label that names its outlet. */
export interface LabelledQuotes {
  readonly label: Line;
  readonly quotes: readonly QuoteView[];
}

/** What one outlet alone has and is not `said`: the first sentence of each before the second of any. */
export function exclusivesOf(story: Story, said: readonly Quote[], most: number): Story['only'] {
  const elsewhere = [...story.summary, ...said];
  const lines = story.only.filter(({ quote }) => !elsewhere.some((one) => isWithin(quote, one)));
  const rank = new Map<string, number>();
  const ranked = lines.map((line) => {
    const before = rank.get(line.quote.articleId) ?? 0;
    rank.set(line.quote.articleId, before + 1);
    return { line, before };
  });
  return ranked
    .toSorted((a, b) => a.before - b.before)
    .slice(0, most)
    .map(({ line }) => line);
}

/** What an outlet alone has, or how it puts itself right. */
export function ownQuotes(
  lines: Story['only'],
  story: Story,
  quoter: Quoter,
  patterns: { readonly named: string; readonly unnamed: string },
): LabelledQuotes[] {
  const groups = Map.groupBy(lines, ({ quote }) => quote.articleId);
  const cited = [...story.sources, ...furtherCited(story)];
  return [...groups].map(([articleId, group]) => {
    const source = cited.find((candidate) => candidate.articleId === articleId);
    const outlet = source === undefined ? null : outletOf(source);
    return {
      label: lineOf(outlet === null ? patterns.unnamed : patterns.named, {
        outlet: [named(outlet ?? '')],
      }),
      quotes: group.map(({ quote }) => quoter.plain(quote)),
    };
  });
}
