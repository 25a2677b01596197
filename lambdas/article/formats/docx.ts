import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { InvalidUpload } from '../invalid-upload.ts';
import { withFallback } from '../known.ts';
import { fold } from '../lines.ts';
import type { Reading } from '../reading.ts';
import { wordCount } from '../sentences.ts';
import { readFragment } from './html-fragment.ts';

/** What a Word file may unpack to; a real one of 10 MiB is mostly pictures, which hardly shrink. */
const MOST_UNPACKED = 60 * 1024 * 1024;
/** Markup and all: a page of text takes some 20 kB of it. */
const MOST_TEXT = 8 * 1024 * 1024;
const MOST_PARTS = 2_000;

/** A Word file. Sizes are looked at before anything is unpacked; pictures are left where they are. Throws `InvalidUpload`. */
export async function readDocx(bytes: Uint8Array): Promise<Reading> {
  const core = inspect(bytes);
  let html: string;
  try {
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
    html = (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { convertImage })).value;
  } catch (cause) {
    throw damaged(cause);
  }
  const title = fold(/<dc:title>([^<]{1,400})<\/dc:title>/.exec(core)?.[1] ?? '');
  // "Document1" and file names are no titles.
  return withFallback(await readFragment(html), wordCount(title) >= 3 ? { title } : {}, 'document');
}

/** The document's properties, once every part's declared size was found bearable. */
function inspect(bytes: Uint8Array): string {
  let parts = 0;
  let unpacked = 0;
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        parts += 1;
        unpacked += originalSize;
        const tooMuch = name === 'word/document.xml' && originalSize > MOST_TEXT;
        if (tooMuch || parts > MOST_PARTS || unpacked > MOST_UNPACKED) throw new RangeError(name);
        return name === 'docProps/core.xml';
      },
    });
    const core = found['docProps/core.xml'];
    return core ? strFromU8(core) : '';
  } catch (cause) {
    throw damaged(cause);
  }
}

function damaged(cause: unknown): InvalidUpload {
  return new InvalidUpload(
    'corrupt',
    'This Word file is damaged or unpacks to far too much: save the text of the article as a .txt file and upload that.',
    { cause },
  );
}
