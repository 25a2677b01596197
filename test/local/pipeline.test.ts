import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import sample from '../../infra/briefing.json' with { type: 'json' };
import { startFunctions } from '../../infra/local/functions/functions.ts';
import { startInbox } from '../../infra/local/inbox/inbox.ts';
import { type Pipeline, type PipelineOptions, startPipeline } from '../../infra/local/local-pipeline.ts';
import { readReceipts } from '../../infra/local/output-folder.ts';
import { singleResource } from '../../infra/local/stack/single-resource.ts';
import type { RawResource, Stack } from '../../infra/local/stack/stack.ts';
import { type Synthesized, synthesize } from '../../infra/local/stack/synth.ts';
import { createResolver } from '../../infra/local/stack/template.ts';
import { fields, list, textOf } from '../../infra/local/stack/template-values.ts';
import type { Receipt } from '../../lambdas/types.ts';
import { docx, json, mailWith, markdown, mhtml, pdf, TITLE } from '../article/formats/made.ts';
import { AT, type File, READERS, type Run, type RunOptions, runEdition } from './edition-run.ts';

const SAMPLES = join(import.meta.dirname, '../articles');

let synthesized: Synthesized;
/** Another newsletter, in one language: for what the others would only repeat. */
let small: Synthesized;
let samples: readonly File[];
const open: Run[] = [];
const idle: Pipeline[] = [];
/** The samples, once, in order: read by several tests, changed by none. */
let first: Run;

beforeAll(async () => {
  [synthesized, small] = await Promise.all([synthesize(), synthesizeSmall()]);
  samples = readdirSync(SAMPLES)
    .sort()
    .map((key) => ({ key, bytes: readFileSync(join(SAMPLES, key)) }));
  first = await runEdition({ stacks: synthesized.stacks, files: samples });
}, 120_000);
afterEach(async () => {
  for (const { pipeline } of open.splice(0)) await pipeline.close();
  for (const pipeline of idle.splice(0)) await pipeline.close();
});
afterAll(async () => {
  await first?.pipeline.close();
  synthesized?.remove();
  small?.remove();
});

