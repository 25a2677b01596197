import { severalArticles } from '../../gates/quarantine.ts';
import { InvalidUpload } from '../../invalid-upload.ts';
import { withKnown } from '../../known-facts.ts';
import { isoDate } from '../../metadata/dates.ts';
import type { Reading } from '../../reading.ts';
import { endsSentence, wordCount } from '../../roles/sentences.ts';
import { BrokenXml, elementsIn, parseXml, textIn, type XmlElement } from '../../xml/tree.ts';
import type { ReadFile } from '../container/read-file.ts';
import { field, knownFrom } from '../fields.ts';
import { readDocument } from '../office/office-document.ts';
import { type FeedEntry, feedEntries } from './feed.ts';
import { isJats, jatsItem } from './jats.ts';
import { type NewsItem, readNewsItem } from './news-item.ts';
import { newsmlItems } from './newsml.ts';
import { nitfItem } from './nitf.ts';
import { deep, valueIn, xmlParagraphs } from './xml-text.ts';

/** Fewer words than this, and a feed's entry is a summary that points to the article. */
const LEAST_ENTRY = 60;
/** Words of a leaf that tells something. */
const LEAST_PROSE = 8;

/** An XML file by its root element, whatever its name: a news format, a word processor's document, a feed. */
export async function readXml(text: string, readFile: ReadFile): Promise<Reading> {
  const root = parsed(text);
  try {
    return await readRoot(root, readFile);
  } catch (cause) {
    if (!(cause instanceof BrokenXml)) throw cause;
    throw damaged(root.name, cause);
  }
}

function parsed(text: string): XmlElement {
  try {
    return parseXml(text);
  } catch (cause) {
    if (!(cause instanceof BrokenXml)) throw cause;
    throw damaged(/<([A-Za-z][\w:.-]{0,60})/.exec(text)?.[1] ?? 'XML', cause);
  }
}

function damaged(name: string, cause: unknown): InvalidUpload {
  return new InvalidUpload(
    'corrupt',
    `This is an XML file (<${name}>) that is damaged. Export it again, or save its text as a .txt file, and upload that.`,
    { cause },
  );
}

async function readRoot(root: XmlElement, readFile: ReadFile): Promise<Reading> {
  switch (root.name.toLowerCase()) {
    case 'nitf':
      return readNewsItem(nitfItem(root));
    case 'article':
      return isJats(root) ? readNewsItem(jatsItem(root)) : readOther(root);
    case 'newsitem':
    case 'newsmessage':
    case 'newsml':
      return readItems(newsmlItems(root), 'a NewsML message');
    case 'rss':
    case 'rdf':
    case 'feed':
    case 'item':
    case 'entry':
      return readFeed(feedEntries(root));
    case 'document':
      return (await import('../office/odf.ts')).readFlatOdt(root);
    case 'worddocument':
    case 'package':
      return (await import('../office/word-2003.ts')).readWordXml(root);
    case 'plist':
      return (await import('../container/webarchive.ts')).readXmlPlist(root, readFile);
    case 'fictionbook':
    case 'svg':
    case 'opml':
    case 'gpx':
    case 'kml':
      throw new InvalidUpload(
        'unsupported',
        `This XML file (<${root.name}>) is no article: upload the text of the article itself.`,
      );
    default:
      return readOther(root);
  }
}

async function readItems(items: readonly NewsItem[], what: string): Promise<Reading> {
  const [first] = items;
  if (!first) throw withoutText('newsItem');
  const reading = await readNewsItem(first);
  return items.length > 1 ? severalArticles(reading, `${what} of ${items.length}`) : reading;
}

async function readFeed(entries: readonly FeedEntry[]): Promise<Reading> {
  const whole = entries.filter(
    ({ html, paragraphs }) =>
      wordCount(html.replace(/<[^>]*>/g, ' ') + paragraphs.map(({ text }) => text).join(' ')) >= LEAST_ENTRY,
  );
  const [first] = whole;
  if (!first) {
    throw new InvalidUpload(
      'not-an-article',
      'This is a news feed with summaries alone: open the article itself, save its page and upload that.',
    );
  }
  const reading = await readNewsItem(
    first.html === '' ? first : { ...first, paragraphs: await htmlParagraphs(first.html) },
  );
  return entries.length > 1 ? severalArticles(reading, `a news feed of ${entries.length}`) : reading;
}

async function htmlParagraphs(html: string) {
  if (!/<[a-z]/i.test(html)) return html.split(/\n+/).map((text) => ({ kind: 'text' as const, text }));
  const { fragmentParagraphs } = await import('../html-fragment.ts');
  return fragmentParagraphs(html);
}

/** TEI and what editorial systems export: paragraphs by their usual name, fields by those that JSON files use too. */
async function readOther(root: XmlElement): Promise<Reading> {
  const text = deep(root, 'text') ?? deep(root, 'body') ?? root;
  const marked = xmlParagraphs(deep(text, 'body') ?? text);
  const isMarked = deep(root, 'p') !== undefined || deep(root, 'para') !== undefined;
  const fields = fieldsIn(root, isMarked && text !== root ? text : null);
  const body = field(fields, 'body') ?? '';
  const paragraphs = isMarked
    ? marked
    : /<[a-z]/i.test(body)
      ? await htmlParagraphs(body)
      : body.split(/\n\s*\n|\n(?=\S)/).map((line) => ({ kind: 'text' as const, text: line }));
  if (!paragraphs.some((paragraph) => wordCount(paragraph.text) > 5)) return readLeaves(root);
  const header = deep(root, 'teiheader');
  const title = header ? valueIn(header, 'title') : valueIn(root, 'article-title');
  const reading = await readDocument({ paragraphs, frame: [], notes: [], title: title ?? null });
  const day = header && deep(header, 'date')?.attributes.get('when');
  const published = day ? isoDate(day, 'xml') : null;
  return withKnown(
    reading,
    { ...knownFrom(fields, 'xml'), ...(published ? { published, ambiguousDate: false } : {}) },
    'xml',
  );
}

/** A format of a publisher's own: what its innermost elements say, one below the other, is read as a text. */
async function readLeaves(root: XmlElement): Promise<Reading> {
  const leaves: string[] = [];
  const walk = (element: XmlElement): void => {
    const inner = elementsIn(element);
    if (inner.length === 0) leaves.push(textIn(element).trim());
    for (const child of inner) walk(child);
  };
  walk(root);
  const sentences = leaves.filter((leaf) => wordCount(leaf) >= LEAST_PROSE && endsSentence(leaf));
  if (sentences.length < 2) throw withoutText(root.name);
  const { readText } = await import('../text.ts');
  return readText(leaves.filter((leaf) => leaf !== '').join('\n\n'));
}

/** What an element without elements says, by its name; the first of a name counts. What stands in the text is none. */
function fieldsIn(root: XmlElement, text: XmlElement | null): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const walk = (element: XmlElement): void => {
    const inner = elementsIn(element);
    if (inner.length === 0 && !fields.has(element.name)) fields.set(element.name, textIn(element).trim());
    for (const child of inner) if (child !== text) walk(child);
  };
  walk(root);
  return fields;
}

function withoutText(name: string): InvalidUpload {
  return new InvalidUpload(
    'not-an-article',
    `This XML file (<${name}>) holds no text of an article that is known here: save the text as a .txt file and upload that.`,
  );
}
