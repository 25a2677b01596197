import type { EditorsNote } from '../overlay/shown.ts';
import { cleanLine } from '../view/clean.ts';
import { type Foreign, foreign } from '../view/source-view.ts';
import { slotDay } from './moments.ts';
import { type Around, around, type PageWording } from './wording.ts';

/** A dated line of the editors. */
export interface NoteView {
  readonly label: Around;
  readonly date: { readonly words: string; readonly datetime: string };
  /** Their own words; null where they gave none. */
  readonly text: Foreign | null;
}

/** "Correction, 15 September 2023", or what was taken down then, and what the editors say of it. */
export function noteView(
  { kind, of, at, note, language }: EditorsNote,
  words: PageWording,
  timeZone: string,
): NoteView {
  const pattern = kind === 'correction' ? words.change.correction : words.change[of];
  return {
    label: around(pattern, 'date'),
    date: slotDay(at, words, timeZone),
    text: cleanLine(note) === '' ? null : foreign(note, language),
  };
}
