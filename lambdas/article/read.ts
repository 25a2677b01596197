import type { Article, Block } from '../types.ts';
import { decode } from './decode.ts';
import { flagsOf } from './flags.ts';
import { readText } from './formats/text.ts';
import { versionOf } from './id.ts';
import { InvalidUpload } from './invalid-upload.ts';
import { languageOf } from './language.ts';
import { MAX_UPLOAD_BYTES } from './limits.ts';
import type { Reading } from './reading.ts';
import { type Kind, looksLikeHtml, sniff } from './sniff.ts';
import { refuseWalls } from './walls.ts';

/** What to do with a file that is no text, by what it is. */
const ADVICE: Readonly<Partial<Record<Kind, string>>> = {
  pdf: 'This is a PDF file, which is not read yet: copy the text of the article into a .txt file and upload that.',
  docx: 'This is a Word file, which is not read yet: save it as plain text (.txt, UTF-8) and upload that.',
  office: 'This is an office document in an old format: save it as plain text (.txt, UTF-8) and upload that.',
  zip: 'This is a ZIP file: unpack it and upload each article as a file of its own.',
  archive: 'This is a packed archive: unpack it and upload each article as a file of its own.',
  image: 'This is a picture, whatever its name says: upload the text of the article instead.',
  media: 'This is a sound or video file: upload the text of the article instead.',
  program: 'This is a program, not a text: upload the text of the article instead.',
};

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
  if (bytes.length > MAX_UPLOAD_BYTES) {
    throw new InvalidUpload(
      'too-large',
      'This file is larger than 10 MiB: upload only the text of the article, without pictures.',
    );
  }
  const advice = ADVICE[sniff(bytes)];
  if (advice) throw new InvalidUpload('unsupported', advice);
  const text = await decode(bytes);
  if (!/\S/u.test(text))
    throw new InvalidUpload(
      'empty',
      'This file holds only white space: upload it again with the text of the article in it.',
    );
  const reading = await readAs(text);
  refuseWalls(reading);
  return articleOf(key, versionOf(bytes), reading);
}

/** Formats load only when a file needs them: the text path never pays for an HTML parser. */
async function readAs(text: string): Promise<Reading> {
  if (!looksLikeHtml(text)) return readText(text);
  const { readHtml } = await import('./formats/html.ts');
  try {
    return await readHtml(text);
  } catch (cause) {
    // Nesting thousands deep ends the parsers' recursion; such a page is no newsroom's.
    if (!(cause instanceof RangeError)) throw cause;
    throw new InvalidUpload(
      'corrupt',
      'This page is damaged or nested too deeply: save the text of the article as a .txt file and upload that.',
      { cause },
    );
  }
}

function articleOf(key: string, version: string, reading: Reading): Article {
  const main = reading.language;
  const blocks = reading.blocks.map((block): Block => {
    const found = languageOf(block.text);
    return { role: block.role, text: block.text, language: found };
  });
  const { title, titleFrom, outlet, outletFrom, agency, agencyFrom, authors, contributors, published, url } =
    reading;
  return {
    key,
    version,
    title,
    titleFrom,
    outlet,
    outletFrom,
    agency,
    agencyFrom,
    authors,
    contributors,
    published,
    url,
    language: main,
    languages: [...new Set([main, ...reading.translations.map((one) => one.language)])].filter(
      (one) => one !== null,
    ),
    translations: reading.translations,
    blocks,
    flags: flagsOf(reading, blocks),
  };
}
