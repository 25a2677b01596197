import { InvalidUpload } from '../invalid-upload.ts';

/** Files of text that hold no article, by how each begins, and what to do instead. */
const KINDS: readonly (readonly [sign: RegExp, sentence: string])[] = [
  [
    /^\s*\[InternetShortcut\]/i,
    'This is a shortcut to a page, and nothing is ever fetched from the web: open the page, copy its text, and upload that.',
  ],
  [/^\s*BEGIN:VCALENDAR\b/i, 'This is a calendar entry: upload the text of the article instead.'],
  [/^\s*BEGIN:VCARD\b/i, 'This is a contact card: upload the text of the article instead.'],
  [
    /^\s*(?:WEBVTT\b|(?:\d{1,4}\s*\r?\n)?\d{1,2}:\d{2}:\d{2}[,.]\d{3}\s-->\s)/,
    'This is a file of subtitles: upload the text of the article instead.',
  ],
  [
    /^(?:\s|%[^\n]{0,400}\n)*\\documentclass\b/,
    'This is the source of a TeX document: upload its PDF, or its text as a .txt file.',
  ],
  [
    // The names of a table's columns, a title's and a text's among them.
    /^(?=[^\n]{0,600}\b(?:title|headline)\b)(?=[^\n]{0,600}\b(?:full_?text|text|body|content)\b)"?\w{1,40}"?(?:[,;\t]"?\w{1,40}"?){2,40}\r?\n/i,
    'This is a table (CSV): upload the text of each article as a file of its own.',
  ],
  [
    /^\s*-----BEGIN PGP MESSAGE-----/,
    'This text is encrypted (PGP): decrypt it, copy its text into a .txt file, and upload that.',
  ],
];

/** Throws `unsupported` (or `encrypted`) for a text that is surely no article by its first line. */
export function refuseOtherTexts(text: string): void {
  const start = text.slice(0, 4000).replace(/^\ufeff/, '');
  const found = KINDS.find(([sign]) => sign.test(start));
  if (!found) return;
  throw new InvalidUpload(found[1].includes('encrypted') ? 'encrypted' : 'unsupported', found[1]);
}
