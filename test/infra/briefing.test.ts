import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefingJsonSchema, keyTable } from '../../infra/briefing/documents.ts';
import { BriefingSchema } from '../../infra/briefing/schema.ts';
import sample from '../../infra/briefing.json' with { type: 'json' };
import {
  BriefingError,
  briefingFile,
  parseBriefing,
  readBriefing,
  settingsOf,
} from '../../infra/briefing.ts';
import { generated } from '../../infra/document.ts';

/** A copy of the sample with the value at a dotted path replaced; `undefined` removes the key. */
function edited(path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(sample);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at: unknown = copy;
  for (const step of steps) at = Object.entries(at as object).find(([name]) => name === step)?.[1];
  const record = at as Record<string, unknown>;
  if (value === undefined) delete record[last];
  else record[last] = value;
  return copy;
}

function problemsOf(value: unknown): readonly string[] {
  try {
    parseBriefing(value);
  } catch (error) {
    if (error instanceof BriefingError) return error.problems;
    throw error;
  }
  return [];
}

const EDITOR = 'arn:aws:iam::123456789012:role/desk/Editor';
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

describe('a briefing', () => {
  it('is accepted as it comes with the project', () => {
    expect(parseBriefing(sample).name).toBe(sample.name);
  });

  it('may say what quiet editions do, how much is quoted, and where to write to leave', () => {
    const more = {
      quietEdition: 'skip',
      quoteCap: { words: 80, share: 0.1 },
      unsubscribeMailbox: 'leave@news.example.org',
    };
    expect(settingsOf(parseBriefing({ ...sample, ...more }))).toMatchObject(more);
    expect(Object.keys(settingsOf(parseBriefing(sample)))).not.toContain('quoteCap');
  });

  it.each([
    ['schedule.time', '7am', '"schedule.time" must be HH:MM, got "7am"'],
    ['schedule.time', '24:00', '"schedule.time" must be HH:MM, got "24:00"'],
    ['schedule.days', [], '"schedule.days" must be a list of at least one weekday, got []'],
    [
      'schedule.days',
      ['monday'],
      '"schedule.days[0]" must be one of mon tue wed thu fri sat sun, got "monday"',
    ],
    ['schedule.days', ['mon', 'mon'], '"schedule.days" names "mon" twice'],
    [
      'coverage.first',
      '2023-02-30',
      '"coverage.first" must be a date YYYY-MM-DD that exists, got "2023-02-30"',
    ],
    [
      'coverage.last',
      '2023-09-01',
      '"coverage.last" must be on or after coverage.first (2023-09-10), got "2023-09-01"',
    ],
    ['coverage', '2023', '"coverage" must be an object with first, last, got "2023"'],
    [
      'timeZone',
      'Europe/Atlantis',
      '"timeZone" must be an IANA time zone like "Europe/Kyiv", got "Europe/Atlantis"',
    ],
    ['timeZone', '+03:00', '"timeZone" must be an IANA time zone like "Europe/Kyiv", got "+03:00"'],
    ['quietEdition', 'maybe', '"quietEdition" must be "send" or "skip", got "maybe"'],
    ['quoteCap', 120, '"quoteCap" must be an object with words, share, got 120'],
    [
      'quoteCap',
      { words: 0, share: 0.2 },
      '"quoteCap.words" must be a whole number of words from 1 to 1000, got 0',
    ],
    [
      'quoteCap',
      { words: 120, share: 20 },
      '"quoteCap.share" must be a share above 0 and up to 1, like 0.2, got 20',
    ],
    [
      'unsubscribeMailbox',
      'the desk',
      '"unsubscribeMailbox" must be a plain ASCII mail address like name@example.org, got "the desk"',
    ],
    ['languages', [], '"languages" must be a list of at least one language code, got []'],
    ['languages', ['en', 'uk', 'es', 'en'], '"languages" names "en" twice'],
    ['languages', [''], '"languages[0]" must be an ISO 639-1 language code like "uk", got ""'],
    [
      'languages',
      ['en', 'uk', 'es', 'ua'],
      '"languages[3]" must be an ISO 639-1 language code like "uk", got "ua"',
    ],
    [
      'languages',
      ['en', 'uk', 'es', 'iw'],
      '"languages[3]" must be an ISO 639-1 language code like "uk", got "iw"',
    ],
    ['windowHours', 0, '"windowHours" must be a whole number of hours from 1 to 336, got 0'],
    ['windowHours', 337, '"windowHours" must be a whole number of hours from 1 to 336, got 337'],
    ['windowHours', '72', '"windowHours" must be a whole number of hours from 1 to 336, got "72"'],
    ['sendByHours', 73, '"sendByHours" must be a whole number of hours from 1 to 72, got 73'],
    ['sendByHours', 1.5, '"sendByHours" must be a whole number of hours from 1 to 72, got 1.5'],
    [
      'publicAddress',
      'http://news.example.org',
      '"publicAddress" must be https:// and a host, without a path or a trailing slash, got "http://news.example.org"',
    ],
    [
      'publicAddress',
      'https://news.example.org/',
      '"publicAddress" must be https:// and a host, without a path or a trailing slash, got "https://news.example.org/"',
    ],
    [
      'publicAddress',
      'https://news.example.org/brief',
      '"publicAddress" must be https:// and a host, without a path or a trailing slash, got "https://news.example.org/brief"',
    ],
    [
      'sender.address',
      'Brief <brief@example.org>',
      '"sender.address" must be a plain ASCII mail address like name@example.org, got "Brief <brief@example.org>"',
    ],
    [
      'sender.address',
      'brief@example.org\r\nBcc: all@example.org',
      '"sender.address" must be a plain ASCII mail address like name@example.org, got "brief@example.org\\r\\nBcc: all@example.org"',
    ],
    [
      'sender.address',
      'új@example.org',
      '"sender.address" must be a plain ASCII mail address like name@example.org, got "új@example.org"',
    ],
    [
      'sender.name',
      'Brief\nBcc: x',
      '"sender.name" must be a line of at most 100 characters, got "Brief\\nBcc: x"',
    ],
    [
      'sender.replyTo',
      'desk',
      '"sender.replyTo" must be a plain ASCII mail address like name@example.org, got "desk"',
    ],
    ['name', '', '"name" must be a line of at most 100 characters, got ""'],
    ['name', 'x'.repeat(101), `"name" must be a line of at most 100 characters, got "${'x'.repeat(58)}…`],
    ['topic.names', [], '"topic.names" must be a list of at least one name, got []'],
    ['topic.seeds', ['One.', ''], '"topic.seeds[1]" must be a line of text, got ""'],
    ['topic.seeds', ['The summit. '.repeat(300).trim()], '"topic.seeds[0]" must be a line of text'],
    ['postalAddress', undefined, '"postalAddress" is missing; it must be a line of text'],
    ['editors', undefined, '"editors" is missing; it must be a list of IAM role or user ARNs, or []'],
    ['editors', ['editor@example.org'], '"editors[0]" must be the ARN of an IAM role or user, { "arn" }'],
    [
      'editors',
      [{ address: EDITOR, role: 'editor' }],
      '"editors[0]" must be the ARN of an IAM role or user, { "arn" }, or { "address"',
    ],
    [
      'editors',
      [{ address: 'a@example.org', role: 'boss' }],
      '"editors[0]" must be the ARN of an IAM role or user, {',
    ],
    ['id', 'Vostochny', '"id" must be at most 16 small letters'],
    ['id', 'a-summit-of-five-powers', '"id" must be at most 16 small letters'],
    [
      'sender.existingIdentity',
      'example.net',
      '"sender.existingIdentity" must be the domain of brief@news.example.org',
    ],
    ['alarmEmail', 'me', '"alarmEmail" must be a plain ASCII mail address'],
    ['approval', { leadMinutes: 30 }, '"approval.otherwise" is missing; it must be "hold" or "send"'],
    ['withdrawnUpload', 'drop', '"withdrawnUpload" must be "ask" or "takeDown", got "drop"'],
    ['concurrency', { account: 5 }, '"concurrency.account" must be a whole number of runs at once from 10'],
    [
      'concurrency',
      { account: 150, reserved: { deliver: 60 } },
      '"concurrency.reserved" takes 60 of 150; Lambda wants 100 left',
    ],
    [
      'editors',
      ['arn:aws:iam::123456789012:root'],
      '"editors[0]" must be the ARN of an IAM role or user, { "arn" }',
    ],
    ['editors', [EDITOR, EDITOR], `"editors" names "${EDITOR}" twice`],
    [
      'certificateArn',
      CERTIFICATE.replace('us-east-1', 'eu-west-1'),
      '"certificateArn" must be the ARN of an ACM certificate in us-east-1',
    ],
    [
      'sampleReaders',
      [{ address: 'ana@example.org', language: 'pt' }],
      '"sampleReaders[0].language" must be one of the briefing\'s languages (en, uk, es), got "pt"',
    ],
    [
      'sampleReaders',
      [{ address: 'ana@example.org', language: 'es', name: 'Ana' }],
      '"sampleReaders[0].name" is not a setting; known here: address, language',
    ],
    [
      'sampleReaders',
      ['Ana@example.org', 'ana@example.org'].map((address) => ({ address, language: 'es' })),
      '"sampleReaders" names "ana@example.org" twice',
    ],
    ['window', 72, '"window" is not a setting; known here: $schema, id, name, topic,'],
    ['schedule.zone', 'UTC', '"schedule.zone" is not a setting; known here: time, days'],
  ])('with %s = %j is refused: %s', (path, value, message) => {
    const problems = problemsOf(edited(path, value));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  it.each([
    ['sender.replyTo', 'desk@example.org'],
    ['certificateArn', CERTIFICATE],
    ['editors', [EDITOR, 'arn:aws-us-gov:iam::123456789012:user/olena.k@desk']],
    ['timeZone', 'UTC'],
    ['timeZone', 'America/Argentina/Buenos_Aires'],
    ['coverage.last', '2023-09-10'],
    ['windowHours', 336],
    ['sampleReaders', []],
    ['id', 'summit-2'],
    ['topic.seeds', Array.from({ length: 5 }, () => 'Москва'.repeat(60))],
    ['editors', [{ arn: EDITOR }, { address: 'ana@example.org', role: 'approver' }]],
    ['sender.existingIdentity', 'example.org'],
    ['sender.existingIdentity', 'brief@news.example.org'],
    ['sender.mailFromSubdomain', 'bounces'],
    ['alarmEmail', 'operator@example.org'],
    ['withdrawnUpload', 'takeDown'],
    ['concurrency', { account: 1000, reserved: { deliver: 40 } }],
  ])('may have %s = %j', (path, value) => {
    expect(problemsOf(edited(path, value))).toEqual([]);
  });

  it.each([
    [['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 25, 26],
    [['mon', 'tue', 'wed', 'thu', 'fri'], 72, 74],
    [['thu'], 169, 170],
    [['sun', 'wed'], 97, 98],
  ])('with editions on %j refuses a window of %i hours and takes one of %i', (days, short, enough) => {
    const briefing = (windowHours: number) => ({ ...sample, schedule: { time: '07:00', days }, windowHours });
    expect(problemsOf(briefing(short))).toEqual([expect.stringContaining(`must be at least ${enough}`)]);
    expect(parseBriefing(briefing(enough)).windowHours).toBe(enough);
  });

  it('tells all its problems at once', () => {
    const schedule = { ...sample.schedule, zone: 'UTC', hour: 7 };
    const broken = { ...sample, windowHours: 0, sendByHours: 0, color: 'red', shape: 'round', schedule };
    expect(problemsOf(broken)).toHaveLength(6);
    expect(() => parseBriefing(broken)).toThrow(/windowHours.*sendByHours/s);
  });

  it('that has a budget and nobody to tell is refused', () => {
    const budgeted = { ...sample, budget: { monthlyUsd: 30 } };
    expect(problemsOf(budgeted)).toEqual([
      expect.stringMatching(/^"budget" needs somebody to tell: add "alarmEmail"/),
    ]);
    expect(problemsOf({ ...budgeted, alarmEmail: 'ana@example.org' })).toEqual([]);
  });

  it('refuses to wait for an approval that nobody could give', () => {
    const approval = { leadMinutes: 60, otherwise: 'hold' };
    const waiting = (role: string) => ({
      ...sample,
      approval,
      editors: [EDITOR, { address: 'ana@example.org', role }],
    });
    expect(problemsOf(waiting('editor'))).toEqual([
      expect.stringMatching(/^"approval" needs an approver: add .* to "editors"/),
    ]);
    expect(problemsOf(waiting('approver'))).toEqual([]);
  });

  it('takes an editor by a bare ARN, in an object or by mail address', () => {
    const ana = { address: 'ana@example.org', role: 'approver' };
    const { editors } = parseBriefing({ ...sample, editors: [EDITOR, ana] });
    expect(editors).toEqual([{ arn: EDITOR }, ana]);
  });

  it('is either accepted or refused with reasons, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(sample)), (value, key) => {
        expect(problemsOf(value)).not.toEqual([]);
        for (const problem of problemsOf({ ...sample, [key]: value })) expect(problem).toContain(`"${key}`);
      }),
    );
  });

  it('gives the functions every setting but the operator’s own', () => {
    const all = {
      ...sample,
      ...{ quietEdition: 'skip', quoteCap: { words: 80, share: 0.1 }, withdrawnUpload: 'takeDown' },
      unsubscribeMailbox: 'leave@news.example.org',
      approval: { leadMinutes: 90, otherwise: 'hold' },
      editors: [{ address: 'ana@news.example.org', role: 'approver' }],
    };
    // Of what only the stacks use. A key that stands neither here nor in `settingsOf` would be read and do nothing.
    const stacks = ['$schema', 'id', 'certificateArn', 'webAclArn', 'alarmEmail', 'budget', 'concurrency'];
    const known = [...Object.keys(settingsOf(parseBriefing(all))), ...stacks, 'editors', 'sampleReaders'];
    expect(known.toSorted()).toEqual(Object.keys(BriefingSchema.entries).toSorted());
  });

  it('gives the functions their settings and nothing of the operator', () => {
    expect(Object.keys(settingsOf(parseBriefing(edited('editors', [EDITOR]))))).toEqual([
      'name',
      'topic',
      'coverage',
      'languages',
      'timeZone',
      'schedule',
      'windowHours',
      'sendByHours',
      'sender',
      'publicAddress',
      'postalAddress',
    ]);
  });
});

