import { log } from './log.ts';

/** Makes the copies that CloudFront has of a distribution's pages be forgotten. */
export interface Caches {
  /** False when CloudFront could not be told: its copies live for 300 s at most. Never throws. */
  readonly forget: () => Promise<boolean>;
}

/** Calls before it is left to the caches' own time. The SDK waits between them. */
const ATTEMPTS = 5;

/**
 * One wildcard path, however many pages are concerned: it is paid as one, fifteen may be in progress, and an article stands on more pages than
 * its own (index, feeds, search, story pages).
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/InvalidationLimits.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PayingForInvalidation.html
 */
const EVERYTHING = '/*';

/** `caller` names the call: CloudFront takes the same one once. */
export function caches(distributionId: string, caller: () => string): Caches {
  return {
    forget: async () => {
      try {
        // Loaded by whoever takes something down, and by nobody else.
        const { CloudFrontClient, CreateInvalidationCommand } = await import('@aws-sdk/client-cloudfront');
        const order = new CreateInvalidationCommand({
          DistributionId: distributionId,
          InvalidationBatch: { CallerReference: caller(), Paths: { Quantity: 1, Items: [EVERYTHING] } },
        });
        const client = new CloudFrontClient({ maxAttempts: ATTEMPTS });
        await client.send(order).finally(() => client.destroy());
        return true;
      } catch (error) {
        const reason = error instanceof Error ? error.name : 'unknown';
        log(
          'error',
          'CloudFront could not be asked to drop its copies after a take-down. They expire within 300 seconds.',
          {
            reason,
          },
        );
        return false;
      }
    },
  };
}
