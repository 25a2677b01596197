import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findDeployment } from '../../infra/operate/deployment.ts';
import { run } from '../../infra/operate/edition.ts';
import type { OperatorContext } from '../../infra/operate/operator-context.ts';
import { markAsTest } from '../../infra/operate/test-copy.ts';
import { whyNotAgain } from '../../infra/operate/unknown-sends.ts';
import { sends } from '../../lambdas/aws/stores/delivery/sends.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import { readers } from '../../lambdas/aws/stores/readers/readers.ts';
import { deliverMessage, reconcileAll } from '../../lambdas/deliver.ts';
import { handleEvent } from '../../lambdas/feedback.ts';
import { CALLING_LEASE_MS } from '../../lambdas/reader/delivery/ledger.ts';
import { readToken } from '../../lambdas/reader/token.ts';
import type { Send } from '../../lambdas/types.ts';
import { deliveryMessage } from '../aws/delivery-message.ts';
import { heldLog } from '../aws/log-lines.ts';
import { edition, story } from '../edition/sample.ts';
import { aReader } from '../reader/delivery-model.ts';
import { KEYS, openPostOffice, type Place, type PostOffice } from '../sending.ts';

const CONTEXT = { getRemainingTimeInMillis: () => 110_000 };
const HOUR = 3_600_000;
let post: PostOffice;
beforeAll(async () => {
  heldLog();
  post = await openPostOffice();
});
afterAll(async () => {
  await post.close();
  vi.restoreAllMocks();
});

/** An operator at a terminal: what is typed is answered, and the queue's messages are kept. */
async function desk(count = 3) {
  const place = await post.freeze(Array.from({ length: count }, (_, n) => aReader(`reader-${n}`)));
  const queue: string[] = [];
  const state = { unheard: 0, later: 0 };
  const { deliver: world } = place;
  const operator: OperatorContext = {
    ...world,
    inbox: place.outbox,
    web: place.outbox,
    caches: { forget: async () => true },
    keys: async () => KEYS,
    tellDelivery: async (key) => void queue.push(key),
    unheard: async () => state.unheard,
    now: () => Date.now() + state.later,
  };
  const type = (line: string) => run(line.split(' '), () => operator);
  return { place, queue, state, type, id: place.edition };
}

const take = async (place: Place, keys: readonly string[] = place.shards) => {
  for (const key of keys) {
    await deliverMessage(deliveryMessage(key), place.deliver, CONTEXT);
  }
};
const states = async (place: Place) => (await place.rows()).map(({ state }) => state).sort();

describe('a call', () => {
  it.each([
    [[], 2, 'A verb is needed'],
    [['fly'], 2, 'Not "fly"'],
    [['stop'], 2, "stop needs one edition's ID"],
    [['list', 'x'], 2, 'list takes no edition'],
    [['send', 'x'], 2, 'send needs --to ADDRESS'],
    [['stop', 'x', '--often'], 2, '--often'],
    [['stop', 'x', 'y'], 2, "one edition's ID"],
    [['toString', 'x'], 2, 'Not "toString"'],
  ])('%j is wrong, and is told how', async (argv, code, message) => {
    const open = () => {
      throw new Error('nothing is opened');
    };
    expect(await run(argv, open)).toMatchObject({ code, out: '', err: expect.stringContaining(message) });
  });

  it('has a verb that the help and the papers explain', async () => {
    const open = () => findDeployment({ outputs: 'no-such-file.json' }) as never;
    const [, named = ''] = /A verb is needed: ([a-z, -]+)/.exec((await run([], open)).err) ?? [];
    const verbs = named.split(', ');
    const { out } = await run(['--help'], open);
    const paper = readFileSync('infra/commands.md', 'utf8');
    expect(verbs.length).toBeGreaterThan(14);
    expect(verbs.filter((verb) => !new RegExp(`^${verb}\\b`, 'm').test(out))).toEqual([]);
    expect(verbs.filter((verb) => !new RegExp(`\`${verb}[ \`]`).test(paper))).toEqual([]);
  });

  it('tells what is missing when there is no deployment', async () => {
    const open = () => findDeployment({ outputs: 'no-such-file.json' }) as never;
    const answer = await run(['list'], open);
    expect(answer).toMatchObject({ code: 1, err: expect.stringContaining('There is no') });
    expect(answer.err).not.toContain('    at ');
  });

  it.each(['stop', 'resume', 'delivery', 'resend-unknown', 'send'])(
    '%s of an edition that never was is refused',
    async (verb) => {
      const { type } = await desk(0);
      const answer = await type(`${verb} edition-0${verb === 'send' ? ' --to a@b.example' : ''}`);
      const message = verb === 'send' ? /no message of edition edition-0/ : /No edition edition-0 was ever/;
      expect(answer).toMatchObject({ code: 1, err: expect.stringMatching(message) });
    },
  );

  it.each(['stop', 'resume', 'delivery', 'resend-unknown'])(
    '%s of a quiet edition that was skipped is told why there is nothing to do',
    async (verb) => {
      const { place, type } = await desk(0);
      await place.archive.put('editions/quiet/edition.json', '{}');
      const answer = await type(`${verb} quiet`);
      expect(answer).toMatchObject({ code: 1, err: expect.stringContaining('published and not mailed') });
    },
  );
});

