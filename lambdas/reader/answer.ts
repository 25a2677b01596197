import { type Answer, type DeskPorts, say } from './desk.ts';
import { leave } from './leaving.ts';
import { preferences } from './preferences.ts';
import type { Request } from './request.ts';
import { eraseData, exportData } from './rights.ts';
import { confirm, subscribe } from './subscribing.ts';
import { undo } from './undoing.ts';

type Work = (request: Request, ports: DeskPorts) => Promise<Answer>;

const PAGES: ReadonlyMap<string, Work> = new Map([
  ['subscribe', subscribe],
  ['confirm', confirm],
  ['leave', leave],
  ['preferences', preferences],
  ['export', exportData],
  ['erase', eraseData],
  ['undo', undo],
]);

/** Everything under `/reader/`. GET and HEAD change nothing anywhere: whatever changes something is a POST. */
export async function answer(request: Request, ports: DeskPorts): Promise<Answer> {
  const work = PAGES.get(request.page);
  if (work === undefined) return say(404, 'broken', request.language);
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return say(405, 'broken', request.language);
  return work(request, ports);
}
