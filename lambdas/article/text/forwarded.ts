import Parser from 'email-forward-parser';
import { wordCount } from '../roles/sentences.ts';
import labels from '../rules/mail-labels.json' with { type: 'json' };
import { isForwarding, type MailField, type MailHeader, mailHeader, unquoted } from './mail-header.ts';

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
/** What the library sees of a mail: its patterns are not made for long lines. */
const MOST_LINES = 150;
const LONGEST_LINE = 240;
const SIGNATURE = /^--\s?$/;
const LONGEST_SIGNATURE = 25;
/** "On 12 Sep 2023, at 18:04, Ada Lind <…> wrote:" and its kin: an address, and a colon at the end. */
const ATTRIBUTION = /^.{0,200}[<[(]\s*(?:mailto:)?[^\s<>]+@[^\s<>]+\s*[>\])].{0,60}[:：]$/u;

/** Finds the article in the lines of a mail: what was forwarded, without the notes above it and what programs add below. */
export function mailText(lines: readonly string[]): MailText {
  let start = 0;
  let fields: ReadonlyMap<MailField, string> = new Map();
  let isForwarded = false;
  let end = lines.length;
  for (let found = header(lines, start); found !== null; found = header(lines, start)) {
    const before = words(lines, start, found.start);
    if (before > LONGEST_NOTE && before > words(lines, found.end, lines.length) / 2) {
      // The article came first; what it answers or was sent with stands below.
      end = found.start;
      break;
    }
    start = found.end;
    fields = found.fields;
    isForwarded = true;
  }
  if (isForwarded) end = Math.min(end, quotedEnd(lines, start));
  while (end > start && isForwarding(lines[end - 1])) end -= 1;
  return { start, end: tail(lines, start, end), fields, isForwarded };
}

function header(lines: readonly string[], from: number): MailHeader | null {
  return mailHeader(lines, from) ?? (from === 0 ? known(lines) : null);
}

/** The layouts whose header is one sentence, as the library knows them. */
function known(lines: readonly string[]): MailHeader | null {
  const at = lines.findIndex((line) => line.length < 300 && ATTRIBUTION.test(unquoted(line)));
  if (at < 0 || at > MOST_LINES) return null;
  const seen = lines.slice(0, MOST_LINES).map((line) => line.replace(/\s+/g, ' ').slice(0, LONGEST_LINE));
  const { forwarded, email } = new Parser().read(seen.join('\n'), 'Fwd: ');
  const { name, address } = email.from ?? {};
  if (!forwarded || !(name || address)) return null;
  const fields = new Map<MailField, string>([['from', `${name ?? ''} <${address ?? ''}>`]]);
  if (email.date) fields.set('date', email.date);
  if (email.subject) fields.set('subject', email.subject);
  return { start: at, end: at + 1, fields };
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
  for (let at = end - 1; at >= start; at -= 1) {
    const line = unquoted(lines[at] ?? '');
    const far = words(lines, at + 1, cut);
    if (far > LONGEST_NOTE) break;
    const lower = line.toLowerCase();
    const isEnd =
      (SIGNATURE.test(line) && cut - at <= LONGEST_SIGNATURE) ||
      (lower.length < 60 && labels.sentFrom.some((phrase) => lower.startsWith(phrase))) ||
      labels.disclaimers.some((phrase) => lower.includes(phrase));
    if (isEnd) cut = at;
  }
  return cut;
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
