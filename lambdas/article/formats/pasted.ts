import type { Reading } from '../reading.ts';
import { attribution } from '../text/mail/attribution.ts';
import { mailHeader } from '../text/mail/mail-header.ts';
import { readText } from './text.ts';

/** How far down a text a mail's header is looked for. */
const FIRST_LETTERS = 6000;

/** A text as it was typed or pasted: of a mail, whose header stands in its first lines, or of an article. */
export async function readPasted(text: string): Promise<Reading> {
  const lines = text.slice(0, FIRST_LETTERS).split(/\r?\n/);
  if (mailHeader(lines) !== null || attribution(lines) !== null)
    return (await import('./mail-text.ts')).readMailText(text);
  return readText(text);
}
