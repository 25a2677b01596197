import { getDocumentProxy } from 'unpdf';
import type { Block } from '../../../types.ts';
import { InvalidUpload } from '../../invalid-upload.ts';
import { withFallback, withKnown } from '../../known-facts.ts';
import { headLine } from '../../metadata/head.ts';
import { articleLinks, outletOfUrl } from '../../metadata/links.ts';
import type { Reading } from '../../reading.ts';
import { classify } from '../../roles/classify.ts';
import { fold } from '../../roles/lines.ts';
import { endsSentence, wordCount } from '../../roles/sentences.ts';
import { readText } from '../text.ts';
import { PackedMaps } from './cmaps.ts';
import { regionsOf } from './columns.ts';
import { edgesOf } from './edges.ts';
import { linesOf } from './lines.ts';
import { type Column, type PdfParagraph, paragraphsOf, usualHeight } from './paragraphs.ts';
import { type PageRuns, runsOf } from './text-runs.ts';
import { refuseTornLetters } from './torn-letters.ts';

const MOST_PAGES = 60;
/** A page of a newspaper has some 5,000 runs; drawings made of letters have more, and nothing to read. */
const MOST_RUNS = 40_000;
/** Fewer letters than this on all pages together, and the pages are pictures. */
const LEAST_LETTERS = 60;
/** In heights of the text: what is smaller is small print, what is larger a headline. */
const SMALL = 0.9;
const LARGE = 1.15;
const TITLE = 1.25;
const LONGEST_TITLE = 32;
const LONGEST_CAPTION = 45;

type Framed = Pick<Block, 'role' | 'text'>;

/**
 * A PDF with a text layer: lines are rebuilt from where their letters stand, columns are read down, the largest letters
 * are the title, small print stands apart. Throws `InvalidUpload`.
 */
export async function readPdf(bytes: Uint8Array): Promise<Reading> {
  const { pages, title } = await pagesOf(bytes);
  const textSize = usualHeight(pages.flatMap(({ runs }) => linesOf(regionsOf(runs, 12, 99).flat())));
  const columns = pages.flatMap(({ runs }, page): readonly Column[] =>
    regionsOf(runs, textSize).map((rows) => ({ page, lines: linesOf(rows) })),
  );
  const edges = edgesOf(
    pages.map((_, page) => columns.filter((column) => column.page === page).flatMap(({ lines }) => lines)),
  );
  const paragraphs = paragraphsOf(
    columns.map(({ page, lines }) => ({ page, lines: lines.filter((line) => !edges.has(line)) })),
    textSize,
  );
  if (paragraphs.reduce((sum, { text }) => sum + lettersIn(text), 0) < LEAST_LETTERS) {
    throw new InvalidUpload(
      'unsupported',
      'This PDF is a scan: it holds pictures of pages, not text. Have its text recognized, or type it, and upload a .txt file.',
    );
  }
  refuseTornLetters(paragraphs.map(({ text }) => text));
  const reading = await articleIn(paragraphs, textSize);
  const frame = [
    ...new Set([...edges].map(({ text }) => fold(text))),
    ...pages.flatMap(({ turned }) => turned),
  ];
  const [url] = frame.flatMap(articleLinks);
  return withFallback(
    {
      ...reading,
      blocks: [...reading.blocks, ...frame.map((text): Framed => ({ role: 'boilerplate', text }))],
    },
    {
      ...(wordCount(title) >= 3 ? { title } : {}),
      ...(url ? { url, outlet: outletOfUrl(url) } : {}),
    },
    'document',
  );
}

/** A character of Chinese or Japanese says as much as a syllable or two. */
function lettersIn(text: string): number {
  const dense = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0;
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) + dense * 2;
}

/** The text in letters of the text's size; small print and pull quotes get a role of their own, beside where they stood. */
async function articleIn(paragraphs: readonly PdfParagraph[], textSize: number): Promise<Reading> {
  const title = titleIn(paragraphs, textSize);
  const keys = paragraphs.map(({ text }) => keyOf(text));
  const set = paragraphs.map((paragraph) => setApart(paragraph, textSize, title, keys));
  const flow = paragraphs.filter((_, at) => set[at] === null);
  const reading = await readText(
    flow.map((one) => (isHeading(one, textSize) ? `## ${one.text}` : one.text)).join('\n\n'),
  );
  const named = title === null ? reading : withKnown(reading, { title: fold(title.text) }, 'header');
  return { ...named, blocks: woven(named.blocks, paragraphs, set) };
}

