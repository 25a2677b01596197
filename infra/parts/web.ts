import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
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
import { DOOR_HEADER } from '../../lambdas/reader/source.ts';
import type { Briefing } from '../briefing.ts';

/** Pages are text with inline styles and our own images; forms go nowhere but home, and nothing frames them. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Web {
  readonly briefing: Briefing;
  readonly pages: Bucket;
  readonly readerUrl: FunctionUrl;
}

/** The public address: edition pages from the web bucket, `/reader/*` from the function that readers talk to. */
export function webDistribution(scope: Construct, { briefing, pages, readerUrl }: Web): Distribution {
  const { certificateArn, publicAddress } = briefing;
  const responseHeadersPolicy = securityHeaders(scope);
  const distribution = new Distribution(scope, 'Web', {
    comment: briefing.name,
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PriceClass.PRICE_CLASS_100,
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
      responseHeadersPolicy,
    },
    additionalBehaviors: {
      '/reader/*': {
        // CloudFront writes over a viewer's own header of this name.
        origin: new FunctionUrlOrigin(readerUrl, { customHeaders: { [DOOR_HEADER]: doorValue(scope) } }),
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: whatReadersSend(scope),
        responseHeadersPolicy,
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

function securityHeaders(scope: Construct): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: CONTENT_SECURITY_POLICY, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      // The address of a reader's page holds his token.
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
  });
}
