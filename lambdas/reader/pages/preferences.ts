import type { Reader } from '../../types.ts';
import { type Preferences, type ReaderAnswer, type ReaderPorts, say } from '../ports.ts';
import { mailboxKey } from '../subscription/never-mail.ts';
import { counterOf } from '../subscription/request-limits.ts';
import { makeOnceToken, readToken } from '../token.ts';
import { goodbye, left } from './leave.ts';
import { SUBSCRIBE_PATH } from './page.ts';
import { isDay, pauseDays, pauseEnd } from './pause.ts';
import type { Request } from './request.ts';

/**
 * Language, pause, leaving, and the links to export and erase. The page never shows the address, and those links go
 * by mail to it: a forwarded mail, with this page's link in it, gives nothing away.
 */
export async function preferences(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  const id = readToken('preferences', request.token, ports.keys);
  if (id === null) return say(404, 'broken', request.language);
  const reader = await ports.reader(id);
  if (reader === undefined || reader.state === 'erased')
    return say(200, 'gone', request.language, [{ to: 'subscribe', href: SUBSCRIBE_PATH }]);
  if (request.method !== 'POST') return form(reader, 'form', request, ports);
  switch (request.form.do) {
    case 'leave':
      await goodbye(id, { tell: true }, ports);
      return left(id, reader.language, ports);
    case 'export':
    case 'erase':
      return mailLink(request.form.do, reader, request, ports);
    case 'save':
      return save(reader, request.form.pause, request, ports);
    case 'week':
    case 'month':
      return save(reader, pauseEnd(request.form.do, ports.settings.timeZone, ports.now()), request, ports);
    case 'resume':
      return save(reader, '', request, ports);
    default:
      // No form of this page sent it: a program that tries every link, or a mail program's button.
      return form(reader, 'form', request, ports);
  }
}

/** `pause`: the day that was typed, or the one of a button; absent: as it was. The form's other fields are saved with it. */
async function save(
  reader: Reader,
  pause: string | undefined,
  request: Request,
  ports: ReaderPorts,
): Promise<ReaderAnswer> {
  const { form: fields } = request;
  const [first, last] = pauseDays(ports.settings.timeZone, ports.now());
  const { pausedUntil: stored = '' } = reader;
  // A pause that is over is none.
  const before: Preferences = {
    language: reader.language,
    pausedUntil: stored >= first ? stored : '',
    ...depthIn(reader.depth),
  };
  const language = ports.settings.languages.find((one) => one === fields.language) ?? reader.language;
  const pausedUntil = (pause ?? before.pausedUntil).trim();
  // Days in ISO form sort as text.
  const depth = fields.depth === undefined ? before.depth : depthIn(fields.depth).depth;
  const { depth: _before, ...rest } = reader;
  const chosen = { ...rest, language, ...depthIn(depth) };
  if (pausedUntil !== '' && !(isDay(pausedUntil) && pausedUntil >= first && pausedUntil <= last))
    return form(chosen, 'problem', request, ports);
  const saved = await ports.prefer(reader.id, { language, pausedUntil, ...depthIn(depth) });
  const isChanged =
    language !== before.language || pausedUntil !== before.pausedUntil || depth !== before.depth;
  if (saved && isChanged) await tellOfChange(reader, before, ports);
  return form({ ...chosen, pausedUntil }, saved ? 'saved' : 'form', request, ports);
}

/** The brief mail is what nobody needs to choose. */
function depthIn(wish: string | undefined): { readonly depth?: 'full' } {
  return wish === 'full' ? { depth: 'full' } : {};
}

/**
 * Anybody with a forwarded mail can change these. The reader gets at most one mail a day about it, in the language from before,
 * with a link that takes it back. Saving does not depend on that mail.
 */
async function tellOfChange({ id, address }: Reader, before: Preferences, ports: ReaderPorts): Promise<void> {
  const at = ports.now();
  if (!(await ports.noteChange(id, before, at))) return;
  const { language } = before;
  const token = makeOnceToken('undo', id, at, ports.keys);
  const result = await ports.notify({ notice: 'changed', reader: id, address, language, token });
  if (result !== 'sent' && result !== 'unknown') await ports.changeUntold(id);
}

async function mailLink(
  purpose: 'export' | 'erase',
  reader: Reader,
  request: Request,
  ports: ReaderPorts,
): Promise<ReaderAnswer> {
  if (!(await isMailable(reader, ports))) return form(reader, 'form', request, ports);
  const { id, address, language } = reader;
  const now = ports.now();
  if (!(await ports.take(counterOf('rights', id, now)))) return say(429, 'enough', language);
  const token = makeOnceToken(purpose, id, now, ports.keys);
  const result = await ports.notify({ notice: purpose, reader: id, address, language, token });
  return result === 'sent' ? say(200, 'mailed', language) : say(503, 'later', language);
}

async function form(
  reader: Reader,
  shows: 'form' | 'saved' | 'problem',
  { path }: Request,
  ports: ReaderPorts,
): Promise<ReaderAnswer> {
  const { language, pausedUntil = '', state } = reader;
  const days = pauseDays(ports.settings.timeZone, ports.now());
  const page = {
    kind: 'preferences' as const,
    action: path,
    chosen: language,
    depth: reader.depth ?? ('brief' as const),
    // A pause that is over is none.
    pause: pausedUntil >= days[0] ? pausedUntil : '',
    days,
    shows,
    isSubscribed: state === 'confirmed',
    isMailable: await isMailable(reader, ports),
  };
  return { status: shows === 'problem' ? 400 : 200, page, language };
}

/**
 * Nobody who complained is written to again, nor an address that sends mail back; nor one that asked never to be mailed, unless it is
 * subscribed: this page's link may be in other hands with an old mail.
 */
async function isMailable({ state, address }: Reader, { keys, isNever }: ReaderPorts): Promise<boolean> {
  if (state === 'left') return !(await isNever(mailboxKey(address, keys)));
  return state === 'confirmed';
}
