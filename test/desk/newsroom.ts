import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sample from '../../infra/briefing.json' with { type: 'json' };

/** A summit that is none: a harbour's strike, with an editor who approves and one who edits. */
const BRIEFING = {
  ...sample,
  $schema: undefined,
  name: 'The Harbour Brief',
  topic: {
    title: 'The strike in the northern harbour',
    names: ['Northern Harbour'],
    seeds: ['Crane drivers of the northern harbour strike.'],
  },
  languages: ['en'],
  sampleReaders: [{ address: 'sam@readers.example.org', language: 'en' }],
  editors: [
    { address: 'ada@desk.example.org', role: 'approver' },
    { address: 'ben@desk.example.org', role: 'editor' },
  ],
  approval: { leadMinutes: 60, otherwise: 'hold' },
};

/** The briefing as a file, and what removes it. */
export function briefingOnDisk(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'communique-briefing-'));
  const path = join(folder, 'briefing.json');
  writeFileSync(path, JSON.stringify(BRIEFING));
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const WIRE =
  'The crane drivers of the northern harbour went back to work on Wednesday after eleven days on strike, the port said in a statement. Some forty ships had been waiting in the roads, and the port expects to clear them within a week. The union called the new shift rota a fair end to a long quarrel.';

/** Three files as they come in, and one that comes late. */
export const FILES: Readonly<Record<string, string>> = {
  'gazette.txt': `Harbour Gazette, 13 September 2023\n\nCrane drivers end their strike\n\n${WIRE}`,
  'courier.txt': `Coast Courier, 13 September 2023\n\nCranes move again in the north\n\n${WIRE}`,
  'post.txt':
    'Lakeside Post, 13 September 2023\n\nSHIPS LEAVE NORTHERN HARBOUR!!! READ MORE\n\nThe first three ships left the northern harbour at noon on Wednesday, hours after its crane drivers had ended their strike, the pilots said. They carried grain and timber that had waited since the first of the month.',
};
export const LATE: Readonly<Record<string, string>> = {
  'dockside.txt':
    'Dockside News, 13 September 2023\n\nUnion votes for the new rota in the northern harbour\n\nMembers of the crane drivers’ union in the northern harbour voted for the new shift rota on Wednesday evening, a spokeswoman for the union said. Nine in ten were for it.',
};
