import type { QueueName } from '../../parts/alarm-list.ts';

/** Calls that no one waits for end in `Missed`: a last stop without a queue before it. */
export type ListedName = QueueName | 'Missed';

/** One queue in an operator's words. */
export interface ListedQueue {
  readonly name: ListedName;
  /** What a message of it is. */
  readonly holds: string;
  /** What a message among its dead letters means. */
  readonly dead: string;
  /** What a redrive does; null where nothing can be put back. */
  readonly redrive: string | null;
  /** Instead of a redrive. */
  readonly instead?: string;
}

/** Every queue of a newsletter, in the order in which an upload becomes a mail. */
export const QUEUES: readonly ListedQueue[] = [
  {
    name: 'Intake',
    holds: 'uploads on their way to a receipt',
    dead: 'uploads that could not be read; their receipts say failed',
    redrive: 'Each is read again, and a receipt that says failed is replaced by what comes of it.',
  },
  {
    name: 'Vectors',
    holds: 'articles whose sentences want vectors',
    dead: 'articles without vectors; compose makes them itself, so no edition waits',
    redrive: 'Each is encoded again. That is safe at any time and saves compose the work.',
  },
  {
    name: 'Delivery',
    holds: 'lists of readers of an edition that is being mailed',
    dead: 'lists that were set aside; some of their readers may have no mail yet',
    redrive:
      'Each list is gone through again. The ledger keeps everybody from a second mail, and after the edition’s deadline nothing is sent.',
  },
  {
    name: 'Feedback',
    holds: 'what SES tells of mails',
    dead: 'bounces, complaints and deliveries that were not noted',
    redrive: 'Each is recorded. Order and repetition change nothing.',
  },
  {
    name: 'Missed',
    holds: 'calls of the schedules that failed to the end',
    dead: 'calls that nobody will make again',
    redrive: null,
    instead:
      'Nothing can be put back from here, since these calls came from no queue. Make a missed slot with npm run edition -- compose SLOT, which finishes what is missing and repeats nothing; the next scheduled call makes up for a missed count or preview. Then purge the queue in the SQS console.',
  },
];
