import type { Role } from '../../types.ts';
import { withKnown } from '../known-facts.ts';
import { creditsOf } from '../metadata/contributors.ts';
import { headLine } from '../metadata/head.ts';
import { mainLanguage } from '../metadata/language.ts';
import { articleLinks, outletOfUrl } from '../metadata/links.ts';
import { smallWordsOf, surePeople } from '../metadata/person.ts';
import type { Reading } from '../reading.ts';
import { creditedAgency } from '../roles/agency-credits.ts';
import { likenessOf, pictureLikeness } from '../roles/captions.ts';
import { classify, isStop } from '../roles/classify.ts';
import { bodyRun, isProse, type LikeliestRun } from '../roles/likeliest-run.ts';
import { type Line, linesOf } from '../roles/lines.ts';
import { isRightsLine } from '../roles/rights.ts';
import { endsSentence, sentencesOf, wordCount } from '../roles/sentences.ts';
import { type Piece, setTranslationsApart } from '../roles/translations.ts';
import { chooseTitle } from '../text/choose-title.ts';
import { datelineDay, headDate } from '../text/head-date.ts';
import type { LineWithRole } from '../text/line-with-role.ts';
import { prepareText } from '../text/prepare-text.ts';
import { withoutBios } from '../text/without-bios.ts';
import { withoutCodings } from '../text/without-codings.ts';

/** Surely a caption by its form alone, and likely enough to be one when a second caption repeats it. */
const SURELY_A_PICTURE = 0.7;
const MAYBE_A_PICTURE = 0.4;
const SAME_PICTURE = 0.5;
const LONGEST_SUBHEADING_WORDS = 18;
/** Beyond this a title inside a pasted page is a link to another article three times out of four (228 pages). */
const LONGEST_PAGE_SUBHEADING = 10;

/** Plain text, Markdown without front matter, or a page that was selected and pasted. Pure; a few milliseconds. */
export async function readText(text: string): Promise<Reading> {
  const { lines, before, after, known, quarantine } = prepareText(linesOf(withoutCodings(text)));
  const reading = withKnown(await readLines(lines), known, 'header');
  return {
    ...reading,
    blocks: [...before, ...reading.blocks, ...after],
    ...(quarantine ? { quarantine } : {}),
  };
}

async function readLines(given: readonly Line[]): Promise<Reading> {
  const lines = unglued(given);
  const language = await mainLanguage(
    lines
      .filter(isProse)
      .map((line) => line.text)
      .join('\n') || given.map((line) => line.text).join('\n'),
  );
  const run = await bodyRun(lines);
  const drafts: LineWithRole[] = lines.map((line) => ({ ...line, role: null }));
  readHead(drafts, run);
  const small = smallWordsOf(lines.filter(isProse).map((line) => line.text));
  const title = chooseTitle(drafts, run, small);
  readBody(drafts, run, language);
  readTail(drafts, run);
  const {
    pieces,
    translations,
    url: translationUrl,
  } = setTranslationsApart(
    drafts.map((draft): Piece => ({ role: draft.role ?? 'suspect', text: draft.text, mark: draft.mark })),
    language,
  );
  const reading = metadataOf(drafts, pieces, title?.text ?? null, translationUrl);
  return { ...reading, blocks: withoutBios(reading.blocks, reading.authors), language, translations };
}

/** " date 2023-09-14 The president …": the glued header becomes a line of its own, the sentence another. */
function unglued(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line, index): readonly Line[] => {
    const rest = index < 4 && line.mark === 'none' ? headLine(line.text)?.rest : undefined;
    if (!rest || !line.text.endsWith(rest)) return [line];
    return [
      { ...line, text: line.text.slice(0, -rest.length).trim() },
      { ...line, text: rest, gap: false },
    ];
  });
}

function readHead(drafts: LineWithRole[], run: LikeliestRun): void {
  // A page repeats dates and names in menus: only what stands just above the article is its header.
  const from = run.page ? Math.max(0, run.start - 12) : 0;
  drafts.slice(0, run.start + (run.page ? 3 : 2)).forEach((draft, index) => {
    const found = index >= from && wordCount(draft.text) <= 30 ? headLine(draft.text) : null;
    if (found) {
      draft.head = found;
      draft.role = found.role;
    } else if (index < run.start) {
      draft.role = roleByWords(draft.text);
    }
  });
}

function readBody(drafts: LineWithRole[], run: LikeliestRun, language: string | null): void {
  const body = drafts.slice(run.start, run.end);
  body.forEach((draft, index) => {
    draft.role ??= run.holds(run.start + index) ? bodyRole(draft, body[index + 1], run) : outsideRole(draft);
  });
  const pictures = body
    .filter((draft) => draft.role === 'paragraph')
    .map((draft) => ({ draft, score: pictureLikeness(draft.text, language) }))
    .filter(({ score }) => score >= MAYBE_A_PICTURE);
  for (const { draft, score } of pictures) {
    const twin = pictures.some(
      (other) => other.draft !== draft && likenessOf(other.draft.text, draft.text) >= SAME_PICTURE,
    );
    if (score >= SURELY_A_PICTURE || twin) draft.role = 'caption';
  }
}

