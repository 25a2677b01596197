import { sentencesOf } from '../../language/sentences.ts';
import type { Story } from '../../types.ts';
import { cleanLine, shorten } from '../mail/clean.ts';
import { type Line, lineOf } from '../mail/linked-text.ts';
import type { Quoter } from '../mail/quote-view.ts';
import { type Foreign, foreign } from '../mail/source-view.ts';
import { translationsIn } from '../select/translations.ts';
import { languageName, type Wording } from '../wording.ts';

/** A translation that an article brought in the reader's language, and whose words those are. */
export interface TranslationView {
  readonly label: Line;
  readonly title: Foreign | null;
  readonly summary: Foreign | null;
}

const LONGEST_TITLE = 240;
/** Letters of a translation's summary, in whole sentences; whole articles have been seen there. */
const LONGEST_SUMMARY = 700;

/** With the label over each: whose translation it is. A source's own title in the reader's language is the headline. */
export function translationViews(
  story: Story,
  language: string,
  quoter: Quoter,
  wording: Wording,
): TranslationView[] {
  const spoken = languageName(language, wording.locale);
  const came = translationsIn(story, language).filter(({ kind }) => kind === 'translation');
  return came.map(({ by, title, summary }) => ({
    label: lineOf(wording.translation, { language: spoken, outlet: quoter.by(by.articleId) }),
    title: title === null ? null : foreign(title, language, LONGEST_TITLE),
    summary: summary === null ? null : foreign(beginningOf(cleanLine(summary), language), language),
  }));
}

function beginningOf(text: string, language: string): string {
  if (text.length <= LONGEST_SUMMARY) return text;
  const ends = sentencesOf(text, language).map((sentence) => sentence.offset + sentence.text.length);
  const end = ends.filter((at) => at < LONGEST_SUMMARY).at(-1);
  return end === undefined ? shorten(text, LONGEST_SUMMARY) : `${text.slice(0, end)} …`;
}
