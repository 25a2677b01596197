import { InvalidUpload } from '../../invalid-upload.ts';
import type { Reading } from '../../reading.ts';
import { type OfficeDocument, readDocument } from './office-document.ts';
import { SIGNS, takeSign, takeWord } from './rtf-controls.ts';
import { begun, closeGroup, decodePending, ended, openGroup, type Progress } from './rtf-progress.ts';
import { type RtfToken, rtfTokens } from './rtf-tokens.ts';

const DEEPEST = 2_000;

/** A file in Rich Text Format (Word, LibreOffice, TextEdit). Throws `InvalidUpload`. */
export async function readRtf(bytes: Uint8Array): Promise<Reading> {
  let document: OfficeDocument;
  try {
    document = rtfDocument(bytes);
  } catch (cause) {
    throw new InvalidUpload(
      'corrupt',
      'This is a Rich Text document (.rtf) that is damaged. Save it again, or save its text as a .txt file, and upload that.',
      { cause },
    );
  }
  return readDocument(document);
}

/** Its paragraphs, page headers and notes. What is hidden, struck through or deleted is left out. */
export function rtfDocument(bytes: Uint8Array): OfficeDocument {
  const reader = begun(isUtf8(bytes));
  for (const token of rtfTokens(Buffer.from(bytes).toString('latin1'))) take(reader, token);
  return ended(reader);
}

function take(reader: Progress, token: RtfToken): void {
  if (token.kind === 'bytes') {
    const skip = Math.min(reader.toSkip, token.bytes.length);
    reader.toSkip -= skip;
    if (reader.state.destination !== 'skipped') reader.pending += token.bytes.slice(skip);
    return;
  }
  if (reader.toSkip > 0 && isLetter(token)) {
    reader.toSkip -= 1;
    return;
  }
  decodePending(reader);
  const wasOptional = reader.isOptional;
  if (token.kind === 'open') openGroup(reader, DEEPEST);
  else if (token.kind === 'close') closeGroup(reader);
  else if (token.kind === 'sign') takeSign(reader, token.sign);
  else takeWord(reader, token.word, token.number);
  if (wasOptional) reader.isOptional = false;
}

/** Programs that know no code pages write their own letters as they are. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return bytes.some((byte) => byte > 127);
  } catch {
    return false;
  }
}

/** A control word that prints one letter counts as one of those that `\u` repeats. */
function isLetter(token: RtfToken): boolean {
  return token.kind === 'sign' ? /[\\{}~_]/.test(token.sign) : token.kind === 'word' && SIGNS.has(token.word);
}
