import type { Context, LambdaFunctionURLEvent, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { settingsOf } from '../../infra/briefing.ts';
import { proofPath } from '../../lambdas/approval/proof-link.ts';
import { articleId } from '../../lambdas/article/id.ts';
import { amendments } from '../../lambdas/aws/stores/amendments.ts';
import { withdrawals } from '../../lambdas/aws/stores/articles/withdrawals.ts';
import { stops } from '../../lambdas/aws/stores/delivery/stops.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import { readers } from '../../lambdas/aws/stores/readers/readers.ts';
import { table } from '../../lambdas/aws/table.ts';
import { operatorLink } from '../../lambdas/desk/session.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import { keysFrom } from '../../lambdas/reader/keys.ts';
import { makeToken } from '../../lambdas/reader/token.ts';
import type { Edition } from '../../lambdas/types.ts';
import { heldLog } from '../aws/log-lines.ts';
import { mailEvent } from '../reader/mail-event.ts';
import { allows, type Permission, permissionsOf } from './permissions.ts';
import { type Call, recordCalls, SECRET } from './recorder.ts';
import { briefing as sample, synthesized } from './synthesized.ts';

/** With all that a briefing can ask of these functions but the approval. */
const briefing = {
  ...sample,
  editors: [{ address: 'ada@desk.example.org', role: 'editor' }],
} as const;

// What the synthesis lays beside the bundle.
vi.mock('../../lambdas/aws/bundled/notices.ts', async () => {
  const { composeNotices } = await import('../../infra/parts/notices.ts');
  const notices = await composeNotices(settingsOf(briefing));
  return {
    readNotice: (notice: string, language: string) => notices[`notices/${notice}.${language}.eml`],
  };
});

const FUNCTIONS = [
  'IntakeFunction',
  'ComposeFunction',
  'DeliverFunction',
  'FeedbackFunction',
  'SubscribeFunction',
  'DeskFunction',
  'DailyFunction',
];
const ARTICLE = `Leaders meet at the cosmodrome

By Ada Example
September 13, 2023

The two leaders met on Wednesday at the cosmodrome and spoke for five hours about satellites. Officials said that
nothing was signed. A dinner followed, and the guest left by train in the evening for the next city.`;

/** A partition key of every kind that the table and its indexes know, and of one that they do not. */
const KINDS = [
  'article#0f',
  'text#0f',
  'shingle#0f00ba12',
  'receipt#0f',
  'receipts 2023-09-14',
  'editions',
  'deliveries',
  'reader#AAAAAAAAAAAAAAAAAAAAAA',
  'send#2023-09-14T04-00-00Z#0-0',
  'fate#2023-09-14T04-00-00Z#0-0',
  'shards#2023-09-14T04-00-00Z',
  'stop#2023-09-14T04-00-00Z',
  'pace#1694664000',
  'desk#AAAAAAAAAAAAAAAAAAAAAA',
  'slots',
  'reports',
  'mailbox#AAAAAAAAAAAAAAAAAAAAAA',
  'daily',
  'withdrawals',
  'amendments',
  'limit#everybody#all#470740',
  'active#7',
  '2023-09-14',
  'something#else',
];
const ROW_ACTIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'UpdateItem',
].map((action) => `dynamodb:${action}`);
/** Buckets that are all of one kind: uploads, shards, pages. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  IntakeFunction: ['<Inbox>/*'],
  ComposeFunction: ['<Inbox>/*', '<Outbox>/*', '<Pages>/*'],
  DeskFunction: ['<Inbox>/*'],
  DeliverFunction: ['<Outbox>/*'],
};

function kindOf(key: string): string {
  if (key.startsWith('receipts ')) return 'a day of receipts';
  return /^\d{4}-\d\d-\d\d$/.test(key) ? 'a day' : (key.split('#', 1)[0] ?? '');
}

let calls: readonly Call[] = [];
let permissions: ReadonlyMap<string, readonly Permission[]>;

/** What SQS hands to a function when these keys of a bucket changed. */
function changes(
  bucket: string,
  keys: readonly string[],
  record: object = {},
  receives = '1',
  eventName = 'ObjectCreated:Put',
): SQSEvent {
  const records = keys.map((key, index) => ({
    eventName,
    eventTime: '2023-09-13T10:00:00.000Z',
    s3: { bucket: { name: bucket }, object: { key, size: 100, sequencer: `0${index}`, ...record } },
  }));
  const message = {
    messageId: '1',
    body: JSON.stringify({ Records: records }),
    attributes: { ApproximateReceiveCount: receives },
  };
  return { Records: [message] } as unknown as SQSEvent;
}

