import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { FunctionError, type Functions, THROTTLED } from '../../functions/functions.ts';
import type { Resolver, Resource } from '../../stack/template.ts';
import { fields, list, numberOf, textOf } from '../../stack/template-values.ts';
import { type Listening, listen } from '../http/listen.ts';
import { BodyTooLarge, readBody } from '../http/request.ts';
import { type Behaviour, matches, readBehaviours, readManners } from './distribution-config.ts';
import { originHeaders, urlEvent } from './url-event.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

/** Plays the template's distribution: each path goes where its behaviour sends it. @throws Error for an unknown origin. */
export async function startDistribution(
  resolver: Resolver,
  tools: { readonly s3: S3Client; readonly functions: Functions },
): Promise<Listening> {
  const [distribution] = resolver.all('AWS::CloudFront::Distribution');
  if (!distribution)
    throw new Error('The template has no AWS::CloudFront::Distribution: links in mails would lead nowhere.');
  const behaviours = readBehaviours(resolver, distribution);
  const { root, errorPages } = readManners(distribution);
  const server = createServer(async (request, response) => {
    try {
      const asked = (request.url ?? '/').split('?', 1)[0] ?? '/';
      const path = asked === '/' ? root : asked;
      const behaviour = behaviours.find(({ pattern }) => matches(pattern, path));
      if (!behaviour?.methods.includes(request.method ?? ''))
        return end(response, 403, 'Forbidden by the distribution.');
      for (const [name, value] of Object.entries(behaviour.headers)) response.setHeader(name, value);
      const { origin } = behaviour;
      const answer =
        origin.kind === 'bucket'
          ? await objectAnswer(tools.s3, origin.bucket, path)
          : await functionAnswer(request, tools.functions, behaviour);
      send(response, await inPlaceOf(answer));
    } catch (error) {
      if (error instanceof FunctionError && error.failure.name === THROTTLED)
        return end(response.setHeader('retry-after', '1'), 429, 'Too many requests wait already.');
      if (error instanceof BodyTooLarge)
        return end(response.setHeader('connection', 'close'), 413, error.message);
      end(response, 502, `The origin failed: ${error instanceof Error ? error.message : error}`);
    }
  });
  return listen(server);

  async function inPlaceOf(answer: Answer): Promise<Answer> {
    const page = errorPages.get(answer.status);
    const origin = page && behaviours.find(({ pattern }) => matches(pattern, page.path))?.origin;
    if (page === undefined || origin?.kind !== 'bucket') return answer;
    const shown = await objectAnswer(tools.s3, origin.bucket, page.path);
    return shown.status === 200 ? { ...shown, status: page.status } : answer;
  }
}

async function objectAnswer(s3: S3Client, bucket: Resource, path: string): Promise<Answer> {
  try {
    const object = await s3.send(
      new GetObjectCommand({ Bucket: bucket.name, Key: decodeURIComponent(path.slice(1)) }),
    );
    const headers = {
      'content-type': object.ContentType ?? 'application/octet-stream',
      ...(object.CacheControl ? { 'cache-control': object.CacheControl } : {}),
    };
    return { status: 200, headers, body: (await object.Body?.transformToByteArray()) ?? '' };
  } catch (error) {
    // CloudFront may read but not list: a missing key looks forbidden to it. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    if (fields(error).name === 'NoSuchKey') {
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      return { status: 403, headers, body: 'Nothing is published under this address.\n' };
    }
    throw error;
  }
}

async function functionAnswer(
  request: IncomingMessage,
  functions: Functions,
  { origin, passes }: Behaviour,
): Promise<Answer> {
  if (origin.kind !== 'function') throw new Error('Only a function answers requests as a function does.');
  const given = originHeaders(request, origin.own, passes);
  const event = urlEvent(request, given, await readBody(request, MOST_BYTES), origin.domain);
  const answer = await functions.invoke(origin.fn, event);
  const { statusCode, headers, body, cookies, isBase64Encoded } = fields(answer);
  const answered = Object.entries(fields(headers)).map(
    ([name, value]) => [name.toLowerCase(), textOf(value)] as const,
  );
  // A function that answers no shape of its own is answered for: Lambda sends what it returned as JSON.
  // https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
  const text = statusCode === undefined ? JSON.stringify(answer) : textOf(body);
  return {
    status: numberOf(statusCode, 200),
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(answered),
      ...(list(cookies).length > 0
        ? { 'set-cookie': list(cookies).map((cookie) => withoutSecure(textOf(cookie))) }
        : {}),
    },
    body: isBase64Encoded === true ? Buffer.from(text, 'base64') : text,
  };
}

/** A browser need not keep a cookie for https alone of this plain local server. */
const withoutSecure = (cookie: string): string => cookie.replace(/; *Secure\b/i, '');

/** The distribution's own headers, which stand in the response already, win. */
function send(response: ServerResponse, { status, headers, body }: Answer): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!response.hasHeader(name)) response.setHeader(name, value);
  }
  response.writeHead(status).end(body);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 6 * 1024 * 1024;

function end(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}
