import { type ReaderAnswer, type ReaderPorts, say } from '../ports.ts';
import { reportMistake } from '../report/report-mistake.ts';
import { never } from '../subscription/never-mail.ts';
import { confirm, subscribe } from '../subscription/subscribe.ts';
import { undo } from '../subscription/undo-change.ts';
import { eraseData, exportData } from './export-and-erase.ts';
import { comeBack, leave } from './leave.ts';
import { preferences } from './preferences.ts';
import { privacy } from './privacy.ts';
import type { Request } from './request.ts';

type Work = (request: Request, ports: ReaderPorts) => Promise<ReaderAnswer>;

const PAGES: ReadonlyMap<string, Work> = new Map([
  ['subscribe', subscribe],
  ['confirm', confirm],
  ['leave', leave],
  ['return', comeBack],
  ['never', never],
  ['privacy', privacy],
  ['preferences', preferences],
  ['export', exportData],
  ['erase', eraseData],
  ['undo', undo],
  ['report', reportMistake],
]);

/** Everything under `/reader/`. GET and HEAD change nothing anywhere: whatever changes something is a POST. */
export async function answerReader(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  const work = PAGES.get(request.page);
  if (work === undefined) return say(404, 'broken', request.language);
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return say(405, 'broken', request.language);
  return work(request, ports);
}