async function synthesizeSmall(): Promise<Synthesized> {
  const folder = mkdtempSync(join(tmpdir(), 'beside-'));
  const briefing = join(folder, 'briefing.json');
  const sender = { name: 'The Other Brief', address: 'brief@other.example.org' };
  const its = {
    ...sample,
    $schema: undefined,
    id: 'other',
    name: sender.name,
    sender,
    languages: ['en'],
    sampleReaders: [{ address: 'sam@readers.example.org', language: 'en' }],
    publicAddress: 'https://other.example.org',
    postalAddress: '2 Example Street',
  };
  writeFileSync(briefing, JSON.stringify(its));
  try {
    return await synthesize({ briefing });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function run(options: Partial<RunOptions> = {}): Promise<Run> {
  const done = await runEdition({ stacks: synthesized.stacks, files: samples, ...options });
  open.push(done);
  return done;
}

/** What a headers policy of the template adds to every answer; its transport rule is for https alone. */
function templateHeaders(policy: string): Readonly<Record<string, string>> {
  const resources = synthesized.stacks.flatMap(({ template }) => Object.entries(template.Resources ?? {}));
  const [, found] = resources.find(([id]) => id.startsWith(policy)) ?? [];
  const config = fields(fields(found?.Properties?.ResponseHeadersPolicyConfig).SecurityHeadersConfig);
  return {
    'content-security-policy': textOf(fields(config.ContentSecurityPolicy).ContentSecurityPolicy),
    'x-content-type-options': 'nosniff',
    'x-frame-options': textOf(fields(config.FrameOptions).FrameOption),
    'referrer-policy': textOf(fields(config.ReferrerPolicy).ReferrerPolicy),
  };
}

const text = (key: string, body: string): File => ({ key, bytes: Buffer.from(body) });

/** A plain article of ours, long enough to be one. */
const report = (place: string) =>
  text(
    `${place}.txt`,
    `Leaders meet in ${place}\n\nBy Ana Test\n\n2023-09-13\n\nVladimir Putin and Kim Jong Un met in ${place} on Wednesday, officials of both countries said after the talks had ended.\n\nThe two leaders spoke for several hours about satellites and trade, and ${place} was closed to traffic while they did so.\n\nKim Jong Un travelled to Russia in his armoured train, and he was received at the Vostochny cosmodrome with a guard of honour.\n`,
  );

describe('a run over the samples', () => {
  test('gives every upload a receipt and every reader one mail', () => {
    const { receipts, ledger, problems, pipeline, edition } = first;
    expect(problems).toEqual([]);
    expect(receipts.map(({ key }) => key).sort()).toEqual(samples.map(({ key }) => key).sort());
    expect(ledger.map(({ state }) => state)).toEqual(READERS.map(() => 'sent'));
    expect(pipeline.mails.flatMap(({ to }) => to).sort()).toEqual(
      READERS.map(({ address }) => address).sort(),
    );
    expect(edition.stories.length).toBeGreaterThan(0);
    expect(edition.slot).toBe(AT.toISOString());
  });

  test('gives the same bytes and each reader one mail when the uploads come in a random order, some of them twice, all at once, and every queue tells everything three times to workers side by side', {
    timeout: 240_000,
  }, async () => {
    const [files = []] = fc.sample(fc.shuffledSubarray([...samples], { minLength: samples.length }), 1);
    const many = [...files, ...files.slice(5)];
    const { outputs, pipeline } = await run({ files: many, together: true, deliveries: 3, pollers: 2 });
    expect(pipeline.mails).toHaveLength(READERS.length);
    expect(outputs, files.map(({ key }) => key).join('\n')).toEqual(first.outputs);
  });

  test('has its pages, index and feeds under the public address, with the headers that the template sets', async () => {
    const { pipeline, edition } = first;
    const get = (path: string, init?: RequestInit) => fetch(`${pipeline.distributionOrigin}${path}`, init);
    for (const [path, status, type] of [
      ['/', 200, 'text/html; charset=utf-8'],
      ['/index.html', 200, 'text/html; charset=utf-8'],
      ['/archive.uk.html', 200, 'text/html; charset=utf-8'],
      [`/editions/${edition.id}.en.html`, 200, 'text/html; charset=utf-8'],
      ['/feed.es.atom', 200, 'application/atom+xml; charset=utf-8'],
      ['/favicon.svg', 200, 'image/svg+xml'],
      ['/robots.txt', 200, 'text/plain; charset=utf-8'],
      ['/editions/', 404, 'text/html; charset=utf-8'],
      ['/nothing/here.html', 404, 'text/html; charset=utf-8'],
    ] as const) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, status, type]);
      const wanted = templateHeaders('PageHeaders');
      expect(Object.fromEntries(Object.keys(wanted).map((name) => [name, answer.headers.get(name)]))).toEqual(
        wanted,
      );
    }
    expect(await (await get('/')).text()).toBe(await (await get('/archive.en.html')).text());
    expect(await (await get('/nothing/here.html')).text()).toContain('There is no such page');
    expect((await get('/', { method: 'POST' })).status).toBe(403);
    // The function's own 404 gets through, under the headers of its own behaviour.
    const broken = await get('/reader/leave/x');
    expect(broken.status).toBe(404);
    expect(await broken.text()).not.toContain('There is no such page');
    expect(broken.headers.get('content-security-policy')).toBe(
      templateHeaders('SecurityHeaders')['content-security-policy'],
    );
  });

  test('shows each mail on the inbox page with links that work here, and the mail itself unchanged', async () => {
    const { pipeline } = first;
    const inbox = await startInbox({
      name: 'The Brief',
      publicAddress: 'https://news.example.org',
      distributionOrigin: pipeline.distributionOrigin,
      mails: () => pipeline.mails,
      receipts: () => readReceipts(pipeline),
    });
    try {
      const get = async (path: string) => (await fetch(`${inbox.origin}${path}`)).text();
      expect(await get('/')).toContain('olena@readers.example.org');
      expect(await get('/')).toContain('This file is empty');
      expect(await get('/mail/1')).toContain('sandbox=');
      const frame = await get('/mail/1/frame');
      expect(frame).toContain(`${pipeline.distributionOrigin}/reader/leave/`);
      expect(frame).not.toContain('https://news.example.org');
      expect(await get('/mail/1/raw')).toBe(pipeline.mails[0]?.raw.toString('utf8'));
      expect(await get('/mail/99')).toContain('No such page');
    } finally {
      await inbox.close();
    }
  });
});

