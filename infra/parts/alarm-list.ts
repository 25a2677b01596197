import type { Metric } from '../../lambdas/aws/metrics.ts';

export type QueueName = 'Intake' | 'Delivery' | 'Feedback' | 'Vectors';
export type FunctionName =
  | 'Intake'
  | 'Compose'
  | 'Vectors'
  | 'Deliver'
  | 'Feedback'
  | 'Subscribe'
  | 'Desk'
  | 'Daily';

export type Watched =
  /** Something was set aside. */
  | { readonly kind: 'dead-letters'; readonly queue: QueueName | 'Missed' }
  /** The oldest message of a queue has waited for so many seconds. */
  | { readonly kind: 'age'; readonly queue: QueueName; readonly seconds: number }
  | { readonly kind: 'errors' | 'throttles'; readonly of: FunctionName }
  /** The longest run took this share of its time. */
  | { readonly kind: 'duration'; readonly of: FunctionName; readonly share: number }
  /** A number that a function writes into its log. */
  | ({ readonly kind: 'own'; readonly metric: Metric; readonly of: FunctionName } & Least)
  /** What a function must write at least once an hour. */
  | { readonly kind: 'heartbeat'; readonly metric: Metric; readonly of: FunctionName }
  | { readonly kind: 'reputation'; readonly metric: string; readonly rate: number };

/**
 * From how much on an alarm rings, in a quarter of an hour. `sum` adds up what all runs wrote, `max` takes the largest number of one run:
 * of things that are counted one by one only the sum can reach more than 1.
 */
export interface Least {
  readonly least: number;
  readonly statistic: 'sum' | 'max';
}

/** One reason to wake somebody, and what that person is to do. `remedy` is the alarm's own text: it arrives by mail. */
export interface AlarmEntry {
  /** The logical id of a deployed alarm: it stays, whatever its metric is called. */
  readonly id: string;
  readonly watched: Watched;
  readonly remedy: string;
}

const deadLetters = (queue: QueueName, what: string): AlarmEntry => ({
  id: `${queue}DeadLettersAlarm`,
  watched: { kind: 'dead-letters', queue },
  remedy: `${queue}: ${what} Its function’s log tells why. Mend that, then npm run queues -- redrive ${queue} --yes, or Start DLQ redrive in the SQS console.`,
});

const errors = (of: FunctionName, loss: string): AlarmEntry => ({
  id: `${of}ErrorsAlarm`,
  watched: { kind: 'errors', of },
  remedy: `${of}: the function threw or ran out of time. ${loss} Read its log group for the error.`,
});

const throttles = (of: FunctionName, loss: string): AlarmEntry => ({
  id: `${of}ThrottlesAlarm`,
  watched: { kind: 'throttles', of },
  remedy: `${of}: AWS refused to run it, since the account's concurrency is used up. ${loss} Ask for more in Service Quotas (Lambda, Concurrent executions) and put the new number into the briefing's "concurrency.account".`,
});

const age = (queue: QueueName, seconds: number, remedy: string): AlarmEntry => ({
  id: `${queue}AgeAlarm`,
  watched: { kind: 'age', queue, seconds },
  remedy: `${queue}: a message has waited for ${seconds / 60} minutes. ${remedy}`,
});

const ONCE: Least = { least: 1, statistic: 'max' };

const own = (id: string, of: FunctionName, metric: Metric, remedy: string, rings = ONCE): AlarmEntry => ({
  id,
  watched: { kind: 'own', metric, of, ...rings },
  remedy,
});

