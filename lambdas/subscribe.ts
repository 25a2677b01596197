import { randomUUID } from 'node:crypto';
import type {
  APIGatewayProxyStructuredResultV2,
  LambdaFunctionURLEvent,
  LambdaFunctionURLResult,
} from 'aws-lambda';
import { readNotice } from './aws/bundled/notices.ts';
import { readTemplates } from './aws/bundled/templates.ts';
import { errorFields, log } from './aws/log.ts';
import { type Mailer, mailer } from './aws/mail/mailer.ts';
import { count } from './aws/metrics.ts';
import { secretText } from './aws/secret.ts';
import { env, settings } from './aws/settings.ts';
import { editions } from './aws/stores/editions.ts';
import { confirmationMails } from './aws/stores/readers/confirmation-mails.ts';
import { limits } from './aws/stores/readers/limit-counters.ts';
import { mistakeReports } from './aws/stores/readers/mistake-reports.ts';
import { neverMail } from './aws/stores/readers/never-mail.ts';
import { personalData } from './aws/stores/readers/personal-data.ts';
import { preferenceChanges } from './aws/stores/readers/preference-changes.ts';
import { readers } from './aws/stores/readers/readers.ts';
import { type Table, table } from './aws/table.ts';
import { withDateAndId } from './edition/mail/date-and-id.ts';
import { headerAddress, personalize } from './edition/mail/personalize.ts';
import { shardNames } from './reader/delivery/shards.ts';
import { readerId } from './reader/id.ts';
import { type Keys, keysFrom } from './reader/keys.ts';
import { answerReader } from './reader/pages/answer-reader.ts';
import { pageWriter } from './reader/pages/page-writer.ts';
import { readRequest, type UrlEvent } from './reader/pages/request.ts';
import type { NoticeOrder, ReaderAnswer, ReaderPorts } from './reader/ports.ts';
import { publishedEdition } from './reader/published-edition.ts';
import type { CallResult, MistakeReport, Notice, Settings } from './types.ts';