function roleByWords(text: string): Role | null {
  return isRightsLine(text) ? 'boilerplate' : classify(text);
}

function bodyRole(draft: LineWithRole, next: LineWithRole | undefined, run: LikeliestRun): Role {
  const known = roleByWords(draft.text);
  if (known) return known;
  if (draft.mark === 'rule') return 'boilerplate';
  if (draft.mark === 'quote') return 'quote';
  if (draft.mark === 'bullet') return 'list';
  if (run.page && isStop(draft.text)) return 'boilerplate';
  const words = wordCount(draft.text);
  if (draft.mark === 'heading') return 'subheading';
  if (endsSentence(draft.text) || words > LONGEST_SUBHEADING_WORDS) return 'paragraph';
  if (run.page && words > LONGEST_PAGE_SUBHEADING) return 'suspect';
  const opensProse = next !== undefined && isProse(next);
  if (/[:,;–—-]$/u.test(draft.text) || /^[\p{Ll}]/u.test(draft.text))
    return words >= 5 ? 'paragraph' : 'suspect';
  if (opensProse && words >= 2) return 'subheading';
  return words >= 6 ? 'paragraph' : 'suspect';
}

/** What interrupts the article of a page is the page's, unless its words say more. */
function outsideRole(draft: LineWithRole): Role {
  const known = classify(draft.text);
  return known === 'promotion' || known === 'caption' ? known : 'boilerplate';
}

function readTail(drafts: LineWithRole[], run: LikeliestRun): void {
  for (const draft of drafts.slice(run.end)) {
    const known = draft.role ?? classify(draft.text);
    // On a page, what looks like a tweet or a credit below the article belongs to another article.
    draft.role = run.page
      ? 'boilerplate'
      : (known ?? (isStop(draft.text) || draft.mark === 'rule' ? 'boilerplate' : tailRole(draft)));
  }
}

function tailRole(draft: LineWithRole): Role {
  const found = headLine(draft.text);
  if (found) draft.head = found;
  return found?.role ?? (surePeople(draft.text).length > 0 ? 'byline' : 'suspect');
}

function metadataOf(
  drafts: readonly LineWithRole[],
  pieces: readonly Piece[],
  title: string | null,
  translationUrl: string | null,
) {
  const heads = drafts.flatMap((draft) => (draft.head ? [draft.head] : []));
  const credits = drafts
    .filter((draft) => draft.role === 'contributors')
    .map((draft) => creditsOf(draft.text));
  const body = pieces.filter((piece) => piece.role === 'paragraph').map((piece) => piece.text);
  const labelled = drafts.filter((draft) => draft.head?.labelled);
  // Where one line says "By", names without it are repetitions or somebody else's.
  const bylines = labelled.length > 0 ? labelled : drafts;
  const bylined = [...new Set(bylines.flatMap((draft) => draft.head?.authors ?? []))];
  const authors = bylined.length > 0 ? bylined : credits.flatMap((credit) => credit.reporters);
  const url = heads.find((head) => head.url)?.url ?? translationUrl ?? loneLink(drafts);
  const headAgency = heads.find((head) => head.agency)?.agency ?? null;
  const dateline = body[0] ? creditedAgency(body[0]) : null;
  const credited = credits.find((credit) => credit.agency)?.agency ?? null;
  const named = heads.find((head) => head.outlet)?.outlet ?? null;
  const derived = title === null ? (sentencesOf(body[0] ?? '')[0]?.text ?? null) : null;
  const dated = headDate(heads, { lines: drafts.map((draft) => draft.text), url });
  return {
    blocks: pieces.map(({ role, text }) => ({ role, text })),
    title: title ?? derived,
    titleFrom: title !== null ? 'header' : derived !== null ? 'derived' : null,
    outlet: named ?? (url ? outletOfUrl(url) : null),
    outletFrom: named ? 'dateline' : url ? 'url' : null,
    agency: headAgency ?? dateline ?? credited,
    agencyFrom: headAgency ? 'header' : dateline ? 'dateline' : credited ? 'contributors' : null,
    authors,
    contributors: [...new Set(credits.flatMap((credit) => credit.contributors))].filter(
      (name) => !authors.includes(name),
    ),
    published: dated?.published ?? datelineDay(body[0] ?? ''),
    ambiguousDate: dated?.ambiguous ?? false,
    url,
  };
}

/** A link that stands alone on its line, above or below the text, is where the article came from. */
function loneLink(drafts: readonly LineWithRole[]): string | null {
  const line = drafts.find((draft) => draft.role === 'metadata' && articleLinks(draft.text).length === 1);
  return line ? (articleLinks(line.text)[0] ?? null) : null;
}
