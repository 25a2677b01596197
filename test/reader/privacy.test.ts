import { HtmlValidate } from 'html-validate';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { deliveryEvents } from '../../lambdas/aws/stores/delivery/delivery-events.ts';
import { sends } from '../../lambdas/aws/stores/delivery/sends.ts';
import { confirmationMails } from '../../lambdas/aws/stores/readers/confirmation-mails.ts';
import { limits } from '../../lambdas/aws/stores/readers/limit-counters.ts';
import { mistakeReports } from '../../lambdas/aws/stores/readers/mistake-reports.ts';
import { preferenceChanges } from '../../lambdas/aws/stores/readers/preference-changes.ts';
import { readers } from '../../lambdas/aws/stores/readers/readers.ts';
import type { Row, Table } from '../../lambdas/aws/table.ts';
import type { Page } from '../../lambdas/reader/pages/page.ts';
import { pageWriter } from '../../lambdas/reader/pages/page-writer.ts';
import { RETENTION } from '../../lambdas/reader/retention.ts';
import { counterOf } from '../../lambdas/reader/subscription/request-limits.ts';
import { SETTINGS } from './reader-site.ts';

const NOW = Date.parse('2023-09-14T08:00:00.000Z');
const AT = new Date(NOW).toISOString();
const HOURS = 3600;
const DAYS = 24 * HOURS;

/** Seconds until the rows that somebody writes may vanish. */
async function lifetimes(write: (table: Table) => Promise<unknown>): Promise<readonly number[]> {
  const found: number[] = [];
  const see = (row: Row) => {
    const ttl = row.ttl ?? row[':ttl'];
    found.push(typeof ttl === 'number' ? ttl - NOW / 1000 : Number.POSITIVE_INFINITY);
  };
  await write({
    get: async () => undefined,
    getMany: async () => [],
    put: async (row) => {
      see(row);
      return true;
    },
    putMany: async (rows) => {
      for (const row of rows) see(row);
    },
    update: async (_key, _expression, { values = {} }) => {
      see(values);
      return true;
    },
    add: async () => undefined,
    remove: async () => undefined,
    query: async () => [],
    pages: async function* () {},
  });
  return found;
}

describe('the privacy page', () => {
  const reader = 'A'.repeat(22);
  const event = { kind: 'bounce', messageId: 'm', mailedAt: AT, at: AT, reader } as const;
  const send = {
    edition: 'e',
    shard: '0-0',
    reader,
    state: 'sent',
    revision: 1,
    owner: 'o',
    leaseUntil: 0,
  } as const;
  const report = {
    id: 'r',
    at: AT,
    day: '2023-09-14',
    edition: 'e',
    story: 's',
    language: 'en',
    sentence: '',
    text: 't',
  };

  it.each<[string, number, (table: Table) => Promise<unknown>]>([
    [
      'who has asked',
      RETENTION.pendingHours * HOURS,
      (table) => readers(table).ask({ id: reader, address: 'a@b.example', language: 'en', askedAt: NOW }),
    ],
    [
      'what preferences were',
      RETENTION.changeDays * DAYS,
      (table) => preferenceChanges(table).note(reader, { language: 'en', pausedUntil: '' }, NOW),
    ],
    ['what was sent', RETENTION.sendDays * DAYS, (table) => sends(table, () => NOW).write(send)],
    [
      'what became of it',
      RETENTION.sendDays * DAYS,
      (table) =>
        deliveryEvents(table).note(
          { ...event, about: { kind: 'edition', edition: 'e', shard: '0-0' } },
          'e',
          '0-0',
        ),
    ],
    [
      'a confirmation that came back',
      RETENTION.bounceDays * DAYS,
      (table) => confirmationMails(table).stop(reader, 'bounced', AT),
    ],
    ['a report', RETENTION.reportDays * DAYS, (table) => mistakeReports(table).keep(report)],
  ])('says how long %s is kept', async (_, seconds, write) => {
    const found = await lifetimes(write);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toBe(seconds);
  });

  it('says "about a day" of counters, and is right', async () => {
    for (const limit of [
      'network',
      'site',
      'everybody',
      'asking',
      'rights',
      'reports',
      'reportsDaily',
    ] as const) {
      const [seconds = 0] = await lifetimes((table) => limits(table).take(counterOf(limit, 'x', NOW)));
      expect(seconds).toBeLessThanOrEqual(25 * HOURS);
    }
  });

  const write = pageWriter(SETTINGS, readTemplates());
  it.each(SETTINGS.languages)(
    'in %s has every figure, no empty slot, a way to write, and a link from every other page',
    (language) => {
      const { document } = parseHTML(write({ kind: 'privacy' }, language));
      const text = document.querySelector('main')?.textContent ?? '';
      for (const figure of Object.values(RETENTION)) expect(text).toContain(String(figure));
      expect(text).not.toMatch(/[{}]/);
      for (const said of [SETTINGS.postalAddress, SETTINGS.sender.address]) expect(text).toContain(said);
      expect(document.querySelectorAll('dt').length).toBe(document.querySelectorAll('dd').length);
      const other = parseHTML(write({ kind: 'message', name: 'broken' }, language)).document;
      expect(other.querySelector(`footer a[href="/reader/privacy?language=${language}"]`)).not.toBeNull();
    },
  );
});

