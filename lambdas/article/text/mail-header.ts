import labels from '../rules/mail-labels.json' with { type: 'json' };

export type MailField = 'from' | 'date' | 'subject' | 'to' | 'cc';

/** The header of a mail as mail programs write it into the text of another. */
export interface MailHeader {
  /** Lines `start … end - 1` of the text. */
  readonly start: number;
  readonly end: number;
  readonly fields: ReadonlyMap<MailField, string>;
}

const FIELDS: readonly MailField[] = ['from', 'date', 'subject', 'to', 'cc'];
/** "Do" is a recipient in Polish and "De" a sender in Spanish: the other fields of the block decide which header it is. */
const FIELD_OF: ReadonlyMap<string, MailField> = new Map(
  FIELDS.toReversed().flatMap((field) => labels[field].map((label) => [label, field] as const)),
);
const LABEL = /^([\p{L}\p{M}][\p{L}\p{M} .'’()-]{0,22}?)[*_]{0,2}\s?[:：][*_]{0,2}\s*(.*)$/u;
const LONGEST_FIELD = 1000;
const ADDRESS_SIGN = /@|<|>/;

/** What a line says without marks of quoting, of bold type, and signs that print nothing. */
export function unquoted(line: string): string {
  return line
    .slice(0, LONGEST_FIELD)
    .replace(/[\u00a0\t]/g, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/^(?:\s*[>|]\s?)+/, '')
    .trim();
}

/**
 * The first header at or after a line: at least three fields one below the other, the sender among them and a subject or
 * a date. Two suffice below a line that says that a mail was forwarded.
 */
export function mailHeader(lines: readonly string[], from = 0): MailHeader | null {
  for (let at = from; at < lines.length; at += 1) {
    if (fieldIn(lines[at]) === null) continue;
    const found = headerAt(lines, at);
    if (found !== null) return found;
  }
  return null;
}

function headerAt(lines: readonly string[], start: number): MailHeader | null {
  const fields = new Map<MailField, string>();
  let last: MailField | null = null;
  let end = start;
  for (let at = start; at < lines.length && at < start + 30; at += 1) {
    const line = unquoted(lines[at] ?? '');
    const found = fieldIn(lines[at]);
    if (found !== null) {
      // A second sender begins the next header.
      if (found.field === 'from' && fields.has('from')) break;
      if (!fields.has(found.field) || found.field === 'cc') fields.set(found.field, found.value);
      last = found.field;
      end = at + 1;
    } else if (line === '') {
      // Programs that make text of HTML set each field apart; an empty line otherwise ends the header.
      const next = lines.slice(at + 1, at + 3).find((one) => unquoted(one) !== '');
      if (fieldIn(next) === null || isWhole(fields)) break;
    } else if (last !== null && end === at && isContinued(last, line, fields.get(last) ?? '')) {
      fields.set(last, `${fields.get(last) ?? ''} ${line}`.trim());
      end = at + 1;
    } else break;
  }
  const kinds = fields.size;
  const enough = fields.has('from') && (fields.has('subject') || fields.has('date'));
  return enough && (kinds >= 3 || isForwarding(lines[start - 1]) || isForwarding(lines[start - 2]))
    ? { start, end, fields }
    : null;
}

function isWhole(fields: ReadonlyMap<MailField, string>): boolean {
  return fields.has('from') && fields.has('subject') && fields.has('date') && fields.has('to');
}

function isContinued(field: MailField, line: string, before: string): boolean {
  if (before === '') return line.length <= 300;
  return field !== 'subject' && field !== 'date' && ADDRESS_SIGN.test(line) && line.length <= 400;
}

function fieldIn(line: string | undefined): { readonly field: MailField; readonly value: string } | null {
  const match = line === undefined ? null : LABEL.exec(unquoted(line).replace(/^[*_]{1,2}/, ''));
  const field = FIELD_OF.get((match?.[1] ?? '').trim().toLowerCase());
  return match && field ? { field, value: (match[2] ?? '').trim() } : null;
}

const forwarding = labels.forwarded;

/** "---------- Forwarded message ---------" in the languages of the common mail programs, or a long rule as Outlook draws. */
export function isForwarding(line: string | undefined): boolean {
  if (line === undefined || line.length > 160) return false;
  const text = unquoted(line).toLowerCase();
  return /^_{10,}$/.test(text) || (text.length < 90 && forwarding.some((phrase) => text.includes(phrase)));
}

const PREFIX = new RegExp(
  `^(?:\\s*(?:\\[[^\\]]{1,20}\\]\\s*)?(?:${labels.prefixes.map((one) => one.replace(/[.]/g, '\\.')).join('|')})\\s*(?:\\[\\d+\\]|\\(\\d+\\))?\\s*[:：]\\s*)+`,
  'iu',
);

/** A subject without "Fwd:", "AW: WG:" and their kin. */
export function plainSubject(subject: string): string {
  return subject.replace(PREFIX, '').trim();
}

/** The name before an address, as a mail's header writes it; null where only an address stands. */
export function senderName(from: string): string | null {
  const name = from
    .replace(/[<[(]\s*(?:mailto:)?[^\s<>[\]()]+@[^\s<>[\]()]+\s*[>\])]/g, ' ')
    .replace(/\b(?:on behalf of|im auftrag von|via)\b.*$/i, '')
    .replace(/["“”„«»*]/g, '')
    .trim();
  return name === '' || name.includes('@') ? null : name.replace(/\s+/g, ' ');
}

/** The address of a sender, lower case, or null. */
export function senderAddress(from: string): string | null {
  return /[^\s<>[\]():"]{1,64}@[^\s<>[\]():"]{1,250}/.exec(from)?.[0].toLowerCase() ?? null;
}
