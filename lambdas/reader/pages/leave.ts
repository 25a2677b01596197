import { type ReaderAnswer, type ReaderPorts, say } from '../ports.ts';
import { LIFETIME, makeOnceToken, makeToken, readOnceToken, readToken } from '../token.ts';
import { SUBSCRIBE_PATH } from './page.ts';
import type { Request } from './request.ts';

const TO_SUBSCRIBE = [{ to: 'subscribe', href: SUBSCRIBE_PATH }] as const;

/**
 * GET shows a page with one button, since scanners open every link; POST leaves, from that button or from the mail
 * program's own (RFC 8058: no redirect, no cookie, 200 also when repeated).
 */
export async function leave(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  const id = readToken('leave', request.token, ports.keys);
  if (id === null) return say(404, 'broken', request.language);
  const language = (await ports.reader(id))?.language || request.language;
  if (request.method !== 'POST')
    return { status: 200, page: { kind: 'button', name: 'leave', action: request.path }, language };
  // Leaving by the mail program's own button sends no mail. On the page it may have been anybody with a forwarded mail.
  const isOneClick = request.form['List-Unsubscribe'] === 'One-Click';
  await goodbye(id, { tell: !isOneClick }, ports);
  return isOneClick ? say(200, 'left', language, TO_SUBSCRIBE) : left(id, language, ports);
}

/** Takes a reader off the list and, if asked to, sends one mail about it. Leaving does not depend on that mail. */
export async function goodbye(
  id: string,
  { tell }: { readonly tell: boolean },
  ports: ReaderPorts,
): Promise<void> {
  const hasLeft = await ports.leave(id, new Date(ports.now()).toISOString());
  if (!hasLeft) return;
  ports.note('A reader left.', { reader: id });
  const reader = tell ? await ports.reader(id) : undefined;
  if (reader?.state !== 'left') return;
  const { address, language } = reader;
  const token = makeToken('preferences', id, ports.keys);
  await ports.notify({ notice: 'goodbye', reader: id, address, language, token });
}

/**
 * The page after leaving: for an hour it has a button that undoes it. The token is made of the instant of leaving, so a second
 * press of the same button shows the same page, and after another leaving it is worth nothing.
 */
export async function left(id: string, language: string, ports: ReaderPorts): Promise<ReaderAnswer> {
  const reader = await ports.reader(id);
  const leftAt = reader?.state === 'left' ? Date.parse(reader.leftAt ?? '') : Number.NaN;
  if (Number.isNaN(leftAt) || ports.now() >= leftAt + LIFETIME.return)
    return say(200, 'left', language, TO_SUBSCRIBE);
  const action = `/reader/return/${makeOnceToken('return', id, leftAt, ports.keys)}`;
  return say(200, 'left', language, [], { name: 'return', action });
}

/**
 * Takes a leaving back: GET shows the button again, POST puts the reader back with language, length and pause as they were. Nobody comes
 * back by it who has left once more, was erased, or complained since.
 */
export async function comeBack(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  const token = readOnceToken('return', request.token, ports.keys, ports.now());
  if (token === null) return say(404, 'broken', request.language);
  const { reader: id, issuedAt, isExpired } = token;
  const known = await ports.reader(id);
  const language = known?.language || request.language;
  const leftAt = new Date(issuedAt).toISOString();
  const href = `/reader/preferences/${makeToken('preferences', id, ports.keys)}`;
  const returned = say(200, 'returned', language, [{ to: 'preferences', href }]);
  // Pressed twice, or in two windows: the reader is back already.
  if (known?.state === 'confirmed') return returned;
  if (isExpired || known?.state !== 'left' || known.leftAt !== leftAt)
    return say(410, 'used', language, TO_SUBSCRIBE);
  if (request.method !== 'POST')
    return { status: 200, page: { kind: 'button', name: 'return', action: request.path }, language };
  if (!(await ports.comeBack(id, leftAt))) {
    const isBack = (await ports.reader(id))?.state === 'confirmed';
    return isBack ? returned : say(410, 'used', language, TO_SUBSCRIBE);
  }
  ports.note('A reader undid leaving.', { reader: id });
  return returned;
}
