import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTables } from '../../infra/local/emulators/dynamodb.ts';
import { refusalOf } from '../../infra/local/emulators/http/gate.ts';
import { readBody } from '../../infra/local/emulators/http/request.ts';
import { startObjectStore } from '../../infra/local/emulators/s3/s3-sqs.ts';
import { startSecrets } from '../../infra/local/emulators/secrets.ts';
import { startMailer } from '../../infra/local/emulators/ses/ses.ts';
import { startInbox } from '../../infra/local/inbox/inbox.ts';
import { smallDistribution } from './small-distribution.ts';

/** Every server of a local run, by what it plays. */
const SERVERS = ['buckets and queues', 'table', 'mail', 'secrets', 'front', 'inbox page'] as const;

const origins = new Map<string, string>();
const endings: (() => unknown)[] = [];
beforeAll(async () => {
  const { front, close } = await smallDistribution(
    'export const handler = async () => ({ statusCode: 200 });',
  );
  endings.push(close);
  const started = {
    'buckets and queues': await startObjectStore({ region: 'eu-central-1', clock: () => new Date(0) }),
    table: await startTables('eu-central-1'),
    mail: await startMailer(),
    secrets: await startSecrets(),
    front,
    'inbox page': await startInbox({
      name: 'The Strait Digest',
      publicAddress: 'https://news.example.org',
      distributionOrigin: 'http://127.0.0.1:1',
      mails: () => [],
      receipts: async () => [],
    }),
  } satisfies Record<(typeof SERVERS)[number], { readonly origin: string; close(): Promise<void> }>;
  for (const [name, server] of Object.entries(started)) {
    origins.set(name, server.origin);
    if (server !== front) endings.push(server.close);
  }
});
afterAll(async () => {
  for (const ending of endings) await ending();
});

/** Whether the gate refused a request, and whom the answer is shared with; `fetch` would not send another Host. */
function ask(server: string, method: string, headers: Readonly<Record<string, string>>) {
  const { port = '', host } = new URL(origins.get(server) ?? '');
  return new Promise<{ readonly refused: boolean; readonly shared: string | undefined }>((done, failed) => {
    const sent = request({ host: '127.0.0.1', port, method, path: '/', headers: { host, ...headers } });
    sent.on('error', failed).on('response', async (answer) => {
      const body = (await readBody(answer)).toString('utf8');
      const refused = answer.statusCode === 403 && body.startsWith('This server answers to its own');
      done({ refused, shared: answer.headers['access-control-allow-origin'] });
    });
    sent.end();
  });
}

describe.each(SERVERS)('the server of the %s', (server) => {
  const own = (name: string) => `${name}:${new URL(origins.get(server) ?? '').port}`;

  test.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('answers as %s', async (name) => {
    expect((await ask(server, 'GET', { host: own(name) })).refused).toBe(false);
    const page = `http://${own(name).toLowerCase()}`;
    expect((await ask(server, 'GET', { host: own(name), origin: page })).refused).toBe(false);
  });

  test.each([
    'attacker.test',
    'localhost',
    '127.0.0.1:1',
    'localhost.attacker.test',
    '127.0.0.1.attacker.test',
  ])('does not answer under the name "%s"', async (host) => {
    for (const method of ['GET', 'POST']) expect((await ask(server, method, { host })).refused).toBe(true);
    expect((await ask(server, 'GET', { host: own('attacker.test') })).refused).toBe(true);
  });

  test.each(['https://attacker.test', 'http://127.0.0.1:1', 'http://localhost', 'null', 'file://'])(
    'shows nothing to a page of %s',
    async (origin) => {
      for (const method of ['GET', 'POST', 'OPTIONS'])
        expect(await ask(server, method, { origin })).toEqual({ refused: true, shared: undefined });
    },
  );

  test('takes a form from its own page, which tells no origin, and from no other such page', async () => {
    const from = (site: string) => ask(server, 'POST', { origin: 'null', 'sec-fetch-site': site });
    expect((await from('same-origin')).refused).toBe(false);
    for (const site of ['cross-site', 'same-site', 'none']) expect((await from(site)).refused).toBe(true);
  });
});

test('a request without any Host is not let in', () => {
  expect(refusalOf({}, 80)).toBe('This server answers to its own address alone.');
});
