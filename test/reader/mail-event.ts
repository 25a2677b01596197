import type { MailEventKind } from '../../lambdas/mail-types.ts';
import type { Sender } from '../../lambdas/reader/delivery/read-feedback.ts';

export const OURS: Sender = { configurationSet: 'Mail-1', account: '123456789012' };

const NAMES: Readonly<Record<MailEventKind, string>> = {
  send: 'Send',
  delivery: 'Delivery',
  delay: 'DeliveryDelay',
  bounce: 'Bounce',
  'soft-bounce': 'Bounce',
  complaint: 'Complaint',
  reject: 'Reject',
  'rendering-failure': 'Rendering Failure',
};

export interface EventSketch {
  readonly kind: MailEventKind;
  readonly reader: string;
  readonly messageId?: string;
  readonly mailedAt?: string;
  readonly at?: string;
  readonly edition?: string;
  readonly shard?: string;
  /** A mail that answers a reader, instead of an edition's. */
  readonly notice?: string;
  readonly from?: Sender;
  readonly address?: string;
}

/**
 * The message that SES puts on the topic, in the shape of AWS's own examples.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
 */
export function mailEvent(told: EventSketch): string {
  const {
    kind,
    reader,
    messageId = 'EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000',
    mailedAt = '2023-09-14T07:00:10.000Z',
    at = mailedAt,
    edition = '2023-09-14T07-00-00Z',
    shard = '0-0',
    from = OURS,
    address = 'ada@readers.example.org',
  } = told;
  const failed = (status: string) => [
    { emailAddress: address, action: 'failed', status, diagnosticCode: `${status} ${address}` },
  ];
  const people = failed('5.1.1');
  const parts: Readonly<Record<MailEventKind, object>> = {
    send: { send: {} },
    delivery: { delivery: { timestamp: at, processingTimeMillis: 500, recipients: [address] } },
    delay: { deliveryDelay: { timestamp: at, delayType: 'MailboxFull', delayedRecipients: people } },
    bounce: {
      bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: people, timestamp: at },
    },
    'soft-bounce': {
      bounce: {
        bounceType: 'Transient',
        bounceSubType: 'MailboxFull',
        bouncedRecipients: failed('4.2.2'),
        timestamp: at,
      },
    },
    complaint: { complaint: { complainedRecipients: people, complaintFeedbackType: 'abuse', timestamp: at } },
    reject: { reject: { reason: 'Bad content' } },
    'rendering-failure': { failure: { errorMessage: `for ${address}`, templateName: 'none' } },
  };
  const about =
    told.notice === undefined ? { edition: [edition], shard: [shard] } : { notice: [told.notice] };
  return JSON.stringify({
    eventType: NAMES[kind],
    ...parts[kind],
    mail: {
      timestamp: mailedAt,
      source: 'brief@news.example.org',
      sourceArn: `arn:aws:ses:eu-central-1:${from.account}:identity/news.example.org`,
      sendingAccountId: from.account,
      messageId,
      destination: [address],
      headersTruncated: false,
      headers: [{ name: 'To', value: address }],
      commonHeaders: { to: [address] },
      tags: {
        'ses:configuration-set': [from.configurationSet],
        'ses:from-domain': ['news.example.org'],
        ...about,
        reader: [reader],
      },
    },
  });
}
