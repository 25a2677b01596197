import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bucket } from '../../lambdas/aws/archive.ts';
import type { Mail } from '../../lambdas/aws/mail/mailer.ts';
import { dueSlots } from '../../lambdas/aws/schedule/due-slots.ts';
import { receiptIndex } from '../../lambdas/aws/stores/articles/receipt-index.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import { readers } from '../../lambdas/aws/stores/readers/readers.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { type DailyFacts, dayBefore, goneSince } from '../../lambdas/daily/daily-facts.ts';
import { dailyText } from '../../lambdas/daily/daily-text.ts';
import { type DailyServices, sendDaily } from '../../lambdas/daily.ts';
import type { CallResult, Receipt } from '../../lambdas/types.ts';
import { type LocalTables, localTables } from '../aws/local-table.ts';
import { heldLog } from '../aws/log-lines.ts';
import { settings as sample } from '../edition/sample.ts';
import { aReader } from '../reader/delivery-model.ts';

const settings = {
  ...sample,
  timeZone: 'Europe/Kyiv',
  coverage: { first: '2023-09-10', last: '2023-09-30' },
};
const SCHEDULE = '0 7 * * mon,tue,wed,thu,fri,sat,sun';
/** An hour before the edition of the 15th. */
const TO = '2023-09-15T03:00:00.000Z';
const SLOT = '2023-09-14T04:00:00.000Z';
const ID = '2023-09-14T04-00-00Z';
const OPERATOR = 'operator@desk.example.org';

const quiet: DailyFacts = {
  from: '2023-09-14T03:00:00.000Z',
  to: TO,
  uploads: { accepted: 38, refused: 2, quarantined: 0, failed: 0 },
  editions: { due: 1, made: 1, released: 1, undecided: [], dropped: 0, missing: [] },
  letters: {
    recipients: 1204,
    sent: 1202,
    failed: 0,
    unknown: 0,
    skipped: 2,
    open: 0,
    bounced: 3,
    complained: 0,
    stopped: [],
    uncounted: [],
    unmatched: [],
  },
  readers: { now: 1207, joined: 12, gone: 3 },
  deadLetters: { Intake: 0, Missed: 0 },
};

describe('the text', () => {
  it('tells a good day in ten lines and that nothing needs a hand', () => {
    const { subject, text } = dailyText(quiet, settings);
    expect(subject).toBe('The Vostochny Brief, yesterday: nothing needs a hand');
    expect(text.split('\n').slice(0, 10)).toEqual([
      '14 September at 06:00 to 15 September at 06:00 (Europe/Kyiv)',
      '',
      'Uploads    40 received: 38 read, 2 refused, 0 quarantined, 0 failed',
      'Editions   1 due, 1 made, 1 released, 0 cancelled or too late, 0 not there',
      'Letters    1,204 to send: 1,202 sent, 0 failed, 0 unknown, 2 skipped, 0 open',
      'Came back  3 bounced, 0 complained',
      'Readers    1,207 now: 12 joined, 3 gone',
      'Set aside  nothing lies in a dead-letter queue',
      '',
      'Nothing needs a hand.',
    ]);
  });

  const { uploads, editions: ofDay, letters } = quiet;
  it.each<[string, Partial<DailyFacts>, RegExp]>([
    [
      'a missing edition',
      { editions: { ...ofDay, missing: [SLOT] } },
      /No edition of 2023-09-14T04:00.*compose/,
    ],
    ['an undecided one', { editions: { ...ofDay, undecided: [SLOT] } }, /waits for an approval/],
    ['a stopped delivery', { letters: { ...letters, stopped: [ID] } }, /is stopped.*resume/],
    ['one that nobody counted', { letters: { ...letters, uncounted: [ID] } }, /Not counted yet: 2023/],
    ['numbers that do not add up', { letters: { ...letters, unmatched: [ID] } }, /do not add up/],
    ['unknown sends', { letters: { ...letters, unknown: 1 } }, /resend-unknown/],
    ['failed sends', { letters: { ...letters, failed: 1 } }, /counts them by reason/],
    ['open sends', { letters: { ...letters, open: 1 } }, /still to be sent/],
    ['many bounces', { letters: { ...letters, bounced: 61 } }, /Many bounces/],
    ['many complaints', { letters: { ...letters, complained: 2 } }, /Many complaints/],
    ['quarantined uploads', { uploads: { ...uploads, quarantined: 1 } }, /wait for an editor/],
    ['failed uploads', { uploads: { ...uploads, failed: 1 } }, /redrive Intake/],
    ['dead letters', { deadLetters: { Feedback: 4 } }, /Set aside +Feedback 4\n.*queues -- list/s],
    ['a queue that does not answer', { deadLetters: { Feedback: null } }, /Feedback gave no answer/],
  ])('says of %s what to do', (_, change, told) => {
    const { subject, text } = dailyText({ ...quiet, ...change }, settings);
    expect(text).toMatch(told);
    expect(subject).toMatch(/\d+ to look at$/);
    expect(text).not.toContain('Nothing needs a hand');
  });
});

