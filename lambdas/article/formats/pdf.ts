import { getDocumentProxy } from 'unpdf';
import { InvalidUpload } from '../invalid-upload.ts';
import { withFallback } from '../known.ts';
import { fold } from '../lines.ts';
import { articleLinks, outletOfUrl } from '../links.ts';
import { browserEdges, type PdfLine, paragraphsOf, repeatedLines } from '../pdf-layout.ts';
import type { Reading } from '../reading.ts';
import { wordCount } from '../sentences.ts';
import { readText } from './text.ts';

const MOST_PAGES = 60;
/** Fewer words than this on all pages together, and the pages are pictures. */
const LEAST_WORDS = 20;

/** A PDF with a text layer: lines are rebuilt from where their letters stand. Throws `InvalidUpload`. */
export async function readPdf(bytes: Uint8Array): Promise<Reading> {
  const document = await opened(bytes);
  const pages: (readonly PdfLine[])[] = [];
  let title = '';
  try {
    if (document.numPages > MOST_PAGES) {
      throw new InvalidUpload(
        'not-an-article',
        `This PDF has ${document.numPages} pages: upload only the article, as a file of its own.`,
      );
    }
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      pages.push(linesOn((await page.getTextContent()).items));
    }
    const { info } = await document.getMetadata();
    title = 'Title' in info && typeof info.Title === 'string' ? fold(info.Title) : '';
  } catch (cause) {
    throw cause instanceof InvalidUpload ? cause : damaged(cause);
  } finally {
    await document.loadingTask.destroy().catch(() => undefined);
  }
  const edges = browserEdges(pages);
  const repeated = new Set([...repeatedLines(pages), ...edges]);
  const text = paragraphsOf(pages.map((lines) => lines.filter((line) => !repeated.has(fold(line.text)))));
  if (wordCount(text) < LEAST_WORDS) {
    throw new InvalidUpload(
      'unsupported',
      'This PDF holds pictures of pages, not text: have its text recognized, or type it, and upload a .txt file.',
    );
  }
  const reading = await readText(text);
  const [url] = [...edges].flatMap(articleLinks);
  const frame = [...repeated].map((line) => ({ role: 'boilerplate' as const, text: line }));
  return withFallback(
    { ...reading, blocks: [...reading.blocks, ...frame] },
    {
      ...(wordCount(title) >= 3 ? { title } : {}),
      ...(url ? { url, outlet: outletOfUrl(url) } : {}),
    },
    'document',
  );
}

async function opened(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), { stopAtErrors: false });
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

/** Items that stand at one height make one line; unpdf gives them in the order in which they were drawn. */
function linesOn(items: readonly object[]): readonly PdfLine[] {
  const lines: { text: string; y: number; height: number; x: number; end: number }[] = [];
  for (const item of items) {
    if (!('str' in item) || typeof item.str !== 'string') continue;
    const transform: readonly number[] =
      'transform' in item && Array.isArray(item.transform) ? item.transform : [];
    const [, , , size = 0, x = 0, y = 0] = transform;
    const height = Math.abs(size) || 10;
    const width = 'width' in item && typeof item.width === 'number' ? item.width : 0;
    const last = lines.at(-1);
    if (last && Math.abs(last.y - y) < height * 0.5 && x >= last.x) {
      const apart = x - last.end > height * 0.15 && !/\s$/.test(last.text) && !/^\s/.test(item.str);
      last.text += apart ? ` ${item.str}` : item.str;
      last.end = x + width;
      last.height = Math.max(last.height, height);
    } else if (item.str.trim() !== '') {
      lines.push({ text: item.str, y, height, x, end: x + width });
    }
  }
  return lines;
}

function damaged(cause: unknown): InvalidUpload {
  return new InvalidUpload(
    'corrupt',
    'This PDF is damaged: copy the text of the article into a .txt file and upload that.',
    { cause },
  );
}
