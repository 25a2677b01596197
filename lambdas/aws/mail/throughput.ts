/** How fast mails leave: what of SES's rate is used, and what one worker of deliver can do. */

/** Of the account's rate; the rest is left for whatever else the account sends. */
export const SHARE_OF_RATE = 0.8;

/** No event source lets fewer run: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const LEAST_WORKERS = 2;

/** From a reader's turn to the next one's in the same place of a worker: a call of 60 ms and the rows around it, with some room. */
const SECONDS_A_MAIL = 0.15;

/** Sixteen ride out a slow answer; from thirty-two on a worker's processor is the bound. */
const [FEWEST, MOST] = [16, 32] as const;

/**
 * Readers that a worker brings forward at the same time under a rate of so many mails a second: enough for the fewest workers to use it up.
 * More would only wait, and each of them may become an `unknown` when the worker dies.
 */
export function callsAtATime(rate: number): number {
  const needed = Math.ceil((rate * SHARE_OF_RATE * SECONDS_A_MAIL) / LEAST_WORKERS);
  return Math.min(MOST, Math.max(FEWEST, needed));
}

/**
 * What a worker sends a second at most: six requests a mail take some 8 ms of a processor, of which a function of 1,769 MB has one
 * (`npm run bench -- --scale`; on AWS not tried). https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MAILS_OF_A_WORKER = 120;

/** Mails a second that so many workers send under SES's rate, and which of the two is the bound. */
export function mailsASecond(
  rate: number,
  workers: number,
): { readonly mails: number; readonly bound: 'rate' | 'workers' } {
  const [byRate, byWorkers] = [rate * SHARE_OF_RATE, workers * MAILS_OF_A_WORKER];
  return byRate <= byWorkers ? { mails: byRate, bound: 'rate' } : { mails: byWorkers, bound: 'workers' };
}

/** Workers that use up a rate. */
export const workersFor = (rate: number): number => Math.ceil((rate * SHARE_OF_RATE) / MAILS_OF_A_WORKER);
