import { isFinal, stateOf } from './approval/state.ts';
import { type Bucket, bucket } from './aws/archive.ts';
import { log } from './aws/log.ts';
import { type Mailer, mailer } from './aws/mail/mailer.ts';
import { depthsOf } from './aws/queue.ts';
import { Retryable } from './aws/retryable.ts';
import { dueSlots } from './aws/schedule/due-slots.ts';
import { env, settings } from './aws/settings.ts';
import { countReaders, countReceipts } from './aws/stores/daily-counts.ts';
import { dailyMails } from './aws/stores/daily-mails.ts';
import { decisionLog } from './aws/stores/decision-log.ts';
import { editions } from './aws/stores/editions.ts';
import { type Table, table } from './aws/table.ts';
import {
  type DailyFacts,
  dayBefore,
  type EditionsOfDay,
  goneSince,
  type Letters,
} from './daily/daily-facts.ts';
import { dailyText } from './daily/daily-text.ts';
import { editionId } from './edition/slot.ts';
import type { DeliveryReport } from './reader/delivery/delivery-report.ts';
import { dayIn } from './reader/pages/pause.ts';
import { plainMail } from './reader/plain-mail.ts';
import type { Settings } from './types.ts';

/** What the daily mail works on; tests hand in their own. */
export interface DailyServices {
  readonly archive: Bucket;
  readonly table: Table;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly settings: Settings;
  /** Whom it is for. */
  readonly to: string;
  /** Cron, in the time zone of the settings. */
  readonly schedule: string;
  readonly deadLetters: () => Promise<Readonly<Record<string, number | null>>>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** As for an alarm: a large window takes minutes, and the schedule tries again. */
const PATIENCE_MS = 30 * 60_000;

let kept: DailyServices | undefined;

/** Tells the operator what the day came to that ends at this instant (ISO). */
export async function handler(event: { readonly daily: string }): Promise<{ readonly daily: Outcome }> {
  kept ??= fromEnvironment();
  return { daily: await sendDaily(event.daily, kept) };
}

function fromEnvironment(): DailyServices {
  const queues: Readonly<Record<string, string>> = JSON.parse(env('DEAD_LETTERS'));
  return {
    archive: bucket(env('ARCHIVE_BUCKET')),
    table: table(env('TABLE_NAME')),
    mailer: mailer(env('CONFIGURATION_SET')),
    settings: settings(),
    to: env('ALARM_EMAIL'),
    schedule: env('SCHEDULE'),
    deadLetters: () => depthsOf(queues),
    now: Date.now,
  };
}

export type Outcome = 'sent' | 'sent before' | 'refused' | 'unknown';

/** One mail a day at most: the day is claimed before the call, and given back only when SES surely took nothing. */
export async function sendDaily(at: string, services: DailyServices): Promise<Outcome> {
  const { settings: own, mailer: post, now } = services;
  const to = new Date(at).toISOString();
  const day = dayIn(own.timeZone, Date.parse(to));
  const ledger = dailyMails(services.table, now);
  const before = await ledger.before(day);
  const period = { from: dayBefore(to, before?.to), to };
  const facts = await gather(period, before, services);
  if (!(await ledger.claim({ day, to, readers: facts.readers.now }))) return 'sent before';
  const raw = await plainMail(
    { to: services.to, ...dailyText(facts, own) },
    { sender: own.sender, at: now(), id: `daily-${day}` },
  );
  const result = await post.send({
    from: own.sender.address,
    to: services.to,
    raw,
    tags: { notice: 'daily' },
  });
  if (result.kind === 'not-now') {
    await ledger.release(day);
    throw new Retryable(`The daily mail was not taken: ${result.reason}`, 60);
  }
  if (result.kind !== 'sent')
    log('error', 'The daily mail may not have gone out.', { day, kind: result.kind, reason: result.reason });
  return result.kind === 'sent' ? 'sent' : result.kind === 'unknown' ? 'unknown' : 'refused';
}

type Period = Pick<DailyFacts, 'from' | 'to'>;

async function gather(
  period: Period,
  before: Parameters<typeof goneSince>[0],
  services: DailyServices,
): Promise<DailyFacts> {
  const back = (instant: string) => new Date(Date.parse(instant) - PATIENCE_MS).toISOString();
  // An edition has half an hour until it counts as missing, so its day ends that much earlier.
  const slots = { from: back(period.from), to: back(period.to) };
  const [uploads, ofDay, letters, people, deadLetters] = await Promise.all([
    countReceipts(services.table, period),
    editionsOf(slots, services),
    lettersOf(slots, services),
    countReaders(services.table, period),
    services.deadLetters(),
  ]);
  const readers = { ...people, gone: goneSince(before, period.from, people) };
  return { ...period, uploads, editions: ofDay, letters, readers, deadLetters };
}

const isIn = (slot: string, { from, to }: Period) => slot > from && slot <= to;

async function editionsOf(
  period: Period,
  { archive, table: rows, settings: own, schedule }: DailyServices,
): Promise<EditionsOfDay> {
  const due = dueSlots(schedule, period, own);
  const registered = await editions(rows).since(period.from);
  const released = registered.map(({ slot }) => slot).filter((slot) => isIn(slot, period));
  const open = due.filter((slot) => !released.includes(slot));
  const log = decisionLog(archive, rows);
  const states = await Promise.all(
    open.map(async (slot) => ({
      slot,
      state: own.approval === undefined ? null : stateOf(await log.read(editionId(slot))),
    })),
  );
  const drafted = states.filter(({ state }) => state !== null && state.length > 0);
  const dropped = drafted.filter(({ state }) => state !== null && isFinal(state));
  return {
    due: due.length,
    made: due.length - open.length + drafted.filter(({ state }) => state?.draft != null).length,
    released: released.length,
    undecided: drafted.filter((one) => !dropped.includes(one)).map(({ slot }) => slot),
    dropped: dropped.length,
    missing: states.filter((one) => !drafted.includes(one)).map(({ slot }) => slot),
  };
}

async function lettersOf(period: Period, { archive, table: rows }: DailyServices): Promise<Letters> {
  const sending = (await editions(rows).deliveries()).filter(({ slot }) => isIn(slot, period));
  const reports = await Promise.all(
    sending.map(async ({ id, state }) => {
      const text = await archive.text(`editions/${id}/delivery.json`);
      const report: DeliveryReport | null = text === null ? null : JSON.parse(text);
      return { id, state, report };
    }),
  );
  const sum = (of: (report: DeliveryReport) => number) =>
    reports.reduce((all, { report }) => all + (report === null ? 0 : of(report)), 0);
  const ids = (is: (one: (typeof reports)[number]) => boolean) => reports.filter(is).map(({ id }) => id);
  return {
    recipients: sum(({ recipients }) => recipients),
    sent: sum(({ sent }) => sent),
    failed: sum(({ failed }) => failed.total),
    unknown: sum(({ unknown }) => unknown),
    skipped: sum(({ skipped }) => skipped.total),
    open: sum(({ open }) => open),
    bounced: sum(({ bounced }) => bounced),
    complained: sum(({ complained }) => complained),
    stopped: ids(({ report }) => report !== null && report.stopped !== null && report.open > 0),
    uncounted: ids(({ report }) => report === null),
    unmatched: ids(({ report, state }) => state === 'closed' && report !== null && !report.sum.matches),
  };
}