describe('what is written down of schema and wording', () => {
  it.each(Object.entries(generated()))('%s is current: npm run document', (path, content) => {
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('has a row for each key that does something, none empty', () => {
    expect(
      keyTable()
        .split('\n')
        .filter((row) => /\|\s*\|$/.test(row)),
    ).toEqual([]);
  });

  it('names every key, its bounds and what it must be', () => {
    const schema = JSON.parse(briefingJsonSchema());
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(sample)));
    expect(schema.required).toContain('postalAddress');
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties.windowHours).toMatchObject({ type: 'integer', minimum: 1, maximum: 336 });
    expect(schema.properties.sender.properties.address.errorMessage).toMatch(/plain ASCII/);
    expect(schema.properties.schedule.properties.days.items.enum).toContain('mon');
  });
});

describe('the briefing file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'briefing-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    return join(folder, name);
  };

  it('is the one that cdk.json names', () => {
    write('cdk.json', { app: 'x', context: { briefing: 'my.json' } });
    expect(briefingFile(folder)).toBe(join(folder, 'my.json'));
    expect(readBriefing(briefingFile())).toEqual(sample);
  });

  it('is the one that the command line names, if it does', () => {
    write('cdk.json', { app: 'x', context: { briefing: 'my.json' } });
    expect(briefingFile(folder, { briefing: 'other.json' })).toBe(join(folder, 'other.json'));
  });

  it('must be named', () => {
    write('cdk.json', { app: 'x', context: {} });
    expect(() => briefingFile(folder)).toThrow(/"cdk.json: context.briefing" is missing/);
  });

  it('must exist, be JSON and be good; the error names the file', () => {
    expect(() => readBriefing(join(folder, 'none.json'))).toThrow(/cannot be read.*none\.json/);
    expect(() => readBriefing(write('broken.json', '{'))).toThrow(/is not JSON.*broken\.json/);
    expect(() => readBriefing(write('bad.json', edited('windowHours', 0)))).toThrow(
      /"windowHours".*bad\.json/,
    );
  });
});