describe('uploads of every kind, good and bad, in one run', () => {
  const made = [
    ['lighthouse.docx', docx()],
    ['lighthouse.pdf', pdf()],
    ['lighthouse.eml', mailWith('a.docx', 'application/octet-stream', docx())],
    ['lighthouse.mhtml', mhtml()],
    ['lighthouse.json', json()],
    ['lighthouse.md', markdown()],
  ] as const;
  const odd = { key: '../ відео 🎬 a+b.txt', bytes: report('Vostochny').bytes };
  const bad = [
    { key: 'empty.txt', bytes: new Uint8Array() },
    {
      key: 'picture.txt',
      bytes: Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'),
    },
    {
      key: 'broken.txt',
      bytes: Buffer.from([0x54, 0x65, 0xff, 0xfe, 0xc3, 0x28, 0x80, 0x81, 0x00, 0x9d, 0xc1]),
    },
    text('huge.txt', 'x'),
    { key: 'big.txt', bytes: Buffer.alloc(11_000_000, 97) },
  ];
  let all: Run;
  let byKey: ReadonlyMap<string, Receipt>;
  beforeAll(async () => {
    const files = [...made.map(([key, content]) => ({ key, bytes: Buffer.from(content) })), ...bad, odd];
    all = await runEdition({
      stacks: small.stacks,
      files,
      // Small bytes under an event that says otherwise: refused, so nobody looked at the bytes.
      retell: (change) => (change.key === 'huge.txt' ? { ...change, size: 10 * 1024 * 1024 + 1 } : change),
    });
    byKey = new Map(all.receipts.map((receipt) => [receipt.key, receipt]));
  }, 240_000);
  afterAll(async () => all?.pipeline.close());

  test.each(made)('%s is read by the bundle as by the sources', (key) => {
    expect(byKey.get(key)).toMatchObject({ outcome: 'accepted', title: TITLE });
  });

  test('each bad one gets a receipt with a code and a sentence, and the rest goes on', () => {
    const { receipts, edition, problems } = all;
    expect(receipts).toHaveLength(made.length + bad.length + 1);
    expect(byKey.get('empty.txt')).toMatchObject({ outcome: 'refused', code: 'empty' });
    expect(byKey.get('picture.txt')).toMatchObject({ outcome: 'refused', code: 'unsupported' });
    expect(byKey.get('broken.txt')).toMatchObject({ outcome: 'refused' });
    expect(byKey.get('huge.txt')).toMatchObject({ outcome: 'refused', code: 'too-large' });
    expect(byKey.get('big.txt')).toMatchObject({ outcome: 'refused', code: 'too-large', size: 11_000_000 });
    for (const { message } of receipts) expect(message).toMatch(/^\p{Lu}.{20,}\.$/su);
    expect(byKey.get(odd.key)).toMatchObject({ outcome: 'accepted' });
    expect(edition.counts.articles).toBe(made.length + 1);
    expect(problems).toEqual([]);
  });
});

