import PostalMime from 'postal-mime';
import { composeNotices } from '../../infra/parts/notices.ts';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import type { Mail } from '../../lambdas/aws/mail/mailer.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import { type Readers, readers } from '../../lambdas/aws/stores/readers/readers.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { lineOf } from '../../lambdas/edition/web/calendar.ts';
import { keysFrom } from '../../lambdas/reader/keys.ts';
import { pageWriter } from '../../lambdas/reader/pages/page-writer.ts';
import { type SubscribeServices, serve } from '../../lambdas/subscribe.ts';
import type { CallResult, Edition, Settings, Story } from '../../lambdas/types.ts';
import { edition } from '../edition/sample.ts';

export const KEYS = keysFrom(JSON.stringify({ master: 's'.repeat(64), tokenKeyVersion: '01' }));

export const SETTINGS: Settings = {
  name: 'The <Harbour> Brief',
  topic: { title: '', names: [], seeds: [] },
  languages: ['en', 'es', 'uk', 'ar'],
  timeZone: 'Europe/Kyiv',
  windowHours: 72,
  schedule: { time: '07:00', days: ['mon', 'wed'] },
  sendByHours: 6,
  sender: { name: 'Brief', address: 'brief@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: '1 Example Street',
};

export const DOOR = 'the stack’s own id';

interface Asked {
  readonly form?: Readonly<Record<string, string>>;
  /** Instead of a form, as it is. */
  readonly body?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sourceIp?: string;
}

export interface ReaderSite {
  readonly people: Readers;
  readonly place: SubscribeServices;
  /** What the mail service was given, in order. */
  readonly mails: Mail[];
  readonly ask: (method: string, path: string, asked?: Asked) => ReturnType<typeof serve>;
  /** Moves the clock on. */
  readonly tick: (ms: number) => void;
  /** What the mail service answers from now on. */
  readonly answer: (result: CallResult) => void;
  /** An edition with these stories is released. */
  readonly release: (stories: readonly Story[], change?: Partial<Edition>) => Promise<Edition>;
  /** The path of the link to such a page in the last mail, its text part. */
  readonly link: (page: string) => Promise<string>;
}

const composed = composeNotices(SETTINGS);

/** The real handler over a table of the test's own, its mails kept, its clock standing still. */
export async function readerSite(table: Table, settings: Settings = SETTINGS): Promise<ReaderSite> {
  const notices = await composed;
  const mails: Mail[] = [];
  let clock = Date.parse('2023-09-14T08:00:00Z');
  let result: CallResult = { kind: 'sent', messageId: 'm' };
  const place: SubscribeServices = {
    table,
    keys: async () => KEYS,
    mailer: {
      send: async (mail) => {
        mails.push(mail);
        return result;
      },
    },
    settings,
    write: pageWriter(settings, readTemplates()),
    notice: (notice, language) => {
      const found = notices[`notices/${notice}.${language}.eml`];
      if (found === undefined) throw new Error(`No notice ${notice} in ${language}.`);
      return found;
    },
    door: DOOR,
    now: () => clock,
  };
  return {
    people: readers(table),
    place,
    mails,
    ask: (method, rawPath, { form, body, query = '', headers = {}, sourceIp = '192.0.2.1' } = {}) => {
      const content = body ?? (form ? new URLSearchParams(form).toString() : '');
      return serve(
        {
          rawPath,
          rawQueryString: query,
          headers,
          body: Buffer.from(content).toString('base64'),
          isBase64Encoded: true,
          requestContext: { http: { method, sourceIp } },
        },
        place,
      );
    },
    tick: (ms) => {
      clock += ms;
    },
    answer: (next) => {
      result = next;
    },
    release: async (stories, change) => {
      const released = edition(stories, change);
      await editions(table).register(released, JSON.stringify(lineOf(released, settings.languages)));
      return released;
    },
    link: async (page) => {
      const { text = '' } = await PostalMime.parse(mails.at(-1)?.raw ?? new Uint8Array());
      const found = new RegExp(`https://news\\.example\\.org(/reader/${page}/[A-Za-z0-9_-]{56})`).exec(text);
      if (found?.[1] === undefined) throw new Error(`The last mail has no link to ${page}: ${text}`);
      return found[1];
    },
  };
}

/** Addresses of networks, another one each time. */
export function networks(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `198.51.${Math.floor(count / 250)}.${count % 250}`;
  };
}
