/** Not a failure: the queue hands the message out again, and the work goes on where it stopped. */
export class Retryable extends Error {
  override readonly name = 'Retryable';
}
