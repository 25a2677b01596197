import { Duration } from 'aws-cdk-lib';
import { LEAST_WORKERS } from '../../lambdas/aws/mail/throughput.ts';

/** Numbers that more than one resource must agree on. */

/** Longest run of each function. */
export const TIMEOUT = {
  intake: Duration.seconds(60),
  /** The longest that Lambda allows: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
  compose: Duration.minutes(15),
  deliver: Duration.minutes(2),
  subscribe: Duration.seconds(10),
  desk: Duration.seconds(15),
  /** It reads the index of all readers and the receipts of a day. */
  daily: Duration.minutes(5),
  feedback: Duration.seconds(30),
  /** One article: at most 41 sentences of some 30 ms, and the model's second. */
  vectors: Duration.minutes(1),
} as const;

/**
 * After this many receives a message goes to the dead letters; intake writes a `failed` receipt on the last. A throttled call counts as a
 * receive, so a small account needs many. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const INTAKE_RECEIVES = 10;

/** High, because a shard that the sending pace holds back is given back to the queue and counts as received. */
export const DELIVERY_RECEIVES = 30;

/** What never gets its vectors is encoded by compose. */
export const VECTORS_RECEIVES = 10;

/** An event that fails so often is a bug, or not of SES. */
export const FEEDBACK_RECEIVES = 12;

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html asks for six times the timeout. */
export const visibilityFor = (timeout: Duration): Duration => Duration.seconds(6 * timeout.toSeconds());

/** Of the functions that a queue calls: how many may run at once. */
export interface ConcurrencyBudget {
  readonly intake: number;
  readonly delivery: number;
  readonly vectors: number;
  readonly feedback: number;
}

/** A new account may run ten at once. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const ACCOUNT_CONCURRENCY = 10;

const DELIVERY_SHARE = 0.25;

/**
 * What the queues may take of the account's concurrency, at most 70 % of it: readers, editors and compose need the rest. Of ten they
 * take eight, each the least that an event source can have.
 */
export function concurrencyBudget(account: number = ACCOUNT_CONCURRENCY): ConcurrencyBudget {
  const share = (part: number, most: number) =>
    Math.max(LEAST_WORKERS, Math.min(most, Math.floor(account * part)));
  return {
    intake: share(0.2, 20),
    delivery: share(DELIVERY_SHARE, 32),
    vectors: share(0.1, 8),
    feedback: share(0.15, 10),
  };
}

/** The workers that send: their part of the account's concurrency, unless fewer are reserved. */
export function deliveryWorkers({ account, reserved }: Concurrency = {}): number {
  return Math.min(concurrencyBudget(account).delivery, reserved?.deliver ?? Number.POSITIVE_INFINITY);
}

/** The least account of which so many workers may send. */
export const accountFor = (workers: number): number =>
  Math.max(ACCOUNT_CONCURRENCY, Math.ceil(workers / DELIVERY_SHARE));

interface Concurrency {
  readonly account?: number;
  readonly reserved?: { readonly deliver?: number | undefined } | undefined;
}
