import { once } from '../once.ts';
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
const patterns = once(() => ({
  contributed: new RegExp(
    `(?:,|\\s)+(?:have\\s+|has\\s+)?(?:${list('contributed')})(?:\\s+from\\s+[^.]{2,60})?[\\s.)_*]*$`,
    'iu',
  ),
  reporting: new RegExp(
    `(?:^|[(;.]\\s*)(?:${list('reportingBy')})[\\s:]+([^;.()]*(?:\\b\\p{Lu}\\.[^;.()]*)*)`,
    'giu',
  ),
  reportedFrom: new RegExp(`^(.{2,80}?)\\s+(?:${list('reportedFrom')})\\s`, 'iu'),
  staff: new RegExp(`^(.{0,60}?)\\b(?:${list('staff')})\\s+(?=\\p{Lu})`, 'iu'),
  place: new RegExp(`\\s(?:${list('places')})\\s(?=(?:the\\s+|el\\s+|la\\s+|los\\s+)?\\p{Lu})`, 'u'),
  and: new RegExp(`\\s*,?\\s+(?:${list('and')})\\s+|\\s*,\\s*`, 'iu'),
}));
/** Cheap looks, since a credit is written in one of these ways and the patterns are dear to compile. */
const mayContribute = anywhere('contributed');
const mayBeBy = anywhere('reportingBy');
const mayBeFrom = anywhere('reportedFrom');
const agencyWords = finder(outletWords.agencies);
const DASH = /^[\s_–—―*•(-]+/u;
const LONGEST = 900;

const agencyOf = once(
  (): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(agencies).flatMap(([agency, names]) =>
        names.map((name) => [name.toLowerCase(), agency] as const),
      ),
    ),
);

/** The agency that a name or an abbreviation stands for, or null. */
export function agencyNamed(name: string): string | null {
  return agencyOf().get(name.trim().toLowerCase()) ?? null;
}

/** A line that credits people for the reporting, and is not part of the story. */
export function isCreditLine(text: string): boolean {
  const plain = plainSigns(text).replace(DASH, '');
  if (plain.length > LONGEST) return false;
  if (creditStart(plain) > 0) return true;
  if (credits(plain).length === 0) return false;
  const sentences = sentencesOf(plain).map((sentence) => sentence.text);
  // A credit ends the line with people before it; "aid contributed to the war" goes on.
  if (hasContributed(sentences.at(-1) ?? '')) return creditsOf(plain).contributors.length > 0;
  return (
    sentences.length <= 2 &&
    sentences.every((one) => /^(?:\p{Lu}[\p{L}'.-]*\s+){1,4}\p{Ll}/u.test(one) && reportedFrom(one) !== null)
  );
}

function hasContributed(sentence: string): boolean {
  return mayContribute(sentence).length > 0 && patterns().contributed.test(sentence);
}

function reportedFrom(sentence: string): RegExpExecArray | null {
  return mayBeFrom(sentence).length > 0 ? patterns().reportedFrom.exec(sentence) : null;
}

/** The people and the agency that a credit line names. */
export function creditsOf(text: string): Credits {
  const plain = text.replace(DASH, '').replace(/\)\s*$/, '');
  const contributors: string[] = [];
  const reporters: string[] = [];
  let agency: string | null = null;
  for (const { text: sentence } of sentencesOf(plain)) {
    const from = reportedFrom(sentence);
    if (from?.[1]) {
      reporters.push(...from[1].split(patterns().and).filter((name) => isName(name ?? '')));
      continue;
    }
    if (!hasContributed(sentence)) continue;
    const staff = patterns().staff.exec(sentence);
    agency ??= employer(staff?.[1] ?? '');
    const people = sentence.replace(patterns().contributed, '').slice(staff?.[0].length ?? 0);
    for (const group of people.split(';')) contributors.push(...peopleOf(group));
  }
  const credited = mayBeBy(plain).length > 0 ? plain.matchAll(patterns().reporting) : [];
  for (const match of credited) contributors.push(...peopleOf(match[1] ?? ''));
  return { contributors: [...new Set(contributors)], reporters: [...new Set(reporters)], agency };
}

/**
 * "A at the United Nations, B and C in Fangchuan, China" → A, B, C. What stands between two place words is a place, then
 * the next people; what stands after the last is a place with its country.
 */
function peopleOf(group: string): readonly string[] {
  const pieces = group.split(patterns().place);
  return pieces.flatMap((piece, index) => {
    const parts = piece.split(patterns().and).map((part) => tidyName(part ?? ''));
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