/** The largest letters on the first page, unless they name the paper. */
function titleIn(paragraphs: readonly PdfParagraph[], textSize: number): PdfParagraph | null {
  const large = paragraphs
    .filter(({ page, height, text }) => page === 0 && height >= textSize * TITLE && /\p{L}{2}/u.test(text))
    .filter(({ text }) => wordCount(text) <= LONGEST_TITLE && (headLine(text)?.outlet ?? null) === null)
    .toSorted((a, b) => b.height - a.height);
  return large.find(({ text }) => wordCount(text) >= 2) ?? large[0] ?? null;
}

function isHeading({ height, text }: PdfParagraph, textSize: number): boolean {
  return height >= textSize * LARGE && wordCount(text) <= LONGEST_TITLE && headLine(text) === null;
}

/** The role of what is no part of the text's flow, null for what is. */
function setApart(
  paragraph: PdfParagraph,
  textSize: number,
  title: PdfParagraph | null,
  keys: readonly string[],
): Framed | null {
  const { height, text } = paragraph;
  if (paragraph === title) return null;
  if (height >= textSize * LARGE) {
    // A pull quote says in large letters what the text says.
    const key = keyOf(text);
    const isPulled = key.length > 8 && keys.some((other) => other !== key && other.includes(key));
    return isPulled ? { role: 'boilerplate', text: fold(text) } : null;
  }
  if (height > textSize * SMALL || headLine(text) !== null) return null;
  const known = classify(text);
  if (known !== null && known !== undefined) return { role: known, text: fold(text) };
  const isCaption = wordCount(text) <= LONGEST_CAPTION && wordCount(text) >= 3 && endsSentence(text);
  return { role: isCaption ? 'caption' : 'boilerplate', text: fold(text) };
}

function keyOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What was set apart, after the paragraph that it followed in print. */
function woven(
  blocks: Reading['blocks'],
  paragraphs: readonly PdfParagraph[],
  set: readonly (Framed | null)[],
): Reading['blocks'] {
  const after = new Map<string, Framed[]>();
  let anchor = '';
  paragraphs.forEach(({ text }, at) => {
    const apart = set[at];
    if (!apart) anchor = fold(text);
    else after.set(anchor, [...(after.get(anchor) ?? []), apart]);
  });
  const placed = blocks.flatMap((block) => {
    const followed = after.get(block.text) ?? [];
    after.delete(block.text);
    return [block, ...followed];
  });
  return [...placed, ...[...after.values()].flat()];
}

async function pagesOf(
  bytes: Uint8Array,
): Promise<{ readonly pages: readonly PageRuns[]; readonly title: string }> {
  const document = await opened(bytes);
  try {
    if (document.numPages > MOST_PAGES) {
      throw new InvalidUpload(
        'not-an-article',
        `This PDF has ${document.numPages} pages: upload only the article, as a file of its own.`,
      );
    }
    const pages: PageRuns[] = [];
    let runs = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const found = runsOf((await page.getTextContent()).items);
      runs += found.runs.length;
      if (runs > MOST_RUNS * 4 || found.runs.length > MOST_RUNS) throw new RangeError('too many runs');
      pages.push(found);
    }
    const { info } = await document.getMetadata();
    return { pages, title: 'Title' in info && typeof info.Title === 'string' ? fold(info.Title) : '' };
  } catch (cause) {
    throw cause instanceof InvalidUpload ? cause : damaged(cause);
  } finally {
    await document.loadingTask.destroy().catch(() => undefined);
  }
}

async function opened(bytes: Uint8Array) {
  try {
    const maps = {
      cMapUrl: 'packed/',
      cMapPacked: true,
      BinaryDataFactory: PackedMaps,
      useWorkerFetch: false,
    };
    return await getDocumentProxy(new Uint8Array(bytes), { stopAtErrors: false, ...maps });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException') {
      throw new InvalidUpload(
        'encrypted',
        'This PDF is locked with a password: save it without one, or copy its text into a .txt file, and upload that.',
        { cause },
      );
    }
    throw damaged(cause);
  }
}

function damaged(cause: unknown): InvalidUpload {
  return new InvalidUpload(
    'corrupt',
    'This PDF is damaged: copy the text of the article into a .txt file and upload that.',
    { cause },
  );
}