describe('the day', () => {
  it.each([
    ['without a mail before it', undefined, '2023-09-14T03:00:00.000Z'],
    ['after one of yesterday', '2023-09-14T03:00:00.000Z', '2023-09-14T03:00:00.000Z'],
    ['when clocks went back', '2023-09-14T02:00:00.000Z', '2023-09-14T02:00:00.000Z'],
    ['after one of the day before yesterday', '2023-09-13T03:00:00.000Z', '2023-09-14T03:00:00.000Z'],
    ['after one of tomorrow', '2023-09-16T03:00:00.000Z', '2023-09-14T03:00:00.000Z'],
  ])('%s begins where nothing is lost', (_, last, from) => expect(dayBefore(TO, last)).toBe(from));

  it.each([
    [{ to: 'a', readers: 10 }, { now: 12, joined: 5 }, 3],
    [{ to: 'a', readers: 10 }, { now: 10, joined: 0 }, 0],
    [{ to: 'b', readers: 10 }, { now: 12, joined: 5 }, null],
    [undefined, { now: 12, joined: 5 }, null],
  ])('after %j and with %j readers tells %s as gone', (before, people, gone) => {
    expect(goneSince(before, 'a', people)).toBe(gone);
  });

  it('has the slots of the schedule, within the coverage', () => {
    const days = (from: string, to: string) => dueSlots(SCHEDULE, { from, to }, settings);
    expect(days('2023-09-14T02:30:00.000Z', '2023-09-15T02:30:00.000Z')).toEqual([SLOT]);
    expect(days(SLOT, SLOT)).toEqual([]);
    expect(days('2023-09-09T00:00:00.000Z', '2023-09-11T00:00:00.000Z')).toEqual([
      '2023-09-10T04:00:00.000Z',
    ]);
    expect(days('2023-10-01T00:00:00.000Z', '2023-10-03T00:00:00.000Z')).toEqual([]);
  });
});

