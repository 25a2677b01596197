import { Readability } from '@mozilla/readability';
import type { Published, Role } from '../../types.ts';
import { classify, isStop } from '../classify.ts';
import { creditsOf } from '../contributors.ts';
import { findDate, publishedFrom } from '../dates.ts';
import { datelineAgency, headLine } from '../head.ts';
import { blocksOf, type HtmlBlock } from '../html/blocks.ts';
import { dataBlocks } from '../html/data-body.ts';
import { documentOf } from '../html/document.ts';
import type { DomDocument, DomNode } from '../html/dom.ts';
import { withKin } from '../html/kin.ts';
import { type PageMetadata, pageMetadata } from '../html/metadata.ts';
import { proseSize, sizeOf } from '../html/prose.ts';
import { prune } from '../html/prune.ts';
import { shownIn } from '../html/shown.ts';
import { descriptionsOf, isDeck, standfirstOf } from '../html/standfirst.ts';
import { mainLanguage } from '../language.ts';
import { refuseBooks } from '../limits.ts';
import { namesIn } from '../names.ts';
import type { Reading } from '../reading.ts';
import { bodyRun } from '../run.ts';
import { endsSentence, sentencesOf, wordCount } from '../sentences.ts';

interface PageBlock {
  readonly role: Role;
  readonly text: string;
}

/** Readability may drop or split a few blocks; further apart, an equal text is another one. */
const REACH = 40;
/** Blocks on either side of the headline in which a page prints its date. */
const DATE_REACH = 6;
/** Less of the page's prose than this, and pruning may have taken the article (measured: +.009 F1 on 138 pages). */
const LEAST_PROSE = 0.5;
/** So little that Readability took the wrong container. */
const LOST = 0.2;

/** A saved web page. Nothing is fetched, no script runs; metadata is read before Readability changes the document. */
export async function readHtml(text: string): Promise<Reading> {
  const source = documentOf(text);
  const metadata = pageMetadata(source);
  const descriptions = descriptionsOf(source);
  refuseBooks(sizeOf(blocksOf(source.body)));
  const { document, whole, hidden } = shownIn(source, text);
  const data = proseSize(whole) === 0 ? dataBlocks(document) : [];
  const fresh = () => (hidden.length > 0 ? shownIn(documentOf(text), text).document : documentOf(text));
  const body = data.length > 0 ? data : bestBlocks(document, fresh, proseSize(whole));
  const found = headed(filtered(body, metadata), standfirstOf(whole, body, metadata.title, descriptions));
  const prose = found.filter((block) => block.role === 'paragraph').map((block) => block.text);
  const language = await mainLanguage(prose.join('\n') || found.map((block) => block.text).join('\n'));
  const credits = found
    .filter((block) => block.role === 'contributors')
    .map((block) => creditsOf(block.text));
  const dateline = prose[0] ? datelineAgency(prose[0]) : null;
  const credited = credits.find((credit) => credit.agency)?.agency ?? null;
  const derived = metadata.title === null ? (sentencesOf(prose[0] ?? '')[0]?.text ?? null) : null;
  const authors = metadata.authors.length > 0 ? metadata.authors : bylinesIn(found);
  return {
    ...metadata,
    published: metadata.published ?? printedDate(whole, metadata.title),
    blocks: titled([...woven(whole, found), ...hidden.map(framed)], metadata.title),
    title: metadata.title ?? derived,
    titleFrom: metadata.title ? metadata.titleFrom : derived ? 'derived' : null,
    agency: dateline ?? metadata.agency ?? credited,
    agencyFrom: dateline ? 'dateline' : metadata.agency ? 'metadata' : credited ? 'contributors' : null,
    authors,
    contributors: [...new Set(credits.flatMap((credit) => credit.contributors))].filter(
      (name) => !authors.includes(name),
    ),
    ambiguousDate: false,
    language,
    translations: [],
  };
}

/** The article with its standfirst: a deck belongs to the headline, a longer one is the article's first paragraph. */
function headed(found: readonly PageBlock[], standfirst: readonly HtmlBlock[]): readonly PageBlock[] {
  const opening = found.slice(0, 6).map((block) => block.text);
  const decks = new Set(standfirst.filter(isDeck).map((block) => block.text));
  const missing = standfirst.filter((block) => !opening.includes(block.text));
  return [
    ...missing.map(({ text }): PageBlock => {
      return { role: decks.has(text) ? 'title' : endsSentence(text) ? 'paragraph' : 'subheading', text };
    }),
    ...found.map((block, index): PageBlock => {
      return index < 6 && decks.has(block.text) ? { role: 'title', text: block.text } : block;
    }),
  ];
}

/** The article of the pruned page; where pruning lost most of the page's prose, of the page as it came. */
function bestBlocks(document: DomDocument, fresh: () => DomDocument, total: number): readonly HtmlBlock[] {
  prune(document, 'all');
  const pruned = articleBlocks(document);
  if (proseSize(pruned) >= total * LEAST_PROSE) return pruned;
  const again = fresh();
  prune(again, 'tags');
  const gentle = articleBlocks(again);
  const best = proseSize(gentle) > proseSize(pruned) * 1.5 ? gentle : pruned;
  if (proseSize(best) >= total * LOST) return best;
  const run = densestRun(blocksOf(again.body));
  return proseSize(run) > proseSize(best) * 3 ? run : best;
}

