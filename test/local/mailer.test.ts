import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type MailerOptions, startMailer, type Trouble } from '../../infra/local/emulators/ses/ses.ts';
import { type Destination, eventsFor } from '../../infra/local/emulators/ses/ses-events.ts';
import { readFeedback } from '../../lambdas/reader/delivery/read-feedback.ts';
import { resolverOf, smallStack } from './small-stack.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const ending of endings.splice(0).reverse()) await ending();
});

const RAW = Buffer.from(
  'From: =?utf-8?Q?The_Brief?= <brief@news.test>\r\nTo: a@readers.test\r\nX-Own: kept\r\n\r\nтіло\r\n',
);

async function mailerWith(options: MailerOptions = {}, requestTimeout = 20_000) {
  const mailer = await startMailer(options);
  const { stack, remove } = smallStack({
    Identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'news.test' } },
    Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'ours' } },
  });
  remove();
  mailer.create(resolverOf([stack]));
  const client = new SESClient({
    region: 'eu-central-1',
    endpoint: mailer.origin,
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
    requestHandler: { requestTimeout, throwOnRequestTimeout: true },
  });
  endings.push(mailer.close, () => client.destroy());
  const send = (change: Partial<ConstructorParameters<typeof SendRawEmailCommand>[0]> = {}) =>
    client.send(
      new SendRawEmailCommand({
        Source: 'brief@news.test',
        Destinations: ['a@readers.test'],
        RawMessage: { Data: RAW },
        ConfigurationSetName: 'ours',
        Tags: [{ Name: 'reader', Value: 'r-1_X' }],
        ...change,
      }),
    );
  return { mailer, client, send };
}

test('a mail is kept byte for byte, with its recipients and tags', async () => {
  const { mailer, send } = await mailerWith();
  const { MessageId } = await send();
  expect(mailer.mails).toEqual([
    { id: MessageId, to: ['a@readers.test'], tags: { reader: 'r-1_X' }, raw: RAW },
  ]);
});

test('two mails never have one id, whatever the emulator behind draws', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  endings.push(() => vi.restoreAllMocks());
  const { mailer, send } = await mailerWith();
  const sent = [await send(), await send()].map(({ MessageId }) => MessageId);
  expect(new Set(sent).size).toBe(2);
  expect(mailer.mails.map(({ id }) => id)).toEqual(sent);
});

describe('what is told of a mail', () => {
  const mail = (address: string) => ({ id: 'm-1', to: [address], raw: RAW, tags: { reader: 'r-1_X' } });
  const all: Destination = {
    configurationSet: 'ours',
    topicArn: 'arn:aws:sns:eu-central-1:000000000000:T',
    kinds: new Set(['send', 'delivery', 'bounce', 'complaint']),
  };
  const from = { source: 'brief@news.test', configurationSet: 'ours' };
  const at = new Date('2023-09-14T07:00:00Z');
  const heard = (address: string, destination = all) =>
    eventsFor(mail(address), from, [destination], at).map(({ message }) =>
      readFeedback(message, { configurationSet: 'ours', account: '000000000000' }),
    );
  const kinds = (address: string, destination = all) =>
    eventsFor(mail(address), from, [destination], at).map(({ kind }) => kind);

  test.each([
    ['ada@readers.test', ['send', 'delivery']],
    ['success@readers.test', ['send', 'delivery']],
    ['ooto@readers.test', ['send', 'delivery']],
    ['bounce@readers.test', ['send', 'bounce']],
    ['Bounce+label1@readers.test', ['send', 'bounce']],
    ['suppressionlist@readers.test', ['send', 'bounce']],
    ['complaint@readers.test', ['send', 'delivery', 'complaint']],
    ['bouncer@readers.test', ['send', 'delivery']],
  ])('to %s is %j', (address, expected) => {
    expect(kinds(address)).toEqual(expected);
    // The feedback function understands each, but for the tags that this mail does not have.
    for (const one of heard(address)) expect(one).toEqual({ kind: 'ignored', why: 'other-tags' });
  });

  test('is only what the template asks for, of its own configuration set', () => {
    expect(kinds('bounce@readers.test', { ...all, kinds: new Set(['bounce']) })).toEqual(['bounce']);
    expect(kinds('bounce@readers.test', { ...all, configurationSet: 'theirs' })).toEqual([]);
  });
});

test('mail beyond the day’s quota is refused as the real service refuses it', async () => {
  const { mailer, send } = await mailerWith({ daily: 1 });
  await send();
  await expect(send()).rejects.toMatchObject({
    name: 'Throttling',
    message: expect.stringContaining('Daily'),
  });
  expect(mailer.mails).toHaveLength(1);
});

test('the quota is answered', async () => {
  const { client, send } = await mailerWith({ rate: 5 });
  await send();
  expect(await client.send(new GetSendQuotaCommand({}))).toMatchObject({
    MaxSendRate: 5,
    SentLast24Hours: 1,
  });
});

test.each([
  [
    'a configuration set that the template does not have',
    { ConfigurationSetName: 'theirs' },
    'ConfigurationSetDoesNotExistException',
  ],
  ['a tag with a space', { Tags: [{ Name: 'reader', Value: 'a b' }] }, 'InvalidParameterValue'],
  [
    'a tag of 257 characters',
    { Tags: [{ Name: 'reader', Value: 'a'.repeat(257) }] },
    'InvalidParameterValue',
  ],
  ['an address without a domain', { Destinations: ['nobody'] }, 'InvalidParameterValue'],
  ['an address beyond ASCII', { Destinations: ['олена@readers.test'] }, 'InvalidParameterValue'],
  ['no recipient', { Destinations: [] }, 'InvalidParameterValue'],
  [
    '51 recipients',
    { Destinations: Array.from({ length: 51 }, (_, n) => `r${n}@readers.test`) },
    'InvalidParameterValue',
  ],
  [
    'a sender that nobody verified',
    { Source: undefined, RawMessage: { Data: Buffer.from('From: x@other.test\r\n\r\n') } },
    'MessageRejected',
  ],
  ['a source that is not the sender', { Source: 'other@news.test' }, 'MessageRejected'],
  [
    'a mail without From',
    { RawMessage: { Data: Buffer.from('To: a@readers.test\r\n\r\n') } },
    'InvalidParameterValue',
  ],
  [
    'a mail over ten megabytes',
    { RawMessage: { Data: Buffer.concat([RAW, Buffer.alloc(10_500_000, 97)]) } },
    'InvalidParameterValue',
  ],
])('%s is refused as the real service refuses it', async (_, change, name) => {
  const { mailer, send } = await mailerWith();
  await expect(send(change)).rejects.toMatchObject({ name });
  expect(mailer.mails).toHaveLength(0);
});

test.each<[Trouble, RegExp, number]>([
  ['throttle', /rate exceeded/, 0],
  ['error', /told to fail/, 0],
  ['hang', /./, 0],
  ['drop', /./, 0],
  ['drop-after-sending', /./, 1],
])('told to %s, it does so, and tells truly whether the mail went out', async (trouble, message, sent) => {
  const { mailer, send } = await mailerWith({ trouble: () => trouble }, trouble === 'hang' ? 300 : undefined);
  await expect(send()).rejects.toThrow(message);
  expect(mailer.mails).toHaveLength(sent);
});
