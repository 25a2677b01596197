import type { Quote, Story } from '../../types.ts';
import type { MailContext } from '../brief/contents.ts';
import { type DifferenceView, differenceView } from '../brief/difference.ts';
import { type Matrix, type MatrixRow, wholeMatrix } from '../brief/matrix.ts';
import { outletsView } from '../brief/outlets.ts';
import { type StoryHead, storyHead } from '../brief/story-head.ts';
import { overlaps } from '../select/same-words.ts';
import { cleanLine } from '../view/clean.ts';
import { inItsLanguage, type QuoteView, quoterOf } from '../view/quote-view.ts';
import { namesIn, type SourceView, sourceView } from '../view/source-view.ts';
import { type SpokenView, spokenView } from '../view/spoken-view.ts';
import { withoutRepeats } from '../view/without-repeats.ts';
import { plural } from '../wording.ts';
import { exclusivesOf, type LabelledQuotes, ownQuotes } from './exclusives.ts';
import { listedSources } from './listed-sources.ts';
import { type TranslationView, translationViews } from './translation-view.ts';

export interface StoryView extends StoryHead {
  readonly translations: readonly TranslationView[];
  /** What happened; never again what an agreement or a difference shows right below, but for the lead sentence. */
  readonly summary: readonly QuoteView[];
  readonly differ: readonly DifferenceView[];
  /** One per fact: one quote, and who else reports it: a row of the matrix, a line of names, or both where it has not all. */
  readonly agree: readonly (QuoteView & { readonly row: MatrixRow | null })[];
  readonly matrix: Pick<Matrix, 'span' | 'legend' | 'isWhole'> | null;
  readonly only: readonly LabelledQuotes[];
  readonly spoken: SpokenView | null;
  readonly sources: readonly SourceView[];
  /** How many sources there is no room for, in words. */
  readonly sourcesMore: string | null;
}

/** How much of a story there is room for. */
export interface Room {
  readonly summary: number;
  readonly agree: number;
  readonly differ: number;
  readonly only: number;
  readonly spoken: number;
  readonly sources: number;
}

/** A story in depth: all that the brief mail tells of it, what it leaves to the story's page, and each source. */
export function storyView(story: Story, context: MailContext, room: Room): StoryView {
  const { language, wording } = context;
  const quoter = quoterOf(story, wording);
  const show = (quote: Quote) => inItsLanguage(quoter.plain(quote), quote, context);
  const outlets = outletsView(story, wording);
  const head = storyHead(story, outlets, context);
  const { first, rest, facts } = withoutRepeats(story, language);
  const agree = facts.slice(0, room.agree);
  const differ = story.differ.slice(0, room.differ);
  const said = [...agree.map(({ quote }) => quote), ...differ.flatMap(({ quotes }) => quotes)];
  const only = story.sources.length > 1 ? exclusivesOf(story, said, room.only) : [];
  const shown = [...said, ...only.map(({ quote }) => quote)];
  const further = rest.filter((quote) => !shown.some((one) => overlaps(quote, one)));
  const opening = first.filter(({ quote }) => cleanLine(quote.text) !== head.headline.text);
  const views = [
    ...opening.map(({ quote, others }) => ({ ...show(quote), also: quoter.also(others, quote) })),
    ...further.map(show),
  ];
  const matrix = wholeMatrix(agree, story, outlets, wording);
  const names = namesIn(story, wording);
  const left = story.sources.length - room.sources;
  return {
    ...head,
    translations: translationViews(story, language, quoter, wording),
    // Of a short story, what outlets compare is the news; one sentence leads there.
    summary: views.slice(0, room.spoken > 0 || agree.length + differ.length === 0 ? room.summary : 1),
    differ: differ.map((difference) => differenceView(difference, quoter, context)),
    agree: agree.map(({ quote, others }, at) => ({
      ...show(quote),
      also: quoter.also(others, quote),
      row: matrix?.rows[at] ?? null,
    })),
    matrix,
    only: [
      ...ownQuotes(
        (story.corrections ?? []).flat().map((quote) => ({ quote })),
        story,
        quoter,
        { named: wording.correctedBy, unnamed: wording.correctedByUnnamed },
      ),
      ...ownQuotes(only, story, quoter, { named: wording.onlyIn, unnamed: wording.onlyInUnnamed }),
    ],
    spoken: room.spoken > 0 ? spokenView(story, shown, quoter, wording) : null,
    sources: listedSources(story, { agree, differ }, room.sources).map(({ source, at }) =>
      sourceView(source, at, names.get(source.articleId) ?? wording.unnamed, wording),
    ),
    sourcesMore: left > 0 ? plural(wording.more, left, wording.locale) : null,
  };
}
