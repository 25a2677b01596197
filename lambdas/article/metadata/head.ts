import type { Published, Role } from '../../types.ts';
import { once } from '../once.ts';
import { remembered } from '../remembered.ts';
import { beginsWith, finder, opener, type PhraseKind, plainSigns } from '../roles/phrases.ts';
import { wordCount } from '../roles/sentences.ts';
import outletWords from '../rules/outlet-words.json' with { type: 'json' };
import { cjkByline } from './cjk-byline.ts';
import { agencyNamed } from './contributors.ts';
import { type FoundDate, findDate, publishedFrom } from './dates.ts';
import { articleLinks, isKnownOutlet, outletNamed } from './links.ts';
import { isName, namesIn } from './names.ts';
import { beginsWithGivenName, canBePerson, isKicker, surePeople } from './person.ts';
import { weekdayNames } from './relative-days.ts';

/** What one line of a header says. `rest` is body text that was glued to it. */
export interface HeadLine {
  readonly role: Role;
  readonly outlet?: string;
  readonly agency?: string;
  readonly authors?: readonly string[];
  /** A word such as "By" calls them authors. */
  readonly labelled?: boolean;
  readonly published?: Published;
  readonly ambiguous?: boolean;
  readonly updated?: boolean;
  readonly url?: string;
  readonly rest?: string;
}

const dateLabel = labelled('dateLabels', /^(?:\s*[:：=–—|-]|[*_]{2}|\s)\s*/u);
const updatedLabel = labelled('updatedLabels', /^(?:\s*[:：=–—|-]|[*_]{2}|\s)\s*/u);
const bylineLabel = labelled('bylines', /^(?:\s*[:：=–—|-]|[*_]{2}|\s)\s*/u);
const sourceLabel = labelled('sourceLabels', /^\s*[:：=]\s*/u);
const outletWord = finder(outletWords.nouns);
const article = opener(outletWords.articles);
/** Marks that stand between an outlet and its date; a comma stands between a town and a date. */
const OUTLET_MARK = /\s*(?:\.\s?[-–—]|[|·•:]|\s[-–—/]|\.)\s*$/u;
const ONLY_MARKS = /^[\s\p{P}\p{S}]*$/u;
/** "Ada Lind ada.lind@…": an address behind a name is not part of it. */
const ADDRESS_BEHIND = /\s+\S+@\S+$/;
/** "Sun 10 Sep" names a day, not a newspaper. */
const weekday = once(() => new RegExp(`^(?:${weekdayNames().join('|')})[.,]?$`, 'iu'));
const LONGEST_HEADER = 400;
const LONGEST_REST_OF_DATE = 60;
/** Words. */
const LONGEST_SECOND = 12;

/** The header line that a text is, or null: a title, a kicker or body text. Never looks at its neighbours. */
export const headLine = remembered(readHeadLine);

function readHeadLine(text: string): HeadLine | null {
  const plain = plainSigns(text);
  const dated = dateLine(text, plain);
  if (dated || text.length > LONGEST_HEADER) return dated;
  const writers = cjkByline(text);
  if (writers) return { role: 'byline', authors: writers, labelled: true };
  return byline(plain) ?? sourceLine(plain) ?? bareLink(text) ?? bareOutlet(text);
}

function dateLine(text: string, plain: string): HeadLine | null {
  const updated = updatedLabel(plain);
  const from = updated > 0 ? updated : dateLabel(plain);
  const found = findDate(plain.slice(from, from + 140));
  if (!found) return null;
  const before = plain.slice(from, from + found.index).trim();
  const after = text.slice(from + found.end).trim();
  const published = publishedFrom(found, 'header');
  const base = { published, ambiguous: found.ambiguous, updated: updated > 0 };
  if (from > 0 && ONLY_MARKS.test(before)) {
    const second = secondDate(after);
    if (second) return { role: 'metadata', ...(second.updated || updated === 0 ? base : second) };
    if (wordCount(after) <= 6) return { role: 'metadata', ...base };
    return isSentenceStart(after) ? { role: 'metadata', ...base, rest: after } : null;
  }
  // An ISO date or a whole date line glued to the first sentence; "13 September 2023 was a Wednesday" is not one.
  if (before === '' && wordCount(after) > 6) return gluedDate(plain, found, after, base);
  if (after.length > LONGEST_REST_OF_DATE || wordCount(before) > 12) return null;
  if (before === '' || wordCount(before) === 0 || weekday().test(before))
    return { role: 'dateline', ...base, ...namesAfter(after) };
  return beforeDate(before, after, base);
}

