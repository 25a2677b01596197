import type { Resolver, Resource } from '../../stack/template.ts';
import { type Fields, fields, list, numberOf, textOf } from '../../stack/template-values.ts';

/** Where requests for some paths go, and what is done to them on the way. */
export interface Behaviour {
  /** `/reader/*`, or `*` for the default. */
  readonly pattern: string;
  readonly methods: readonly string[];
  readonly origin: Origin;
  /** The security headers that the distribution sets on every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of the viewer's headers that the origin gets; null where all are passed on. */
  readonly passes: readonly string[] | null;
}

export type Origin =
  | { readonly kind: 'bucket'; readonly bucket: Resource }
  | {
      readonly kind: 'function';
      readonly fn: Resource;
      readonly domain: string;
      /** What CloudFront adds to each request to this origin. */
      readonly own: Readonly<Record<string, string>>;
    };

/** What is shown in the place of an origin's error. */
export interface ErrorPage {
  readonly status: number;
  readonly path: string;
}

/** What the distribution shows at `/`, and in the place of which errors. */
export function readManners(distribution: Resource): {
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

/** The behaviours in the order in which they are asked, the default last. @throws Error for an origin that is none of the template's. */
export function readBehaviours(resolver: Resolver, distribution: Resource): readonly Behaviour[] {
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

/**
 * CloudFront's path patterns: `*` any characters, `?` one; the leading slash may be left out.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
export function matches(pattern: string, path: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^/?${escaped.replace(/^\//, '')}$`, 's').test(path);
}
