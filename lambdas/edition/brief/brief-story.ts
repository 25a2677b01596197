import { clauseOf } from '../../language/clause.ts';
import type { Edition, Quote, Story } from '../../types.ts';
import { overlaps } from '../select/same-words.ts';
import { cleanLine } from '../view/clean.ts';
import { type Line, lineOf, ours } from '../view/linked-text.ts';
import { inItsLanguage, type QuoteView, quoterOf } from '../view/quote-view.ts';
import { namesIn } from '../view/source-view.ts';
import { type SpokenView, spokenView } from '../view/spoken-view.ts';
import { withoutRepeats } from '../view/without-repeats.ts';
import type { Wording } from '../wording.ts';
import type { MailContext } from './contents.ts';
import { type DifferenceView, differenceView } from './difference.ts';
import { type Matrix, matrixOf } from './matrix.ts';
import { type OutletsView, outletsView } from './outlets.ts';
import { type StoryHead, storyHead } from './story-head.ts';

export interface BriefStory extends StoryHead {
  /** New since the edition before where `isNew`. */
  readonly sentences: readonly (QuoteView & { readonly isNew: boolean })[];
  readonly differ: DifferenceView | null;
  readonly matrix: Matrix | null;
  readonly spoken: SpokenView | null;
  /** Empty where the outlets are named above. */
  readonly sources: Line;
  /** All of them for the text part, where a link stands beside its name. */
  readonly outletLinks: OutletsView['outlets'];
}

/** These have room for two sentences, who reports what, and a voice (the first). */
const TOLD_AT_LENGTH = 3;
/** Names that stand behind a sentence in full. */
const MOST_NAMED = 8;
/** A longer sentence is shortened to its beginning, where that can stand alone. */
const SENTENCE_WORDS = 30;

export function briefStory(story: Story, at: number, context: MailContext): BriefStory {
  const { language, wording } = context;
  const quoter = quoterOf(story, wording);
  const isLong = at < TOLD_AT_LENGTH;
  const { first, rest, facts } = withoutRepeats(story, language);
  const outlets = outletsView(story, wording);
  const head = storyHead(story, outlets, context);
  const matrix = isLong ? matrixOf(story, outlets, { language, wording }) : null;
  const told = [
    ...first.map(({ quote, others }) => ({ quote, also: matrix === null ? others : [] })),
    ...(matrix === null ? facts.slice(0, 1).map(({ quote, others }) => ({ quote, also: others })) : []),
    ...rest.map((quote) => ({ quote, also: [] })),
  ].filter(({ quote }) => cleanLine(quote.text) !== head.headline.text);
  const sentences = told.slice(0, at === 0 ? 2 : 1);
  const [difference] = story.differ;
  const shown = [...sentences.map(({ quote }) => quote), ...(difference?.quotes ?? [])];
  const isNamed = matrix === null && areNamed(sentences, outlets, story, wording);
  // Linked once: below, where all sources are, or here, where the sentence names them all.
  const show = isNamed ? quoter.view : quoter.plain;
  const marked = (quote: Quote) => inItsLanguage(show(quote), quote, context);
  return {
    ...head,
    sentences: sentences.map(({ quote, also }) => ({
      ...marked({ ...quote, text: clauseOf(quote.text, quote.language, SENTENCE_WORDS) ?? quote.text }),
      also: quoter.also(also, quote),
      isNew: story.state === 'updated' && isNews(quote, story, context.edition),
    })),
    differ: difference === undefined ? null : differenceView(difference, quoter, context),
    matrix,
    spoken: at === 0 ? spokenView(story, shown, quoter, wording) : null,
    sources: sourcesLine(outlets, { matrix, isNamed, wording }),
    outletLinks: outlets.outlets,
  };
}

/** Those whom neither the sentence nor the table of who reports what has named. */
function sourcesLine(
  outlets: OutletsView,
  {
    matrix,
    isNamed,
    wording,
  }: { readonly matrix: Matrix | null; readonly isNamed: boolean; readonly wording: Wording },
): Line {
  if (matrix === null) return isNamed ? [] : [ours(`${wording.sources}: `), ...outlets.line()];
  const further = outlets.line(matrix.columns.map(({ name }) => name));
  return further.length === 0 ? [] : lineOf(wording.also, { outlets: further });
}

/** Whether the line of sources would say again what stands beside the sentences, with nothing to add about any outlet. */
function areNamed(
  sentences: readonly { readonly quote: Quote; readonly also: readonly Quote[] }[],
  { count, outlets }: OutletsView,
  story: Story,
  wording: Wording,
): boolean {
  if (count === 1) return true;
  const names = namesIn(story, wording);
  const told = sentences.flatMap(({ quote, also }) => [quote, ...also]);
  const named = new Set(told.map(({ articleId }) => names.get(articleId)));
  return count <= MOST_NAMED && outlets.every(({ name, label }) => named.has(name) && label.length === 1);
}

/** Of an article that the edition before did not have, and told by none that it had. */
function isNews(quote: Quote, { agree }: Story, { fresh = [] }: Edition): boolean {
  const isFresh = ({ articleId, version }: Quote) => fresh.includes(`${articleId}/${version}`);
  const same = agree.filter(({ quotes }) => quotes.some((one) => overlaps(one, quote)));
  return isFresh(quote) && same.every(({ quotes }) => quotes.every(isFresh));
}
