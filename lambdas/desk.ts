import { randomUUID } from 'node:crypto';
import type {
  APIGatewayProxyStructuredResultV2,
  LambdaFunctionURLEvent,
  LambdaFunctionURLResult,
} from 'aws-lambda';
import { type Bucket, bucket } from './aws/archive.ts';
import { readTemplates, type Templates } from './aws/bundled/templates.ts';
import { errorFields, log } from './aws/log.ts';
import { type Mailer, mailer } from './aws/mail/mailer.ts';
import { presignPut } from './aws/presign.ts';
import { removeObject } from './aws/remove-object.ts';
import { nextSlot } from './aws/schedule/next-slot.ts';
import { secretText } from './aws/secret.ts';
import { env, settings } from './aws/settings.ts';
import { articles } from './aws/stores/articles/articles.ts';
import { edits } from './aws/stores/articles/edits.ts';
import { receiptIndex } from './aws/stores/articles/receipt-index.ts';
import { deskLinks } from './aws/stores/desk-links.ts';
import { mistakeReports, REPORT_DAYS } from './aws/stores/readers/mistake-reports.ts';
import { type Table, table } from './aws/table.ts';
import { arrivalsOf } from './composing/desk/arrivals.ts';
import { proofAnswer } from './composing/desk/proof-answer.ts';
import { publicPorts } from './composing/desk/public-ports.ts';
import { answerDesk } from './desk/answer-desk.ts';
import { assetOf } from './desk/asset.ts';
import type { DeskAnswer } from './desk/desk-answer.ts';
import { linkMail } from './desk/link-mail.ts';
import { deskWriter } from './desk/page.ts';
import type { DeskPorts } from './desk/ports.ts';
import { type DeskEvent, readDeskRequest } from './desk/request.ts';
import { COOKIE, type Editor } from './desk/session.ts';
import { headerAddress } from './edition/mail/personalize.ts';
import { readerId } from './reader/id.ts';
import { type Keys, keysFrom } from './reader/keys.ts';
import type { Article, Settings } from './types.ts';

