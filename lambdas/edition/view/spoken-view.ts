import type { Quote, Story } from '../../types.ts';
import { overlaps } from '../select/same-words.ts';
import { languageName, type Wording } from '../wording.ts';
import { cleanLine } from './clean.ts';
import { type Line, lineOf, named } from './linked-text.ts';
import marks from './quotation-marks.json' with { type: 'json' };
import type { Quoter } from './quote-view.ts';
import { type Foreign, foreign, languageTag } from './source-view.ts';

/** Somebody's own words, as an outlet quotes them. */
export interface SpokenView extends Foreign {
  /** The marks of the words' language. */
  readonly open: string;
  readonly close: string;
  /** "Kim, quoted in English by Post". */
  readonly by: Line;
}

/** The story's one quotation. Null where it has none, or where it was shown already. */
export function spokenView(
  story: Story,
  shown: readonly Quote[],
  quoter: Quoter,
  wording: Wording,
): SpokenView | null {
  if (story.spoken === undefined) return null;
  const { speaker, quote } = story.spoken;
  if ([...shown, ...story.summary].some((one) => overlaps(quote, one))) return null;
  const tag = languageTag(quote.language);
  const by = lineOf(tag === null ? wording.quotedBy : wording.quotedInBy, {
    speaker: [named(cleanLine(speaker))],
    language: tag === null ? '' : languageName(tag, wording.locale),
    outlet: quoter.by(quote.articleId),
  });
  const [open = '“', close = '”'] = new Map(Object.entries(marks)).get(tag ?? '') ?? '“”';
  return { ...foreign(quote.text, quote.language), open, close, by };
}
