import type { Reading } from '../reading.ts';
import { mailHeader } from '../text/mail-header.ts';
import { readText } from './text.ts';

/** How far down a text a mail's header is looked for. */
const FIRST_LETTERS = 6000;

/** A text as it was typed or pasted: of a mail, whose header stands in its first lines, or of an article. */
export async function readPasted(text: string): Promise<Reading> {
  if (mailHeader(text.slice(0, FIRST_LETTERS).split(/\r?\n/)) !== null)
    return (await import('./mail-text.ts')).readMailText(text);
  return readText(text);
}
