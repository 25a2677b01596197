import { headerAddress, personalize } from '../../lambdas/edition/mail/personalize.ts';
import { makeToken } from '../../lambdas/reader/token.ts';
import { Refusal } from './edition-archive.ts';
import type { OperatorContext } from './operator-context.ts';

/** 22 characters, as a reader id has them; no address has this one, so its links open but change nobody. */
const NOBODY = 'test-copy-for-operator';
const MARK = '[Test] ';

/**
 * One mail of the edition to an address of the operator's, exactly as a reader would get it but for the mark in its subject. Neither the ledger
 * nor any reader's row is touched; a bounce of it is nobody's. @throws Refusal with SES's own words.
 */
export async function sendTestCopy(
  id: string,
  { to, language }: { readonly to: string; readonly language: string | undefined },
  operator: OperatorContext,
): Promise<string> {
  const { archive, settings, mailer } = operator;
  const [first = 'en'] = settings.languages;
  const spoken = language ?? first;
  const found = await archive.get(`editions/${id}/message.${spoken}.eml`);
  if (found === null) throw new Refusal(`The archive has no message of edition ${id} in "${spoken}".`);
  const keys = await operator.keys();
  const tokens = {
    token: makeToken('leave', NOBODY, keys),
    preferences: makeToken('preferences', NOBODY, keys),
  };
  const raw = markAsTest(personalize(found.bytes, { address: address(to), ...tokens }));
  const tags = { notice: 'test-copy', reader: NOBODY };
  const result = await mailer.send({ from: settings.sender.address, to: address(to), raw, tags });
  if (result.kind !== 'sent') throw new Refusal(`SES did not take it (${result.kind}): ${result.reason}`);
  return `Sent, as message ${result.messageId}.`;
}

function address(text: string): string {
  try {
    return headerAddress(text);
  } catch (cause) {
    throw new Refusal(`--to needs one plain mail address.`, { cause });
  }
}

/** Whoever finds the copy forwarded must see that it is none of the readers'. */
export function markAsTest(raw: Uint8Array): Uint8Array {
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const head = mail.subarray(0, mail.indexOf('\r\n\r\n')).toString('latin1');
  const at = /^Subject: /im.exec(head);
  if (at === null) throw new Error('The message has no Subject.');
  const end = at.index + at[0].length;
  return Buffer.concat([mail.subarray(0, end), Buffer.from(MARK), mail.subarray(end)]);
}
