import { plainMail } from '../reader/plain-mail.ts';
import type { Settings } from '../types.ts';

/** The mail with an editor's link. `id` names it; the same input gives the same bytes. */
export async function linkMail(
  address: string,
  token: string,
  how: { readonly settings: Settings; readonly at: number; readonly id: string },
): Promise<Uint8Array> {
  const { name, publicAddress } = how.settings;
  const subject = `${name}: your link to the desk`;
  const text = `Open the desk of ${name} within a quarter of an hour:\n\n${publicAddress}/desk/enter/${token}\n\nThe link works once. Nobody else should get this mail: whoever has the link can edit.\nIf you did not ask for it, do nothing.\n`;
  return plainMail({ to: address, subject, text }, { ...how, sender: how.settings.sender });
}
