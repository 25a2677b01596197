import { anywhere, beginsWith, finder, phrases, plainSigns } from '../roles/phrases.ts';
import { sentencesOf } from '../roles/sentences.ts';
import agencies from '../rules/agencies.json' with { type: 'json' };
import outletWords from '../rules/outlet-words.json' with { type: 'json' };
import { isName, tidyName } from './names.ts';

export interface Credits {
  readonly contributors: readonly string[];
  /** Whole names of those who "reported from" a place: they wrote it. */
  readonly reporters: readonly string[];
  readonly agency: string | null;
}

const creditStart = beginsWith('contributors');
const credits = anywhere('contributors');
const CONTRIBUTED = new RegExp(
  `(?:,|\\s)+(?:have\\s+|has\\s+)?(?:${list('contributed')})(?:\\s+from\\s+[^.]{2,60})?[\\s.)_*]*$`,
  'iu',
);
const REPORTING = new RegExp(
  `(?:^|[(;.]\\s*)(?:${list('reportingBy')})[\\s:]+([^;.()]*(?:\\b\\p{Lu}\\.[^;.()]*)*)`,
  'giu',
);
const REPORTED_FROM = new RegExp(`^(.{2,80}?)\\s+(?:${list('reportedFrom')})\\s`, 'iu');
const STAFF = new RegExp(`^(.{0,60}?)\\b(?:${list('staff')})\\s+(?=\\p{Lu})`, 'iu');
const PLACE = new RegExp(`\\s(?:${list('places')})\\s(?=(?:the\\s+|el\\s+|la\\s+|los\\s+)?\\p{Lu})`, 'u');
const AND = new RegExp(`\\s*,?\\s+(?:${list('and')})\\s+|\\s*,\\s*`, 'iu');
const agencyWords = finder(outletWords.agencies);
const DASH = /^[\s_–—―*•(-]+/u;
const LONGEST = 900;

const AGENCY_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(agencies).flatMap(([agency, names]) =>
    names.map((name) => [name.toLowerCase(), agency] as const),
  ),
);

/** The agency that a name or an abbreviation stands for, or null. */
export function agencyNamed(name: string): string | null {
  return AGENCY_OF.get(name.trim().toLowerCase()) ?? null;
}

/** A line that credits people for the reporting, and is not part of the story. */
export function isCreditLine(text: string): boolean {
  const plain = plainSigns(text).replace(DASH, '');
  if (plain.length > LONGEST) return false;
  if (creditStart(plain) > 0) return true;
  if (credits(plain).length === 0) return false;
  const sentences = sentencesOf(plain).map((sentence) => sentence.text);
  // A credit ends the line with people before it; "aid contributed to the war" goes on.
  if (CONTRIBUTED.test(sentences.at(-1) ?? '')) return creditsOf(plain).contributors.length > 0;
  return (
    sentences.length <= 2 &&
    sentences.every((one) => /^(?:\p{Lu}[\p{L}'.-]*\s+){1,4}\p{Ll}/u.test(one) && REPORTED_FROM.test(one))
  );
}

/** The people and the agency that a credit line names. */
export function creditsOf(text: string): Credits {
  const plain = text.replace(DASH, '').replace(/\)\s*$/, '');
  const contributors: string[] = [];
  const reporters: string[] = [];
  let agency: string | null = null;
  for (const { text: sentence } of sentencesOf(plain)) {
    const from = REPORTED_FROM.exec(sentence);
    if (from?.[1]) {
      reporters.push(...from[1].split(AND).filter((name) => isName(name ?? '')));
      continue;
    }
    if (!CONTRIBUTED.test(sentence)) continue;
    const staff = STAFF.exec(sentence);
    agency ??= employer(staff?.[1] ?? '');
    const people = sentence.replace(CONTRIBUTED, '').slice(staff?.[0].length ?? 0);
    for (const group of people.split(';')) contributors.push(...peopleOf(group));
  }
  for (const match of plain.matchAll(REPORTING)) contributors.push(...peopleOf(match[1] ?? ''));
  return { contributors: [...new Set(contributors)], reporters: [...new Set(reporters)], agency };
}

/**
 * "A at the United Nations, B and C in Fangchuan, China" → A, B, C. What stands between two place words is a place, then
 * the next people; what stands after the last is a place with its country.
 */
function peopleOf(group: string): readonly string[] {
  const pieces = group.split(PLACE);
  return pieces.flatMap((piece, index) => {
    const parts = piece.split(AND).map((part) => tidyName(part ?? ''));
    if (index > 0 && index === pieces.length - 1) return [];
    return (index === 0 ? parts : parts.slice(1)).filter(isName);
  });
}

/** Whose journalists they are: a known agency, or a name that calls itself one. */
function employer(text: string): string | null {
  const name = text.trim().replace(/^the\s+/i, '');
  return agencyNamed(name) ?? (agencyWords(name).length > 0 && /^\p{Lu}/u.test(name) ? name : null);
}

function list(topic: Parameters<typeof phrases>[0]): string {
  const escaped = phrases(topic).map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return escaped.sort((a, b) => b.length - a.length).join('|') || '(?!)';
}
