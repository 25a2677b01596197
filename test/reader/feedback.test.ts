import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFeedback } from '../../lambdas/reader/delivery/read-feedback.ts';
import { aReader } from './delivery-model.ts';
import { mailEvent, OURS } from './mail-event.ts';

const READER = aReader('ada').id;
const AT = '2023-09-14T09:00:00.000Z';

describe('an event of SES', () => {
  it.each([
    'send',
    'delivery',
    'delay',
    'bounce',
    'soft-bounce',
    'complaint',
    'reject',
    'rendering-failure',
  ] as const)('of the kind %s is understood in the shape of AWS’s own examples', (kind) => {
    const timed = !['send', 'reject', 'rendering-failure'].includes(kind);
    const mailedAt = '2023-09-14T07:00:10.000Z';
    expect(
      readFeedback(mailEvent({ kind, reader: READER, at: AT, mailedAt, messageId: 'm-1' }), OURS),
    ).toEqual({
      kind: 'event',
      event: {
        kind,
        messageId: 'm-1',
        mailedAt,
        at: timed ? AT : mailedAt,
        reader: READER,
        about: { kind: 'edition', edition: '2023-09-14T07-00-00Z', shard: '0-0' },
      },
    });
  });

  it('about a mail that answers a reader counts for the reader alone', () => {
    const told = readFeedback(mailEvent({ kind: 'bounce', reader: READER, notice: 'confirm' }), OURS);
    expect(told).toMatchObject({
      kind: 'event',
      event: { reader: READER, about: { kind: 'notice', notice: 'confirm' } },
    });
  });

  it('without its milliseconds is put into the form that the table compares', () => {
    const body = mailEvent({ kind: 'complaint', reader: READER, at: '2023-09-14T09:00:00Z' });
    expect(readFeedback(body, OURS)).toMatchObject({ event: { at: AT } });
  });

  const bounceOf = (bounce: object) =>
    readFeedback(
      changed((event) => {
        event.bounce = { ...(event.bounce as object), ...bounce };
      }),
      OURS,
    );
  it.each([
    ['Transient', 'General', ['5.1.1'], 'bounce'],
    ['Transient', 'MailboxFull', ['5.2.2'], 'bounce'],
    ['Undetermined', 'Undetermined', ['5.7.1'], 'bounce'],
    ['Transient', 'General', ['4.4.7'], 'soft-bounce'],
    ['Transient', 'General', ['4.5.1'], 'soft-bounce'],
    ['Transient', 'General', ['550 5.1.1'], 'soft-bounce'],
    ['Transient', 'General', ['5.1.1', '4.2.2'], 'soft-bounce'],
    ['Transient', 'General', [undefined], 'soft-bounce'],
    ['Transient', 'General', [], 'soft-bounce'],
    // About this mail, not about the mailbox.
    ['Transient', 'MessageTooLarge', ['5.3.4'], 'soft-bounce'],
    ['Transient', 'ContentRejected', ['5.7.1'], 'soft-bounce'],
    ['Permanent', 'General', ['4.4.7'], 'bounce'],
  ] as const)(
    'of a %s bounce, %s, whose servers say %j is a %s',
    (bounceType, bounceSubType, statuses, kind) => {
      const bouncedRecipients = statuses.map((status) => ({ emailAddress: 'a@x.example', status }));
      expect(bounceOf({ bounceType, bounceSubType, bouncedRecipients })).toMatchObject({ event: { kind } });
    },
  );

  const changed = (
    change: (event: Record<string, unknown>, mail: Record<string, unknown>) => void,
  ): string => {
    const event = JSON.parse(mailEvent({ kind: 'bounce', reader: READER }));
    change(event, event.mail);
    return JSON.stringify(event);
  };
  const tags = (change: Readonly<Record<string, unknown>>) =>
    changed((_, mail) => {
      mail.tags = { ...(mail.tags as object), ...change };
    });

  it.each([
    [
      'the sentence that SES sends when it meets the topic',
      'Successfully validated SNS topic for Amazon SES event publishing.',
      'no-event',
    ],
    ['no JSON object', '[1, 2]', 'no-event'],
    ['no mail in it', '{"eventType":"Bounce"}', 'no-event'],
    [
      'a message id that is no id',
      changed((_, mail) => Object.assign(mail, { messageId: 'a#b' })),
      'no-event',
    ],
    [
      'another configuration set',
      mailEvent({ kind: 'bounce', reader: READER, from: { ...OURS, configurationSet: 'theirs' } }),
      'other-sender',
    ],
    [
      'another account',
      mailEvent({ kind: 'bounce', reader: READER, from: { ...OURS, account: '999999999999' } }),
      'other-sender',
    ],
    ['no tags at all', changed((_, mail) => Object.assign(mail, { tags: undefined })), 'other-sender'],
    [
      'an open, which nobody asked for',
      changed((event) => Object.assign(event, { eventType: 'Open' })),
      'other-kind',
    ],
    [
      'a complaint taken back',
      changed((event) =>
        Object.assign(event, { eventType: 'Complaint', complaint: { complaintFeedbackType: 'not-spam' } }),
      ),
      'not-spam',
    ],
    ['no reader', tags({ reader: undefined }), 'other-tags'],
    ['a reader who is an address', tags({ reader: ['ada@readers.example.org'] }), 'other-tags'],
    ['two readers', tags({ reader: [READER, READER] }), 'other-tags'],
    ['an edition without a shard', tags({ shard: undefined }), 'other-tags'],
    ['a shard that is none', tags({ shard: ['../../x'] }), 'other-tags'],
  ])('with %s is ignored', (_, body, why) => {
    expect(readFeedback(body, OURS)).toEqual({ kind: 'ignored', why });
  });

  it('never throws, and never passes an address on', () => {
    const address = 'somebody.unusual@readers.example.org';
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom('toString', '__proto__', { toString: 1 }));
    fc.assert(
      fc.property(odd, fc.constantFrom('mail', 'bounce', 'eventType'), (value, name) => {
        const event = JSON.parse(mailEvent({ kind: 'bounce', reader: READER, address }));
        expect(['event', 'ignored']).toContain(readFeedback(JSON.stringify(value), OURS).kind);
        const told = readFeedback(JSON.stringify({ ...event, [name]: value }), OURS);
        expect(JSON.stringify(told)).not.toContain('unusual');
      }),
    );
    expect(
      JSON.stringify(readFeedback(mailEvent({ kind: 'bounce', reader: READER, address }), OURS)),
    ).not.toContain('@');
  });
});
