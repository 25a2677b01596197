import { type KnownFacts, withFallback } from '../known-facts.ts';
import { knownDay } from '../metadata/date-order.ts';
import { findDate } from '../metadata/dates.ts';
import type { Reading } from '../reading.ts';
import { fold } from '../roles/lines.ts';
import { mailText, withoutQuoting } from '../text/mail/forwarded.ts';
import { plainSubject, senderAddress, senderName } from '../text/mail/mail-header.ts';
import type { MailField } from '../text/mail/mail-line.ts';
import { senderOutlet } from './mail-sender.ts';
import { readText } from './text.ts';

export interface MailBody {
  readonly reading: Reading;
  /** What the reading was made from, notes and headers left out. */
  readonly text: string;
  readonly fields: ReadonlyMap<MailField, string>;
  readonly isForwarded: boolean;
}

/** A mail that somebody copied into a text: its header tells title and day, and is no part of the article. */
export async function readMailText(text: string): Promise<Reading> {
  const { reading, fields } = await textBody(text);
  return withFallback(reading, fieldsKnown(fields), 'mail');
}

/** The article in the text of a mail, with what stands around it. */
export async function textBody(text: string): Promise<MailBody> {
  const lines = text.split(/\r?\n/);
  const { start, end, fields, isForwarded } = mailText(lines);
  const article = withoutQuoting(lines.slice(start, end)).join('\n');
  const reading = framed(await readText(article), lines.slice(0, start), lines.slice(end));
  return { reading, text: article, fields, isForwarded };
}

/** The reading with the lines around it, each kept as what no edition prints. */
export function framed(reading: Reading, before: readonly string[], after: readonly string[]): Reading {
  const frame = (lines: readonly string[]) =>
    lines.flatMap((line) => (fold(line) === '' ? [] : [{ role: 'boilerplate' as const, text: fold(line) }]));
  return { ...reading, blocks: [...frame(before), ...reading.blocks, ...frame(after)] };
}

/** What a mail's header tells about the article in it. */
export function fieldsKnown(fields: ReadonlyMap<MailField, string>): KnownFacts {
  const subject = fold(plainSubject(fields.get('subject') ?? ''));
  const sent = findDate(fields.get('date') ?? '');
  const from = fields.get('from');
  const outlet = from
    ? senderOutlet({ name: senderName(from), address: senderAddress(from), isList: false })
    : null;
  return {
    ...(subject ? { title: subject } : {}),
    ...knownDay(sent, 'mail'),
    ...(outlet ? { outlet } : {}),
  };
}