describe('later, with another newsletter beside', () => {
  const hour = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);
  let day: Run;
  /** Another newsletter at the same time, with two of the same readers. */
  let beside: Run;
  const sharedReaders = READERS.slice(1);
  beforeAll(async () => {
    [day, beside] = await Promise.all([
      runEdition({ stacks: synthesized.stacks, files: [report('Vostochny'), report('Khasan')] }),
      runEdition({ stacks: small.stacks, files: [report('Tumangang')], readers: sharedReaders }),
    ]);
  }, 240_000);
  afterAll(async () => {
    await day?.pipeline.close();
    await beside?.pipeline.close();
  });

  test('a withdrawn article is not in the next edition, and an edition composed again, or twice at once, is one edition', {
    timeout: 240_000,
  }, async () => {
    const { pipeline, edition } = day;
    expect(edition.counts.articles).toBe(2);
    expect(await pipeline.compose(AT)).toBe(edition.id);
    await pipeline.settled();
    expect(pipeline.mails).toHaveLength(3);
    await pipeline.buckets.inbox.remove('Khasan.txt');
    await pipeline.settled();
    // The schedule fires twice at once.
    const [next, same] = await Promise.all([pipeline.compose(hour(1)), pipeline.compose(hour(1))]);
    expect(same).toBe(next);
    await pipeline.settled();
    expect(pipeline.mails).toHaveLength(6);
    const { counts, number } = JSON.parse(
      (await pipeline.buckets.archive.get(`editions/${next}/edition.json`)).toString(),
    );
    expect({ articles: counts.articles, number }).toEqual({ articles: 1, number: 2 });
  });

  test('a reader who left by the link in a mail gets no later edition; opening the link alone changes nothing', {
    timeout: 240_000,
  }, async () => {
    const { pipeline } = day;
    const link = (to: string, purpose: string) => {
      const mail = pipeline.mails.find((sent) => sent.to.includes(to));
      const [path] =
        new RegExp(`reader/${purpose}/[A-Za-z0-9_-]{56}`).exec(unfold(mail?.raw.toString('utf8') ?? '')) ??
        [];
      return `${pipeline.distributionOrigin}/${path}`;
    };
    const leave = link('sam@readers.example.org', 'leave');
    const page = await fetch(leave);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<form');
    expect(Object.values(await pipeline.readers())).toEqual(['confirmed', 'confirmed', 'confirmed']);
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    for (const _ of [1, 2]) {
      expect(
        (await fetch(leave, { ...form, body: 'List-Unsubscribe=One-Click', redirect: 'manual' })).status,
      ).toBe(200);
    }
    // Another reader prefers the whole mail.
    const wish = { ...form, body: 'do=save&language=uk&depth=full&pause=' };
    expect((await fetch(link('olena@readers.example.org', 'preferences'), wish)).status).toBe(200);
    await pipeline.settled();
    const before = pipeline.mails.length;
    await pipeline.compose(hour(2));
    await pipeline.settled();
    const last = pipeline.mails.slice(before);
    const names = last.map(({ to, raw }) => [to[0], /^Message-ID: <[^@]*/m.exec(raw.toString('utf8'))?.[0]]);
    expect(names.sort()).toEqual([
      ['lucia@readers.example.org', expect.stringMatching(/\.es$/)],
      ['olena@readers.example.org', expect.stringMatching(/\.uk\.full$/)],
    ]);
  });

  test('nothing of this reached the newsletter beside it: no name in common, its own readers, files, pages and mails', async () => {
    const { pipeline, edition, problems } = beside;
    const named = ({ deployment: { environment, ...stacks } }: Pipeline) =>
      Object.values(stacks)
        .flatMap((outputs) => Object.values(outputs))
        .map((value) => value.replace(/^http:\/\/[^/]+/, ''));
    const names = named(pipeline);
    expect(names.length).toBeGreaterThan(15);
    expect(named(day.pipeline).filter((name) => names.includes(name))).toEqual([]);

    expect(problems).toEqual([]);
    expect(edition.counts.articles).toBe(1);
    expect(edition.number).toBe(1);
    expect(await pipeline.buckets.inbox.list('')).toEqual(['Tumangang.txt']);
    expect(await day.pipeline.buckets.inbox.list('')).toEqual(['Vostochny.txt']);
    const strangers = (text: string, names: RegExp) =>
      [...text.matchAll(names)].map(({ index }) => text.slice(Math.max(0, index - 60), index + 40));
    const pages = async ({ buckets: { web } }: Pipeline) =>
      (await Promise.all((await web.list('')).map((key) => web.get(key)))).join('\n');
    expect(strangers(await pages(pipeline), /Vostochny Brief|Khasan\.txt|news\.example\.org/g)).toEqual([]);
    expect(strangers(await pages(day.pipeline), /Other Brief|Tumangang|other\.example\.org/g)).toEqual([]);

    expect(pipeline.mails.map(({ to }) => to[0]).sort()).toEqual(
      sharedReaders.map(({ address }) => address).sort(),
    );
    for (const { raw } of pipeline.mails) {
      expect(raw.toString()).toContain('<brief@other.example.org>');
      expect(unfold(raw.toString())).not.toMatch(/Khasan|news\.example\.org/);
    }
    for (const { raw } of day.pipeline.mails)
      expect(unfold(raw.toString())).not.toMatch(/Tumangang|other\.example\.org/);
    // Sam has left the other one, and is another reader here.
    expect(Object.values(await pipeline.readers())).toEqual(['confirmed', 'confirmed']);
    const ids = Object.keys(await pipeline.readers());
    expect(Object.keys(await day.pipeline.readers()).filter((id) => ids.includes(id))).toEqual([]);
    const sams = day.pipeline.mails.find(({ to }) => to[0]?.startsWith('sam@'));
    const [leave] = /reader\/leave\/[A-Za-z0-9_-]{56}/.exec(unfold(sams?.raw.toString() ?? '')) ?? [];
    expect((await fetch(`${day.pipeline.distributionOrigin}/${leave}`)).status).toBe(200);
    expect((await fetch(`${pipeline.distributionOrigin}/${leave}`)).status).toBe(404);
  });
});

