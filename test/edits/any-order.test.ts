import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { articleId } from '../../lambdas/article/id.ts';
import { type ObjectChange, padSequencer } from '../../lambdas/aws/object-changes.ts';
import { withdrawals } from '../../lambdas/aws/stores/articles/withdrawals.ts';
import { currentEdition, materialFor } from '../../lambdas/composing/current-edition.ts';
import { receiveUpload } from '../../lambdas/intake/receive-upload.ts';
import { COURIER, GAZETTE, HARBOUR, SLOT } from '../approval/harbour.ts';
import { freshBuckets, freshTables } from '../aws/fresh-stores.ts';
import { intakePlace } from '../aws/intake-place.ts';
import { heldLog } from '../aws/log-lines.ts';
import { onDesk } from './acts.ts';

const freshTable = freshTables('any-order');
const buckets = freshBuckets('any-order', ['inbox', 'archive']);
beforeAll(() => {
  heldLog();
});
afterAll(() => {
  vi.restoreAllMocks();
});

const MEMO = `Tom, take this version please. Thanks, Ines\n\nDockside News, 13 September 2023\n\nUnion votes for the new rota\n\nMembers of the crane drivers’ union in the northern harbour voted for the new shift rota on Wednesday evening, a spokeswoman said.`;
const MILL =
  'Lakeside Post, 13 September 2023\n\nA prize for rye bread\n\nThe bakery at the old mill won the first prize for its rye bread at the fair on Sunday.';

/** A day of a newsroom, by the minute: what was put under a key, or null where it was removed. */
const DAY: readonly (readonly [key: string, body: string | null])[] = [
  ['gazette.txt', `${GAZETTE} It was a first version.`],
  ['gazette.txt.edit.yaml', 'title: A first try'],
  ['gazette.txt', GAZETTE],
  ['courier.txt', COURIER],
  ['courier.txt', null],
  ['courier.txt', COURIER],
  ['copy of gazette.txt', GAZETTE],
  ['gazette.txt.edit.yaml', 'title: Crane drivers end their strike\nlead: true'],
  ['memo.txt', MEMO],
  ['memo.txt.confirm', ''],
  ['courier.txt.edit.yaml', 'drop: true'],
  ['courier.txt.edit.yaml', null],
  ['mill.txt', MILL],
  ['mill.txt.edit.yaml', 'on-topic: true'],
  ['gone.txt', `${COURIER} And more of it.`],
  ['gone.txt', null],
  ['nowhere.txt.edit.yaml', 'title: About nothing'],
];

const EVENTS = DAY.map(([key, body], minute): ObjectChange => {
  const change = {
    bucket: 'inbox',
    key,
    sequencer: padSequencer(minute.toString(16).padStart(8, '0')),
    time: new Date(Date.parse('2023-09-13T10:00:00Z') + minute * 60_000).toISOString(),
    versionId: null,
  };
  return body === null
    ? { ...change, kind: 'removed', size: 0, eTag: null }
    : {
        ...change,
        kind: 'created',
        size: Buffer.byteLength(body),
        eTag: createHash('md5').update(body).digest('hex'),
      };
});

/** What two editors did on the desk meanwhile; `onDesk` counts from ten o'clock of the day after, so the slot is then. */
const ACTS = [
  onDesk('courier.txt', 1, { note: 'The port has not answered.' }),
  onDesk('copy of gazette.txt', 2, { notACopy: true }),
  onDesk('copy of gazette.txt', 3, { notACopy: null }, { by: 'bo' }),
  onDesk('mill.txt', 4, { headline: 'Bread', sameStoryAs: 'courier.txt' }),
];
const AFTER = new Date(Date.parse(SLOT) + 12 * 3_600_000).toISOString();

/** The edition after all was told in this order. */
async function editionAfter(order: readonly number[], together: number): Promise<string> {
  const table = await freshTable();
  const { inbox, archive } = await buckets();
  for (const [key, body] of new Map(DAY)) if (body !== null) await inbox.put(key, body);
  const place = { ...intakePlace(inbox, archive, table), withdrawals: withdrawals(table) };
  const tell = async (n: number) => {
    const event = EVENTS[n];
    const act = ACTS[n - EVENTS.length];
    if (event !== undefined) await receiveUpload({ changes: [event], receives: 1 }, place);
    if (act !== undefined) await place.edits.keep(act);
  };
  for (let at = 0; at < order.length; at += together)
    await Promise.all(order.slice(at, at + together).map(tell));
  const world = { archive, table, settings: HARBOUR };
  return JSON.stringify(await currentEdition(AFTER, await materialFor(AFTER, world), world));
}

it('uploads, replacements, withdrawals, confirmations, edit files and acts make the same bytes in any order, however often each is told', async () => {
  const all = [...EVENTS, ...ACTS].map((_, n) => n);
  const expected = await editionAfter(all, 1);
  for (const told of ['Crane drivers end', 'Union votes', '[Bread]', 'The port has not answered.'])
    expect(expected).toContain(told);
  for (const gone of ['A first try', articleId('gone.txt'), 'About nothing'])
    expect(expected).not.toContain(gone);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length }),
      fc.integer({ min: 1, max: 4 }),
      async (order, together) => {
        expect(await editionAfter(order, together)).toBe(expected);
      },
    ),
    { numRuns: 4 },
  );
}, 120_000);
