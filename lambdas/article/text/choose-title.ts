import type { Role } from '../../types.ts';
import { isNameOfHost } from '../metadata/host-name.ts';
import { isKnownOutlet } from '../metadata/links.ts';
import { isKicker, type SmallWords, surePeople } from '../metadata/person.ts';
import { isFurniture } from '../roles/classify.ts';
import type { LikeliestRun } from '../roles/likeliest-run.ts';
import { sentencesOf, wordCount } from '../roles/sentences.ts';
import type { LineWithRole } from './line-with-role.ts';

const LONGEST_TITLE_WORDS = 32;

/** Finds the title among the lines above the text, and gives the others above it their roles. */
export function chooseTitle(
  drafts: LineWithRole[],
  run: LikeliestRun,
  small: SmallWords,
): LineWithRole | null {
  const open = drafts.slice(0, run.start).filter((draft) => draft.role === null && draft.mark !== 'rule');
  const title =
    pageTitle(open, run) ??
    open.find((draft) => draft.mark === 'heading' && wordCount(draft.text) >= 2) ??
    lineTitle(open, run, small) ??
    shortTitle(open, drafts, run, small) ??
    sentenceTitle(drafts, run);
  if (title) title.role = 'title';
  const url = drafts.find(({ head }) => head?.url)?.head?.url ?? null;
  for (const draft of open) {
    if (draft.role !== null) continue;
    if (url !== null && isNameOfHost(draft.text, url)) {
      draft.role = 'metadata';
      draft.head = { role: 'metadata', outlet: draft.text };
      continue;
    }
    draft.role = afterTitle(draft, title, drafts, { run, small });
    const authors = draft.role === 'byline' ? surePeople(beforeBar(draft.text), small) : [];
    // Two names of which one says "By": the other, at the top, is the outlet's.
    const outlet =
      draft === drafts[0] && authors.length === 1 && drafts.some((other) => other.head?.authors?.length);
    if (outlet) draft.role = 'metadata';
    if (authors.length > 0)
      draft.head = outlet ? { role: 'metadata', outlet: draft.text } : { role: 'byline', authors };
  }
  return title ?? null;
}

/** A page's first line is its window title: the headline further down begins it. */
function pageTitle(open: readonly LineWithRole[], run: LikeliestRun): LineWithRole | null {
  const [first] = open;
  if (!run.page || !first) return null;
  const twin = open
    .slice(1)
    .findLast((draft) => wordCount(draft.text) >= 3 && sameStart(first.text, draft.text));
  return twin ?? null;
}

function lineTitle(
  open: readonly LineWithRole[],
  run: LikeliestRun,
  small: SmallWords,
): LineWithRole | undefined {
  const able = open.filter((draft) => {
    const words = wordCount(draft.text);
    return (
      words >= 3 &&
      words <= LONGEST_TITLE_WORDS &&
      surePeople(draft.text, small).length === 0 &&
      !isMenu(draft.text) &&
      !isKicker(draft.text) &&
      !/\.$/.test(draft.text)
    );
  });
  if (!run.page)
    return (
      able[0] ??
      open.find(
        (draft) =>
          wordCount(draft.text) >= 3 &&
          wordCount(draft.text) <= LONGEST_TITLE_WORDS &&
          surePeople(draft.text, small).length === 0,
      )
    );
  const near = able.slice(-4);
  return near.toSorted((a, b) => wordCount(b.text) - wordCount(a.text))[0];
}

/** A title of a word or two, when nothing longer stands above the header: "Varneth Talks". It may look like an outlet's name. */
function shortTitle(
  open: readonly LineWithRole[],
  drafts: readonly LineWithRole[],
  run: LikeliestRun,
  small: SmallWords,
): LineWithRole | undefined {
  if (run.page) return undefined;
  const able = (draft: LineWithRole) =>
    !/[.:;,]$/u.test(draft.text) && !isKicker(draft.text) && surePeople(draft.text, small).length === 0;
  const [first] = drafts;
  const guessed = first?.head?.outlet !== undefined && first.head.published === undefined;
  const title =
    open.find(able) ??
    (first && guessed && run.start > 1 && !isKnownOutlet(first.text) && able(first) ? first : undefined);
  if (title) delete title.head;
  return title;
}

/** "Will the talks help?" and other titles that end like sentences: the first line, short, before longer ones. */
function sentenceTitle(drafts: readonly LineWithRole[], run: LikeliestRun): LineWithRole | undefined {
  const first = drafts[run.start];
  const second = drafts[run.start + 1];
  if (!first || !second || run.page || first.role !== null) return undefined;
  const short = wordCount(first.text) <= 22 && wordCount(second.text) > wordCount(first.text) * 1.3;
  const marked = /[?!"”»]$/u.test(first.text) && sentencesOf(first.text).length === 1;
  return first.mark === 'heading' || (short && marked && !/^["“«].*["”»]$/u.test(first.text))
    ? first
    : undefined;
}

function afterTitle(
  draft: LineWithRole,
  title: LineWithRole | undefined,
  drafts: readonly LineWithRole[],
  { run, small }: { readonly run: LikeliestRun; readonly small: SmallWords },
): Role {
  if (isMenu(draft.text)) return 'boilerplate';
  const people = surePeople(beforeBar(draft.text), small);
  if (people.length > 0 && (title !== undefined || !run.page)) return 'byline';
  if (run.page) return 'boilerplate';
  const below = title !== undefined && drafts.indexOf(draft) > drafts.indexOf(title);
  if (draft.mark === 'bullet') return 'list';
  if (below && (draft.mark === 'heading' || wordCount(draft.text) >= 5)) return 'subheading';
  return wordCount(draft.text) <= 4 ? 'metadata' : 'suspect';
}

/** "Home Harbour Islands": a menu in one line reads like a name, or like a title. */
function isMenu(text: string): boolean {
  return /^(?:\p{Lu}\S*\s?){1,4}$/u.test(text) && isFurniture(text.split(' ')[0] ?? '');
}

/** "Anna Berg | Oslo": the name before where it was written. */
function beforeBar(text: string): string {
  return text.split(/\s+[|·•]\s+/)[0] ?? text;
}

function sameStart(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''));
  if (!first || !second) return false;
  return first.startsWith(second) || second.startsWith(first);
}
