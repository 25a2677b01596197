import { mailboxId } from '../id.ts';
import type { Keys } from '../keys.ts';
import type { Request } from '../pages/request.ts';
import { type ReaderAnswer, type ReaderPorts, say } from '../ports.ts';
import { makeToken, readToken } from '../token.ts';
import { mailboxOf } from './mailbox.ts';

/** The mailbox that an address leads to, as a keyed hash: other spellings of it are the same one. */
export function mailboxKey(address: string, { readerKey }: Pick<Keys, 'readerKey'>): string {
  return mailboxId(mailboxOf(address), readerKey);
}

/** The token of a confirmation mail's second link. Only that mail holds it. */
export function neverToken(address: string, keys: Keys): string {
  return makeToken('never', mailboxKey(address, keys), keys);
}

/**
 * "Not me: never mail me". GET shows a button, POST keeps a hash of the mailbox, to which nobody can have a mail sent any more by asking for one; the same
 * link takes it back. Whoever is subscribed goes on to get editions: leaving has a link of its own.
 */
export async function never(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  const mailbox = readToken('never', request.token, ports.keys);
  const { language, path: action } = request;
  if (mailbox === null) return say(404, 'broken', language);
  const wish = request.method === 'POST' ? request.form.do : undefined;
  if (wish === 'askNever') {
    await ports.setNever(mailbox, new Date(ports.now()).toISOString());
    ports.note('A mailbox asked never to be mailed.', { mailbox });
    return say(200, 'never', language, [], { name: 'askAllow', action });
  }
  if (wish === 'askAllow') {
    await ports.liftNever(mailbox);
    ports.note('A mailbox may be mailed again.', { mailbox });
    return say(200, 'allowed', language, [{ to: 'subscribe', href: '/reader/subscribe' }]);
  }
  // No form of this page sent it: a scanner, or a mail program's button.
  if (await ports.isNever(mailbox)) return say(200, 'never', language, [], { name: 'askAllow', action });
  return { status: 200, page: { kind: 'button', name: 'askNever', action }, language };
}
