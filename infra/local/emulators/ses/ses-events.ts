import { ACCOUNT } from '../../stack/physical-names.ts';
import type { Resolver } from '../../stack/template.ts';
import { fields, list, textOf } from '../../stack/template-values.ts';
import type { SentMail } from '../../state/sent-mail.ts';
import { admits } from '../topics.ts';

/** Which events of a configuration set's mail go to which topic. */
export interface Destination {
  readonly configurationSet: string;
  readonly topicArn: string;
  /** As the template writes them: `send`, `deliveryDelay` … */
  readonly kinds: ReadonlySet<string>;
}

interface EventMessage {
  readonly kind: string;
  readonly topicArn: string;
  readonly message: string;
}

/** The template's event destinations. @throws Error for one to which SES could not publish. */
export function readDestinations(resolver: Resolver): readonly Destination[] {
  return resolver.all('AWS::SES::ConfigurationSetEventDestination').flatMap((one) => {
    const { Enabled, MatchingEventTypes, SnsDestination } = fields(one.property('EventDestination'));
    const topicArn = textOf(fields(SnsDestination).TopicARN);
    const topic = resolver.named(topicArn, 'AWS::SNS::Topic');
    if (!topic) throw new Error(`${one.id}: the local run tells events to the template's topics only.`);
    if (!admits(resolver, 'AWS::SNS::TopicPolicy', 'Topics', topic, 'ses.amazonaws.com'))
      throw new Error(`${topic.id} does not let SES publish: its policy names no ses.amazonaws.com.`);
    if (Enabled === false) return [];
    const kinds = new Set(list(MatchingEventTypes).map((kind) => textOf(kind)));
    return [{ configurationSet: textOf(one.property('ConfigurationSetName')), topicArn, kinds }];
  });
}

/**
 * What becomes of a mail by its address's local part, on any domain: `bounce`, `complaint`, `ooto`, `suppressionlist`, with or without
 * a `+label`, as Amazon's mailbox simulator treats them; everything else arrives.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
function eventKindsOf(address: string): readonly ('delivery' | 'bounce' | 'suppressed' | 'complaint')[] {
  const [, scenario] = /^([a-z]+)(?:\+[^@]*)?@/i.exec(address) ?? [];
  switch (scenario?.toLowerCase()) {
    case 'bounce':
      return ['bounce'];
    case 'suppressionlist':
      return ['suppressed'];
    case 'complaint':
      return ['delivery', 'complaint'];
    default:
      // `ooto` too: the mail arrives, and what its reader's program answers goes to the sender, not into an event.
      return ['delivery'];
  }
}

/**
 * Everything that SES would publish about one mail, at `now`; the first recipient decides.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export function eventsFor(
  mail: SentMail,
  { source, configurationSet }: { readonly source: string; readonly configurationSet: string },
  destinations: readonly Destination[],
  now: Date,
): readonly EventMessage[] {
  const [address = ''] = mail.to;
  const timestamp = now.toISOString();
  const about = {
    timestamp,
    source,
    sourceArn: `arn:aws:ses:local:${ACCOUNT}:identity/${source.slice(source.lastIndexOf('@') + 1)}`,
    sendingAccountId: ACCOUNT,
    messageId: mail.id,
    destination: mail.to,
    headersTruncated: false,
    headers: [],
    commonHeaders: {},
    tags: {
      ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
      'ses:configuration-set': [configurationSet],
    },
  };
  const bounced = (bounceSubType: string) => ({
    kind: 'bounce',
    eventType: 'Bounce',
    part: {
      bounce: {
        bounceType: 'Permanent',
        bounceSubType,
        bouncedRecipients: [{ emailAddress: address }],
        timestamp,
        feedbackId: mail.id,
      },
    },
  });
  const events = eventKindsOf(address).map((kind) => {
    if (kind === 'bounce') return bounced('General');
    if (kind === 'suppressed') return bounced('Suppressed');
    if (kind === 'complaint')
      return {
        kind: 'complaint',
        eventType: 'Complaint',
        part: {
          complaint: {
            complainedRecipients: [{ emailAddress: address }],
            timestamp,
            feedbackId: mail.id,
            complaintFeedbackType: 'abuse',
          },
        },
      };
    return {
      kind: 'delivery',
      eventType: 'Delivery',
      part: { delivery: { timestamp, processingTimeMillis: 0, recipients: mail.to } },
    };
  });
  return [{ kind: 'send', eventType: 'Send', part: { send: {} } }, ...events].flatMap(
    ({ kind, eventType, part }) =>
      destinations
        .filter((one) => one.configurationSet === configurationSet && one.kinds.has(kind))
        .map(({ topicArn }) => ({
          kind,
          topicArn,
          message: JSON.stringify({ eventType, mail: about, ...part }),
        })),
  );
}
