import { log } from '../../aws/log.ts';
import type { Withdrawal } from '../../aws/stores/articles/withdrawals.ts';
import { headerAddress } from '../../edition/mail/personalize.ts';
import { readerId } from '../../reader/id.ts';
import { plainMail } from '../../reader/plain-mail.ts';
import type { Settings } from '../../types.ts';
import type { Proofs } from '../advance-coming.ts';

/** Mails every editor that something public was withdrawn. An address that mail cannot reach keeps the others from nothing. */
export async function askAboutWithdrawn(
  { key, at, articleId, sequencer }: Withdrawal,
  editions: readonly string[],
  {
    proofs: { editors, keys, mailer },
    settings,
    now,
  }: {
    readonly proofs: Pick<Proofs, 'editors' | 'keys' | 'mailer'>;
    readonly settings: Settings;
    readonly now: () => number;
  },
): Promise<void> {
  const { readerKey } = await keys();
  const text = `The file “${key}” was removed from the inbox at ${at}, and readers still find what it says on the pages of ${editions.join(', ')}.\n\nTake it down, or let it stand? It stays until somebody decides:\n\n${settings.publicAddress}/desk/\n\nThe question is the first thing there, with a button for each. Whoever may approve editions decides.\nIf the file is put back, the question ends by itself.\n`;
  for (const { address } of editors) {
    const to = headerAddress(address);
    const subject = `${settings.name}: a published file was withdrawn`;
    const id = `withdrawn-${articleId}-${sequencer.slice(0, 24)}-${editors.findIndex((one) => one.address === address)}`;
    const raw = await plainMail({ to, subject, text }, { sender: settings.sender, at: now(), id });
    const tags = { notice: 'withdrawn', reader: readerId(address, readerKey) };
    const result = await mailer.send({ from: settings.sender.address, to, raw, tags });
    if (result.kind !== 'sent')
      log('error', 'A question to an editor may not have been sent.', {
        editor: tags.reader,
        outcome: result.kind,
        reason: result.reason,
      });
  }
}
