import type { Request } from '../pages/request.ts';
import { type Preferences, type ReaderAnswer, type ReaderPorts, say } from '../ports.ts';
import { makeToken, readOnceToken } from '../token.ts';

/**
 * The link of the mail that tells of changed preferences: GET shows a button, POST puts language and pause back to what they were
 * before that change. It works for its seven days as often as it is pressed: a stranger may change them again.
 */
export async function undo(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  const token = readOnceToken('undo', request.token, ports.keys, ports.now());
  if (token === null) return say(404, 'broken', request.language);
  const { reader: id, issuedAt } = token;
  const [known, before] = await Promise.all([ports.reader(id), ports.beforeChange(id, issuedAt)]);
  // In the language from before: a stranger may have chosen one that the reader cannot read.
  const language = before?.language || known?.language || request.language;
  const isStillTheirs = known?.state === 'confirmed' && known.confirmedAt < new Date(issuedAt).toISOString();
  if (token.isExpired || before === undefined || !isStillTheirs) return say(410, 'used', language);
  if (request.method !== 'POST')
    return { status: 200, page: { kind: 'button', name: 'undo', action: request.path }, language };
  const undone = await ports.prefer(id, preferencesIn(before));
  if (!undone) return say(410, 'used', language);
  ports.note('A reader undid a change of preferences.', { reader: id });
  const href = `/reader/preferences/${makeToken('preferences', id, ports.keys)}`;
  return say(200, 'undone', before.language, [{ to: 'preferences', href }]);
}

/** Without the time of the change. */
function preferencesIn({ language, pausedUntil, depth }: Preferences): Preferences {
  return { language, pausedUntil, ...(depth === undefined ? {} : { depth }) };
}
