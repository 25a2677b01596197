import type { PersonalData } from '../../mail-types.ts';
import type { Reader } from '../../types.ts';
import { type ReaderAnswer, type ReaderPorts, say, usedAt } from '../ports.ts';
import { mailboxKey } from '../subscription/never-mail.ts';
import { type OnceToken, readOnceToken } from '../token.ts';
import type { Request } from './request.ts';

/** The mailed link to one's own data: GET shows a button, POST hands the file over, once. */
export function exportData(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  return withLink('export', request, ports, async ({ reader, issuedAt }, known) => {
    const held = await ports.personalData(reader);
    const neverMail = await ports.isNever(mailboxKey(known.address, ports.keys));
    const at = usedAt(ports.now(), issuedAt);
    if (!(await ports.exported(reader, at, new Date(issuedAt).toISOString()))) return null;
    ports.note('A reader exported their data.', { reader });
    const json = `${JSON.stringify(everythingAbout({ ...known, exportedAt: at }, { held, neverMail }, ports), null, 2)}\n`;
    return { status: 200, file: { name: 'my-data.json', json } };
  });
}

/** The mailed link to be erased: GET shows a button, POST erases, once. */
export function eraseData(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  return withLink('erase', request, ports, async ({ reader, issuedAt }, known) => {
    const at = usedAt(ports.now(), issuedAt);
    if (!(await ports.erase(reader, at, new Date(issuedAt).toISOString()))) return null;
    ports.note('A reader was erased.', { reader });
    return say(200, 'erased', known.language);
  });
}

async function withLink(
  purpose: 'export' | 'erase',
  request: Request,
  ports: ReaderPorts,
  use: (token: OnceToken, reader: Reader) => Promise<ReaderAnswer | null>,
): Promise<ReaderAnswer> {
  const token = readOnceToken(purpose, request.token, ports.keys, ports.now());
  if (token === null) return say(404, 'broken', request.language);
  const known = await ports.reader(token.reader);
  if (known === undefined || known.state === 'erased')
    return say(410, purpose === 'erase' ? 'erased' : 'gone', request.language);
  const { language } = known;
  const issuedAt = new Date(token.issuedAt).toISOString();
  const done = purpose === 'export' ? known.exportedAt : known.erasedAt;
  const isUsed = [done, known.confirmedAt].some((at) => at !== undefined && at >= issuedAt);
  if (token.isExpired || isUsed) return say(410, 'used', language);
  if (request.method !== 'POST')
    return { status: 200, page: { kind: 'button', name: purpose, action: request.path }, language };
  return (await use(token, known)) ?? say(410, 'used', language);
}

/** All that is held about a reader besides their own row, as the reader's export and the operator's `show` print it. */
export function relatedData({
  pendingSubscription,
  editions,
  softBounces,
  confirmationStop,
  changes,
}: PersonalData): object {
  return {
    pendingSubscription,
    editions: editions.map(({ send: { edition, state, messageId, reason }, deliveryEvents }) => {
      const events = deliveryEvents.map(({ messageId, mailedAt, events }) => ({
        messageId,
        mailedAt,
        ...events,
      }));
      return { edition, state, messageId, reason, events };
    }),
    softBounces,
    confirmationStop,
    changes,
  };
}

/** Everything that is held about a reader in the table, and where more may be. */
function everythingAbout(
  reader: Reader,
  { held, neverMail }: { readonly held: PersonalData; readonly neverMail: boolean },
  { settings }: ReaderPorts,
): object {
  return {
    newsletter: settings.name,
    heldBy: settings.postalAddress,
    reader,
    ...relatedData(held),
    neverMail,
    elsewhere: [
      'Rows about editions, and about mails that came back, are kept for 90 days and hold your id, never your address.',
      'That a confirmation came back is kept for a year, that one was reported as unwanted until we lift it, under your id; that you asked never to be mailed, under a code of your mailbox, until you take it back.',
      'Backups of the database go back 35 days.',
      'What Amazon SES tells of your mails waits in a queue, with your address, until it is read: for 14 days at most.',
      'Counters against misuse hold your id or a code of your network, for some days.',
      'Amazon SES, which carries the mails, keeps records of its own, and may keep an address that mail came back from.',
    ],
  };
}
