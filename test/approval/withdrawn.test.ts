import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { articleId } from '../../lambdas/article/id.ts';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { type ObjectChange, padSequencer } from '../../lambdas/aws/object-changes.ts';
import { withdrawals } from '../../lambdas/aws/stores/articles/withdrawals.ts';
import { stops } from '../../lambdas/aws/stores/delivery/stops.ts';
import { readers } from '../../lambdas/aws/stores/readers/readers.ts';
import { type ComposeServices, composeEdition } from '../../lambdas/composing/compose-edition.ts';
import { publicPorts } from '../../lambdas/composing/desk/public-ports.ts';
import { handleWithdrawn, type WithdrawnServices } from '../../lambdas/composing/withdrawn/withdrawn.ts';
import { receiveUpload } from '../../lambdas/intake/receive-upload.ts';
import type { IntakeServices } from '../../lambdas/intake/services.ts';
import type { Settings } from '../../lambdas/types.ts';
import { freshBuckets, freshTables } from '../aws/fresh-stores.ts';
import { intakePlace } from '../aws/intake-place.ts';
import { heldLog } from '../aws/log-lines.ts';
import { Killed, mortal } from '../aws/mortal.ts';
import { aReader } from '../reader/delivery-model.ts';
import { GAZETTE, HARBOUR, ID, MINUTE, SLOT } from './harbour.ts';

const SETTINGS: Settings = { ...HARBOUR, withdrawnUpload: 'takeDown' };
const { withdrawnUpload: _, ...ASKING } = SETTINGS;
const KEY = 'strike.txt';

const freshTable = freshTables('withdrawn');
const buckets = freshBuckets('withdrawn', ['inbox', 'archive', 'outbox', 'web']);
beforeAll(() => {
  heldLog();
});
afterAll(() => {
  vi.restoreAllMocks();
});

/** A newsroom whose edition of one article is public and being mailed. */
async function newsroom(settings: Settings = SETTINGS) {
  const table = await freshTable();
  const { inbox, archive, outbox, web, removeFrom } = await buckets();
  let now = Date.parse(SLOT) + 5 * MINUTE;
  let sequence = 0;
  let forgotten = 0;
  const asked: (readonly [string, readonly string[]])[] = [];
  const intake: IntakeServices = { ...intakePlace(inbox, archive, table), withdrawals: withdrawals(table) };
  const place: ComposeServices & WithdrawnServices = {
    inbox,
    archive,
    outbox,
    web,
    table,
    settings,
    templates: readTemplates(),
    now: () => now,
    askEditors: async ({ key }, editions) => {
      asked.push([key, editions]);
    },
    caches: {
      forget: async () => {
        forgotten += 1;
        return true;
      },
    },
  };
  /** The change as S3 tells it; the object follows it at once, its event whenever it is taken in. */
  const put = async (key: string, time = now): Promise<ObjectChange> => {
    await inbox.put(key, GAZETTE);
    const eTag = createHash('md5').update(GAZETTE).digest('hex');
    return { ...told(key, time), kind: 'created', size: GAZETTE.length, eTag };
  };
  const remove = async (key: string, time = now): Promise<ObjectChange> => {
    await removeFrom('inbox', key);
    return { ...told(key, time), kind: 'removed', size: 0, eTag: null };
  };
  const told = (key: string, time: number) => {
    sequence += 1;
    return {
      bucket: 'inbox',
      key,
      sequencer: padSequencer(sequence.toString(16).padStart(16, '0')),
      time: new Date(time).toISOString(),
      versionId: null,
    };
  };
  const take = async (...changes: readonly ObjectChange[]) => {
    for (const change of changes) await receiveUpload({ changes: [change], receives: 1 }, intake);
  };
  await readers(table).put(aReader('reader-1'));
  await take(await put(KEY, Date.parse(SLOT) - MINUTE));
  await composeEdition(SLOT, place);
  return {
    place,
    put,
    remove,
    take,
    pass: (minutes: number) => {
      now += minutes * MINUTE;
    },
    sweep: (world: WithdrawnServices = place) => handleWithdrawn(world),
    page: async () => (await web.text(`editions/${ID}.en.html`)) ?? '',
    decided: () => archive.list('overlay/'),
    open: () => withdrawals(table).open(),
    forgotten: () => forgotten,
    asked,
    desk: publicPorts({ archive, table }),
  };
}