/** What the desk works on; tests hand in their own. */
export interface DeskServices {
  readonly table: Table;
  readonly archive: Bucket;
  readonly inbox: Pick<Bucket, 'put'>;
  readonly presign: (key: string) => Promise<string>;
  /** Takes a file out of the inbox. */
  readonly remove: (key: string) => Promise<void>;
  readonly keys: () => Promise<Keys>;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly settings: Settings;
  readonly editors: readonly Editor[];
  /** A cron expression in the settings' time zone. */
  readonly schedule: string;
  readonly templates: Templates;
  readonly write: ReturnType<typeof deskWriter>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The list shows so many uploads, of so many days. */
const MOST_SHOWN = 200;
const DAY_MS = 86_400_000;

let kept: DeskServices | undefined;

/** What an editor's browser asks for. */
export const handler = (event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> => {
  kept ??= fromEnvironment();
  return serveDesk(event, kept);
};

function fromEnvironment(): DeskServices {
  const secretArn = env('SECRET_ARN');
  const inbox = env('INBOX_BUCKET');
  const briefing = settings();
  const templates = readTemplates();
  return {
    table: table(env('TABLE_NAME')),
    archive: bucket(env('ARCHIVE_BUCKET')),
    inbox: bucket(inbox),
    presign: (key) => presignPut(inbox, key),
    remove: (key) => removeObject(inbox, key),
    keys: async () => keysFrom(await secretText(secretArn)),
    mailer: mailer(env('CONFIGURATION_SET')),
    settings: briefing,
    editors: JSON.parse(env('EDITORS')),
    schedule: env('SCHEDULE'),
    templates,
    write: deskWriter(briefing.name, templates),
    now: Date.now,
  };
}

/** One request under `/desk/`, answered with a page, a file or JSON. */
export async function serveDesk(
  event: DeskEvent,
  services: DeskServices,
): Promise<APIGatewayProxyStructuredResultV2> {
  const asset = assetOf(event.rawPath, services.templates);
  if (asset !== null) return asset;
  const proof = await proofAnswer(event, services);
  if (proof !== null) return proof;
  const request = readDeskRequest(event, COOKIE);
  if (request === null)
    return {
      statusCode: 413,
      headers: await headers(services),
      body: 'This request is longer than any form of the desk.\n',
    };
  return answered(await answerDesk(request, await ports(services)), services);
}

async function ports(services: DeskServices): Promise<DeskPorts> {
  const { table: rows, archive, settings: own, editors, now, inbox, presign, remove } = services;
  const index = articles(rows);
  const acts = edits(archive, rows);
  const receiptRows = receiptIndex(rows);
  const links = deskLinks(rows);
  const mistakes = mistakeReports(rows);
  const keys = await services.keys();
  const articleOf = async (id: string): Promise<Article | null> => {
    const row = await index.current(id);
    const text = row && (await archive.text(`articles/${id}/${row.version}.json`));
    return text ? JSON.parse(text) : null;
  };
  return {
    ...publicPorts(services),
    settings: own,
    editors,
    keys,
    now,
    arrivals: async () => {
      const days = Math.ceil(own.windowHours / 24) + 1;
      const dates = Array.from({ length: days + 1 }, (_, at) =>
        new Date(now() - (at - 1) * DAY_MS).toISOString().slice(0, 10),
      );
      const found = await receiptRows.newest(dates, MOST_SHOWN);
      return { files: await arrivalsOf(found, services), isCut: found.length === MOST_SHOWN };
    },
    file: async (id) => {
      const [receipts, article, about] = await Promise.all([
        receiptRows.of(id),
        articleOf(id),
        acts.about([id]),
      ]);
      const key = receipts[0]?.key ?? article?.key ?? about[0]?.key;
      if (key === undefined) return null;
      const states = await index.states([id]);
      return { key, receipts, article, acts: about, isThere: states.get(id) !== 'removed' };
    },
    article: articleOf,
    preview: async () => {
      const text = await archive.text('preview.json');
      return text === null ? null : JSON.parse(text);
    },
    reports: async () => {
      const since = new Date(now() - REPORT_DAYS * DAY_MS).toISOString().slice(0, 10);
      const found = await mistakes.since(since, MOST_SHOWN);
      return found.filter(({ closedAt }) => closedAt === undefined);
    },
    closeReport: (report) => mistakes.close(report, new Date(now()).toISOString()),
    nextSlot: () => nextSlot(services.schedule, now(), own),
    keep: acts.keep,
    put: (key, text) => inbox.put(key, text, { contentType: 'text/plain; charset=utf-8' }),
    presign,
    remove,
    useLink: links.use,
    mailLink: async (address, token) => {
      const editor = readerId(address, keys.readerKey);
      if (!(await links.ask(editor, now()))) return;
      const raw = await linkMail(address, token, { settings: own, at: now(), id: randomUUID() });
      const tags = { notice: 'desk', reader: editor };
      const result = await services.mailer.send({
        from: own.sender.address,
        to: headerAddress(address),
        raw,
        tags,
      });
      if (result.kind !== 'sent')
        log('error', 'The mail with a link to the desk may not have been sent.', errorFields(result.reason));
    },
  };
}

/** Where an inbox is never changes; to sign an address costs milliseconds. */
const inboxOrigins = new WeakMap<DeskServices['presign'], Promise<string>>();

/** Files go from the browser straight to the inbox bucket, so that is the one other place a script may speak with. */
async function headers({ presign }: DeskServices): Promise<Record<string, string>> {
  const known = inboxOrigins.get(presign) ?? presign('a').then((url) => new URL(url).origin);
  inboxOrigins.set(presign, known);
  const inbox = await known;
  return {
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex',
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${inbox}; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  };
}

async function answered(
  given: DeskAnswer,
  services: DeskServices,
): Promise<APIGatewayProxyStructuredResultV2> {
  const common = await headers(services);
  switch (given.kind) {
    case 'page':
      return {
        statusCode: given.status,
        headers: { ...common, 'content-type': 'text/html; charset=utf-8', 'content-language': 'en' },
        body: services.write(given.page),
      };
    case 'mail':
      return {
        statusCode: 200,
        headers: {
          ...common,
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': MAIL_POLICY,
        },
        body: given.html,
      };
    case 'json':
      return {
        statusCode: given.status,
        headers: { ...common, 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(given.value),
      };
    case 'to':
      return {
        statusCode: 303,
        headers: { ...common, location: given.path },
        ...(given.cookie === undefined ? {} : { cookies: [cookie(given.cookie)] }),
        body: '',
      };
  }
}

/** A mail has its style in itself, loads nothing and runs nothing. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-popups";

/** An empty value ends the session. */
function cookie(value: string): string {
  const life = value === '' ? 0 : 8 * 3600;
  return `${COOKIE}=${value}; Path=/desk/; Max-Age=${life}; HttpOnly; Secure; SameSite=Lax`;
}
