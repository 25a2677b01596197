import { once } from '../../once.ts';
import labels from '../../rules/mail-labels.json' with { type: 'json' };
import { withGuessedFields } from './guess-fields.ts';
import { inlineHeader } from './inline-header.ts';
import {
  ADDRESS_SIGN,
  isForwarding,
  type LabelledLine,
  labelled,
  type MailField,
  type MailHeader,
  subjectWithoutColon,
  unquoted,
} from './mail-line.ts';

/** No program writes more lines of header, those of a mail's way included. */
const LONGEST_HEADER = 40;

/**
 * The first header at or after a line: at least three fields one below the other, the sender among them and a subject or
 * a date. Two suffice below a line that says that a mail was forwarded. Labels that no table knows are told by what stands
 * behind them: an address, a day, and a subject below one another are a header in any language.
 */
export function mailHeader(lines: readonly string[], from = 0): MailHeader | null {
  for (let at = from; at < lines.length; at += 1) {
    const inline = inlineHeader(lines, at);
    if (inline !== null) return inline;
    const first = labelled(lines[at]);
    if (first === null) continue;
    const begins = first.field || first.isTechnical || ADDRESS_SIGN.test(first.value);
    if (!begins && !isForwarding(lines[at - 1])) continue;
    const found = headerAt(lines, at);
    if (found !== null) return found;
  }
  return null;
}

function headerAt(lines: readonly string[], start: number): MailHeader | null {
  const fields = new Map<MailField, string>();
  const unknown: LabelledLine[] = [];
  /** The field whose value may run on in the next line; `other` for one that says nothing about an article. */
  let last: MailField | 'other' | null = null;
  let end = start;
  for (let at = start; at < lines.length && at < start + LONGEST_HEADER; at += 1) {
    const raw = lines[at] ?? '';
    const line = unquoted(raw);
    const found =
      labelled(raw) ?? (fields.has('from') && !fields.has('subject') ? subjectWithoutColon(line) : null);
    const touches = end === at || lines.slice(end, at).every((one) => unquoted(one) === '');
    if (found?.field) {
      // A second sender begins the next header.
      if (found.field === 'from' && fields.has('from')) break;
      if (!fields.has(found.field) || found.field === 'cc') fields.set(found.field, found.value);
      last = found.field;
      end = at + 1;
    } else if (line === '') {
      // Programs that make text of HTML set each field apart; an empty line otherwise ends the header.
      const next = lines.slice(at + 1, at + 3).find((one) => unquoted(one) !== '');
      if (labelled(next) === null || isWhole(fields)) break;
    } else if (last !== null && end === at && runsOn(last, lines, at, fields)) {
      const open = unknown.at(-1);
      if (last !== 'other') fields.set(last, `${fields.get(last) ?? ''} ${line}`.trim());
      else if (open) unknown.splice(-1, 1, { ...open, value: `${open.value} ${line}` });
      end = at + 1;
    } else if (found !== null && touches && (found.isTechnical || ADDRESS_SIGN.test(found.value))) {
      if (!found.isTechnical) unknown.push(found);
      last = 'other';
      end = at + 1;
    } else if (found !== null && end === at && !isWhole(fields)) {
      unknown.push(found);
      last = 'other';
      end = at + 1;
    } else break;
  }
  const forwarded = isForwarding(lines[start - 1]) || isForwarding(lines[start - 2]);
  const enough = fields.has('from') && (fields.has('subject') || fields.has('date'));
  if (enough && (fields.size >= 3 || forwarded))
    return { start, end: withoutText(lines, start, end), fields };
  const guessed = withGuessedFields(fields, unknown);
  return guessed ? { start, end, fields: guessed } : null;
}

/** A labelled line behind the last field that is known may be the article's first. */
function withoutText(lines: readonly string[], start: number, end: number): number {
  let last = end;
  while (last > start + 1) {
    const found = labelled(lines[last - 1]);
    if (found === null || found.field || found.isTechnical || ADDRESS_SIGN.test(found.value)) break;
    last -= 1;
  }
  return last;
}

function isWhole(fields: ReadonlyMap<MailField, string>): boolean {
  return fields.has('from') && fields.has('subject') && fields.has('date') && fields.has('to');
}

function runsOn(
  field: MailField | 'other',
  lines: readonly string[],
  at: number,
  fields: ReadonlyMap<MailField, string>,
): boolean {
  const raw = lines[at] ?? '';
  const line = unquoted(raw);
  if (labelled(raw) !== null) return false;
  if (field !== 'other' && fields.get(field) === '') return line.length <= 300;
  // A value that was cut has the next field right below it; a folded one goes on behind white space.
  const next = lines.slice(at + 1, at + 3).findIndex((one) => labelled(one)?.field !== undefined);
  const isInside = next === 0 || (next === 1 && unquoted(lines[at + 1] ?? '') !== '');
  const isFolded = /^[ \t]+\S/.test(raw.replace(/^(?:\s*> ?)+/, ''));
  if (isInside && line.length <= 200) return true;
  if (field === 'subject') return isFolded && line.length <= 120 && unquoted(lines[at + 1] ?? '') === '';
  if (field === 'date') return false;
  return (ADDRESS_SIGN.test(line) && line.length <= 400) || (isFolded && field === 'other');
}

const prefix = once(
  () =>
    new RegExp(
      `^(?:\\s*(?:\\[[^\\]]{1,20}\\]\\s*)?(?:${labels.prefixes.map((one) => one.replace(/[.]/g, '\\.')).join('|')})\\s*(?:\\[\\d+\\]|\\(\\d+\\))?\\s*[:：]\\s*)+`,
      'iu',
    ),
);

/** A subject without "Fwd:", "AW: WG:" and their kin. */
export function plainSubject(subject: string): string {
  return subject.replace(prefix(), '').trim();
}

/** The name before an address, as a mail's header writes it; null where only an address stands. */
export function senderName(from: string): string | null {
  const name = from
    .replace(/[<[(]+\s*(?:mailto:)?[^\s<>[\]()]+@[^\s<>[\]()]+\s*[>\])]+/g, ' ')
    .replace(/\b(?:on behalf of|im auftrag von|via)\b.*$/i, '')
    .replace(/["“”„«»*;]/g, '')
    .trim();
  return name === '' || name.includes('@') ? null : name.replace(/\s+/g, ' ');
}

/** The address of a sender, lower case, or null. */
export function senderAddress(from: string): string | null {
  return /[^\s<>[\]():"]{1,64}@[^\s<>[\]():"]{1,250}/.exec(from)?.[0].toLowerCase() ?? null;
}
