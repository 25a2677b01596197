import type {
  APIGatewayProxyStructuredResultV2,
  LambdaFunctionURLEvent,
  LambdaFunctionURLResult,
} from 'aws-lambda';
import { log } from './aws/log.ts';
import { type Readers, readers } from './aws/readers.ts';
import { secretText } from './aws/secret.ts';
import { env, settings } from './aws/settings.ts';
import { table } from './aws/table.ts';
import { readTemplates } from './aws/templates.ts';
import { type Keys, keysFrom } from './reader/keys.ts';
import { type PageKind, readerPage } from './reader/page.ts';
import { readToken } from './reader/token.ts';
import type { Settings } from './types.ts';

/** What leaving works on; tests hand in their own. */
export interface SubscribeWorld {
  readonly people: Readers;
  readonly keys: () => Promise<Keys>;
  readonly settings: Settings;
  readonly template: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

let world: SubscribeWorld | undefined;

/** What a reader's browser, or his mail program, asks for. */
export const handler = (event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> => {
  world ??= fromEnvironment();
  return leaving(event, world);
};

/**
 * GET shows a page with one button, since scanners open every link; POST leaves, from that button or from the mail
 * program's own (RFC 8058: no redirect, no cookie, 200 also when repeated).
 */
export async function leaving(
  event: Pick<LambdaFunctionURLEvent, 'rawPath'> & {
    readonly requestContext: { readonly http: { readonly method: string } };
  },
  place: SubscribeWorld,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { people, keys, settings, now } = place;
  const [language = 'en'] = settings.languages;
  const { method } = event.requestContext.http;
  const token = /^\/reader\/leave\/([A-Za-z0-9_-]{1,128})$/.exec(event.rawPath)?.[1];
  const id = token === undefined ? null : readToken('leave', token, await keys());
  if (id === null) return page(place, 404, 'broken', language);
  const spoken = (await people.get(id))?.language ?? language;
  if (method === 'GET' || method === 'HEAD') return page(place, 200, 'leave', spoken, event.rawPath);
  if (method !== 'POST') return page(place, 405, 'broken', spoken);
  await people.leave(id, new Date(now()).toISOString());
  log('info', 'A reader left.', { reader: id });
  return page(place, 200, 'left', spoken);
}

function fromEnvironment(): SubscribeWorld {
  const secretArn = env('SECRET_ARN');
  const template = readTemplates()['reader/page.html'];
  if (template === undefined) throw new Error('templates/reader/page.html is missing.');
  const people = readers(table(env('TABLE_NAME')));
  return {
    people,
    keys: async () => keysFrom(await secretText(secretArn)),
    settings: settings(),
    template,
    now: Date.now,
  };
}

function page(
  { settings, template }: SubscribeWorld,
  statusCode: number,
  kind: PageKind,
  language: string,
  action?: string,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
    body: readerPage(kind, { language, name: settings.name, template, ...(action ? { action } : {}) }),
  };
}
