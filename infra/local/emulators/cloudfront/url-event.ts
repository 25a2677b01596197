import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ACCOUNT } from '../../stack/physical-names.ts';

/** The viewer's headers as the behaviour lets them through, over which CloudFront writes what is its own. */
export function originHeaders(
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

const AS_TEXT = /^(text\/|application\/(json|xml|javascript))/;

/** Payload 2.0: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html; a form's body arrives in base64. */
export function urlEvent(
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