/** The page read as a paste: its densest run of sentences. For pages whose containers mislead Readability. */
function densestRun(blocks: readonly HtmlBlock[]): readonly HtmlBlock[] {
  const { start, end } = bodyRun(
    blocks.map((block) => ({
      text: block.text,
      mark: block.role === 'subheading' ? 'heading' : 'none',
      gap: true,
    })),
  );
  return blocks.slice(start, end);
}

/** What Readability takes for the article, walked block by block; all of the body where it finds none. */
function articleBlocks(document: DomDocument): readonly HtmlBlock[] {
  const body = blocksOf(document.body);
  let content: readonly HtmlBlock[] = [];
  new Readability<string>(document, {
    charThreshold: 200,
    keepClasses: true,
    // Readability wants a string back; what counts is the tree, walked here.
    serializer: (node: DomNode) => {
      content = blocksOf(node);
      return node.textContent ?? '';
    },
  }).parse();
  return content.some((block) => block.text !== '') ? withKin(body, content) : body;
}

function filtered(blocks: readonly HtmlBlock[], metadata: PageMetadata): readonly PageBlock[] {
  const last = blocks.findLastIndex(
    (block) => block.role === 'paragraph' && endsSentence(block.text) && wordCount(block.text) > 12,
  );
  return blocks.map((block, index) => ({
    role: roleOf(block, index, last, blocks, metadata),
    text: block.text,
  }));
}

function roleOf(
  block: HtmlBlock,
  index: number,
  last: number,
  blocks: readonly HtmlBlock[],
  metadata: PageMetadata,
): Role {
  const { text, role } = block;
  const words = wordCount(text);
  if (role === 'caption' || role === 'embed') return role;
  if (metadata.title && isHeadline(block, metadata.title)) return 'boilerplate';
  if (index < 6 && words <= 16) {
    const head = headLine(text);
    if (head) return head.role;
    if (role !== 'subheading' && namesIn(text).length > 0) return 'byline';
  }
  const known = classify(text);
  if (known === 'caption' && words > 30 && role === 'paragraph') return 'paragraph';
  // An agency's "___" parts an article's sections: kept with it, never told.
  if (known === 'boilerplate' && /^_{3,}$/.test(text)) return 'suspect';
  if (known) return known;
  const allLink = block.linked >= text.length * 0.9;
  if (allLink && words >= 3 && words <= 25 && (role === 'subheading' || !endsSentence(text)))
    return 'promotion';
  if (role === 'list' && block.linked >= text.length * 0.6 && words >= 3 && !endsSentence(text))
    return 'promotion';
  if (index > last && words <= 3 && !endsSentence(text)) return 'boilerplate';
  if (isStop(text) && role !== 'paragraph') return 'boilerplate';
  if (role === 'subheading' && index > last) return 'boilerplate';
  if (role === 'subheading' && blocks[index + 1]?.role === 'subheading' && words <= 2) return 'boilerplate';
  return role;
}

/** The page in its own order: the article's blocks with their roles, everything else kept as its frame. */
function woven(whole: readonly HtmlBlock[], found: readonly PageBlock[]): readonly PageBlock[] {
  const page: PageBlock[] = [];
  let next = 0;
  for (const { text, role } of whole) {
    const at = found.findIndex(
      (block, index) => index >= next && index < next + REACH && block.text === text,
    );
    if (at < 0) {
      page.push({ role: role === 'caption' ? 'caption' : frameRole(text), text });
      continue;
    }
    page.push(...found.slice(next, at + 1));
    next = at + 1;
  }
  return [...page, ...found.slice(next)];
}

/** The printed headline gets its role; a title that only the metadata has stands first. */
function titled(page: readonly PageBlock[], title: string | null): readonly PageBlock[] {
  if (title === null) return page;
  const printed = page.findIndex(
    (block) => block.role === 'boilerplate' && (sameText(block.text, title) || block.text.endsWith(title)),
  );
  if (printed < 0) return [{ role: 'title', text: title }, ...page];
  return page.map((block, index) => (index === printed ? { ...block, role: 'title' } : block));
}

function framed({ text }: HtmlBlock): PageBlock {
  return { role: 'boilerplate', text };
}

/** A byline or a date is kept as what it is, wherever the page's design had put it. */
function frameRole(text: string): Role {
  const head = wordCount(text) <= 12 ? headLine(text) : null;
  return head?.role === 'byline' || head?.role === 'dateline' ? head.role : 'boilerplate';
}

/** A short line with a date just above or below the printed headline. */
function printedDate(whole: readonly HtmlBlock[], title: string | null): Published | null {
  const at = title === null ? -1 : whole.findIndex((block) => isHeadline(block, title));
  if (at < 0) return null;
  const near = whole.slice(Math.max(0, at - DATE_REACH), at + DATE_REACH + 1);
  for (const { text } of near) {
    const found = wordCount(text) <= 14 ? findDate(text) : null;
    if (found) return publishedFrom(found, 'page');
  }
  return null;
}

function bylinesIn(blocks: readonly PageBlock[]): readonly string[] {
  return [
    ...new Set(
      blocks
        .filter((block) => block.role === 'byline')
        .flatMap((block) => headLine(block.text)?.authors ?? namesIn(block.text)),
    ),
  ];
}

/** The title in print, with a kicker before it or without. */
function isHeadline({ role, text }: PageBlock, title: string): boolean {
  return sameText(text, title) || (role === 'subheading' && title.length > 15 && text.endsWith(title));
}

function sameText(a: string, b: string): boolean {
  const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return key(a) === key(b);
}
