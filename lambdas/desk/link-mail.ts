import MailComposer from 'nodemailer/lib/mail-composer';
import type { Settings } from '../types.ts';

/** The mail with an editor's link. `id` names it; the same input gives the same bytes. */
export async function linkMail(
  address: string,
  token: string,
  { settings, at, id }: { readonly settings: Settings; readonly at: number; readonly id: string },
): Promise<Uint8Array> {
  const { name, publicAddress, sender } = settings;
  const host = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const composer = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to: address,
    subject: `${name}: your link to the desk`,
    date: new Date(at),
    messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: `Open the desk of ${name} within a quarter of an hour:\n\n${publicAddress}/desk/enter/${token}\n\nThe link works once. Nobody else should get this mail: whoever has the link can edit.\nIf you did not ask for it, do nothing.\n`,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
