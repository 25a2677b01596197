import { InvalidUpload } from './invalid-upload.ts';

/** Larger uploads are refused from the event's size alone, without a download. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
/** Characters of text: a thick book has fewer. Saved pages are large by their pictures and scripts, never by their words. */
const MAX_TEXT = 2_000_000;

/** Throws `too-large` for a file of more bytes than that. */
export function refuseLargeFile(bytes: number): void {
  if (bytes <= MAX_UPLOAD_BYTES) return;
  // Rounded up, so that a file just over the limit is not said to have what the limit is.
  const mib = (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1);
  throw new InvalidUpload(
    'too-large',
    `This file has ${mib} MiB, and the limit is ${MAX_UPLOAD_BYTES / 1024 / 1024}: upload only the text of the article, or its page without the pictures.`,
  );
}

/** Throws `too-large` for a text that no article has; what follows in the reader may then cost what it does per word. */
export function refuseBooks(characters: number): void {
  if (characters <= MAX_TEXT) return;
  throw new InvalidUpload(
    'too-large',
    `This file holds ${(characters / 1_000_000).toFixed(1)} million characters of text, more than any article: upload the article alone.`,
  );
}
