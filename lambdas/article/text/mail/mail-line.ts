import { once } from '../../once.ts';
import labels from '../../rules/mail-labels.json' with { type: 'json' };

export type MailField = 'from' | 'date' | 'subject' | 'to' | 'cc';

/** The header of a mail as mail programs write it into the text of another. */
export interface MailHeader {
  /** Lines `start … end - 1` of the text. */
  readonly start: number;
  readonly end: number;
  readonly fields: ReadonlyMap<MailField, string>;
}

/** "Label: value", as a line of a mail's header has it. */
export interface LabelledLine {
  /** The field that the label names; none for a label that no table knows. */
  readonly field?: MailField;
  readonly value: string;
  /** A field that only programs read: "Return-Path", "User-Agent". */
  readonly isTechnical: boolean;
}

const FIELDS: readonly MailField[] = ['from', 'date', 'subject', 'to', 'cc'];
/** "Do" is a recipient in Polish and "De" a sender in Spanish: the other fields of the block decide which header it is. */
const fieldOf = once(
  (): ReadonlyMap<string, MailField> =>
    new Map(FIELDS.toReversed().flatMap((field) => labels[field].map((label) => [label, field] as const))),
);
const technicalLabels = once((): ReadonlySet<string> => new Set(labels.technical));
const labelLine = once(() => /^([\p{L}\p{M}][\p{L}\p{M} .'’()/-]{0,26}?)[*_]{0,2}\s?[:：][*_]{0,2}\s*(.*)$/u);
/** A colon stands where a label ends: most lines have none, and need no closer look. */
const LABEL_REACH = 64;
const TECHNICAL = /^[A-Z][A-Za-z]*(?:-[A-Za-z]+)+$/;
const LONGEST_FIELD = 1000;
export const ADDRESS_SIGN = /@|<|>/;

/** What a line says without marks of quoting, of bold type, and characters that print nothing. */
export function unquoted(line: string): string {
  return line
    .slice(0, LONGEST_FIELD)
    .replace(/[\u00a0\t]/g, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/^(?:\s*[>|]\s?)+/, '')
    .trim();
}

export function labelled(line: string | undefined): LabelledLine | null {
  const plain = unquoted(line ?? '').replace(/^[*_]{1,2}/, '');
  const match = /[:：]/.test(plain.slice(0, LABEL_REACH)) ? labelLine().exec(plain) : null;
  if (!match) return null;
  const [, written = '', rest = ''] = match;
  const label = written.trim().toLowerCase();
  const value = rest.trim();
  // "Received: from mx.example by …" tells a mail's way, "Received: 12 September" its day.
  if (label === 'received' && /^(?:from|by)\s/.test(value)) return { value, isTechnical: true };
  const field = fieldOf().get(label);
  if (field) return { field, value, isTechnical: false };
  return { value, isTechnical: technicalLabels().has(label) || TECHNICAL.test(written.trim()) };
}

/** "Assunto Talks end": one program leaves out the colon behind a subject. */
export function subjectWithoutColon(line: string): LabelledLine | null {
  const [, label = '', value = ''] = /^(\p{Lu}\p{L}{3,9})\s+(\S.{0,400})$/u.exec(line) ?? [];
  return fieldOf().get(label.toLowerCase()) === 'subject'
    ? { field: 'subject', value, isTechnical: false }
    : null;
}

const forwarding = labels.forwarded;
/** A rule around words, whatever their language: "-------- Weitergeleitete Nachricht --------". */
const framed = once(() => /^([-=_*])\1{2,}\s*\p{L}[^-=_*]{2,60}\1{2,}$/u);

/** "---------- Forwarded message ---------" in the languages of the common mail programs, or a long rule as Outlook draws. */
export function isForwarding(line: string | undefined): boolean {
  if (line === undefined || line.length > 160) return false;
  const text = unquoted(line).toLowerCase();
  return (
    /^[_-]{10,}$/.test(text) ||
    framed().test(text) ||
    (text.length < 90 && forwarding.some((phrase) => text.includes(phrase)))
  );
}
