import WordExtractor from 'word-extractor';
import { InvalidUpload } from '../../invalid-upload.ts';
import type { Reading } from '../../reading.ts';
import { type Paragraph, readDocument } from './office-document.ts';

/** A Word document of 1997 to 2003 (.doc). Throws `InvalidUpload` for a locked one, the library's errors for others. */
export async function readDoc(bytes: Uint8Array): Promise<Reading> {
  const start = documentStart(bytes);
  if (start !== null && ((bytes[start + 11] ?? 0) & 1) === 1) {
    throw new InvalidUpload(
      'encrypted',
      'This Word document (.doc) is locked with a password: save it without one, or copy its text into a .txt file, and upload that.',
    );
  }
  const document = await new WordExtractor().extract(Buffer.from(bytes));
  // The library's own filter turns quotation marks and dashes into typewriter characters.
  const asTyped = { filterUnicode: false };
  return readDocument({
    paragraphs: [...linesOf(document.getBody(asTyped)), ...linesOf(document.getTextboxes(asTyped))],
    frame: linesOf(document.getHeaders(asTyped)).map(({ text }) => text),
    notes: [document.getFootnotes(asTyped), document.getEndnotes(asTyped)]
      .flatMap(linesOf)
      .map(({ text }) => text),
    title: null,
  });
}

function linesOf(text: string): readonly Paragraph[] {
  return text
    .replaceAll('\u001f', '')
    .split(/[\n\r\f\t]+/)
    .filter((line) => /\S/.test(line))
    .map((line) => ({ kind: 'text', text: line }));
}

/** Where the stream of the document begins: its first bytes, at the start of a sector. */
function documentStart(bytes: Uint8Array): number | null {
  for (let at = 512; at + 12 < bytes.length; at += 512) {
    if (bytes[at] === 0xec && bytes[at + 1] === 0xa5) return at;
  }
  return null;
}
