import type { Notice, Reader } from '../types.ts';
import { readAddress } from './address.ts';
import { type Answer, type DeskPorts, say, usedAt } from './desk.ts';
import { networkId, readerId } from './id.ts';
import { counterOf } from './limits.ts';
import { type Page, SUBSCRIBE_PATH } from './page.ts';
import type { Request } from './request.ts';
import { makeOnceToken, makeToken, readOnceToken } from './token.ts';

const TO_SUBSCRIBE = { to: 'subscribe', href: SUBSCRIBE_PATH } as const;

/** The form, and what becomes of it. Whoever's address it is, the same steps are taken and the same page is shown. */
export async function subscribe(request: Request, ports: DeskPorts): Promise<Answer> {
  const { form, language } = request;
  const shown = (problem?: Extract<Page, { kind: 'subscribe' }>['problem'], address = ''): Answer => ({
    status: problem === undefined ? 200 : 400,
    page: { kind: 'subscribe', address, chosen: form.language ?? language, ...(problem ? { problem } : {}) },
    language,
  });
  if (request.method !== 'POST') return shown();
  const typed = form.address ?? '';
  const reading = readAddress(typed);
  if (reading.kind === 'problem') return shown(reading.problem, typed.slice(0, 254));
  const chosen = ports.settings.languages.find((one) => one === form.language);
  if (chosen === undefined) return shown('language', reading.address);
  const sent = await ask({ address: reading.address, language: chosen }, request, ports);
  if (!sent) return say(503, 'later', language);
  return { status: 200, page: { kind: 'asked', address: reading.address }, language };
}

/** False when the mail could surely not be sent just now. Over a limit nothing is done, and nothing is said of it. */
async function ask(
  { address, language }: Pick<Reader, 'address' | 'language'>,
  { network }: Request,
  ports: DeskPorts,
): Promise<boolean> {
  const { keys, now } = ports;
  const id = readerId(address, keys.readerKey);
  const askedAt = now();
  for (const counter of [
    counterOf('network', networkId(network, keys.readerKey), askedAt),
    counterOf('asking', id, askedAt),
    counterOf('everybody', 'all', askedAt),
  ]) {
    if (await ports.take(counter)) continue;
    ports.note('A limit was reached: no mail.', { limit: counter.name.split('#', 1)[0] ?? '', reader: id });
    return true;
  }
  // Written for a subscribed reader too: the steps must not tell who is one.
  await ports.ask({ id, address, language, askedAt });
  const known = await ports.reader(id);
  const order =
    known?.state === 'confirmed'
      ? { ...noticeFor(known, 'already'), token: makeToken('preferences', id, keys) }
      : {
          notice: 'confirm' as const,
          reader: id,
          address,
          language,
          token: makeOnceToken('confirm', id, askedAt, keys),
        };
  const result = await ports.notify(order);
  return result !== 'not-now' && result !== 'stopped';
}

function noticeFor({ id, address, language }: Reader, notice: Notice) {
  return { notice, reader: id, address, language };
}

/** The link of the confirmation mail: GET shows a button, POST makes the asking a subscription, once. */
export async function confirm(request: Request, ports: DeskPorts): Promise<Answer> {
  const now = ports.now();
  const token = readOnceToken('confirm', request.token, ports.keys, now);
  if (token === null) return say(404, 'broken', request.language);
  const id = token.reader;
  const [asking, known] = await Promise.all([ports.asking(id), ports.reader(id)]);
  const language = (asking?.language ?? known?.language) || request.language;
  const issuedAt = new Date(token.issuedAt).toISOString();
  const isUsed = [known?.confirmedAt, known?.erasedAt].some((at) => at !== undefined && at >= issuedAt);
  const used = say(410, 'used', language, TO_SUBSCRIBE);
  if (asking === undefined || token.isExpired || isUsed) return used;
  if (request.method !== 'POST')
    return { status: 200, page: { kind: 'button', name: 'confirm', action: request.path }, language };
  const confirmedAt = usedAt(now, token.issuedAt);
  const reader: Reader = {
    id,
    address: asking.address,
    language,
    state: 'confirmed',
    confirmedAt,
    consentAt: confirmedAt,
    consentFrom: `${ports.settings.publicAddress}${SUBSCRIBE_PATH}`,
  };
  if (!(await ports.confirm(reader, issuedAt))) return used;
  ports.note('A reader confirmed.', { reader: id });
  const href = `/reader/preferences/${makeToken('preferences', id, ports.keys)}`;
  return say(200, 'confirmed', language, { to: 'preferences', href });
}
