import { createServer } from 'node:http';
import type { Resolver } from '../../stack/template.ts';
import { listen } from '../http/listen.ts';
import { readBody } from '../http/request.ts';

export interface Invalidations {
  readonly origin: string;
  /** All that were asked for, in that order. */
  readonly paths: readonly string[];
  create(resolver: Resolver): void;
  close(): Promise<void>;
}

const ADDRESS = /^\/2020-05-31\/distribution\/([^/]+)\/invalidation$/;

/**
 * Takes CreateInvalidation for the template's distributions, and refuses what CloudFront refuses: another's distribution, paths that do not
 * begin with a slash, a count that is not theirs, a caller's reference that stood for other paths.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html
 */
export async function startInvalidations(): Promise<Invalidations> {
  const known = new Set<string>();
  const taken = new Map<string, string>();
  const paths: string[] = [];
  const server = createServer(async (request, response) => {
    const body = (await readBody(request)).toString('utf8');
    const answer = (status: number, xml: string) =>
      response.writeHead(status, { 'content-type': 'text/xml' }).end(`<?xml version="1.0"?>${xml}`);
    const refuse = (status: number, code: string) =>
      answer(
        status,
        `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error><RequestId>local</RequestId></ErrorResponse>`,
      );
    const id = ADDRESS.exec(request.url ?? '')?.[1];
    if (request.method !== 'POST' || id === undefined) return refuse(400, 'InvalidArgument');
    if (!known.has(decodeURIComponent(id))) return refuse(404, 'NoSuchDistribution');
    const asked = all(body, 'Path');
    const [reference = ''] = all(body, 'CallerReference');
    if (Number(all(body, 'Quantity')[0]) !== asked.length) return refuse(400, 'InconsistentQuantities');
    if (reference === '' || asked.length === 0 || !asked.every((path) => path.startsWith('/')))
      return refuse(400, 'InvalidArgument');
    const before = taken.get(reference);
    if (before !== undefined && before !== asked.join('\n'))
      return refuse(400, 'InvalidationBatchAlreadyExists');
    if (before === undefined) paths.push(...asked);
    taken.set(reference, asked.join('\n'));
    answer(
      201,
      `<Invalidation xmlns="${NAMESPACE}"><Id>I${taken.size}</Id><Status>Completed</Status><CreateTime>2023-09-14T00:00:00Z</CreateTime></Invalidation>`,
    );
  });
  const listening = await listen(server);
  return {
    origin: listening.origin,
    paths,
    create(resolver) {
      for (const { ref } of resolver.all('AWS::CloudFront::Distribution')) known.add(ref);
    },
    close: listening.close,
  };
}

const NAMESPACE = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';

function all(xml: string, tag: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) => text);
}
