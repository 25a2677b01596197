import type { Settings } from '../types.ts';

export interface PlainMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * A mail of text alone to one of the newsroom, an editor or the operator: no placeholders, no way to leave. `id` names it, `at` is
 * in epoch milliseconds; the same input gives the same bytes.
 */
export async function plainMail(
  { to, subject, text }: PlainMail,
  { sender, at, id }: { readonly sender: Settings['sender']; readonly at: number; readonly id: string },
): Promise<Uint8Array> {
  const host = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  // Loaded only now: few calls of desk and daily mail anything, and it takes a tenth of their cold start.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
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
