import type { Article } from '../types.ts';
import { decode } from './bytes/decode.ts';
import { looksLikeMail, looksLikeMhtml } from './bytes/mail-bytes.ts';
import { isTooDeep } from './bytes/nesting.ts';
import { refuseOtherTexts } from './bytes/other-texts.ts';
import {
  type Kind,
  looksLikeHtml,
  looksLikeJson,
  looksLikeMarkdown,
  looksLikeXml,
  sniff,
} from './bytes/sniff.ts';
import type { ReadFile } from './formats/container/read-file.ts';
import { InvalidUpload } from './invalid-upload.ts';
import type { Reading } from './reading.ts';
import { refuseBooks, refuseLargeFile } from './upload-limits.ts';

/** What to do with a file that is no text, by what it is. */
const ADVICE: Readonly<Partial<Record<Kind, string>>> = {
  archive: 'This is a packed archive: upload the article itself, as a file of its own.',
  postscript:
    'This is a PostScript file, made for a printer: upload the PDF or the text of the article instead.',
  image: 'This is a picture, whatever its name says: upload the text of the article instead.',
  media: 'This is a sound or video file: upload the text of the article instead.',
  database: 'This is a database, not a text: export the article as text, and upload that.',
  tnef: 'This is Outlook’s winmail.dat, which other programs cannot open: ask for the mail as plain text or HTML, or save it in Outlook as .msg, and upload that.',
  shortcut:
    'This is a shortcut to a file or page, not the file itself: upload the text of the article instead.',
  program: 'This is a program, not a text: upload the text of the article instead.',
};

/** Files inside of files, beyond which no editor packs. */
const DEEPEST = 2;

/** The article in an uploaded file. The same bytes give the same answer; the key is only carried along. Throws `InvalidUpload`. */
export async function readArticle(upload: {
  readonly key: string;
  readonly bytes: Uint8Array;
}): Promise<Article> {
  const { key, bytes } = upload;
  if (bytes.length === 0)
    throw new InvalidUpload(
      'empty',
      'This file is empty: upload it again with the text of the article in it.',
    );
  refuseLargeFile(bytes.length);
  const reading = await readingOf(bytes, 0);
  const { checkedArticle } = await import('./checked-article.ts');
  return checkedArticle(key, bytes, reading);
}

/** Formats load only when a file needs them, and rules only when there is something to read: a cold start waits for neither. */
async function readingOf(bytes: Uint8Array, depth: number): Promise<Reading> {
  const kind = sniff(bytes);
  const advice = ADVICE[kind];
  if (advice) throw new InvalidUpload('unsupported', advice);
  // What stands in another file may be of any kind: a mail with a ZIP with a Word document, and no deeper.
  const readFile = (content: Uint8Array) =>
    depth < DEEPEST ? readingOf(content, depth + 1) : refuseNested();
  const packed = await unlessNested(() => readPacked(kind, bytes, readFile));
  if (packed) return packed;
  if (depth === 0 && looksLikeMail(bytes)) {
    const { readMail } = await import('./formats/mail.ts');
    return unlessNested(() => readMail(bytes, readFile));
  }
  const text = await decode(bytes);
  if (!/\S/u.test(text)) {
    throw new InvalidUpload(
      'empty',
      'This file holds only white space: upload it again with the text of the article in it.',
    );
  }
  return unlessNested(() => readAs(text, readFile));
}

type ReadBytes = (bytes: Uint8Array, readFile: ReadFile) => Promise<Reading>;

/** The formats that are known by their first bytes, each with what reads it. */
const BY_FIRST_BYTES: Readonly<Partial<Record<Kind, ReadBytes>>> = {
  pdf: async (bytes) => (await import('./formats/pdf/pdf.ts')).readPdf(bytes),
  zip: async (bytes, readFile) => (await import('./formats/container/zip-file.ts')).readZip(bytes, readFile),
  ole: async (bytes, readFile) => (await import('./formats/container/ole.ts')).readOle(bytes, readFile),
  rtf: async (bytes) => (await import('./formats/office/rtf.ts')).readRtf(bytes),
  plist: async (bytes, readFile) =>
    (await import('./formats/container/webarchive.ts')).readWebarchive(bytes, readFile),
};

/** Null for what is a text by its bytes. */
async function readPacked(kind: Kind, bytes: Uint8Array, readFile: ReadFile): Promise<Reading | null> {
  const read = BY_FIRST_BYTES[kind];
  if (read !== undefined) return read(bytes, readFile);
  if (!looksLikeMhtml(bytes)) return null;
  return (await import('./formats/container/mhtml.ts')).readMhtml(bytes, readFile);
}

async function readAs(text: string, readFile: ReadFile): Promise<Reading> {
  if (looksLikeXml(text)) {
    refuseBooks(text.length / 4);
    return (await import('./formats/news/xml-file.ts')).readXml(text, readFile);
  }
  if (looksLikeHtml(text)) {
    if (isTooDeep(text)) throw new RangeError('nested too deeply');
    return (await import('./formats/html.ts')).readHtml(text);
  }
  refuseBooks(text.length);
  refuseOtherTexts(text);
  if (looksLikeJson(text)) return (await import('./formats/json.ts')).readJson(text);
  if (looksLikeMarkdown(text)) return (await import('./formats/markdown.ts')).readMarkdown(text);
  return (await import('./formats/pasted.ts')).readPasted(text);
}

function refuseNested(): never {
  throw new InvalidUpload(
    'unsupported',
    'This file is packed inside too many others: upload the article itself, as a file of its own.',
  );
}

/** Nesting thousands deep ends the parsers' recursion; such a file is no newsroom's. */
async function unlessNested<Found>(read: () => Promise<Found>): Promise<Found> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new InvalidUpload(
      'corrupt',
      'This file is damaged or nested too deeply: save the text of the article as a .txt file and upload that.',
      { cause },
    );
  }
}
