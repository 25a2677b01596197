import { bodyBlocks } from '../html/body-blocks.ts';
import { articleOdds } from '../html/features/article-odds.ts';
import { pageMetadata } from '../html/metadata/metadata.ts';
import { firstMeta } from '../html/metadata/page-facts.ts';
import { isFragment, isOfficeExport } from '../html/office-export.ts';
import { type Page, pageOf, viewOf } from '../html/page.ts';
import type { PageBlock } from '../html/page-blocks.ts';
import { pageInData } from '../html/page-in-data.ts';
import { pageSource } from '../html/page-source.ts';
import { type RoledBlock, rolesOf } from '../html/roles.ts';
import { withFallback } from '../known-facts.ts';
import { creditsOf } from '../metadata/contributors.ts';
import { isoDate } from '../metadata/dates.ts';
import { mainLanguage } from '../metadata/language.ts';
import type { Reading } from '../reading.ts';
import { creditedAgency } from '../roles/agency-credits.ts';
import { sentencesOf } from '../roles/sentences.ts';
import { readText } from './text.ts';

/** What a program calls a document that nobody has named. */
const NO_TITLE =
  /^(?:document|untitled|unbenannt|dokument|sans titre|documento|без имени|документ|безымянный)\s?\d*$/i;

/** What a page brings as its article's text is the article, but for a promotion or a slot for one. */
const DATA_ODDS = 0.8;

/** A saved web page or a piece of one. Nothing is fetched, no script runs, no style is computed. */
export async function readHtml(text: string): Promise<Reading> {
  const source = pageSource(text);
  const page = pageOf(source.html);
  const reading = await (isOfficeExport(page) || isFragment(page) ? readLines(page) : readPage(page));
  return withFallback(reading, { url: source.url }, 'url');
}

async function readPage(page: Page): Promise<Reading> {
  const data = page.features.containers.page.prose === 0 ? pageInData(page) : null;
  const odds = data ? data.blocks.map(() => DATA_ODDS) : articleOdds(page.features);
  const read = data ?? page;
  const isBody = bodyBlocks(read.features, odds, read.facts);
  const metadata = pageMetadata(viewOf(read, odds));
  const shown = rolesOf(read.blocks, odds, isBody, metadata.title);
  const unseen = page.hidden.map((text): RoledBlock => ({ role: 'boilerplate', text }));
  const blocks = titled([...shown, ...unseen], metadata.title);
  const body = blocks.filter((block) => block.role === 'paragraph').map((block) => block.text);
  const language = await mainLanguage(body.join('\n') || blocks.map((block) => block.text).join('\n'));
  const credits = blocks
    .filter((block) => block.role === 'contributors')
    .map((block) => creditsOf(block.text));
  const dateline = body[0] ? creditedAgency(body[0]) : null;
  const credited = credits.find((credit) => credit.agency)?.agency ?? null;
  const derived = metadata.title === null ? (sentencesOf(body[0] ?? '')[0]?.text ?? null) : null;
  return {
    ...metadata,
    blocks,
    title: metadata.title ?? derived,
    titleFrom: metadata.title ? metadata.titleFrom : derived ? 'derived' : null,
    agency: dateline ?? metadata.agency ?? credited,
    agencyFrom: dateline ? 'dateline' : metadata.agency ? 'metadata' : credited ? 'contributors' : null,
    contributors: [...new Set(credits.flatMap((credit) => credit.contributors))].filter(
      (name) => !metadata.authors.includes(name),
    ),
    language,
    translations: [],
    isMachineTranslated: page.facts.isTranslated,
  };
}

/** A title that only the page's data have stands first. */
function titled(blocks: readonly RoledBlock[], title: string | null): readonly RoledBlock[] {
  if (title === null || blocks.some((block) => block.role === 'title' && block.text.includes(title)))
    return blocks;
  return [{ role: 'title', text: title }, ...blocks];
}

/** An article without a page around it: its lines tell title, author and day as they do in a text file. */
async function readLines({ blocks, facts }: Page): Promise<Reading> {
  const reading = await readText(blocks.map(lineOf).join('\n\n'));
  const window = NO_TITLE.test(facts.window) ? '' : facts.window;
  const created = firstMeta(facts, ['created', 'date']);
  return withFallback(
    reading,
    {
      title: window || null,
      published: created ? isoDate(created, 'metadata') : null,
      url: facts.url,
    },
    'metadata',
  );
}

function lineOf({ role, text, element }: PageBlock): string {
  if (role === 'subheading' || /MsoTitle/.test(element.attributes.class ?? '')) return `## ${text}`;
  if (role === 'list') return `- ${text}`;
  return role === 'quote' ? `> ${text}` : text;
}
