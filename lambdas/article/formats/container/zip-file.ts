import { isLockedZip, openZip, type Zip } from '../../bytes/zip.ts';
import { severalArticles } from '../../gates/quarantine.ts';
import { InvalidUpload } from '../../invalid-upload.ts';
import type { Reading } from '../../reading.ts';
import { damagedUnless } from './damaged.ts';
import type { ReadFile } from './read-file.ts';

/** Kinds of files that are ZIPs inside, by a part that each must have. `null`: it is read here. */
const KINDS: readonly { readonly part: RegExp; readonly name: string; readonly advice: string | null }[] = [
  { part: /^word\/|\/word\/document\d*\.xml$/, name: 'Word document', advice: null },
  { part: /^xl\//, name: 'Excel workbook', advice: 'copy the text of the article into a text file' },
  {
    part: /^ppt\//,
    name: 'PowerPoint presentation',
    advice: 'copy the text of the article into a text file',
  },
  {
    part: /^META-INF\/container\.xml$/,
    name: 'EPUB book',
    advice: 'copy the text of the article into a text file',
  },
  {
    part: /^Index\/Document\.iwa$|^Index\.zip$/,
    name: 'Pages, Numbers or Keynote document',
    advice: 'export it as Word (File, Export To, Word)',
  },
  { part: /^designmap\.xml$/, name: 'InDesign document', advice: 'export its text or a PDF' },
  { part: /^content\.xml$/, name: 'OpenDocument text', advice: null },
];
const OPEN_DOCUMENTS: readonly (readonly [RegExp, string])[] = [
  [/spreadsheet/, 'OpenDocument spreadsheet'],
  [/presentation/, 'OpenDocument presentation'],
  [/graphics|chart|formula|image|base/, 'OpenDocument drawing'],
];
/** What may hold an article, by its name: pictures, styles and a system's own files are left where they are. */
const READABLE =
  /\.(?:html?|xhtml|txt|md|markdown|docx?|odt|fodt|rtf|pdf|eml|msg|mht|mhtml|webarchive|xml|json)$/i;
const LEFTOVER = /(?:^|\/)(?:__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini)|(?:^|\/)\./;

/** A ZIP by what is in it: a document of a known kind, or the one article that was packed. */
export async function readZip(bytes: Uint8Array, readFile: ReadFile): Promise<Reading> {
  const zip = opened(bytes);
  const kind = KINDS.find(({ part }) => zip.names.some((name) => part.test(name)));
  if (!kind) return readPacked(zip, bytes, readFile);
  if (kind.advice !== null) throw unsupported(kind.name, kind.advice);
  if (kind.name === 'OpenDocument text') refuseOthers(zip);
  return damagedUnless(async () => {
    if (kind.name === 'Word document') return (await import('../office/docx.ts')).readDocx(zip);
    return (await import('../office/odf.ts')).readOdt(zip);
  }, damagedMessage(kind.name));
}

function opened(bytes: Uint8Array): Zip {
  try {
    return openZip(bytes);
  } catch (cause) {
    throw new InvalidUpload('corrupt', damagedMessage(likelyName(bytes)), { cause });
  }
}

/** The directory stands at the end: a file that was cut off tells its kind by the names of its first parts. */
function likelyName(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 16_384)).toString('latin1');
  if (/opendocument\.text|content\.xml/.test(start)) return 'OpenDocument text';
  if (start.includes('epub+zip')) return 'EPUB book';
  return start.includes('word/') ? 'Word document' : 'ZIP file';
}

function damagedMessage(name: string): string {
  const again =
    name === 'ZIP file'
      ? 'Pack it again, or upload the article itself.'
      : 'Save it again, or save its text as a .txt file, and upload that.';
  return `This is ${article(name)} ${name} that is damaged or unpacks to far too much. ${again}`;
}

function article(name: string): string {
  return /^[AEIOU]/.test(name) ? 'an' : 'a';
}

function unsupported(name: string, advice: string): InvalidUpload {
  return new InvalidUpload('unsupported', `This is ${article(name)} ${name}: ${advice} and upload that.`);
}

function refuseOthers(zip: Zip): void {
  const type = zip.sizeOf('mimetype') < 200 ? (zip.read(['mimetype']).get('mimetype') ?? '') : '';
  const other = OPEN_DOCUMENTS.find(([pattern]) => pattern.test(type))?.[1];
  if (other) throw unsupported(other, 'copy the text of the article into a text file');
}

/** Google Docs packs a page with its pictures; browsers lay a page's parts into a folder beside it. */
async function readPacked(zip: Zip, bytes: Uint8Array, readFile: ReadFile): Promise<Reading> {
  if (isLockedZip(bytes)) {
    throw new InvalidUpload(
      'encrypted',
      'This ZIP file is locked with a password: upload the article itself.',
    );
  }
  const found = zip.names.filter((name) => READABLE.test(name) && !LEFTOVER.test(name));
  const depth = (name: string) => name.split('/').length;
  const top = Math.min(...found.map(depth));
  const articles = found.filter((name) => depth(name) === top);
  const [first] = articles;
  if (first === undefined) {
    throw new InvalidUpload(
      'unsupported',
      'This ZIP file holds no article that can be read: upload the article itself, as a text, Word, PDF or HTML file.',
    );
  }
  const content = zipped(zip, first);
  const reading = await readFile(content);
  return articles.length > 1 ? severalArticles(reading, `a ZIP file of ${articles.length}`) : reading;
}

function zipped(zip: Zip, name: string): Uint8Array {
  try {
    const content = zip.bytesOf(name);
    if (content) return content;
  } catch (cause) {
    throw new InvalidUpload('corrupt', damagedMessage('ZIP file'), { cause });
  }
  throw new InvalidUpload('corrupt', damagedMessage('ZIP file'));
}
