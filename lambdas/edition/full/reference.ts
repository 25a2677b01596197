import { nameKey } from '../../article/metadata/name-key.ts';
import { clauseOf } from '../../language/clause.ts';
import type { Quote, Story } from '../../types.ts';
import { dateInWords } from '../dates.ts';
import { cleanLine } from '../view/clean.ts';
import type { Line } from '../view/linked-text.ts';
import { type QuoteView, quoterOf } from '../view/quote-view.ts';
import { type Foreign, foreign } from '../view/source-view.ts';
import type { Wording } from '../wording.ts';

export interface PersonView extends Omit<Foreign, 'text'> {
  /** The piece in three, so that the name can stand out; together they are the piece, word for word. */
  readonly before: string;
  readonly name: string;
  readonly after: string;
  readonly by: Line;
}

export interface DatedView {
  readonly date: string;
  readonly quotes: readonly QuoteView[];
}

const PEOPLE = 6;
const DATED = 6;
/** A timeline is looked through, not read: a longer sentence is shortened to its beginning where that can stand alone. */
const DATED_WORDS = 25;

/** Who is who in these stories, the first ones' people first, each once. */
export function peopleView(stories: readonly Story[], wording: Wording): PersonView[] {
  const seen = new Set<string>();
  const views = stories.flatMap((story) => {
    const quoter = quoterOf(story, wording);
    return (story.people ?? []).flatMap(({ name, role }): PersonView[] => {
      const key = nameKey(name);
      if (seen.has(key)) return [];
      seen.add(key);
      const { text, lang, dir } = foreign(role.text, role.language);
      const clean = cleanLine(name);
      const at = text.indexOf(clean);
      const [before, after] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + clean.length)];
      return [{ before, name: at < 0 ? '' : clean, after, lang, dir, by: quoter.by(role.articleId) }];
    });
  });
  return views.slice(0, PEOPLE);
}

/** The dated sentences of these stories by day, earliest first; none where all is of one day. */
export function timelineView(stories: readonly Story[], wording: Wording): DatedView[] {
  const dated = stories.flatMap((story) => {
    const quoter = quoterOf(story, wording);
    return (story.timeline ?? []).map(({ date, quote }) => ({ date, quote: shortened(quote, quoter.view) }));
  });
  const first = dated.slice(0, DATED).toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const days = Map.groupBy(first, ({ date }) => date);
  if (days.size < 2) return [];
  return [...days].map(([date, items]) => ({
    date: dateInWords(date, wording),
    quotes: items.map(({ quote }) => quote),
  }));
}

function shortened(quote: Quote, view: (quote: Quote) => QuoteView): QuoteView {
  return view({ ...quote, text: clauseOf(quote.text, quote.language, DATED_WORDS) ?? quote.text });
}
