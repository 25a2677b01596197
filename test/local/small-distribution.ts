import { startDistribution } from '../../infra/local/emulators/cloudfront/distribution.ts';
import { startObjectStore } from '../../infra/local/emulators/s3/s3-sqs.ts';
import { startFunctions } from '../../infra/local/functions/functions.ts';
import { resolverOf, smallStack } from './small-stack.ts';

const DOOR = { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Door', 'FunctionUrl'] }] }] };

export interface SmallFrontOptions {
  readonly door?: object;
  readonly behaviour?: object;
  readonly workers?: number;
  readonly waiting?: number;
}

/** A distribution before a bucket and, at `/reader/*`, a function with this source. */
export async function smallDistribution(
  source: string,
  more: SmallFrontOptions = {},
  domain: unknown = DOOR,
) {
  const small = smallStack(
    {
      Pages: { Type: 'AWS::S3::Bucket' },
      Door: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { 'Fn::GetAtt': ['Fn', 'Arn'] } } },
      Policy: {
        Type: 'AWS::CloudFront::ResponseHeadersPolicy',
        Properties: {
          ResponseHeadersPolicyConfig: {
            SecurityHeadersConfig: {
              ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'", Override: true },
              FrameOptions: { FrameOption: 'DENY', Override: true },
              StrictTransportSecurity: { AccessControlMaxAgeSec: 1, Override: true },
            },
          },
        },
      },
      Requests: {
        Type: 'AWS::CloudFront::OriginRequestPolicy',
        Properties: {
          OriginRequestPolicyConfig: {
            HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['CloudFront-Viewer-Address'] },
          },
        },
      },
      Web: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Origins: [
              { Id: 'pages', DomainName: { 'Fn::GetAtt': ['Pages', 'RegionalDomainName'] } },
              { Id: 'door', DomainName: domain, ...more.door },
            ],
            DefaultCacheBehavior: { TargetOriginId: 'pages', ResponseHeadersPolicyId: { Ref: 'Policy' } },
            CacheBehaviors: [
              {
                PathPattern: '/reader/*',
                ...more.behaviour,
                TargetOriginId: 'door',
                AllowedMethods: ['GET', 'HEAD', 'POST'],
                ResponseHeadersPolicyId: { Ref: 'Policy' },
              },
            ],
          },
        },
      },
    },
    { Fn: source },
  );
  const store = await startObjectStore({ region: 'eu-central-1', clock: () => new Date(0) });
  const { workers, waiting } = more;
  const functions = startFunctions({
    region: 'eu-central-1',
    endpoints: {},
    now: () => undefined,
    workers,
    waiting,
  });
  const closers: (() => unknown)[] = [small.remove, store.close, functions.close];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const resolver = resolverOf([small.stack], store.origin);
    await store.create(resolver);
    const front = await startDistribution(resolver, { s3: store.s3, functions });
    closers.push(front.close);
    return { store, front, close };
  } catch (error) {
    await close();
    throw error;
  }
}