describe('stop and resume', () => {
  it('keep every worker from its next call, and then go on where it was', async () => {
    const { place, queue, type, id } = await desk();
    expect(await type(`stop ${id} --reason mistake`)).toMatchObject({ code: 0 });
    expect((await type(`stop ${id}`)).out).toContain('is stopped already');
    await take(place);
    expect(place.mailed()).toEqual([]);
    await reconcileAll(place.deliver, CONTEXT);
    expect(await place.report()).toMatchObject({ open: 3, stopped: 'mistake' });
    expect((await type('list')).out).toMatch(/stopped \(mistake\) {2}recipients 3 {2}sent 0 .* open 3/);
    expect((await type(`resume ${id}`)).out).toContain('3 sends are open.');
    expect(queue).toEqual(place.shards);
    await take(place, queue);
    expect(place.mailed()).toHaveLength(3);
    expect(await type(`resume ${id}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('not stopped'),
    });
    await reconcileAll(place.deliver, CONTEXT);
    expect((await type('list')).out).toMatch(/done {2}recipients 3 {2}sent 3/);
    expect(await type(`stop ${id}`)).toMatchObject({ code: 1, err: expect.stringContaining('is finished') });
    expect(JSON.parse((await type(`delivery ${id}`)).out)).toEqual(await place.report());
  });

  it('say so when the deadline has passed meanwhile', async () => {
    const { state, type, id } = await desk();
    await type(`stop ${id}`);
    state.later = 7 * HOUR;
    expect((await type(`resume ${id}`)).out).toContain('Their deadline has passed');
  });

  it('delivery says that nothing is counted before the first quarter of an hour', async () => {
    const { type, id } = await desk();
    expect(await type(`delivery ${id}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no numbers yet'),
    });
  });
});

