import { type Answer, type ReaderPorts, say } from '../ports.ts';
import { report } from '../report/report.ts';
import { never } from '../subscription/never.ts';
import { confirm, subscribe } from '../subscription/subscribe.ts';
import { undo } from '../subscription/undo.ts';
import { comeBack, leave } from './leave.ts';
import { preferences } from './preferences.ts';
import { privacy } from './privacy.ts';
import type { Request } from './request.ts';
import { eraseData, exportData } from './rights.ts';

type Work = (request: Request, ports: ReaderPorts) => Promise<Answer>;

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
  ['report', report],
]);

/** Everything under `/reader/`. GET and HEAD change nothing anywhere: whatever changes something is a POST. */
export async function answer(request: Request, ports: ReaderPorts): Promise<Answer> {
  const work = PAGES.get(request.page);
  if (work === undefined) return say(404, 'broken', request.language);
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return say(405, 'broken', request.language);
  return work(request, ports);
}