describe('a file that is withdrawn after it was published', () => {
  it('is taken down after ten minutes, once; the delivery stops, caches forget, nothing is mailed', async () => {
    const room = await newsroom();
    const mailed = await room.place.outbox.list('');
    await room.take(await room.remove(KEY));
    room.pass(9);
    await room.sweep();
    expect(await room.page()).toContain('Crane drivers end');
    expect(await room.decided()).toEqual([]);
    room.pass(2);
    await room.sweep();
    room.pass(1);
    await room.sweep();
    expect(await room.page()).not.toContain('Crane drivers end');
    expect(await room.decided()).toHaveLength(1);
    expect(await room.open()).toEqual([]);
    expect(room.forgotten()).toBe(1);
    expect((await stops(room.place.table).get(ID))?.reason).toBe('a file in it was withdrawn');
    expect(await room.place.outbox.list('')).toEqual(mailed);
    // The private archive keeps what it said.
    expect(await room.place.archive.list(`articles/${articleId(KEY)}/`)).toHaveLength(1);
  });

  it('stays until an editor decides where the briefing asks: asked once, by mail and on the desk', async () => {
    const room = await newsroom(ASKING);
    await room.take(await room.remove(KEY));
    room.pass(9);
    await room.sweep();
    expect(room.asked).toEqual([]);
    for (let minute = 0; minute < 3; minute += 1) {
      room.pass(1);
      await room.sweep();
    }
    expect(room.asked).toEqual([[KEY, [ID]]]);
    expect(await room.decided()).toEqual([]);
    const [question] = await room.desk.withdrawals();
    expect(question).toMatchObject({ key: KEY, editions: [ID], decided: null });
    if (question === undefined) return;
    // Of two at once the first counts, and the second is told.
    const at = new Date(room.place.now()).toISOString();
    const [first, second] = await Promise.all(
      ['ada', 'bo'].map((by) => room.desk.decideWithdrawal(question, { kind: 'takeDown', at, by })),
    );
    expect(second).toEqual(first);
    expect(await room.desk.decideWithdrawal(question, { kind: 'keep', at, by: 'cy' })).toEqual(first);
    await room.sweep();
    expect(await room.page()).not.toContain('Crane drivers end');
    expect(await room.decided()).toHaveLength(1);
    expect((await stops(room.place.table).get(ID))?.reason).toBe('a file in it was withdrawn');
    expect(await room.desk.withdrawals()).toEqual([]);
  });

  it('stays for good where an editor says so, and asks no more once it is put back or was never told', async () => {
    const room = await newsroom(ASKING);
    await room.take(await room.put('other.txt'), await room.remove(KEY), await room.remove('other.txt'));
    room.pass(11);
    await room.sweep();
    const [question] = await room.desk.withdrawals();
    await room.take(await room.put(KEY));
    await room.sweep();
    expect(await room.open()).toEqual([]);
    await room.take(await room.remove(KEY));
    room.pass(11);
    await room.sweep();
    const [again] = await room.desk.withdrawals();
    expect(again?.sequencer).not.toBe(question?.sequencer);
    if (again === undefined) return;
    const at = new Date(room.place.now()).toISOString();
    await room.desk.decideWithdrawal(again, { kind: 'keep', at, by: 'ada' });
    await room.sweep();
    expect(await room.open()).toEqual([]);
    expect(await room.page()).toContain('Crane drivers end');
    expect(await room.decided()).toEqual([]);
  });

  it('stays where its bytes stand under another name', async () => {
    const room = await newsroom();
    await room.take(await room.put('renamed.txt'), await room.remove(KEY));
    room.pass(20);
    await room.sweep();
    expect(await room.decided()).toEqual([]);
    // With the other name gone as well, nobody says it any more.
    await room.take(await room.remove('renamed.txt'));
    room.pass(11);
    await room.sweep();
    expect(await room.decided()).toHaveLength(1);
    expect(await room.page()).not.toContain('Crane drivers end');
  });

  it.each([
    ['in their order', [0, 1]],
    ['the other way round', [1, 0]],
    ['twice and mixed', [1, 0, 1, 0, 0, 1]],
    ['the upload never told yet', [0]],
  ])('stays when it is removed and uploaded again within a second, events %s', async (_, order) => {
    const room = await newsroom();
    const changes = [await room.remove(KEY), await room.put(KEY)];
    await room.take(...order.flatMap((n) => changes[n] ?? []));
    room.pass(20);
    await room.sweep();
    expect(await room.decided()).toEqual([]);
    expect(await room.open()).toEqual([]);
    // Removed once more, it goes.
    await room.take(await room.remove(KEY));
    room.pass(11);
    await room.sweep();
    expect(await room.decided()).toHaveLength(1);
  });

  it('is no news where no edition has it: uploaded again, it may be told', async () => {
    const room = await newsroom();
    await room.take(await room.put('other.txt'));
    await room.take(await room.remove('other.txt'));
    room.pass(20);
    await room.sweep();
    expect(await room.decided()).toEqual([]);
    expect(await room.open()).toEqual([]);
  });

  it('killed at any step, it is taken down by the next call, once', async () => {
    const watched = (place: WithdrawnServices, life: Parameters<typeof mortal>[1]): WithdrawnServices => ({
      ...place,
      archive: mortal(place.archive, life),
      web: mortal(place.web, life),
      table: mortal(place.table, life),
    });
    const withdrawn = async () => {
      const room = await newsroom();
      await room.take(await room.remove(KEY));
      room.pass(11);
      return room;
    };
    const steps = { steps: 0 };
    const whole = await withdrawn();
    await whole.sweep(watched(whole.place, steps));
    expect(steps.steps).toBeGreaterThan(10);
    for (let at = 1; at < steps.steps; at += 5) {
      const room = await withdrawn();
      const dying = watched(room.place, { steps: 0, at, moment: at % 2 === 0 ? 'before' : 'after' });
      await room.sweep(dying).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      room.pass(1);
      await room.sweep();
      expect([at, (await room.decided()).length, await room.open()]).toEqual([at, 1, []]);
      expect(await room.page()).not.toContain('Crane drivers end');
    }
  });
});
