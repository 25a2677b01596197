import { sentencesOf } from '../../language/sentences.ts';
import type { Translated } from '../select/supplied-translations.ts';
import { cleanLine, shorten } from './clean.ts';
import { type Foreign, foreign } from './source-view.ts';

/** What an article brought in the reader's language, as mails and pages show it. */
export interface SuppliedText {
  readonly title: Foreign | null;
  readonly summary: Foreign | null;
}

const LONGEST_TITLE = 240;
/** Letters of a translation's summary, in whole sentences; whole articles have been seen there. */
const LONGEST_SUMMARY = 700;

export function suppliedText(
  { title, summary }: Pick<Translated, 'title' | 'summary'>,
  language: string,
): SuppliedText {
  return {
    title: title === null ? null : foreign(title, language, LONGEST_TITLE),
    summary: summary === null ? null : foreign(beginningOf(cleanLine(summary), language), language),
  };
}

function beginningOf(text: string, language: string): string {
  if (text.length <= LONGEST_SUMMARY) return text;
  const ends = sentencesOf(text, language).map((sentence) => sentence.offset + sentence.text.length);
  const end = ends.filter((at) => at < LONGEST_SUMMARY).at(-1);
  return end === undefined ? shorten(text, LONGEST_SUMMARY) : `${text.slice(0, end)} …`;
}
