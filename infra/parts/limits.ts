import { Duration } from 'aws-cdk-lib';

/** Numbers that more than one resource must agree on. */

/** Longest run of each function. */
export const TIMEOUT = {
  intake: Duration.seconds(60),
  compose: Duration.minutes(5),
  deliver: Duration.minutes(2),
  subscribe: Duration.seconds(10),
  desk: Duration.seconds(15),
  feedback: Duration.seconds(30),
  /** One article: at most 41 sentences of some 30 ms, and the model's second. */
  vectors: Duration.minutes(1),
} as const;

/** After this many receives a message goes to the dead letters; intake writes a `failed` receipt on the last. */
export const INTAKE_RECEIVES = 4;

/** High, because a shard that the sending pace holds back is given back to the queue and counts as received. */
export const DELIVERY_RECEIVES = 30;

/** What never gets its vectors is encoded by compose. */
export const VECTORS_RECEIVES = 4;

/** An event that fails so often is a bug, or not of SES. */
export const FEEDBACK_RECEIVES = 6;

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html asks for six times the timeout. */
export const visibilityFor = (timeout: Duration): Duration => Duration.seconds(6 * timeout.toSeconds());