describe('a test copy', () => {
  it('is the mail, marked, to the one address given; neither ledger nor reader knows of it', async () => {
    const { place, type, id } = await desk();
    const { table } = place.deliver;
    const put = vi.spyOn(table, 'put');
    const update = vi.spyOn(table, 'update');
    const seen: (readonly string[])[] = [];
    post.makeTrouble(({ to }) => void seen.push(to));
    expect(await type(`send ${id} --to operator@desk.example`)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Sent, as message \S+\.\n$/),
    });
    expect(seen).toEqual([['operator@desk.example']]);
    expect(put).not.toHaveBeenCalled();
    expect(update).not.toHaveBeenCalled();
    expect(place.mailed()).toEqual([]);
    const copy = post.mails().at(-1);
    const { subject, html = '' } = await PostalMime.parse(copy?.raw ?? '');
    expect(subject).toBe('[Test] The harbour works');
    const [, token = ''] = /leave\/([A-Za-z0-9_-]{56})/.exec(html) ?? [];
    expect(readToken('leave', token, KEYS)).toBe('test-copy-for-operator');
    // What becomes of it is nobody's business.
    for (const body of place.told()) await handleEvent(body, place.feedback);
    expect(await states(place)).toEqual([]);
  });

  it.each([
    ['no address', '--to nobody', 'one plain mail address'],
    ['two addresses', '--to a@b.example,c@d.example', 'one plain mail address'],
    ['a language that the edition does not speak', '--to a@b.example --language xx', 'no message of edition'],
  ])('to %s is refused', async (_, options, message) => {
    const { type, id } = await desk();
    expect(await type(`send ${id} ${options}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining(message),
    });
  });

  it('keeps a subject that is not plain ASCII', async () => {
    const raw = Buffer.from(
      'From: a@b.example\r\nSubject: =?UTF-8?Q?=D0=9F?=\r\n =?UTF-8?Q?=D0=9F?=\r\n\r\nSubject: no\r\n',
    );
    expect((await PostalMime.parse(markAsTest(raw))).subject).toBe('[Test] ПП');
  });
});

describe('unknown sends', () => {
  const called = Date.parse('2023-09-14T07:00:00.000Z');
  const row: Send = {
    edition: 'e',
    shard: '0-0',
    reader: 'r',
    state: 'unknown',
    revision: 3,
    owner: 'w',
    leaseUntil: called + CALLING_LEASE_MS,
  };
  const later = '2023-09-14T07:00:01.000Z';
  const earlier = '2023-09-14T06:59:59.000Z';

  it.each([
    ['within the hour', { ofIt: false, last: later }, called + HOUR - 1, /less than an hour/],
    ['without any event of a later mail', { ofIt: false, last: earlier }, called + HOUR, /no later mail/],
    ['without any event at all', { ofIt: false, last: '' }, called + HOUR, /no later mail/],
    ['after an hour and with one', { ofIt: false, last: later }, called + HOUR, null],
    ['with an event of its own', { ofIt: true, last: later }, called + HOUR, /has told of it/],
  ])('are judged by what is known: %s', (_, heard, now, why) => {
    const found = whyNotAgain(row, heard, now);
    if (why === null) expect(found).toBeNull();
    else expect(found).toMatch(why);
  });

  it('are made again only by an operator who is sure, once their silence tells', async () => {
    const { place, queue, state, type, id } = await desk();
    post.makeTrouble(({ sent }) => (sent === first ? 'drop' : undefined));
    const first = post.asked();
    await take(place);
    post.makeTrouble(undefined);
    expect(await states(place)).toEqual(['sent', 'sent', 'unknown']);
    const refused = async (message: string) =>
      expect(await type(`resend-unknown ${id} --yes`)).toMatchObject({
        code: 1,
        err: expect.stringContaining(message),
      });
    await refused('less than an hour');
    state.later = HOUR + 60_000;
    await refused('no later mail of the edition has an event');
    for (const body of place.told()) await handleEvent(body, place.feedback);
    state.unheard = 1;
    await refused('Messages wait in the feedback queues (1)');
    state.unheard = 0;
    state.later = 7 * HOUR;
    await refused('the send-by deadline has passed');
    state.later = HOUR + 60_000;
    await type(`stop ${id}`);
    await refused('is stopped');
    await type(`resume ${id}`);
    queue.length = 0;

    expect(await type(`resend-unknown ${id}`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('--yes sends'),
    });
    expect(queue).toEqual([]);
    expect(await states(place)).toEqual(['sent', 'sent', 'unknown']);
    await reconcileAll(place.deliver, CONTEXT);
    expect((await type(`resend-unknown ${id} --yes`)).out).toContain('1 are on their way');
    expect(queue).toEqual(place.shards);
    // Should the message be lost, the quarter of an hour finds it.
    await reconcileAll(place.deliver, CONTEXT);
    expect(await states(place)).toEqual(['sent', 'sent', 'sent']);
    expect(new Set(place.mailed()).size).toBe(3);
    expect((await type(`resend-unknown ${id} --yes`)).out).toContain('No send');
  });

  it('that an event answers while they are freed are not made again', async () => {
    const { place } = await desk(1);
    post.makeTrouble(() => 'drop-after-sending');
    await take(place);
    post.makeTrouble(undefined);
    const [unknown] = await place.rows();
    if (!unknown) throw new Error('A send is in the ledger.');
    const ledger = sends(place.deliver.table, Date.now);
    await ledger.write({ ...unknown, state: 'claimed', leaseUntil: 0, revision: unknown.revision + 1 });
    for (const body of place.told()) await handleEvent(body, place.feedback);
    await take(place);
    expect(place.mailed()).toHaveLength(1);
    expect(await states(place)).toEqual(['sent']);
  });
});

describe('a correction by mail', () => {
  it('goes once to those who got the edition or may have, and still want mail', async () => {
    const { place, type, id } = await desk(4);
    const [left, unsure] = [aReader('reader-0').id, aReader('reader-1').id];
    await place.archive.put(`editions/${id}/edition.json`, JSON.stringify(edition([story('A')], { id })));
    expect((await type(`mail-correction ${id} --note wrong`)).err).toContain('still on its way');
    post.makeTrouble(({ to }) =>
      to.some((one) => one.startsWith('reader-1@')) ? 'drop-after-sending' : undefined,
    );
    await take(place).catch(() => undefined);
    post.makeTrouble(undefined);
    expect(await states(place)).toEqual(['sent', 'sent', 'sent', 'unknown']);
    await editions(place.deliver.table).close(id);
    expect((await type(`mail-correction ${id}`)).err).toContain('--note TEXT');
    await readers(place.deliver.table).leave(left, new Date().toISOString());
    const line = `mail-correction ${id} --note Twelve,-not-ten.`;
    expect((await type(line)).out).toContain(`${id}-c1 is on its way to 4 readers`);
    expect((await type(line)).out).toContain(`${id}-c1 is on its way`);
    const shards = await place.outbox.list(`${id}-c1/`);
    await take(place, shards);
    await take(place, shards);
    const mails = post.mails().filter(({ tags }) => tags.edition === `${id}-c1`);
    expect(mails.map(({ tags }) => tags.reader).toSorted()).toEqual(
      [1, 2, 3].map((n) => aReader(`reader-${n}`).id).toSorted(),
    );
    expect(mails.some(({ tags }) => tags.reader === unsure)).toBe(true);
    const { subject, text } = await PostalMime.parse(mails[0]?.raw ?? '');
    expect(subject).toContain('Correction to');
    expect(text).toContain('Twelve,-not-ten.');
    expect(text).toContain('/reader/leave/');
  });
});
