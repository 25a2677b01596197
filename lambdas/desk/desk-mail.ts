import MailComposer from 'nodemailer/lib/mail-composer';
import type { Settings } from '../types.ts';

/** A plain mail to an editor. `id` names it; the same input gives the same bytes. `at`: epoch milliseconds. */
export async function deskMail(
  { to, subject, text }: { readonly to: string; readonly subject: string; readonly text: string },
  { settings, at, id }: { readonly settings: Settings; readonly at: number; readonly id: string },
): Promise<Uint8Array> {
  const { sender } = settings;
  const host = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const composer = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to,
    subject,
    date: new Date(at),
    messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