/** "Updated 14 September — First published 12 September": what stands behind the first date is one with a label of its own. */
function secondDate(after: string): Pick<HeadLine, 'published' | 'ambiguous' | 'updated'> | null {
  const rest = after.replace(/^[\s\p{P}\p{S}]+/u, '');
  if (wordCount(rest) > LONGEST_SECOND || (dateLabel(rest) === 0 && updatedLabel(rest) === 0)) return null;
  const line = dateLine(rest, rest);
  if (!line?.published || line.rest !== undefined) return null;
  return { published: line.published, ambiguous: line.ambiguous, updated: line.updated };
}

function gluedDate(plain: string, found: FoundDate, after: string, base: Partial<HeadLine>): HeadLine | null {
  const isIso = /^\d{4}-\d{2}-\d{2}/.test(plain);
  const cut = /^[\s|–—:-]*/u.exec(after)?.[0].length ?? 0;
  if ((isIso || cut > 0 || found.time) && isSentenceStart(after.slice(cut)))
    return { role: 'metadata', ...base, rest: after.slice(cut) };
  return null;
}

/** "Outlet.- date", "By A | date", "A Reporter - date", "Town, date". */
function beforeDate(before: string, after: string, base: Partial<HeadLine>): HeadLine | null {
  const named = byline(before.replace(/[\s|·•,–—-]+$/u, ''));
  if (named) return { ...base, ...named };
  const mark = OUTLET_MARK.exec(before);
  const name = before.replace(/[\s|·•,.:/–—-]+$/u, '');
  const agency = agencyNamed(name);
  if (agency) return { role: 'dateline', agency, ...base };
  const house = paperAmong(name);
  if (house) return { role: house.authors ? 'byline' : 'dateline', ...house, ...base };
  if (isOutletName(name, mark !== null && /\.\s?[-–—]/.test(mark[0])))
    return { role: 'dateline', outlet: outletNamed(name), ...base };
  const authors = surePeople(name);
  if (authors.length > 0) return { role: 'byline', authors, ...base };
  if (mark && !/:/.test(mark[0]) && wordCount(name) <= 5 && /^\p{Lu}/u.test(name) && !/[.!?]/.test(name))
    return { role: 'dateline', outlet: outletNamed(name), ...base };
  if (wordCount(before) + wordCount(after) <= 8) return { role: 'dateline', ...base };
  return null;
}

/** "Ada Lind, Harbour Gazette" and "Harbour Gazette | Port Elling": the only paper of a line, and who wrote there. */
function paperAmong(name: string): Pick<HeadLine, 'authors' | 'outlet'> | null {
  const parts = name.split(/\s*[,|·•]\s+|\s+[-–—]\s+/u);
  const [paper, second] = parts.filter((part) => isOutletName(part, false) && !beginsWithGivenName(part));
  // "Press release" is no paper's name.
  if (parts.length < 2 || !paper || second || /\s\p{Ll}{5}/u.test(paper)) return null;
  const authors = parts.flatMap((part) => (part === paper ? [] : surePeople(part)));
  return { outlet: outletNamed(paper), ...(authors.length > 0 ? { authors } : {}) };
}

function namesAfter(after: string): Pick<HeadLine, 'authors' | 'outlet' | 'labelled'> {
  const rest = after.replace(/^[\s|·•,–—-]+/u, '');
  const named = byline(rest);
  if (named?.authors) return { authors: named.authors, labelled: true };
  const authors = surePeople(rest.replace(ADDRESS_BEHIND, ''));
  if (authors.length > 0) return { authors };
  return isOutletName(rest, false) ? { outlet: outletNamed(rest) } : {};
}