describe('what becomes of the mails', () => {
  test('a throttled send is taken up again, a broken one never; a bounce and a complaint end a reader’s mail at once, a holiday answer does not', {
    timeout: 240_000,
  }, async () => {
    const names = ['bounce', 'complaint+a', 'ooto', 'suppressionlist', 'throttled', 'broken', 'lost'];
    const readers = names.map((name) => ({ address: `${name}@readers.example.org`, language: 'en' }));
    const told: string[] = [];
    let throttled = 0;
    const {
      ledger,
      pipeline,
      report: numbers,
    } = await run({
      stacks: small.stacks,
      files: [report('Vostochny')],
      readers,
      onReader: (_, state) => told.push(state),
      trouble: ({ to: [to = ''] }) => {
        if (to.startsWith('throttled@')) return throttled++ === 0 ? 'throttle' : undefined;
        // The first is taken and its answer lost; the second is never taken.
        return to.startsWith('broken@') ? 'drop-after-sending' : to.startsWith('lost@') ? 'drop' : undefined;
      },
    });
    expect(throttled).toBe(2);
    expect(ledger.map(({ state }) => state).sort()).toEqual([...Array(6).fill('sent'), 'unknown']);
    expect(pipeline.mails).toHaveLength(6);
    expect(numbers).toMatchObject({
      recipients: 7,
      sent: 6,
      unknown: 1,
      delivered: 4,
      bounced: 2,
      complained: 1,
      sum: { counted: 7, matches: true },
    });
    expect(Object.values(await pipeline.readers())).toEqual([
      'bounced',
      'complained',
      'confirmed',
      'bounced',
      'confirmed',
      'confirmed',
      'confirmed',
    ]);
    expect(told.sort()).toEqual(['bounced', 'bounced', 'complained']);
    const next = await pipeline.compose(new Date(AT.getTime() + 3_600_000));
    await pipeline.settled();
    // Whose answer was lost again is told by its events.
    const states = (await pipeline.ledger(next)).map(({ state }) => state);
    expect(states.sort()).toEqual(['sent', 'sent', 'sent', 'unknown']);
  });

  test('a hundred readers get one mail each from the bundles side by side, whatever the queue, SES and a crash do', async () => {
    const readers = Array.from({ length: 102 }, (_, n) => ({
      address: `reader-${n}@readers.example.org`,
      language: 'en',
    }));
    const deliverFunction = small.stacks
      .flatMap(({ template }) => Object.keys(template.Resources ?? {}))
      .find((id) => /^DeliverFunction[0-9A-F]{8}$/.test(id));
    let crashes = 0;
    const {
      pipeline,
      ledger,
      report: numbers,
    } = await run({
      stacks: small.stacks,
      files: [report('Vostochny')],
      readers,
      deliveries: 2,
      pollers: 3,
      rate: 5_000,
      trouble: ({ sent }) => (({ 3: 'throttle', 5: 'error', 7: 'drop-after-sending' }) as const)[sent % 33],
      during: (running, mails) => {
        if (mails % 33 !== 0) return;
        // Every worker is gone at once, and the minutes pass for which they held their leases.
        running.jump(190_000);
        void running.crash(deliverFunction ?? '').then(() => {
          crashes += 1;
        });
      },
    });
    expect(crashes).toBeGreaterThan(1);
    expect(ledger).toHaveLength(102);
    const addresses = pipeline.mails.flatMap(({ to }) => to);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(numbers.sum).toEqual({ counted: 102, matches: true });
    expect(numbers.sent).toBe(addresses.length);
    expect(numbers.unknown).toBe(102 - addresses.length);
  }, 120_000);

  test('an account that may send no more today stops the edition; what was sent counts, and nothing is lost', async () => {
    const {
      ledger,
      report: numbers,
      problems,
    } = await run({
      stacks: small.stacks,
      files: [report('Vostochny')],
      daily: 1,
    });
    // Whoever had a turn beside the one that was sent is claimed and was not called; the others wait.
    const others = ledger.map(({ state }) => state).filter((state) => state !== 'sent');
    expect([others.length, others.filter((state) => !['claimed', 'waiting'].includes(state))]).toEqual([
      2,
      [],
    ]);
    expect(numbers).toMatchObject({ sent: 1, open: 2, sum: { matches: true } });
    expect(numbers.stopped).toContain('Daily message quota exceeded');
    expect(problems.filter((problem) => problem.includes('message'))).toEqual([]);
  });
});

