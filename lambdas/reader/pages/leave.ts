import { type Answer, type ReaderPorts, say } from '../ports.ts';
import { makeToken, readToken } from '../token.ts';
import { SUBSCRIBE_PATH } from './page.ts';
import type { Request } from './request.ts';

/**
 * GET shows a page with one button, since scanners open every link; POST leaves, from that button or from the mail
 * program's own (RFC 8058: no redirect, no cookie, 200 also when repeated).
 */
export async function leave(request: Request, ports: ReaderPorts): Promise<Answer> {
  const id = readToken('leave', request.token, ports.keys);
  if (id === null) return say(404, 'broken', request.language);
  const language = (await ports.reader(id))?.language || request.language;
  if (request.method !== 'POST')
    return { status: 200, page: { kind: 'button', name: 'leave', action: request.path }, language };
  // Who asks his mail program for silence gets it. On the page it may have been anybody with a forwarded mail.
  const isOneClick = request.form['List-Unsubscribe'] === 'One-Click';
  await goodbye(id, { tell: !isOneClick }, ports);
  return say(200, 'left', language, { to: 'subscribe', href: SUBSCRIBE_PATH });
}

/** Takes a reader off the list and, if told to, writes to him once. Leaving does not depend on that mail. */
export async function goodbye(
  id: string,
  { tell }: { readonly tell: boolean },
  ports: ReaderPorts,
): Promise<void> {
  const left = await ports.leave(id, new Date(ports.now()).toISOString());
  if (!left) return;
  ports.note('A reader left.', { reader: id });
  const reader = tell ? await ports.reader(id) : undefined;
  if (reader?.state !== 'left') return;
  const { address, language } = reader;
  const token = makeToken('preferences', id, ports.keys);
  await ports.notify({ notice: 'goodbye', reader: id, address, language, token });
}