describe('the subscription page', () => {
  const latest = { href: '/editions/x.en.html', slot: '2023-09-14T04:00:00.000Z' };
  const facts = (language: string, settings = SETTINGS, sample?: typeof latest) => {
    const page = {
      kind: 'subscribe',
      address: '',
      chosen: language,
      ...(sample ? { latest: sample } : {}),
    } as const;
    const { document } = parseHTML(pageWriter(settings, readTemplates())(page, language));
    return [...document.querySelectorAll('dd')].map((one) => one.textContent);
  };
  const told = {
    ...SETTINGS,
    topic: { ...SETTINGS.topic, title: 'The harbour talks' },
    coverage: { first: '2023-09-01', last: '2023-09-30' },
  };

  it('says what one gets: subject, when, until when, in which languages, from whom, and a sample', () => {
    expect(facts('en', told, latest)).toEqual([
      'The harbour talks',
      'Monday and Wednesday, 07:00 (Eastern European Time)',
      '30 September 2023',
      'English, Español, Українська, العربية',
      'Brief <brief@news.example.org>',
      'The edition of 14 September 2023',
    ]);
    const every = {
      ...told,
      schedule: { time: '18:30', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
    };
    expect(facts('es', every)[1]).toBe('Todos los días, 18:30 (hora de Europa oriental)');
    expect(facts('uk', told)[1]).toBe('Понеділок і середа, 07:00 (за східноєвропейським часом)');
  });

  it('leaves out what the briefing leaves out', () => {
    const { schedule: _none, ...bare } = SETTINGS;
    expect(facts('en', bare)).toEqual([
      'English, Español, Українська, العربية',
      'Brief <brief@news.example.org>',
    ]);
  });
});

describe('every kind of page', () => {
  const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });
  const slot = '2023-09-14T04:00:00.000Z';
  const report = { kind: 'report', action: '/x', slot, sentence: '', text: '' } as const;
  const days = ['2023-09-15', '2024-09-13'] as const;
  const chosen = { kind: 'preferences', action: '/x', chosen: 'en', depth: 'full', days } as const;
  const pages: readonly Page[] = [
    { kind: 'privacy' },
    { kind: 'subscribe', address: '', chosen: 'en', problem: 'empty', latest: { href: '/x', slot } },
    { kind: 'message', name: 'confirmed', links: [{ to: 'latest', href: '/x' }] },
    { kind: 'message', name: 'left', back: { name: 'return', action: '/x' } },
    { kind: 'message', name: 'never', back: { name: 'askAllow', action: '/x' } },
    { kind: 'button', name: 'askNever', action: '/x' },
    { ...report, story: { href: '/x', headline: null }, problem: 'no-text' },
    { ...report, story: { href: '/x', headline: { text: '<b>', language: 'en' } }, problem: 'long-sentence' },
    { ...chosen, pause: '2023-09-21', shows: 'saved', isSubscribed: true, isMailable: true },
    { ...chosen, pause: '', shows: 'problem', isSubscribed: true, isMailable: true },
  ];
  const write = pageWriter(SETTINGS, readTemplates());

  it.each(['en', 'ar'])('is valid HTML in %s', (language) => {
    for (const page of pages) {
      const { results } = validator.validateStringSync(write(page, language));
      const found = results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (${line})`),
      );
      expect([page.kind, found]).toEqual([page.kind, []]);
    }
  });
});
