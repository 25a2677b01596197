import { InvalidUpload } from '../invalid-upload.ts';

/** Null where the bytes are not of that charset. */
export function decodedStrictly(charset: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Text has letters and white space, not control characters: a wrong charset or a binary file shows them at once. */
export function isProse(text: string): boolean {
  const head = text.slice(0, 20_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted
  const controls = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u0080-\u009f\ufffd]/g)?.length ?? 0;
  return controls <= head.length * 0.005;
}

export function undecodable(): never {
  throw new InvalidUpload(
    'undecodable',
    'The text of this file cannot be decoded: save it again as UTF-8 text and upload it once more.',
  );
}
