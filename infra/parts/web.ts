import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { FunctionUrl } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { COOKIE } from '../../lambdas/desk/session.ts';
import { DOOR_HEADER } from '../../lambdas/reader/subscription/networks.ts';
import type { Briefing } from '../briefing.ts';
import { PAGES_POLICY, READER_POLICY } from './content-policy.ts';

/** Names in the web bucket, as `lambdas/edition/web/address.ts` has them. */
const INDEX = 'index.html';
const NOT_FOUND = '/404.html';

export interface Web {
  readonly briefing: Briefing;
  readonly pages: Bucket;
  readonly readerUrl: FunctionUrl;
  readonly deskUrl: FunctionUrl;
}

/** The public address: pages from the web bucket, `/reader/*` from the readers' function, `/desk/*` from the editors'. */
export function webDistribution(
  scope: Construct,
  { briefing, pages, readerUrl, deskUrl }: Web,
): Distribution {
  const { certificateArn, publicAddress, webAclArn } = briefing;
  const distribution = new Distribution(scope, 'Web', {
    comment: briefing.name,
    defaultRootObject: INDEX,
    // CloudFront may read the bucket's objects and not list them, so S3 answers 403 for a key that is not there
    // (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html). A 404 is
    // the reader's function's own answer and must get through: this rule is for every origin. Kept for seconds only, for
    // whoever asks for an edition a moment before it is there.
    errorResponses: [
      {
        httpStatus: 403,
        responseHttpStatus: 404,
        responsePagePath: NOT_FOUND,
        ttl: Duration.seconds(10),
      },
    ],
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PriceClass.PRICE_CLASS_100,
    ...(webAclArn === undefined ? {} : { webAclId: webAclArn }),
    ...(certificateArn === undefined
      ? {}
      : {
          domainNames: [new URL(publicAddress).hostname],
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
        }),
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(pages),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: securityHeaders(scope, 'PageHeaders', PAGES_POLICY),
    },
    additionalBehaviors: {
      '/reader/*': {
        // CloudFront writes over a viewer's own header of this name:
        // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
        origin: new FunctionUrlOrigin(readerUrl, { customHeaders: { [DOOR_HEADER]: doorValue(scope) } }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: whatReadersSend(scope),
        responseHeadersPolicy: securityHeaders(scope, 'SecurityHeaders', READER_POLICY),
      },
      '/desk/*': {
        origin: new FunctionUrlOrigin(deskUrl),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: whatEditorsSend(scope),
        responseHeadersPolicy: securityHeaders(scope, 'DeskHeaders'),
      },
    },
  });
  Validations.of(distribution).acknowledge(
    {
      id: 'AwsSolutions-CFR1',
      reason: 'Readers travel, and a reader must be able to leave from any country.',
    },
    {
      id: 'AwsSolutions-CFR2',
      reason:
        'Static pages and one small function with signed links: a firewall would cost more than all the rest.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason:
        'An access log would hold the tokens of the unsubscribe links and the addresses of those who open them.',
    },
  );
  if (certificateArn === undefined) {
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR4',
      reason:
        'Until the briefing names a certificate, CloudFront answers under its own name and sets its own minimum.',
    });
  }
  new CfnOutput(scope, 'WebAddress', {
    value: `https://${distribution.distributionDomainName}`,
    description: `Point ${new URL(publicAddress).host} here.`,
  });
  new CfnOutput(scope, 'DistributionId', { value: distribution.distributionId });
  return distribution;
}

/**
 * What the distribution shows to the readers' function and nobody else can: the stack's own id, whose last part is unique and
 * stands in no answer. Whoever may read it in the account may read the function's counters, too.
 */
export function doorValue(scope: Construct): string {
  return Stack.of(scope).stackId;
}

/** No cookie, no user agent, and not the host, since a function URL answers only to its own. */
function whatReadersSend(scope: Construct): OriginRequestPolicy {
  return new OriginRequestPolicy(scope, 'ReaderRequests', {
    headerBehavior: OriginRequestHeaderBehavior.allowList('CloudFront-Viewer-Address', 'Accept-Language'),
    queryStringBehavior: OriginRequestQueryStringBehavior.allowList('language'),
  });
}

/** The session's cookie, and nothing else of a browser. */
function whatEditorsSend(scope: Construct): OriginRequestPolicy {
  return new OriginRequestPolicy(scope, 'EditorRequests', {
    cookieBehavior: OriginRequestCookieBehavior.allowList(COOKIE),
  });
}

/** The desk names its own content policy: only it knows the bucket's address, to which a browser uploads. */
function securityHeaders(
  scope: Construct,
  id: string,
  contentSecurityPolicy?: string,
): ResponseHeadersPolicy {
  const isDesk = contentSecurityPolicy === undefined;
  return new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: {
      ...(isDesk ? {} : { contentSecurityPolicy: { contentSecurityPolicy, override: true } }),
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      // The address of a reader's page holds the reader's token.
      referrerPolicy: {
        referrerPolicy: isDesk ? HeadersReferrerPolicy.SAME_ORIGIN : HeadersReferrerPolicy.NO_REFERRER,
        override: true,
      },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
  });
}