/** What readers' requests work on; tests hand in their own. */
export interface SubscribeServices {
  readonly table: Table;
  readonly keys: () => Promise<Keys>;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly settings: Settings;
  readonly write: ReturnType<typeof pageWriter>;
  /** The same bytes object each time: `personalize` remembers where its placeholders are. */
  readonly notice: (notice: Notice, language: string) => Uint8Array;
  /** What the distribution sends along with every request. */
  readonly door: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Editions that are looked through for one that was not taken down. */
const NEWEST = 5;

let kept: SubscribeServices | undefined;

/** What a reader's browser or mail program requests. */
export const handler = (event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> => {
  kept ??= fromEnvironment();
  return serve(event, kept);
};

/** One request under `/reader/`, answered with a page or a file. */
export async function serve(
  event: UrlEvent,
  services: SubscribeServices,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { languages } = services.settings;
  const request = readRequest(event, { languages, door: services.door });
  if (request === null)
    return { statusCode: 413, headers: HEADERS, body: 'This request is longer than any of our forms.\n' };
  return answered(await answerReader(request, await ports(services)), services);
}

function fromEnvironment(): SubscribeServices {
  const secretArn = env('SECRET_ARN');
  const briefing = settings();
  return {
    table: table(env('TABLE_NAME')),
    keys: async () => keysFrom(await secretText(secretArn)),
    mailer: mailer(env('CONFIGURATION_SET')),
    settings: briefing,
    write: pageWriter(briefing, readTemplates()),
    notice: readNotice,
    door: env('DOOR'),
    now: Date.now,
  };
}

async function ports(services: SubscribeServices): Promise<ReaderPorts> {
  const { settings, now, table: rows } = services;
  const people = readers(rows);
  const stops = confirmationMails(rows);
  const changeStore = preferenceChanges(rows);
  const reports = mistakeReports(rows);
  const mailboxes = neverMail(rows);
  return {
    settings,
    keys: await services.keys(),
    now,
    reader: people.get,
    pendingSubscription: people.pendingSubscription,
    ask: people.ask,
    confirm: people.confirm,
    leave: people.leave,
    comeBack: people.comeBack,
    prefer: people.prefer,
    exported: people.exported,
    erase: async (id, at, issuedAt) => {
      const erased = await people.erase(id, at, issuedAt);
      if (erased) await changeStore.forget(id);
      return erased;
    },
    isNever: mailboxes.isNever,
    setNever: mailboxes.setNever,
    liftNever: async (mailbox) => {
      await mailboxes.liftNever(mailbox);
    },
    ...publishedEditions(rows),
    isReported: reports.isThere,
    keepReport: reports.keep,
    mailReport: (report, about) => mailReport(report, about, services),
    confirmationStop: stops.stopOf,
    tryConfirmation: stops.take,
    confirmationWorks: stops.confirmed,
    noteChange: changeStore.note,
    changeUntold: changeStore.untold,
    beforeChange: changeStore.before,
    personalData: (reader) => personalData(rows, now)(reader, shardNames(reader)),
    ...limits(rows),
    onLimit: (reached) =>
      count(reached === 'reports' ? { ReportsRefused: 1 } : { ConfirmationLimitReached: 1 }),
    notify: (order) => notify(order, services),
    note: (message, fields) => log('info', message, fields),
  };
}

/** One mail to one reader. A language that the briefing lost is written to in its first. */
async function notify(order: NoticeOrder, services: SubscribeServices): Promise<CallResult['kind']> {
  const { notice, reader, address, token, second } = order;
  const { settings, now } = services;
  const language = settings.languages.find((one) => one === order.language) ?? settings.languages[0] ?? 'en';
  const { address: from } = settings.sender;
  const mail = personalize(services.notice(notice, language), {
    address,
    token,
    ...(second === undefined ? {} : { preferences: second }),
  });
  const id = `${randomUUID()}@${from.slice(from.lastIndexOf('@') + 1)}`;
  const raw = withDateAndId(mail, { at: now(), id });
  const tags = { notice, reader };
  const result = await services.mailer.send({ from, to: headerAddress(address), raw, tags });
  const outcome = { notice, reader, outcome: result.kind };
  if (result.kind === 'sent') log('info', 'A notice was sent.', outcome);
  else log('error', 'A notice may not have been sent.', { ...outcome, ...errorFields(result.reason) });
  return result.kind;
}

/** The list of editions as readers' pages see it. */
function publishedEditions(rows: Table): Pick<ReaderPorts, 'latest' | 'published'> {
  const { line, newestLines } = editions(rows);
  return {
    latest: async () =>
      (await newestLines(NEWEST)).map(publishedEdition).find(({ isTakenDown }) => !isTakenDown),
    published: async (slot) => {
      const found = await line(slot);
      return found === undefined ? undefined : publishedEdition(found);
    },
  };
}

/** One mail to the editors. What composes it is loaded only when somebody reports something. */
async function mailReport(
  report: MistakeReport,
  about: { readonly href: string; readonly headline: string | null },
  { settings, mailer: post, keys }: SubscribeServices,
): Promise<void> {
  const { editorsMailbox, reportMail } = await import('./reader/report/report-mail.ts');
  const to = headerAddress(editorsMailbox(settings));
  const raw = await reportMail(report, { ...about, settings, id: randomUUID() });
  const tags = { notice: 'report', reader: readerId(to, (await keys()).readerKey) };
  const result = await post.send({ from: settings.sender.address, to, raw, tags });
  if (result.kind !== 'sent')
    log('error', 'The mail about a reported mistake may not have gone out; the report is on the desk.', {
      edition: report.edition,
      ...errorFields(result.reason),
    });
}

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const;

function answered(given: ReaderAnswer, { write }: SubscribeServices): APIGatewayProxyStructuredResultV2 {
  if ('file' in given) {
    return {
      statusCode: given.status,
      headers: {
        ...HEADERS,
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${given.file.name}"`,
      },
      body: given.file.json,
    };
  }
  const { status, page, language } = given;
  return {
    statusCode: status,
    headers: {
      ...HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      ...(status === 405 ? { allow: 'GET, HEAD, POST' } : {}),
    },
    body: write(page, language),
  };
}
