import type { Edition } from '../../types.ts';
import { headlineIn } from '../select/headline-in-language.ts';
import { isQuiet } from '../select/quiet-edition.ts';
import { fill, numberIn, type Wording } from '../wording.ts';
import { cleanLine, shorten } from './clean.ts';

/** Letters that phones show of a subject. */
const SUBJECT_LETTERS = 60;

export function numberOf({ number }: Pick<Edition, 'number'>, wording: Wording): string {
  return fill(wording.number, { n: numberIn(number, wording.locale) });
}

/** The lead fact, then the edition, in at most 60 letters; a title in the reader's language where a source gave one. */
export function subjectOf(edition: Edition, language: string, wording: Wording): string {
  const number = ` · ${numberOf(edition, wording)}`;
  const [lead] = isQuiet(edition) ? [] : edition.stories;
  const fact = lead === undefined ? '' : cleanLine(headlineIn(lead, language).text);
  const start = fact === '' ? `${cleanLine(edition.name)}: ${wording.quiet}` : fact;
  return shorten(start, SUBJECT_LETTERS - number.length) + number;
}
