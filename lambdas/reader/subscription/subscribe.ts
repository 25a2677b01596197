import type { ConfirmationStop } from '../../mail-types.ts';
import type { Notice, Reader } from '../../types.ts';
import { isOver } from '../coverage.ts';
import { readerId } from '../id.ts';
import { type Page, SUBSCRIBE_PATH } from '../pages/page.ts';
import type { Request } from '../pages/request.ts';
import { type ReaderAnswer, type ReaderPorts, say, usedAt } from '../ports.ts';
import { editionPath } from '../published-edition.ts';
import { makeOnceToken, makeToken, readOnceToken } from '../token.ts';
import { readAddress } from './address.ts';
import { mayConfirm } from './confirmation-mails.ts';
import { mailboxKey, neverToken } from './never-mail.ts';
import { counterOf, hasTurn, type LimitName } from './request-limits.ts';

const TO_SUBSCRIBE = [{ to: 'subscribe', href: SUBSCRIBE_PATH }] as const;

/** The form, and what becomes of it. Whoever's address it is, the same steps are taken and the same page is shown. */
export async function subscribe(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  const { form, language } = request;
  if (isOver(ports.settings, ports.now())) return over(request);
  const shown = async (
    problem?: Extract<Page, { kind: 'subscribe' }>['problem'],
    address = '',
  ): Promise<ReaderAnswer> => {
    const latest = await ports.latest();
    return {
      status: problem === undefined ? 200 : 400,
      page: {
        kind: 'subscribe',
        address,
        chosen: form.language ?? language,
        ...(problem ? { problem } : {}),
        ...(latest ? { latest: { href: editionPath(latest, language), slot: latest.slot } } : {}),
      },
      language,
    };
  };
  if (request.method !== 'POST') return shown();
  const typed = form.address ?? '';
  const reading = readAddress(typed);
  if (reading.kind === 'problem') return shown(reading.problem, typed.slice(0, 254));
  const chosen = ports.settings.languages.find((one) => one === form.language);
  if (chosen === undefined) return shown('language', reading.address);
  switch (await ask({ address: reading.address, language: chosen }, request, ports)) {
    case 'crowded':
      return say(429, 'crowded', language);
    case 'busy':
      ports.onLimit('confirmations');
      return say(503, 'busy', language);
    case 'later':
      return say(503, 'later', language);
    default:
      return { status: 200, page: { kind: 'asked', address: reading.address }, language };
  }
}

/** The coverage's last day has passed. */
function over({ language }: Request): ReaderAnswer {
  return say(200, 'over', language, [{ to: 'editions', href: '/' }]);
}

/**
 * `crowded` and `busy` are about who asks and how many do, `later` about the mail service: each may be told, since none depends on whose
 * address it is. What does depend on it ends in `asked`, and its page is true whether a mail was sent or not.
 */
async function ask(
  { address, language }: Pick<Reader, 'address' | 'language'>,
  { networks }: Request,
  ports: ReaderPorts,
): Promise<'asked' | 'crowded' | 'busy' | 'later'> {
  const { keys, now } = ports;
  const id = readerId(address, keys.readerKey);
  const askedAt = now();
  const overLimit = (limit: LimitName) => ports.note('A limit was reached: no mail.', { limit, reader: id });
  if (!(await hasTurn(networks, ['network', 'site'], ports, { reader: id }))) return 'crowded';
  const everybody = counterOf('everybody', 'all', askedAt);
  // Looked at first: else the page would differ, once it is reached, for an address that was asked for too often. Counted after
  // the mailbox: else one address alone, asked for without end, would shut out everybody.
  const isFull = await ports.isFull(everybody);
  const mailbox = mailboxKey(address, keys);
  if (!isFull && !(await ports.take(counterOf('asking', mailbox, askedAt)))) {
    overLimit('asking');
    return 'asked';
  }
  if (isFull || !(await ports.take(everybody))) {
    overLimit('everybody');
    return 'busy';
  }
  const [known, stop, isNever] = await Promise.all([
    ports.reader(id),
    ports.confirmationStop(id),
    ports.isNever(mailbox),
  ]);
  if (isNever) {
    ports.note('This mailbox asked never to be mailed.', { reader: id });
    return 'asked';
  }
  if (known?.state !== 'confirmed' && !(await isWelcome(id, stop, askedAt, ports))) return 'asked';
  // Written for a subscribed reader too: the steps must not tell who is one.
  await ports.ask({ id, address, language, askedAt });
  const order =
    known?.state === 'confirmed'
      ? { ...noticeFor(known, 'already'), token: makeToken('preferences', id, keys) }
      : {
          notice: 'confirm' as const,
          reader: id,
          address,
          language,
          token: makeOnceToken('confirm', id, askedAt, keys),
          second: neverToken(address, keys),
        };
  const result = await ports.notify(order);
  // A refusal is about this one mail, and so perhaps about its address.
  return result === 'sent' || result === 'refused' ? 'asked' : 'later';
}

/** Whether a confirmation may go to this reader. Uses up the one try after a bounce. */
async function isWelcome(
  id: string,
  stop: ConfirmationStop | undefined,
  askedAt: number,
  ports: ReaderPorts,
): Promise<boolean> {
  const may = mayConfirm(stop, askedAt);
  if (may === 'always') return true;
  const isTaken =
    may === 'once' &&
    stop !== undefined &&
    (await ports.tryConfirmation(id, stop, new Date(askedAt).toISOString()));
  ports.note('Confirmations to this reader came back or were unwanted.', { reader: id, may });
  return isTaken;
}

function noticeFor({ id, address, language }: Reader, notice: Notice) {
  return { notice, reader: id, address, language };
}

/** The link of the confirmation mail: GET shows a button, POST makes the pending subscription a subscription, once. */
export async function confirm(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  const now = ports.now();
  const token = readOnceToken('confirm', request.token, ports.keys, now);
  if (token === null) return say(404, 'broken', request.language);
  const id = token.reader;
  const [pendingSubscription, known] = await Promise.all([ports.pendingSubscription(id), ports.reader(id)]);
  const language = (pendingSubscription?.language ?? known?.language) || request.language;
  const issuedAt = new Date(token.issuedAt).toISOString();
  const isUsed = [known?.confirmedAt, known?.erasedAt].some((at) => at !== undefined && at >= issuedAt);
  const used = say(410, 'used', language, TO_SUBSCRIBE);
  if (isOver(ports.settings, now)) return over({ ...request, language });
  if (pendingSubscription === undefined || token.isExpired || isUsed) return used;
  if (request.method !== 'POST')
    return { status: 200, page: { kind: 'button', name: 'confirm', action: request.path }, language };
  const confirmedAt = usedAt(now, token.issuedAt);
  const reader: Reader = {
    id,
    address: pendingSubscription.address,
    language,
    state: 'confirmed',
    confirmedAt,
    consentAt: confirmedAt,
    consentFrom: `${ports.settings.publicAddress}${SUBSCRIBE_PATH}`,
  };
  if (!(await ports.confirm(reader, issuedAt))) return used;
  await ports.confirmationWorks(id);
  ports.note('A reader confirmed.', { reader: id });
  const href = `/reader/preferences/${makeToken('preferences', id, ports.keys)}`;
  const toPreferences = { to: 'preferences', href } as const;
  const latest = await ports.latest();
  // Something to read at once: the next edition may be a day away.
  return say(
    200,
    'confirmed',
    language,
    latest === undefined
      ? [toPreferences]
      : [{ to: 'latest', href: editionPath(latest, language) }, toPreferences],
  );
}
