import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Resolver } from '../../stack/template.ts';
import { textOf } from '../../stack/template-values.ts';
import { type Journal, type KeptMail, openJournal } from '../../state/journal.ts';
import type { SentMail } from '../../state/sent-mail.ts';
import { guardServer } from '../http/gate.ts';
import { listen } from '../http/listen.ts';
import { readBody } from '../http/request.ts';
import { type Destination, eventsFor, readDestinations } from './ses-events.ts';
import { type Refusal, refusal } from './ses-rules.ts';

const MESSAGE_ID = /<MessageId>[^<]+<\/MessageId>/;

/** For tests: what happens to a send instead of, or after, its normal way. */
export type Trouble = 'throttle' | 'error' | 'hang' | 'drop' | 'drop-after-sending';

export interface Mailer {
  readonly origin: string;
  readonly mails: readonly SentMail[];
  create(resolver: Resolver): void;
  /** Resolves when every event so far has been published. */
  settled(): Promise<void>;
  /** False while an event is on its way to a topic. */
  isQuiet(): boolean;
  close(): Promise<void>;
}

export interface MailerOptions {
  /** Asked at each SendRawEmail; `sent` counts those before it. */
  readonly trouble?: (send: { readonly to: readonly string[]; readonly sent: number }) => Trouble | undefined;
  /** Mails a second, and a day: what GetSendQuota answers. Beyond the latter every mail is refused. */
  readonly rate?: number;
  readonly daily?: number;
  readonly onMail?: (mail: SentMail) => void;
  /** What events say of the time; the machine's own unless told. */
  readonly clock?: () => Date;
  /** Remembers the mails, and whose events are still to be published; one of its own without it. */
  readonly journal?: Journal;
  /** Hands an event to its topic; without it nobody hears of any. */
  readonly publish?: (topicArn: string, message: string) => Promise<void>;
}

type StartSes = (config: { readonly host: string; readonly port: number }) => Promise<Server>;

/**
 * aws-ses-v2-local behind a small front that keeps the raw mail (its own store drops it), answers GetSendQuota (it hangs)
 * and refuses what the real service refuses.
 */
