import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { FunctionError, type Functions, THROTTLED } from '../functions/functions.ts';
import { ACCOUNT } from '../stack/physical-names.ts';
import type { Resolver, Resource } from '../stack/template.ts';
import { type Fields, fields, list, numberOf, textOf } from '../stack/value.ts';
import { type Listening, listen } from './listen.ts';
import { BodyTooLarge, readBody } from './request.ts';

interface Behaviour {
  /** `/reader/*`, or `*` for the default. */
  readonly pattern: string;
  readonly methods: readonly string[];
  readonly origin: Origin;
  /** The security headers that the distribution sets on every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of the viewer's headers that the origin gets; null where all are passed on. */
  readonly passes: readonly string[] | null;
}

type Origin =
  | { readonly kind: 'bucket'; readonly bucket: Resource }
  | {
      readonly kind: 'function';
      readonly fn: Resource;
      readonly domain: string;
      /** What CloudFront adds to each request to this origin. */
      readonly own: Readonly<Record<string, string>>;
    };

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

/** What is shown in the place of an origin's error. */
interface ErrorPage {
  readonly status: number;
  readonly path: string;
}

/** Plays the template's distribution: each path goes where its behaviour sends it. @throws Error for an unknown origin. */
export async function startFront(
  resolver: Resolver,
  tools: { readonly s3: S3Client; readonly functions: Functions },
): Promise<Listening> {
  const [distribution] = resolver.all('AWS::CloudFront::Distribution');
  if (!distribution)
    throw new Error('The template has no AWS::CloudFront::Distribution: links in mails lead nowhere.');
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

/** What the distribution shows at `/`, and in the place of which errors. */
function readManners(distribution: Resource): {
  readonly root: string;
  readonly errorPages: ReadonlyMap<number, ErrorPage>;
} {
  const config = fields(distribution.property('DistributionConfig'));
  const errorPages = list(config.CustomErrorResponses).map((value) => {
    const { ErrorCode, ResponseCode, ResponsePagePath } = fields(value);
    const status = numberOf(ErrorCode, 0);
    return [status, { status: numberOf(ResponseCode, status), path: textOf(ResponsePagePath) }] as const;
  });
  return { root: `/${textOf(config.DefaultRootObject)}`, errorPages: new Map(errorPages) };
}

function readBehaviours(resolver: Resolver, distribution: Resource): readonly Behaviour[] {
  const config = fields(distribution.property('DistributionConfig'));
  const origins = new Map(
    list(config.Origins).map((value) => {
      const origin = fields(value);
      return [textOf(origin.Id), readOrigin(resolver, origin, distribution.id)] as const;
    }),
  );
  const read = (value: unknown, pattern: string): Behaviour => {
    const { TargetOriginId, AllowedMethods, ResponseHeadersPolicyId, OriginRequestPolicyId } = fields(value);
    const origin = origins.get(textOf(TargetOriginId));
    if (!origin) throw new Error(`${distribution.id}: the behaviour of ${pattern} has no origin.`);
    const methods = list(AllowedMethods).map((method) => textOf(method));
    const policy = resolver.named(ResponseHeadersPolicyId, 'AWS::CloudFront::ResponseHeadersPolicy');
    const headers = policy ? securityHeaders(policy) : {};
    const passes = passedHeaders(
      resolver.named(OriginRequestPolicyId, 'AWS::CloudFront::OriginRequestPolicy'),
    );
    return { pattern, origin, headers, passes, methods: methods.length > 0 ? methods : ['GET', 'HEAD'] };
  };
  const own = list(config.CacheBehaviors).map((value) => read(value, textOf(fields(value).PathPattern)));
  return [...own, read(config.DefaultCacheBehavior, '*')];
}

/** A policy of the template's own that names headers; AWS's managed ones pass all on. */
function passedHeaders(policy: Resource | undefined): readonly string[] | null {
  const config = fields(fields(policy?.property('OriginRequestPolicyConfig')).HeadersConfig);
  if (config.HeaderBehavior !== 'whitelist') return null;
  return list(config.Headers).map((name) => textOf(name).toLowerCase());
}

function readOrigin(resolver: Resolver, given: Fields, where: string): Origin {
  const domain = textOf(given.DomainName);
  const bucket = resolver.all('AWS::S3::Bucket').find(({ name }) => domain.startsWith(`${name}.s3.`));
  if (bucket) return { kind: 'bucket', bucket };
  for (const url of resolver.all('AWS::Lambda::Url')) {
    const fn = resolver.named(url.property('TargetFunctionArn'), 'AWS::Lambda::Function');
    if (fn && url.attribute('FunctionUrl') === `https://${domain}/`)
      return { kind: 'function', fn, domain, own: customHeaders(given) };
  }
  throw new Error(`${where}: the origin ${domain} is neither a bucket nor a function URL of the template.`);
}

function customHeaders({ OriginCustomHeaders }: Fields): Readonly<Record<string, string>> {
  const headers = list(OriginCustomHeaders).map(fields);
  return Object.fromEntries(
    headers.map(({ HeaderName, HeaderValue }) => [textOf(HeaderName).toLowerCase(), textOf(HeaderValue)]),
  );
}

/** All but Strict-Transport-Security, which would lock a browser out of this plain local server. */
function securityHeaders(policy: Resource): Readonly<Record<string, string>> {
  const config = fields(fields(policy.property('ResponseHeadersPolicyConfig')).SecurityHeadersConfig);
  const value = (section: string, name: string) => textOf(fields(config[section])[name]);
  const headers = {
    'content-security-policy': value('ContentSecurityPolicy', 'ContentSecurityPolicy'),
    'x-content-type-options': config.ContentTypeOptions === undefined ? '' : 'nosniff',
    'x-frame-options': value('FrameOptions', 'FrameOption'),
    'referrer-policy': value('ReferrerPolicy', 'ReferrerPolicy'),
  };
  return Object.fromEntries(Object.entries(headers).filter(([, text]) => text !== ''));
}

/** CloudFront's path patterns: `*` any characters, `?` one; the leading slash may be left out. */
export function matches(pattern: string, path: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^/?${escaped.replace(/^\//, '')}$`, 's').test(path);
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
    // CloudFront may read but not list: a missing key looks forbidden to it.
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

/** The viewer's headers as the behaviour lets them through, over which CloudFront writes what is its own. */
function originHeaders(
  request: IncomingMessage,
  own: Readonly<Record<string, string>>,
  passes: readonly string[] | null,
): Readonly<Record<string, string>> {
  const { remoteAddress = '127.0.0.1', remotePort = 0 } = request.socket;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === 'cookie' || value === undefined) continue;
    if (passes !== null && name !== 'content-type' && !passes.includes(name)) continue;
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  if (passes?.includes('cloudfront-viewer-address'))
    headers['cloudfront-viewer-address'] = `${remoteAddress}:${remotePort}`;
  return { ...headers, ...own };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_BYTES = 6 * 1024 * 1024;

const AS_TEXT = /^(text\/|application\/(json|xml|javascript))/;

/** Payload 2.0: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html; a form's body arrives in base64. */
function urlEvent(
  request: IncomingMessage,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  domain: string,
): APIGatewayProxyEventV2 {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const now = new Date();
  const asText = AS_TEXT.test(headers['content-type'] ?? '');
  const parameters = [...new URLSearchParams(query)];
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(request.headers.cookie ? { cookies: request.headers.cookie.split(/;\s*/) } : {}),
    headers: { ...headers, host: domain, 'x-forwarded-proto': 'https', 'x-forwarded-for': '127.0.0.1' },
    ...(parameters.length > 0 ? { queryStringParameters: Object.fromEntries(parameters) } : {}),
    requestContext: {
      accountId: 'anonymous',
      apiId: domain.split('.', 1)[0] ?? '',
      domainName: domain,
      domainPrefix: domain.split('.', 1)[0] ?? '',
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: `${ACCOUNT}-${now.getTime()}`,
      routeKey: '$default',
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: asText ? body.toString('utf8') : body.toString('base64') } : {}),
    isBase64Encoded: body.length > 0 && !asText,
  };
}

function end(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}
