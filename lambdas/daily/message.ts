import MailComposer from 'nodemailer/lib/mail-composer';
import type { Settings } from '../types.ts';
import type { DailyText } from './lines.ts';

/** The daily mail, in plain text. The same input gives the same bytes. */
export async function dailyMessage(
  { subject, text }: DailyText,
  {
    to,
    settings: { sender },
    day,
    at,
  }: {
    readonly to: string;
    readonly settings: Pick<Settings, 'sender'>;
    /** `YYYY-MM-DD`. */
    readonly day: string;
    /** Epoch milliseconds. */
    readonly at: number;
  },
): Promise<Uint8Array> {
  const host = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const composer = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to,
    subject,
    date: new Date(at),
    messageId: `<daily-${day}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
