import { SESServiceException } from '@aws-sdk/client-ses';
import { describe, expect, it } from 'vitest';
import { mask } from '../../lambdas/aws/log.ts';
import { resultOf } from '../../lambdas/aws/mail/mailer.ts';

const answer = (name: string, httpStatusCode: number, message = 'no') =>
  new SESServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode } });

const socket = (code: string) => Object.assign(new Error(`socket ${code}`), { code });

describe('a failed call of the mail service', () => {
  it.each([
    ['a throttle', answer('Throttling', 400, 'Maximum sending rate exceeded.'), 'not-now'],
    ['the daily quota', answer('Throttling', 400, 'Daily message quota exceeded.'), 'stopped'],
    ['a paused account', answer('AccountSendingPausedException', 400), 'stopped'],
    ['a missing configuration set', answer('ConfigurationSetDoesNotExist', 400), 'stopped'],
    [
      'an identity that is not verified',
      answer('MessageRejected', 400, 'Email address is not verified.'),
      'stopped',
    ],
    ['a right that is missing', answer('AccessDenied', 403), 'stopped'],
    ['a message that it will not take', answer('MessageRejected', 400, 'Illegal address'), 'refused'],
    ['a bad parameter', answer('InvalidParameterValue', 400), 'refused'],
    ['expired credentials', answer('ExpiredTokenException', 403), 'not-now'],
    ['a clock that is wrong', answer('RequestTimeTooSkewed', 403), 'not-now'],
    ['an error that nobody has heard of', answer('OptInRequired', 403), 'stopped'],
    ['its own error', answer('InternalFailure', 500), 'unknown'],
    ['being away for a while', answer('ServiceUnavailable', 503), 'unknown'],
    ['a time-out', Object.assign(new Error('timed out'), { name: 'TimeoutError' }), 'unknown'],
    ['a connection lost in the call', socket('ECONNRESET'), 'unknown'],
    ['a connection never made', socket('ECONNREFUSED'), 'not-now'],
    ['something that is no error', 'oops', 'unknown'],
  ])('%s: what is known of the mail', (_, error, kind) => expect(resultOf(error).kind).toBe(kind));

  const from = 'brief@news.example.org';
  const unverified = (...names: readonly string[]) =>
    answer(
      'MessageRejected',
      400,
      `Email address is not verified. The following identities failed the check in region EU-WEST-1: ${names.join(', ')}`,
    );
  const denied = (identity: string) =>
    answer(
      'AccessDenied',
      403,
      `User \`arn:aws:sts::1:assumed-role/x/y' is not authorized to perform \`ses:SendRawEmail' on resource \`arn:aws:ses:eu-west-1:1:identity/${identity}'`,
    );

  it.each([
    ['a recipient that the sandbox wants verified', unverified('ada@a.example'), 'refused'],
    ['the sender, too', unverified('ada@a.example', from), 'stopped'],
    ['the sender alone', unverified(from), 'stopped'],
    ['no leave for the recipient', denied('ada@a.example'), 'refused'],
    ['no leave for the recipient’s domain', denied('a.example'), 'refused'],
    ['no leave for the sender’s domain', denied('news.example.org'), 'stopped'],
  ])('%s: whom it concerns', (_, error, kind) =>
    expect(resultOf(error, { from, to: 'Ada@a.example' }).kind).toBe(kind),
  );

  it('never repeats the address in its reason', () => {
    const result = resultOf(
      answer('MessageRejected', 400, 'Address <ada@readers.example.org> is on the list.'),
    );
    expect(JSON.stringify(result)).not.toContain('ada@');
    expect(mask('to=ada+x@a.example, "b@c.example"')).toBe('<address>, "<address>"');
  });
});