/** Drives the real handlers and adapters through a whole edition, with their SDK recorded. */
async function anEdition(): Promise<readonly Call[]> {
  const world = recordCalls();
  const context = { getRemainingTimeInMillis: () => 100_000 } as Context;
  const keys = keysFrom(SECRET);
  const address = 'olena@readers.example.org';
  const id = readerId(address, keys.readerKey);
  const confirmedAt = '2023-09-01T00:00:00.000Z';
  await readers(table('<Table>')).put({ id, address, language: 'en', state: 'confirmed', confirmedAt });
  for (const key of ['a.txt', 'b.txt']) world.objects.set(`<Inbox>/${key}`, Buffer.from(ARTICLE));
  world.objects.set(
    '<Inbox>/d.txt',
    Buffer.from(`${ARTICLE}\n\nA third meeting was announced for the spring.`),
  );
  world.objects.set('<Inbox>/a.txt.edit.yaml', Buffer.from('confirmed: true'));

  // Each function is a process of its own, and remembers nothing of another.
  const begin = (name: string) => {
    vi.resetModules();
    world.actAs(name);
  };

  begin('IntakeFunction');
  const intake = await import('../../lambdas/intake.ts');
  const taken = [
    await intake.handler(changes('<Inbox>', ['a.txt'], { versionId: 'v1' })),
    await intake.handler(changes('<Inbox>', ['b.txt'], {}, '4')),
    await intake.handler(changes('<Inbox>', ['d.txt'])),
    await intake.handler(changes('<Inbox>', ['gone.txt', 'a.txt'])),
    await intake.handler(changes('<Inbox>', ['a.txt.confirm'], { size: 0 })),
    await intake.handler(changes('<Inbox>', ['a.txt.edit.yaml'])),
    await intake.handler(changes('<Inbox>', ['c.txt'], {}, '1', 'ObjectRemoved:Delete')),
  ];
  expect(taken.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);

  begin('ComposeFunction');
  const compose = await import('../../lambdas/compose.ts');
  const correction = {
    kind: 'correction',
    of: { kind: 'edition', edition: 'e' },
    note: 'A number.',
    by: 'x',
  };
  world.objects.set(
    '<Archive>/overlay/one.json',
    Buffer.from(JSON.stringify({ ...correction, at: '2023-09-14T10:00:00.000Z' })),
  );
  await compose.handler({ slot: '2023-09-14T04:00:00Z' });
  await compose.handler({ slot: '2023-09-15T04:00:00Z' });
  // Its articles are copies of each other, so that no two sentences are looked at together.
  const { bucket } = await import('../../lambdas/aws/archive.ts');
  const { entailedInArchive } = await import('../../lambdas/aws/stores/entailments.ts');
  const nothing = { all: 0, some: 0 };
  const crossEncoder = { entail: async () => [nothing, nothing] as const, close: async () => {} };
  await entailedInArchive(bucket('<Archive>'), () => crossEncoder)([['A ferry sank.', 'It sank.']]);
  // One that an earlier run left half done, with an article that it could not afford.
  const { edition: made } = await compose.handler({ slot: '2023-09-14T04:00:00Z' });
  const [left, aside] = ['2023-09-16T04:00:00Z', '2023-09-16T04-00-00Z'];
  const begun: Edition = JSON.parse(
    (world.objects.get(`<Archive>/editions/${made}/edition.json`) ?? '').toString(),
  );
  const [source] = begun.stories.flatMap(({ sources }) => sources);
  const overBudget = source === undefined ? [] : [{ ...source, over: 'letters' }];
  world.objects.set(
    `<Archive>/editions/${aside}/edition.json`,
    Buffer.from(JSON.stringify({ ...begun, id: aside, number: 3, slot: left, overBudget })),
  );
  await compose.handler({ slot: left });
  // One whose shards are there while the table has never heard of it.
  const lost = '2023-09-17T04-00-00Z';
  world.objects.set(
    `<Archive>/editions/${lost}/edition.json`,
    Buffer.from(JSON.stringify({ ...begun, id: lost, number: 4, slot: '2023-09-17T04:00:00.000Z' })),
  );
  world.objects.set(`<Outbox>/${lost}/0-0.json`, Buffer.from('{}'));
  await compose.handler({ slot: '2023-09-17T04:00:00Z' });
  for (const at of [...world.objects.keys()])
    if (at.startsWith(`<Outbox>/${lost}/`)) world.objects.delete(at);
  // One of what it tells was withdrawn long ago, with events that intake has noted.
  const gone = articleId('d.txt');
  const withdrawn = { articleId: gone, key: 'd.txt', sequencer: '9', at: '2023-09-14T05:00:00.000Z' };
  const place = table('<Table>');
  world.actAs('nobody');
  await place.put({
    pk: `article#${gone}`,
    sk: 'current',
    articleId: gone,
    sequencer: '9',
    state: 'removed',
  });
  await withdrawals(place).note(withdrawn);
  await place.put({
    pk: 'withdrawals',
    sk: `${gone}#9`,
    ...withdrawn,
    decided: '2023-09-14T05:10:00.000Z',
  });
  world.objects.delete('<Inbox>/d.txt');
  // An editor has corrected something, and is asked about what was withdrawn; then the editor has it taken down.
  const noted = { ...correction, at: '2023-09-14T11:00:00.000Z' };
  await amendments(place).note('overlay/two.json', JSON.stringify(noted));
  world.actAs('ComposeFunction');
  await compose.handler({ preview: '2023-09-14T04:01:00Z' });
  world.objects.set(
    `<Archive>/withdrawals/${gone}/9.json`,
    Buffer.from(JSON.stringify({ kind: 'takeDown', at: '2023-09-14T05:09:00.000Z', by: 'x' })),
  );
  await compose.handler({ preview: '2023-09-14T04:02:00Z' });
  // The take-down has stopped the deliveries.
  world.actAs('nobody');
  for (const { id: stopped } of await editions(place).deliveries()) await stops(place).lift(stopped);

  begin('DeliverFunction');
  const deliver = await import('../../lambdas/deliver.ts');
  const shards = [...world.objects.keys()].flatMap((at) => /^<Outbox>\/(.*)$/.exec(at)?.[1] ?? []);
  // Another worker is faster, then SES refuses the account; then all is well.
  world.refuseRow('send#');
  await deliver.handler(changes('<Outbox>', shards.slice(0, 1)), context);
  world.refuseMail(Object.assign(new Error('Email address is not verified.'), { name: 'MessageRejected' }));
  await deliver.handler(changes('<Outbox>', shards.slice(1)), context);
  expect(await deliver.handler(changes('<Outbox>', shards), context)).toEqual({ batchItemFailures: [] });
  await deliver.handler({ reconcile: true }, context);

  begin('FeedbackFunction');
  const feedback = await import('../../lambdas/feedback.ts');
  const from = { configurationSet: '<Mail>', account: '<AWS::AccountId>' };
  const [, edition = '', shard = ''] = /^(.+)\/(.+)\.json$/.exec(shards[0] ?? '') ?? [];
  const told = (['soft-bounce', 'bounce', 'complaint', 'delivery'] as const).map((kind) =>
    mailEvent({ kind, reader: id, edition, shard, from }),
  );
  told.push(mailEvent({ kind: 'bounce', notice: 'confirm', reader: 'B'.repeat(22), from }));
  const rejected = { messageId: 'message-1', mailedAt: '2023-09-14T07:00:10.000Z' };
  told.push(mailEvent({ kind: 'reject', ...rejected, reader: id, edition, shard, from }));
  world.actAs('nobody');
  const fate = {
    pk: `fate#${edition}#${shard}`,
    sk: `${id}#message-1`,
    ...rejected,
    reject: rejected.mailedAt,
  };
  await table('<Table>').put(fate);
  world.actAs('FeedbackFunction');
  const heard = { Records: told.map((body, n) => ({ messageId: String(n), body })) } as unknown as SQSEvent;
  expect(await feedback.handler(heard)).toEqual({ batchItemFailures: [] });

  begin('SubscribeFunction');
  const subscribe = await import('../../lambdas/subscribe.ts');
  const post = async (rawPath: string, form: Readonly<Record<string, string>> = {}) => {
    const body = new URLSearchParams(form).toString();
    const event = { rawPath, body, requestContext: { http: { method: 'POST', sourceIp: '192.0.2.1' } } };
    expect(await subscribe.handler(event as unknown as LambdaFunctionURLEvent)).toMatchObject({
      statusCode: 200,
    });
  };
  /** Follows the link of the last mail. */
  const click = (page: string) => {
    const text = world.sent.at(-1)?.replaceAll('=\r\n', '') ?? '';
    return post(new RegExp(`/reader/${page}/[A-Za-z0-9_-]{56}`).exec(text)?.[0] ?? 'no link');
  };
  // Within the ninety days in which a reader's export lists what was sent to them.
  vi.useFakeTimers({ now: Date.parse('2023-09-20T00:00:00Z'), toFake: ['Date'] });
  const preferences = `/reader/preferences/${makeToken('preferences', id, keys)}`;
  await post('/reader/subscribe', { address: 'new@readers.example.org', language: 'en' });
  vi.advanceTimersByTime(1000);
  await click('confirm');
  await post('/reader/subscribe', { address: 'other@readers.example.org', language: 'en' });
  const never =
    /\/reader\/never\/[A-Za-z0-9_-]{56}/.exec(world.sent.at(-1)?.replaceAll('=\r\n', '') ?? '')?.[0] ?? '';
  for (const wish of ['askNever', 'askAllow']) await post(never, { do: wish });
  await post(`/reader/report/${made}_${begun.stories[0]?.id}`, { text: 'It was Tuesday.' });
  await post(preferences, { do: 'save', language: 'en', pause: '' });
  await post(preferences, { do: 'save', language: 'uk', pause: '' });
  vi.advanceTimersByTime(1000);
  await click('undo');
  for (const right of ['export', 'erase']) {
    await post(preferences, { do: right });
    vi.advanceTimersByTime(1000);
    if (right === 'erase') await post(`/reader/leave/${makeToken('leave', id, keys)}`);
    await click(right);
  }
  begin('DeskFunction');
  const desk = await import('../../lambdas/desk.ts');
  const at = Date.parse('2023-09-14T04:00:00Z');
  vi.setSystemTime(at);
  const ask = async (method: string, rawPath: string, body = '', cookies: readonly string[] = []) => {
    const event = { rawPath, body, cookies, requestContext: { http: { method } } };
    const answer = await desk.handler(event as unknown as LambdaFunctionURLEvent);
    if (typeof answer === 'string') throw new Error(answer);
    return answer;
  };
  await ask('POST', '/desk/sign-in', 'address=ada%40desk.example.org');
  const entered = await ask('POST', `/desk/enter/${operatorLink(at, keys)}`);
  const cookies = [(entered.cookies ?? [''])[0]?.split(';', 1)[0] ?? ''];
  const token = /name="token" value="([^"]+)"/.exec(
    (await ask('GET', '/desk/', '', cookies)).body ?? '',
  )?.[1];
  const page = `/desk/file/${articleId('a.txt')}`;
  expect((await ask('GET', page, '', cookies)).statusCode).toBe(200);
  expect((await ask('POST', page, `token=${token}&was-drop=&drop=yes`, cookies)).statusCode).toBe(303);
  expect(
    (await ask('POST', page, `token=${token}&seen=9&was-confirmed=&confirmed=yes`, cookies)).statusCode,
  ).toBe(303);
  await ask('POST', '/desk/report/2023-09-20/x', `token=${token}`, cookies);
  await ask('POST', '/desk/paste', `token=${token}&name=pasted&text=Some+words`, cookies);
  const draft = { slot: '2023-09-14T04-00-00Z', hash: '0'.repeat(32) };
  const drafted = { ...draft, edition: { id: draft.slot, slot: '2023-09-14T04:00:00.000Z', stories: [] } };
  world.objects.set(
    `<Archive>/drafts/${draft.slot}/${draft.hash}.json`,
    Buffer.from(JSON.stringify(drafted)),
  );
  const editor = readerId('ada@desk.example.org', keys.readerKey);
  const hold = proofPath({ ...draft, verb: 'hold', story: '', editor }, keys);
  expect((await ask('POST', `/desk/${hold}`)).statusCode).toBe(200);
  expect((await ask('GET', `/desk/${hold}`)).statusCode).toBe(200);
  await ask('GET', `/desk/draft/${draft.slot}/${draft.hash}/en`, '', cookies);
  expect((await ask('GET', `/desk/edition/${made}`, '', cookies)).statusCode).toBe(200);
  const order = `token=${token}&note=&sure=yes`;
  expect((await ask('POST', `/desk/amend/take-down/${made}`, order, cookies)).statusCode).toBe(303);
  world.actAs('nobody');
  await place.put({ pk: 'withdrawals', sk: `${gone}#9`, ...withdrawn, editions: made });
  world.actAs('DeskFunction');
  await ask('POST', `/desk/withdrawn/${gone}/9`, `token=${token}&do=keep`, cookies);
  await ask('POST', `/desk/remove/${articleId('a.txt')}`, `token=${token}&sure=yes`, cookies);
  // A browser puts a file with the function's own signature.
  world.calls.push({ by: 'DeskFunction', action: 's3:PutObject', resource: '<Inbox>/signed.txt' });

  begin('DailyFunction');
  const daily = await import('../../lambdas/daily.ts');
  const asked = () => daily.handler({ daily: '2023-09-15T03:00:00Z' });
  world.refuseMail(Object.assign(new Error('Maximum sending rate exceeded.'), { name: 'Throttling' }));
  await expect(asked()).rejects.toThrow('not taken');
  expect(await asked()).toEqual({ daily: 'sent' });

  vi.useRealTimers();
  return world.calls;
}