type Mutation = (resource: RawResource, id: string) => RawResource;

function mutated(change: Mutation): readonly Stack[] {
  return small.stacks.map((stack) => {
    const Resources = Object.fromEntries(
      Object.entries(stack.template.Resources ?? {}).map(([id, raw]) => [id, change(raw, id)]),
    );
    return { ...stack, template: { ...stack.template, Resources } };
  });
}

const withProperties = (raw: RawResource, change: Readonly<Record<string, unknown>>): RawResource => ({
  ...raw,
  Properties: { ...raw.Properties, ...change },
});

/** How far a walk must go until what is wrong shows. */
type Until = 'resources' | 'receipts' | 'composed' | 'delivered';

/** Whatever is wrong with this template, told by an error or by what a walk so far leaves open. */
async function complaint(stacks: readonly Stack[], until: Until): Promise<string> {
  const told: string[] = [];
  const onTrouble = (functionId: string, trouble: string) => told.push(`${functionId}: ${trouble}`);
  const files = [report('Vostochny')];
  try {
    if (until === 'delivered') {
      const { problems } = await run({ stacks, files, onTrouble });
      return [...told, ...problems].join('\n');
    }
    const pipeline = await started(stacks, { onTrouble });
    const pipelineFiles = until === 'receipts' ? files : [];
    for (const { key, bytes } of pipelineFiles) await pipeline.buckets.inbox.put(key, bytes);
    await pipeline.settled();
    const receipts = await readReceipts(pipeline);
    if (until === 'composed') await pipeline.compose(AT);
    const missing = pipelineFiles.filter(({ key }) => !receipts.some((receipt) => receipt.key === key));
    return [...told, ...missing.map(({ key }) => `${key} was uploaded and has no receipt.`)].join('\n');
  } catch (error) {
    return [...told, error].join('\n');
  }
}

