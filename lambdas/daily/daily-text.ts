import type { DailyFacts } from './daily-facts.ts';

export interface DailyText {
  readonly subject: string;
  readonly text: string;
}

/** Yesterday in a few lines, and what needs a hand, each with what to do. `name`: the newsletter's. */
export function dailyText(
  facts: DailyFacts,
  { name, timeZone }: { readonly name: string; readonly timeZone: string },
): DailyText {
  const hands = whatNeedsAHand(facts);
  const when = (instant: string) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(instant));
  const { uploads, editions, letters, readers } = facts;
  const received = uploads.accepted + uploads.refused + uploads.quarantined + uploads.failed;
  const lines = [
    `${when(facts.from)} to ${when(facts.to)} (${timeZone})`,
    '',
    row(
      'Uploads',
      `${n(received)} received: ${n(uploads.accepted)} read, ${n(uploads.refused)} refused, ${n(uploads.quarantined)} quarantined, ${n(uploads.failed)} failed`,
    ),
    row(
      'Editions',
      `${n(editions.due)} due, ${n(editions.made)} made, ${n(editions.released)} released, ${n(editions.dropped)} cancelled or too late, ${n(editions.missing.length)} not there`,
    ),
    row(
      'Letters',
      `${n(letters.recipients)} to send: ${n(letters.sent)} sent, ${n(letters.failed)} failed, ${n(letters.unknown)} unknown, ${n(letters.skipped)} skipped, ${n(letters.open)} open`,
    ),
    row('Came back', `${n(letters.bounced)} bounced, ${n(letters.complained)} complained`),
    row(
      'Readers',
      `${n(readers.now)} now: ${n(readers.joined)} joined, ${readers.gone === null ? 'how many left is counted from tomorrow on' : `${n(readers.gone)} gone`}`,
    ),
    row('Set aside', setAside(facts.deadLetters)),
    '',
    ...(hands.length === 0
      ? ['Nothing needs a hand.']
      : ['Needs a hand:', ...hands.map((one) => `- ${one}`)]),
    '',
    'Counted from the table and the archive. This mail comes once a day at most; when it does not come, look at the alarms.',
  ];
  const words = hands.length === 0 ? 'nothing needs a hand' : `${hands.length} to look at`;
  return { subject: `${name}, yesterday: ${words}`, text: `${lines.join('\n')}\n` };
}

const n = (value: number) => value.toLocaleString('en');
const row = (title: string, what: string) => `${title.padEnd(10)} ${what}`;

function setAside(deadLetters: DailyFacts['deadLetters']): string {
  const words = Object.entries(deadLetters)
    .filter(([, count]) => count !== 0)
    .map(([queue, count]) => (count === null ? `${queue} gave no answer` : `${queue} ${n(count)}`));
  return words.length === 0 ? 'nothing lies in a dead-letter queue' : words.join(', ');
}

function whatNeedsAHand({ uploads, editions, letters, deadLetters }: DailyFacts): readonly string[] {
  const list = (ids: readonly string[]) => ids.join(', ');
  const hand = (isWanted: boolean, what: string) => (isWanted ? [what] : []);
  return [
    ...editions.missing.map(
      (slot) => `No edition of ${slot}: npm run edition -- compose ${slot}, which repeats nothing.`,
    ),
    ...editions.undecided.map(
      (slot) =>
        `The edition of ${slot} waits for an approval: open the desk, or npm run edition -- approve ${slot}.`,
    ),
    ...letters.stopped.map(
      (id) => `Edition ${id} is stopped: fix the reason, then run npm run edition -- resume ${id}.`,
    ),
    ...hand(
      letters.uncounted.length > 0,
      `Not counted yet: ${list(letters.uncounted)}. npm run edition -- delivery ID tells more.`,
    ),
    ...hand(
      letters.unmatched.length > 0,
      `The numbers do not add up: ${list(letters.unmatched)}. Report it as a bug with the delivery.json.`,
    ),
    ...hand(
      letters.unknown > 0,
      'Unknown sends: npm run edition -- resend-unknown ID says which could be sent again.',
    ),
    ...hand(
      letters.failed > 0,
      'Failed sends are not tried again: npm run edition -- delivery ID counts them by reason.',
    ),
    ...hand(
      letters.open > 0,
      'Mails are still to be sent: npm run edition -- list says how far each edition is.',
    ),
    ...hand(
      letters.sent > 0 && letters.bounced / letters.sent >= BOUNCES,
      'Many bounces: SES reviews senders from 5 %. Stop importing readers.',
    ),
    ...hand(
      letters.sent > 0 && letters.complained / letters.sent >= COMPLAINTS,
      'Many complaints: SES reviews senders from 0.1 %. Mail only those who confirmed.',
    ),
    ...hand(
      uploads.quarantined > 0,
      'Quarantined uploads wait for an editor: npm run receipts, or the desk.',
    ),
    ...hand(
      uploads.failed > 0,
      'Uploads failed on our side: npm run queues -- redrive Intake reads them again.',
    ),
    ...hand(
      Object.values(deadLetters).some((count) => count !== 0),
      'Something was set aside: npm run queues -- list says what it is and what can be done.',
    ),
  ];
}

/** https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-bounce.html */
const BOUNCES = 0.05;
const COMPLAINTS = 0.001;
