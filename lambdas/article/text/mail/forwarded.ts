import { wordCount } from '../../roles/sentences.ts';
import labels from '../../rules/mail-labels.json' with { type: 'json' };
import { attribution } from './attribution.ts';
import { attributionFields } from './attribution-fields.ts';
import { mailHeader } from './mail-header.ts';
import { isForwarding, type MailField, type MailHeader, unquoted } from './mail-line.ts';

/** Where the article stands in the text of a mail, by line. */
export interface MailText {
  /** Lines `start … end - 1` are the article; before them stand notes and headers, after them signatures and notices. */
  readonly start: number;
  readonly end: number;
  /** The header of the innermost forwarded mail, if any. */
  readonly fields: ReadonlyMap<MailField, string>;
  readonly isForwarded: boolean;
}

/** More than this between two headers, and the second is no forward of a forward but an older mail below an answer. */
const LONGEST_NOTE = 150;
const SIGNATURE = /^--\s?$/;
const LONGEST_SIGNATURE = 25;
const LONGEST_BANNER = 60;
/** A lawyer's notice speaks of the mail that it stands under; an article may be about secrets. */
const NOTICE_LINES = 4;
const LONGEST_BROKEN_LINE = 100;

/** Finds the article in the lines of a mail: what was forwarded, without the notes above it and what programs add below. */
export function mailText(lines: readonly string[]): MailText {
  let start = 0;
  let fields: ReadonlyMap<MailField, string> = new Map();
  let isForwarded = false;
  let end = lines.length;
  const headerFrom = headersOf(lines);
  for (let found = headerFrom(0); found !== null; found = headerFrom(start)) {
    const before = words(lines, start, found.start);
    if (before > LONGEST_NOTE && before > words(lines, found.end, lines.length) / 2) {
      // The article came first; what it answers or was sent with stands below.
      end = found.start;
      break;
    }
    start = belowBanner(lines, belowRule(lines, found.end));
    // A sentence tells no subject: that of the header above it holds.
    fields = new Map([...carried(fields), ...found.fields]);
    isForwarded = true;
  }
  if (isForwarded) end = Math.min(end, quotedEnd(lines, start));
  while (end > start && (isForwarding(lines[end - 1]) || lines[end - 1]?.trim() === '')) end -= 1;
  return { start, end: tail(lines, start, end), fields, isForwarded };
}

/** The headers in the lines of a mail one after the other, sentences in their place included. */
function headersOf(lines: readonly string[]): (from: number) => MailHeader | null {
  let block = mailHeader(lines);
  return (from) => {
    if (block && block.start < from) block = mailHeader(lines, from);
    const sentence = attribution(lines, from, block?.start);
    return sentence ? { ...sentence, fields: attributionFields(sentence.sentence) } : block;
  };
}

function carried(fields: ReadonlyMap<MailField, string>): readonly (readonly [MailField, string])[] {
  const subject = fields.get('subject');
  return subject === undefined ? [] : [['subject', subject]];
}

/** The line below a rule that closes a header. */
function belowRule(lines: readonly string[], end: number): number {
  for (let at = end; at < Math.min(end + 3, lines.length); at += 1) {
    if (unquoted(lines[at] ?? '') !== '') return isForwarding(lines[at]) ? at + 1 : end;
  }
  return end;
}

/** The line below "this mail came from outside", which a mail server puts above a text. */
function belowBanner(lines: readonly string[], start: number): number {
  let at = start;
  while (at < lines.length && at < start + 4 && unquoted(lines[at] ?? '') === '') at += 1;
  // A paragraph of a text ends with an empty line; one of HTML is one line.
  const empty = lines.slice(at, at + 6).findIndex((line) => unquoted(line) === '');
  const end = empty > 0 ? at + empty : at + 1;
  const text = lines.slice(at, end).map(unquoted).join(' ').toLowerCase();
  const isBanner =
    wordCount(text) <= LONGEST_BANNER && labels.banners.some((phrase) => text.includes(phrase));
  return isBanner ? end : start;
}

function words(lines: readonly string[], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += wordCount(lines[at] ?? '');
  return sum;
}

/** Where a quoted mail ends: what stands unquoted below it is the forwarder's own. */
function quotedEnd(lines: readonly string[], start: number): number {
  const isQuoted = (line: string) => /^\s*>/.test(line);
  const first = lines.slice(start).find((line) => line.trim() !== '');
  if (first === undefined || !isQuoted(first)) return lines.length;
  const last = lines.findLastIndex(isQuoted);
  const rest = lines.slice(last + 1).filter((line) => line.trim() !== '');
  return rest.length <= LONGEST_SIGNATURE && words(lines, last + 1, lines.length) < LONGEST_NOTE
    ? last + 1
    : lines.length;
}

/** The end of the text before a signature, a "Sent from my phone" or a lawyer's notice. */
function tail(lines: readonly string[], start: number, end: number): number {
  let cut = end;
  let far = 0;
  for (let at = end - 1; at >= start && far <= LONGEST_NOTE; at -= 1) {
    const line = unquoted(lines[at] ?? '');
    const lower = line.toLowerCase();
    const isEnd =
      (SIGNATURE.test(line) && cut - at <= LONGEST_SIGNATURE) ||
      (lower.length < 100 && labels.sentFrom.some((phrase) => lower.startsWith(phrase))) ||
      isNotice(lines, at);
    if (isEnd) cut = at;
    far = isEnd ? 0 : far + wordCount(line);
  }
  return cut;
}

function isNotice(lines: readonly string[], at: number): boolean {
  const first = unquoted(lines[at] ?? '').toLowerCase();
  if (!labels.disclaimers.some((phrase) => first.includes(phrase))) return false;
  // A paragraph says all of it; lines that were broken say it together.
  const near =
    first.length > LONGEST_BROKEN_LINE
      ? first
      : lines
          .slice(Math.max(0, at - 1), at + NOTICE_LINES)
          .map(unquoted)
          .join(' ')
          .toLowerCase();
  return labels.mailWords.some((word) => near.includes(word));
}

/** Lines with one level of quoting less for as long as all of them are quoted: a forwarded text is no quotation. */
export function withoutQuoting(lines: readonly string[]): readonly string[] {
  let bare = lines;
  const isQuoted = (line: string) => /^\s?>/.test(line);
  for (let level = 0; level < 5; level += 1) {
    const full = bare.filter((line) => line.trim() !== '');
    if (full.length === 0 || full.filter(isQuoted).length < full.length * 0.8) break;
    bare = bare.map((line) => line.replace(/^\s?>\s?/, ''));
  }
  return bare;
}