/** The stacks, up and idle. */
async function started(stacks: readonly Stack[], options: Partial<PipelineOptions> = {}): Promise<Pipeline> {
  const pipeline = await startPipeline({ stacks, readers: READERS, at: AT, retrySeconds: 0, ...options });
  idle.push(pipeline);
  return pipeline;
}

/** What one function says of an upload, a shard, a mail's event or a slot, called by itself with the environment of this template. */
async function answerOf(name: string, stacks: readonly Stack[]): Promise<string> {
  const told: string[] = [];
  const resolver = createResolver(stacks, { region: 'eu-central-1', queueOrigin: 'http://127.0.0.1:1' });
  const functions = startFunctions({
    region: 'eu-central-1',
    endpoints: {},
    now: () => AT.getTime(),
    log: (functionId, line) => told.push(`${functionId}: ${line}`),
  });
  const changed = { bucket: { name: 'b' }, object: { key: 'a.txt', sequencer: '1' } };
  const body = JSON.stringify({
    Records: [{ eventName: 'ObjectCreated:Put', eventTime: AT.toISOString(), s3: changed }],
  });
  const record = {
    messageId: 'm',
    body,
    attributes: { ApproximateReceiveCount: '1' },
    eventSource: 'aws:sqs',
  };
  try {
    const fn = singleResource(resolver, 'AWS::Lambda::Function', `${name}Function`);
    await functions.invoke(fn, { slot: AT.toISOString(), Records: [record] });
  } catch (error) {
    told.push(String(error));
  } finally {
    await functions.close();
  }
  return told.join('\n');
}

function renamedVariable(functionName: string, variable: string): Mutation {
  return (raw, id) => {
    if (raw.Type !== 'AWS::Lambda::Function' || !id.startsWith(functionName)) return raw;
    const { [variable]: value, ...others } = fields(fields(raw.Properties?.Environment).Variables);
    return withProperties(raw, { Environment: { Variables: { ...others, [`${variable}_X`]: value } } });
  };
}

