import type { MailEvent, MailEventKind } from '../../mail-types.ts';

/** Whose mails we answer for: events of other senders of the account, or of another account, are none of ours. */
export interface Sender {
  readonly configurationSet: string;
  /** Twelve digits. */
  readonly account: string;
}

export type FeedbackReading =
  | { readonly kind: 'event'; readonly event: MailEvent }
  | {
      readonly kind: 'ignored';
      readonly why: 'no-event' | 'other-sender' | 'other-kind' | 'other-tags' | 'not-spam';
    };

type Fields = Readonly<Record<string, unknown>>;

/** The object of an event that holds its time, by `eventType`. A rejection has none. */
const KINDS: Readonly<Record<string, { readonly kind: MailEventKind; readonly part?: string }>> = {
  Send: { kind: 'send' },
  Delivery: { kind: 'delivery', part: 'delivery' },
  DeliveryDelay: { kind: 'delay', part: 'deliveryDelay' },
  Bounce: { kind: 'bounce', part: 'bounce' },
  Complaint: { kind: 'complaint', part: 'complaint' },
  Reject: { kind: 'reject' },
  'Rendering Failure': { kind: 'rendering-failure' },
};

/**
 * What a message of the feedback queue says. Of an event's addresses, headers and diagnostics nothing is taken along.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export function readFeedback(body: string, ours: Sender): FeedbackReading {
  const event = parse(body);
  const mail = fields(event?.mail);
  const mailedAt = instant(mail.timestamp);
  // SES says a plain sentence to a topic when it first meets it (not tried).
  if (event === null || typeof mail.messageId !== 'string' || mailedAt === null) return ignored('no-event');
  if (!/^[\w-]{1,200}$/.test(mail.messageId)) return ignored('no-event');
  const tags = fields(mail.tags);
  const isOurs =
    mail.sendingAccountId === ours.account && tag(tags, 'ses:configuration-set') === ours.configurationSet;
  if (!isOurs) return ignored('other-sender');
  const { eventType } = event;
  const known =
    typeof eventType === 'string' && Object.hasOwn(KINDS, eventType) ? KINDS[eventType] : undefined;
  if (known === undefined) return ignored('other-kind');
  const reader = tag(tags, 'reader', /^[A-Za-z0-9_-]{22}$/);
  const about = subject(tags);
  if (reader === null || about === null) return ignored('other-tags');
  const part = fields(known.part === undefined ? undefined : event[known.part]);
  // A reader took our mail out of the spam folder: the opposite of a complaint.
  if (known.kind === 'complaint' && part.complaintFeedbackType === 'not-spam') return ignored('not-spam');
  const kind = known.kind === 'bounce' && !isForGood(part) ? 'soft-bounce' : known.kind;
  const at = instant(part.timestamp) ?? mailedAt;
  return { kind: 'event', event: { kind, messageId: mail.messageId, mailedAt, at, reader, about } };
}

/** Subtypes that are about this one mail: another may well arrive, whatever its status says. */
const ABOUT_THE_MAIL = ['MessageTooLarge', 'ContentRejected', 'AttachmentRejected'];

/**
 * SES cannot always tell whether a bounce is for good. "Permanent" surely is; so is a "Transient" one whose receiving server said
 * 5.x.x, which RFC 3463 calls a permanent failure.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-object
 */
function isForGood({ bounceType, bounceSubType, bouncedRecipients }: Fields): boolean {
  if (bounceType === 'Permanent') return true;
  if (typeof bounceSubType === 'string' && ABOUT_THE_MAIL.includes(bounceSubType)) return false;
  const statuses = Array.isArray(bouncedRecipients) ? bouncedRecipients.map((one) => fields(one).status) : [];
  const isFinal = (status: unknown) =>
    typeof status === 'string' && /^5\.\d{1,3}\.\d{1,3}$/.test(status.trim());
  return statuses.length > 0 && statuses.every(isFinal);
}

function subject(tags: Fields): MailEvent['about'] | null {
  const edition = tag(tags, 'edition', /^[A-Za-z0-9_-]{1,128}$/);
  const shard = tag(tags, 'shard', /^\d{1,2}-[0-9a-f]{1,6}$/);
  if (edition !== null && shard !== null) return { kind: 'edition', edition, shard };
  const notice = tag(tags, 'notice', /^[a-z]{1,20}$/);
  return notice === null ? null : { kind: 'notice', notice };
}

/** SES gives each tag a list of values; ours have one. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
function tag(tags: Fields, name: string, form = /^.+$/): string | null {
  const values = tags[name];
  const value: unknown = Array.isArray(values) && values.length === 1 ? values[0] : undefined;
  return typeof value === 'string' && form.test(value) ? value : null;
}

function parse(body: string): Fields | null {
  try {
    return fields(JSON.parse(body));
  } catch {
    return null;
  }
}

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** Instants as the table compares them: to the millisecond, in UTC. */
function instant(value: unknown): string | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

const ignored = (why: Extract<FeedbackReading, { readonly kind: 'ignored' }>['why']): FeedbackReading => ({
  kind: 'ignored',
  why,
});
