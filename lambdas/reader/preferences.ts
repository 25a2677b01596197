import type { Reader } from '../types.ts';
import { type Answer, type DeskPorts, say } from './desk.ts';
import { goodbye } from './leaving.ts';
import { counterOf } from './limits.ts';
import { SUBSCRIBE_PATH } from './page.ts';
import { isDay, pauseDays } from './pause.ts';
import type { Request } from './request.ts';
import { makeOnceToken, readToken } from './token.ts';

/**
 * Language, pause, leaving, and the links to export and erase. The page never shows the address, and those links go
 * by mail to it: a forwarded mail, with this page's link in it, gives nothing away.
 */
export async function preferences(request: Request, ports: DeskPorts): Promise<Answer> {
  const id = readToken('preferences', request.token, ports.keys);
  if (id === null) return say(404, 'broken', request.language);
  const reader = await ports.reader(id);
  if (reader === undefined || reader.state === 'erased')
    return say(200, 'gone', request.language, { to: 'subscribe', href: SUBSCRIBE_PATH });
  if (request.method !== 'POST') return form(reader, 'form', request, ports);
  switch (request.form.do) {
    case 'leave':
      await goodbye(id, { tell: true }, ports);
      return say(200, 'left', reader.language, { to: 'subscribe', href: SUBSCRIBE_PATH });
    case 'export':
    case 'erase':
      return mailLink(request.form.do, reader, request, ports);
    default:
      return save(reader, request, ports);
  }
}

async function save(reader: Reader, request: Request, ports: DeskPorts): Promise<Answer> {
  const { form: fields } = request;
  const language = ports.settings.languages.find((one) => one === fields.language) ?? reader.language;
  const pausedUntil = (fields.pause ?? '').trim();
  const [first, last] = pauseDays(ports.settings.timeZone, ports.now());
  // Days in ISO form sort as text.
  if (pausedUntil !== '' && !(isDay(pausedUntil) && pausedUntil >= first && pausedUntil <= last))
    return form({ ...reader, language }, 'problem', request, ports);
  const saved = await ports.prefer(reader.id, { language, pausedUntil });
  return form({ ...reader, language, pausedUntil }, saved ? 'saved' : 'form', request, ports);
}

async function mailLink(
  purpose: 'export' | 'erase',
  reader: Reader,
  request: Request,
  ports: DeskPorts,
): Promise<Answer> {
  if (!isMailable(reader)) return form(reader, 'form', request, ports);
  const { id, address, language } = reader;
  const now = ports.now();
  const mailed: Answer = say(200, 'mailed', language);
  if (!(await ports.take(counterOf('rights', id, now)))) return mailed;
  const token = makeOnceToken(purpose, id, now, ports.keys);
  const result = await ports.notify({ notice: purpose, reader: id, address, language, token });
  return result === 'not-now' || result === 'stopped' ? say(503, 'later', language) : mailed;
}

function form(
  reader: Reader,
  shows: 'form' | 'saved' | 'problem',
  { path }: Request,
  ports: DeskPorts,
): Answer {
  const { language, pausedUntil = '', state } = reader;
  const days = pauseDays(ports.settings.timeZone, ports.now());
  const page = {
    kind: 'preferences' as const,
    action: path,
    chosen: language,
    // A pause that is over is none.
    pause: pausedUntil >= days[0] ? pausedUntil : '',
    days,
    shows,
    isSubscribed: state === 'confirmed',
    isMailable: isMailable(reader),
  };
  return { status: shows === 'problem' ? 400 : 200, page, language };
}

/** Nobody who complained is written to again, nor an address that sends mail back. */
function isMailable({ state }: Reader): boolean {
  return state === 'confirmed' || state === 'left';
}