function byline(plain: string): HeadLine | null {
  const label = bylineLabel(plain);
  if (label === 0 || wordCount(plain) > 24) return null;
  const rest = plain.slice(label).replace(/[\s|·•,–—-]*$/u, '');
  const found = findDate(rest);
  const people = found ? rest.slice(0, found.index) : rest;
  const [first = '', ...others] = people.split(/\s+[|·•–—]\s+|\s+-\s+/u);
  const agency = agencyNamed(first.replace(/^the\s+/i, ''));
  if (agency) return { role: 'byline', agency };
  const { authors, outlet } = withoutOutlet(namesIn(first));
  const date = found ? { published: publishedFrom(found, 'header'), ambiguous: found.ambiguous } : {};
  const wire = others.map((other) => agencyNamed(other)).find((name) => name !== null);
  const house = outlet ?? others.find((other) => isOutletName(other, false));
  if (authors.length > 0 && authors.every(canBePerson)) {
    return {
      role: 'byline',
      authors,
      labelled: true,
      ...date,
      ...(wire ? { agency: wire } : {}),
      ...(house && !wire ? { outlet: outletNamed(house) } : {}),
    };
  }
  // "By our correspondent", "Por Redacción": a byline without a name.
  return /[:：]/.test(plain.slice(0, label)) || wordCount(first) <= 4 ? { role: 'byline', ...date } : null;
}

/** "By Ada Lind, Harbour Gazette": the last of several names is their paper, where it is called like one and like no person. */
function withoutOutlet(names: readonly string[]): Pick<HeadLine, 'outlet'> & { authors: readonly string[] } {
  const last = names.at(-1) ?? '';
  return names.length > 1 && isOutletName(last, false) && !beginsWithGivenName(last)
    ? { authors: names.slice(0, -1), outlet: last }
    : { authors: names };
}

function sourceLine(plain: string): HeadLine | null {
  const label = sourceLabel(plain);
  if (label === 0) return null;
  const value = plain.slice(label).trim();
  const [[url], agency] = [articleLinks(value), agencyNamed(value)];
  if (url) return { role: 'metadata', url };
  if (agency) return { role: 'metadata', agency };
  return wordCount(value) <= 6 ? { role: 'metadata', outlet: outletNamed(value) } : null;
}

function bareLink(text: string): HeadLine | null {
  const [url] = articleLinks(text);
  return url && !/\s/.test(text.trim()) ? { role: 'metadata', url } : null;
}

function bareOutlet(text: string): HeadLine | null {
  const agency = agencyNamed(text.replace(/^\(|\)$/g, ''));
  if (agency) return { role: 'metadata', agency };
  if (isKnownOutlet(text)) return { role: 'metadata', outlet: outletNamed(text) };
  if (isKicker(text)) return { role: 'metadata' };
  const isShort = wordCount(text) <= 4 && !/[.!?:;,]$/.test(text);
  return isShort &&
    outletWord(text).length > 0 &&
    (article(text) > 0 || isName(text)) &&
    /^(?:[\p{Lu}\p{Lo}]\S*(?:\s+(?:of|de|del|du|and|&|y))?\s*)+$/u.test(text)
    ? { role: 'metadata', outlet: outletNamed(text) }
    : null;
}

/** A name that an outlet could have. A sure mark ("Time.- 13.09.2023") needs no word like "Gazette" in it. */
function isOutletName(name: string, sure: boolean): boolean {
  const words = wordCount(name);
  if (words === 0 || words > 6 || /[!?;]/.test(name) || findDate(name)) return false;
  if (isKnownOutlet(name)) return true;
  return sure || (/^[\p{Lu}\p{Lo}\d]/u.test(name) && outletWord(name).length > 0);
}

function isSentenceStart(text: string): boolean {
  return /^["'“«„(]?[\p{Lu}\p{Lo}\d]/u.test(text);
}

/** The length of "**Published:** " and its kin at the start of a line, 0 when it has no such label. */
function labelled(topic: PhraseKind, after: RegExp): (plain: string) => number {
  const phrase = beginsWith(topic);
  return (plain) => {
    const marks = /^[*_]{0,2}/.exec(plain)?.[0].length ?? 0;
    const length = phrase(plain.slice(marks));
    const end = length > 0 ? after.exec(plain.slice(marks + length)) : null;
    return end ? marks + length + end[0].length : 0;
  };
}