describe('the local stack is the template', () => {
  test.each([
    ['Intake', 'INBOX_BUCKET'],
    ['Compose', 'WEB_BUCKET'],
    ['Deliver', 'CONFIGURATION_SET'],
    ['Deliver', 'DELIVERY_QUEUE_URL'],
    ['Feedback', 'ACCOUNT_ID'],
  ])('%s with %s renamed fails and says which', async (fn, variable) => {
    const told = await answerOf(fn, mutated(renamedVariable(fn, variable)));
    expect(told).toContain(fn);
    expect(told).toContain(variable);
  });

  test('subscribe with SECRET_ARN renamed has no leave page', async () => {
    const pipeline = await started(mutated(renamedVariable('Subscribe', 'SECRET_ARN')));
    const answer = await fetch(`${pipeline.distributionOrigin}/reader/leave/x`);
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('SECRET_ARN');
  });

  test.each<[string, Until, Mutation, RegExp]>([
    [
      'an inbox bucket that notifies nobody',
      'receipts',
      (raw, id) =>
        id.startsWith('Inbox') ? withProperties(raw, { NotificationConfiguration: undefined }) : raw,
      /Vostochny\.txt was uploaded and has no receipt/,
    ],
    [
      'an outbox bucket that notifies nobody',
      'delivered',
      (raw, id) =>
        id.startsWith('Outbox') ? withProperties(raw, { NotificationConfiguration: undefined }) : raw,
      /the send is still waiting/,
    ],
    [
      'a notification with a prefix that no key has',
      'receipts',
      (raw, id) =>
        id.startsWith('Inbox') && raw.Type === 'AWS::S3::Bucket' ? withPrefix(raw, 'articles/') : raw,
      /has no receipt/,
    ],
    [
      'an index under another name',
      'composed',
      (raw) => (raw.Type === 'AWS::DynamoDB::Table' ? withIndex(raw, 'active', 'lively') : raw),
      /index/,
    ],
    [
      'a schedule that passes its time on under another name',
      'composed',
      (raw) => (raw.Type === 'AWS::Scheduler::Schedule' ? withInput(raw, '"slot"', '"time"') : raw),
      /no schedule that passes on its scheduled time/,
    ],
    [
      'no sender identity',
      'delivered',
      (raw) =>
        raw.Type === 'AWS::SES::EmailIdentity' ? withProperties(raw, { EmailIdentity: 'other.test' }) : raw,
      /Deliver.*not verified/,
    ],
    [
      'a topic to which SES may not publish',
      'resources',
      (raw) => (raw.Type === 'AWS::SNS::TopicPolicy' ? { Type: 'None' } : raw),
      /MailEvents.* does not let SES publish/,
    ],
    [
      'a queue to which the topic may not send',
      'resources',
      (raw, id) =>
        raw.Type === 'AWS::SQS::QueuePolicy' && id.startsWith('FeedbackPolicy') ? { Type: 'None' } : raw,
      /Feedback.* does not let SNS send/,
    ],
    [
      'no distribution',
      'resources',
      (raw) => (raw.Type === 'AWS::CloudFront::Distribution' ? { Type: 'None' } : raw),
      /no AWS::CloudFront::Distribution/,
    ],
  ])('%s is noticed', async (_, until, mutation, expected) => {
    expect(await complaint(mutated(mutation), until)).toMatch(expected);
  });

  test('a distribution without the readers’ path breaks the leave link', async () => {
    const stacks = mutated((raw) => {
      const config = fields(raw.Properties?.DistributionConfig);
      if (raw.Type !== 'AWS::CloudFront::Distribution') return raw;
      const CacheBehaviors = list(config.CacheBehaviors).map((value) => ({
        ...fields(value),
        PathPattern: '/people/*',
      }));
      return withProperties(raw, { DistributionConfig: { ...config, CacheBehaviors } });
    });
    const pipeline = await started(stacks);
    expect((await fetch(`${pipeline.distributionOrigin}/reader/leave/x`, { method: 'POST' })).status).toBe(
      403,
    );
  });
});

function withPrefix(raw: RawResource, Value: string): RawResource {
  const configuration = fields(raw.Properties?.NotificationConfiguration);
  const QueueConfigurations = list(configuration.QueueConfigurations).map((queue) => ({
    ...fields(queue),
    Filter: { S3Key: { Rules: [{ Name: 'prefix', Value }] } },
  }));
  return withProperties(raw, { NotificationConfiguration: { QueueConfigurations } });
}

function withIndex(raw: RawResource, from: string, to: string): RawResource {
  const GlobalSecondaryIndexes = list(raw.Properties?.GlobalSecondaryIndexes)
    .map(fields)
    .map((index) => (index.IndexName === from ? { ...index, IndexName: to } : index));
  return withProperties(raw, { GlobalSecondaryIndexes });
}

function withInput(raw: RawResource, from: string, to: string): RawResource {
  const target = fields(raw.Properties?.Target);
  return withProperties(raw, { Target: { ...target, Input: textOf(target.Input).replace(from, to) } });
}

/** Quoted-printable with its soft breaks and `=3D` undone, as far as a link needs it. */
const unfold = (mail: string): string => mail.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