beforeAll(async () => {
  const templates = synthesized({ briefing: { ...briefing, alarmEmail: 'operator@example.org' } });
  permissions = new Map(FUNCTIONS.map((name) => [name, permissionsOf(templates, name)]));
  heldLog();
  const variables = {
    INBOX_BUCKET: '<Inbox>',
    ARCHIVE_BUCKET: '<Archive>',
    OUTBOX_BUCKET: '<Outbox>',
    WEB_BUCKET: '<Pages>',
    DISTRIBUTION_ID: '<Web>',
    TABLE_NAME: '<Table>',
    SECRET_ARN: '<Secret>',
    CONFIGURATION_SET: '<Mail>',
    DOOR: 'the stack’s own id',
    EDITORS: JSON.stringify([{ address: 'ada@desk.example.org', role: 'editor' }]),
    SCHEDULE: '0 7 * * mon',
    DEAD_LETTERS: JSON.stringify({ Missed: 'https://sqs.example/<MissedDeadLetters>' }),
    ALARM_EMAIL: 'operator@example.org',
    ACCOUNT_ID: '<AWS::AccountId>',
    DELIVERY_QUEUE_URL: 'https://sqs.example/<Delivery>',
    MAX_RECEIVES: '4',
    BRIEFING: JSON.stringify(settingsOf(briefing)),
    AWS_REGION: 'eu-west-1',
    // An address for an upload is signed here, and sent nowhere.
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  calls = await anEdition();
  // A whole edition through five freshly loaded functions: minutes on a machine that does other things as well.
}, 180_000);

afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe.each(FUNCTIONS)('the role of %s', (name) => {
  const mine = () => calls.filter(({ by }) => by === name);
  const role = () => permissions.get(name) ?? [];

  it('allows every call that its handler makes', () => {
    expect(mine().length).toBeGreaterThan(1);
    expect(mine().filter((call) => !allows(role(), call))).toEqual([]);
  });

  it('allows nothing that its handler never does', () => {
    const idle = role()
      // Its log and its queues are Lambda's business, not the handler's.
      .filter(({ action }) => !/^(logs|sqs|xray):/.test(action))
      .filter((one) => !mine().some((call) => allows([one], call)));
    expect(idle).toEqual([]);
  });

  it('opens no row but of the kinds that its handler works on, each to what it does with them', () => {
    const made = mine().flatMap(({ action, resource, leading = [] }) =>
      leading.map((key) => `${action} ${resource} ${kindOf(key)}`),
    );
    const open = ROW_ACTIONS.flatMap((action) =>
      ['<Table>', '<Table>/index/window', '<Table>/index/active'].flatMap((resource) =>
        KINDS.filter((key) => allows(role(), { action, resource, leading: [key] })).map(
          (key) => `${action} ${resource} ${kindOf(key)}`,
        ),
      ),
    );
    const rows = made.filter((call) => call.startsWith('dynamodb:'));
    expect(new Set(open)).toEqual(new Set(rows));
  });

  it('opens the table to no call that names no row, nor to one that names a strange one among its own', () => {
    for (const action of [...ROW_ACTIONS, 'dynamodb:Scan', 'dynamodb:PartiQLSelect'])
      for (const resource of ['<Table>', '<Table>/index/window', '<Table>/index/active'])
        expect([action, resource, allows(role(), { action, resource })]).toEqual([action, resource, false]);
    for (const { action, resource, leading = [] } of mine()) {
      if (!action.startsWith('dynamodb:')) continue;
      const among = { action, resource, leading: [...leading, 'something#else'] };
      expect([action, allows(role(), among)]).toEqual([action, false]);
    }
  });

  it('opens no bucket of ours as a whole that holds what is not for it', () => {
    const whole = role().filter(
      ({ action, resource }) => /^s3:.*Object/.test(action) && /^<[^>]+>\/\*$/.test(resource),
    );
    expect(whole.map(({ resource }) => resource).filter((resource) => resource === '<Archive>/*')).toEqual(
      [],
    );
    for (const { resource } of whole) expect(WHOLE[name] ?? []).toContain(resource);
  });
});