describe('the mail', () => {
  let tables: LocalTables;
  beforeAll(async () => {
    heldLog();
    tables = await localTables();
  });
  afterAll(async () => {
    await tables.close();
    vi.restoreAllMocks();
  });

  const receipt = (name: string, outcome: Receipt['outcome'], received: string): Receipt => ({
    articleId: name,
    key: `${name}.txt`,
    sequencer: '01',
    received,
    size: 1,
    outcome,
    message: '',
    version: null,
  });

  let made = 0;
  /** A day on which two files came, one reader joined, one edition was mailed and another is missing. */
  async function aDay(answers: readonly CallResult[] = []) {
    made += 1;
    const rows: Table = await tables.table(`Daily${made}`);
    const index = receiptIndex(rows);
    await index.note(receipt('a', 'accepted', '2023-09-14T23:30:00.000Z'));
    await index.note(receipt('b', 'quarantined', '2023-09-15T02:00:00.000Z'));
    await index.note(receipt('before', 'refused', '2023-09-14T02:59:59.000Z'));
    await index.note(receipt('after', 'refused', '2023-09-15T03:00:01.000Z'));
    await readers(rows).put({ ...aReader('old'), confirmedAt: '2023-09-01T00:00:00.000Z' });
    await readers(rows).put({ ...aReader('new'), confirmedAt: '2023-09-14T12:00:00.000Z' });
    const calendar = editions(rows);
    await calendar.register({ id: ID, slot: SLOT }, '{}');
    await calendar.freezing({ id: ID, slot: SLOT });
    const counted = { total: 0, reasons: {} };
    const report = {
      edition: ID,
      recipients: 2,
      sent: 1,
      failed: counted,
      unknown: 1,
      skipped: counted,
      open: 0,
      sum: { counted: 2, matches: true },
      bounced: 0,
      complained: 0,
      stopped: null,
    };
    const archive = {
      text: async (key: string) => (key === `editions/${ID}/delivery.json` ? JSON.stringify(report) : null),
      list: async () => [],
    } as Partial<Bucket> as Bucket;
    const mails: Mail[] = [];
    const left = [...answers];
    const place: DailyServices = {
      archive,
      table: rows,
      mailer: {
        send: async (mail) => {
          mails.push(mail);
          return left.shift() ?? { kind: 'sent', messageId: '1' };
        },
      },
      settings,
      to: OPERATOR,
      schedule: SCHEDULE,
      deadLetters: async () => ({ Intake: 0, Delivery: 2 }),
      now: () => Date.parse(TO),
    };
    const text = async (at = -1) => {
      const mail = mails.at(at);
      return mail === undefined ? '' : ((await PostalMime.parse(mail.raw)).text ?? '').replaceAll('\r', '');
    };
    return { place, rows, mails, text };
  }

  it('counts what lies in the day, from the table, the archive and the queues, and names nobody', async () => {
    const { place, mails, text } = await aDay();
    expect(await sendDaily(TO, place)).toBe('sent');
    expect(mails).toMatchObject([{ to: OPERATOR, from: settings.sender.address, tags: { notice: 'daily' } }]);
    const told = await text();
    expect(told).toContain('2 received: 1 read, 0 refused, 1 quarantined, 0 failed');
    expect(told).toContain('1 due, 1 made, 1 released');
    expect(told).toContain('2 to send: 1 sent, 0 failed, 1 unknown');
    expect(told).toContain('2 now: 1 joined');
    expect(told).toContain('Set aside  Delivery 2');
    expect(told).not.toContain('@');
    expect(told).not.toContain(aReader('new').id);
  });

  it('comes once a day, however often and however many at once ask for it', async () => {
    const { place, mails } = await aDay();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => sendDaily(TO, place)));
    expect(outcomes.toSorted()).toEqual(['sent', ...Array(4).fill('sent before')]);
    expect(await sendDaily('2023-09-15T09:00:00.000Z', place)).toBe('sent before');
    expect(mails).toHaveLength(1);
  });

  it('is tried again only when SES surely took nothing', async () => {
    const { place, mails } = await aDay([{ kind: 'not-now', reason: 'Throttling' }]);
    await expect(sendDaily(TO, place)).rejects.toThrow('not taken');
    expect(await sendDaily(TO, place)).toBe('sent');
    expect(mails).toHaveLength(2);
    for (const answer of [
      { kind: 'unknown', reason: 'TimeoutError' },
      { kind: 'refused', reason: 'MessageRejected' },
    ] as const) {
      const other = await aDay([answer]);
      expect(await sendDaily(TO, other.place)).toBe(answer.kind);
      expect(await sendDaily(TO, other.place)).toBe('sent before');
      expect(other.mails).toHaveLength(1);
    }
  });

  it('of the next day tells who is gone and which edition is not there', async () => {
    const { place, rows, text } = await aDay();
    await sendDaily(TO, place);
    expect(await text()).toContain('how many left is counted from tomorrow on');
    await readers(rows).leave(aReader('old').id, '2023-09-15T12:00:00.000Z');
    expect(await sendDaily('2023-09-16T03:00:00.000Z', place)).toBe('sent');
    const told = await text();
    expect(told).toContain('1 now: 0 joined, 1 gone');
    expect(told).toContain('1 due, 0 made, 0 released, 0 cancelled or too late, 1 not there');
    expect(told).toContain('No edition of 2023-09-15T04:00:00.000Z');
    // What came a second after the last mail is in this one.
    expect(told).toContain('1 received: 0 read, 1 refused');
  });

  it('knows drafts that wait, and slots of which nothing goes out', async () => {
    const { place, text } = await aDay();
    const approval = { leadMinutes: 60, otherwise: 'hold' } as const;
    const entry = { at: TO, by: 'x' };
    const draft = { ...entry, kind: 'draft', hash: 'h', material: 'm' };
    for (const [last, told] of [
      [null, '1 due, 1 made, 0 released, 0 cancelled or too late, 0 not there'],
      [{ ...entry, kind: 'cancel' }, '1 due, 1 made, 0 released, 1 cancelled or too late, 0 not there'],
    ] as const) {
      const log = [draft, ...(last === null ? [] : [last])];
      const archive = {
        list: async () => log.map((_, at) => String(at)),
        text: async (key: string) => JSON.stringify(log[Number(key)]),
      } as Partial<Bucket> as Bucket;
      const to = last === null ? '2023-09-16T03:00:00.000Z' : '2023-09-17T03:00:00.000Z';
      await sendDaily(to, { ...place, archive, settings: { ...settings, approval } });
      expect(await text()).toContain(told);
      expect((await text()).includes('waits for an approval')).toBe(last === null);
    }
  });
});