/** Every alarm of a newsletter. Alarms and dashboard are made of this list. */
export const ALARMS: readonly AlarmEntry[] = [
  deadLetters('Intake', 'an upload was set aside; its receipt says failed.'),
  deadLetters('Delivery', 'a list of readers was set aside unsent.'),
  deadLetters('Feedback', 'events of SES about mails were set aside, so bounces may be missing.'),
  deadLetters('Vectors', 'an article has no vectors; compose makes them itself, so no edition waits.'),
  {
    id: 'MissedDeadLettersAlarm',
    watched: { kind: 'dead-letters', queue: 'Missed' },
    remedy:
      'Missed: a scheduled call failed in every attempt, and nothing repeats it. npm run queues -- list shows the slots. For each slot run npm run edition -- compose SLOT: it finishes what is missing and repeats nothing. The next scheduled call makes up for a missed {"reconcile": true} or {"preview": …}; with a missed {"daily": …} only a mail to you is lost. Then purge the queue.',
  },
  errors('Intake', 'The upload is tried again, ten times in all.'),
  errors('Compose', 'The edition is tried twice more; then its call waits in MissedDeadLetters.'),
  errors('Vectors', 'No edition waits for it.'),
  errors('Deliver', 'Mails wait, and none goes out twice.'),
  errors('Feedback', 'The event of SES is tried again.'),
  errors('Subscribe', 'Readers saw an error page.'),
  errors('Desk', 'Editors saw an error page.'),
  throttles('Intake', 'Uploads wait.'),
  throttles('Compose', 'The schedule tries again until the edition is too late.'),
  throttles('Vectors', 'No edition waits for it.'),
  throttles('Deliver', 'Mails wait.'),
  throttles('Feedback', 'Bounces are recorded later.'),
  throttles('Subscribe', 'Readers saw an error page.'),
  throttles('Desk', 'Editors saw an error page.'),
  age(
    'Intake',
    300,
    'An upload has no receipt yet. Look at the intake function: errors, throttles, or a disabled trigger.',
  ),
  age(
    'Delivery',
    1800,
    'Mails wait. npm run edition -- list says how far the edition is. If SES slows it down, the SES console shows the quota.',
  ),
  age(
    'Feedback',
    900,
    'Bounces and complaints are not being recorded. Look at the feedback function: errors or throttles.',
  ),
  age('Vectors', 3600, 'Articles have no vectors; compose makes them itself but takes longer.'),
  own(
    'EditionsMissingAlarm',
    'Compose',
    'EditionsMissing',
    'The schedule asked for an edition half an hour ago and there is none. Look at ComposeErrors and MissedDeadLetters; npm run edition -- compose SLOT makes it, SLOT being the scheduled time in UTC.',
  ),
  own(
    'EditionsWaitingAlarm',
    'Compose',
    'EditionsWaiting',
    'An edition is past its time and nobody has approved or held it. Open the desk, or the proof in your mail, and decide.',
  ),
  {
    id: 'HeartbeatAlarm',
    watched: { kind: 'heartbeat', metric: 'Heartbeats', of: 'Compose' },
    remedy:
      'Compose has not looked at the schedule for an hour: nothing will be sent. Look at ComposeErrors and ComposeThrottles, and in EventBridge Scheduler whether PreviewSchedule is enabled.',
  },
  own(
    'EditionsStoppedAlarm',
    'Deliver',
    'EditionsStopped',
    'SES refuses the account: an edition is stopped. The SES console (Account dashboard) says what it objects to. Fix that, then run npm run edition -- resume ID.',
  ),
  own(
    'FailedSendsAlarm',
    'Deliver',
    'FailedSends',
    'SES rejected some mails, and they are not tried again. npm run edition -- delivery ID counts them by reason.',
  ),
  own(
    'UnknownSendsAlarm',
    'Deliver',
    'UnknownSends',
    'Nobody can tell whether some mails went out. npm run edition -- delivery ID counts them; npm run edition -- resend-unknown ID says which could be sent again.',
  ),
  own(
    'WrongSumsAlarm',
    'Deliver',
    'DeliveryCountMismatch',
    'The numbers of a delivery.json do not add up: the ledger and the shards name different readers. Run npm run edition -- stop ID, and report a bug with the delivery.json.',
  ),
  own(
    'TooManyAskersAlarm',
    'Subscribe',
    'ConfirmationLimitReached',
    'More people asked for a confirmation within an hour than the limit allows, and newcomers are asked to come back later. If it is a robot, limit /reader/* with AWS WAF on the distribution: no log of ours holds its network.',
  ),
  own(
    'ReportsRefusedAlarm',
    'Subscribe',
    'ReportsRefused',
    'More mistakes were reported than the limits allow (60 an hour, 300 a day), and further reports are refused until the hour or the day is over. What came before is on the desk. If it is a robot, limit /reader/report/* with AWS WAF on the distribution.',
  ),
  own(
    'ConfirmationBouncesAlarm',
    'Feedback',
    'ConfirmationBounces',
    'Twenty confirmations bounced within a quarter of an hour: somebody is entering addresses that do not exist. Limit /reader/* with AWS WAF on the distribution, or SES will count the bounces against you.',
    { least: 20, statistic: 'sum' },
  ),
  own(
    'SetAsideAlarm',
    'Compose',
    'ArticlesOverBudget',
    'An edition set articles aside, because its window holds more articles than can be compared. Their receipts and the edition’s page name them. Remove uploads that are not news, or shorten windowHours.',
  ),
  {
    id: 'ComposeDurationAlarm',
    watched: { kind: 'duration', of: 'Compose', share: 0.8 },
    remedy:
      'Compose used 80 % of its time limit, and a larger window may fail: shorten windowHours or remove uploads that are not news.',
  },
  own(
    'ComposeMemoryAlarm',
    'Compose',
    'MemoryPercent',
    'Compose used 85 % of its memory. Raise memorySize of ComposeFunction in infra/handlers.ts and deploy.',
    { least: 85, statistic: 'max' },
  ),
  // From here SES puts an account under review: https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-bounce.html
  {
    id: 'BounceRateAlarm',
    watched: { kind: 'reputation', metric: 'Reputation.BounceRate', rate: 0.05 },
    remedy:
      'The account’s bounce rate is 5 %: SES reviews senders from here. Stop importing; npm run edition -- delivery ID shows which edition bounced.',
  },
  {
    id: 'ComplaintRateAlarm',
    watched: { kind: 'reputation', metric: 'Reputation.ComplaintRate', rate: 0.001 },
    remedy:
      'The account’s complaint rate is 0.1 %: SES reviews senders from here. Mail only those who confirmed; leave out lists whose consent is in doubt.',
  },
];

/** Where the briefing has an operator told of each day. */
export const DAILY_ALARMS: readonly AlarmEntry[] = [
  errors('Daily', 'The daily mail is tried again, and readers notice nothing.'),
  throttles('Daily', 'The daily mail comes later or not at all; readers notice nothing.'),
];