export async function startMailer(options: MailerOptions = {}): Promise<Mailer> {
  const startSes: { readonly default: StartSes } = createRequire(import.meta.url)('aws-ses-v2-local');
  const inner = await startSes.default({ host: '127.0.0.1', port: 0 });
  guardServer(inner);
  const innerAddress = inner.address();
  if (innerAddress === null || typeof innerAddress === 'string')
    throw new Error('The local SES did not say where it listens.');
  const { journal = openJournal() } = options;
  const mails: SentMail[] = journal.mails().map(({ id, to, tags, raw }) => ({ id, to, tags, raw }));
  let asked = 0;
  const identities = new Set<string>();
  const configurationSets = new Set<string>();
  const publishing = new Set<Promise<void>>();
  const daily = options.daily ?? 50_000;
  let passing = 0;
  let destinations: readonly Destination[] = [];

  /** As from the real service, events come when the answer is on its way, and also when it never arrives. */
  function tellAbout(mail: KeptMail): void {
    const { publish, clock = () => new Date() } = options;
    if (!publish) return;
    const told = eventsFor(mail, mail, destinations, clock());
    const all = Promise.all(told.map(({ topicArn, message }) => publish(topicArn, message)));
    const done: Promise<void> = all.then(
      () => {
        publishing.delete(done);
        journal.told(mail.id);
      },
      (error: unknown) => {
        publishing.delete(done);
        process.stderr.write(`An event was lost: ${error}\n`);
      },
    );
    publishing.add(done);
  }

  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const form = new URLSearchParams(body.toString('utf8'));
    const action = form.get('Action') ?? '';
    if (action === 'GetSendQuota') return send(response, 200, quota(options.rate ?? 14, daily, mails.length));
    if (action !== 'SendRawEmail')
      return send(
        response,
        400,
        errorXml({ code: 'InvalidAction', message: `The local run has no ${action}.` }),
      );
    const mail = read(form);
    const refused = refusal({ ...mail, form, identities, configurationSets });
    if (refused) return send(response, 400, errorXml(refused));
    // Of calls side by side each takes its place before it is passed on.
    if (mails.length + passing >= daily) return send(response, 400, errorXml(OVER_QUOTA));
    const trouble = options.trouble?.({ to: mail.to, sent: asked++ });
    if (trouble === 'hang') return;
    if (trouble === 'drop') return void request.socket.destroy();
    if (trouble === 'throttle')
      return send(response, 400, errorXml({ code: 'Throttling', message: 'Maximum sending rate exceeded.' }));
    if (trouble === 'error')
      return send(
        response,
        500,
        errorXml({ code: 'InternalFailure', message: 'The local run was told to fail.' }),
      );
    passing += 1;
    const answer = await pass(request, body, innerAddress.port).finally(() => {
      passing -= 1;
    });
    // The emulator behind draws its ids from so few that one in some ten thousand mails has another's.
    const id = MESSAGE_ID.test(answer.body) ? randomUUID() : undefined;
    if (id !== undefined) {
      const source = form.get('Source') ?? '';
      const kept = { ...mail, id, source, configurationSet: form.get('ConfigurationSetName') ?? '' };
      journal.keepMail(kept);
      mails.push({ ...mail, id });
      options.onMail?.({ ...mail, id });
      tellAbout(kept);
    }
    if (trouble === 'drop-after-sending') return void request.socket.destroy();
    const told =
      id === undefined ? answer.body : answer.body.replace(MESSAGE_ID, `<MessageId>${id}</MessageId>`);
    send(response, answer.status, told);
  });
  const listening = await listen(server);

  return {
    origin: listening.origin,
    mails,
    create(resolver) {
      for (const identity of resolver.all('AWS::SES::EmailIdentity'))
        identities.add(identity.name.toLowerCase());
      for (const set of resolver.all('AWS::SES::ConfigurationSet')) configurationSets.add(set.name);
      destinations = readDestinations(resolver);
      // A run that was killed between a mail and its events owes them.
      const untold = journal.untold();
      for (const mail of journal.mails()) if (untold.has(mail.id)) tellAbout(mail);
    },
    async settled() {
      while (publishing.size > 0) await Promise.all(publishing);
    },
    isQuiet: () => publishing.size === 0,
    async close() {
      await listening.close();
      inner.closeAllConnections();
      await new Promise((done) => inner.close(done));
    },
  };
}

function read(form: URLSearchParams): Omit<SentMail, 'id'> {
  const members = (name: string) =>
    [...form].filter(([key]) => new RegExp(`^${name}\\.member\\.\\d+$`).test(key)).map(([, value]) => value);
  const tags: Record<string, string> = {};
  for (const [key, value] of form) {
    const at = /^Tags\.member\.(\d+)\.Name$/.exec(key)?.[1];
    if (at !== undefined) tags[value] = form.get(`Tags.member.${at}.Value`) ?? '';
  }
  return { to: members('Destinations'), tags, raw: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64') };
}

async function pass(
  request: IncomingMessage,
  body: Buffer,
  port: number,
): Promise<{ status: number; body: string }> {
  return new Promise((done, failed) => {
    const headers = { ...request.headers, host: `127.0.0.1:${port}`, connection: 'close' };
    const onward = forward(
      { host: '127.0.0.1', port, method: 'POST', path: '/', headers },
      async (answer) => {
        done({ status: answer.statusCode ?? 500, body: (await readBody(answer)).toString('utf8') });
      },
    );
    onward.on('error', failed);
    onward.end(body);
  });
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
}

/** https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html */
const OVER_QUOTA: Refusal = { code: 'Throttling', message: 'Daily message quota exceeded.' };

const quota = (rate: number, daily: number, sent: number): string =>
  `<GetSendQuotaResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><GetSendQuotaResult><Max24HourSend>${daily}</Max24HourSend><MaxSendRate>${rate}</MaxSendRate><SentLast24Hours>${sent}</SentLast24Hours></GetSendQuotaResult></GetSendQuotaResponse>`;

const errorXml = ({ code, message }: Refusal): string =>
  `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${textOf(code)}</Code><Message>${message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</Message></Error></ErrorResponse>`;
