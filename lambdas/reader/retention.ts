/**
 * How long what concerns readers is kept, as the privacy page tells it. `test/reader/privacy.test.ts` holds each figure against what the
 * stores write and the stacks set: whoever changes one changes both.
 */
export const RETENTION = {
  /** Who asked to subscribe and has not confirmed. */
  pendingHours: 48,
  /** Which mail was sent to whom, and what became of it. */
  sendDays: 90,
  /** What preferences were before a change. */
  changeDays: 8,
  /** That a confirmation came back. */
  bounceDays: 365,
  reportDays: 90,
  logDays: 90,
  /** What the mail service tells of mails, until it is read. */
  queueDays: 14,
  /** The table's point-in-time recovery. */
  backupDays: 35,
} as const;
