/** Not a failure: the queue hands the message out again, and the work goes on where it stopped. */
export class Retryable extends Error {
  override readonly name = 'Retryable';
  /** Seconds until the next try; null leaves it to the queue's visibility. */
  readonly afterSeconds: number | null;

  constructor(message: string, afterSeconds: number | null = null) {
    super(message);
    this.afterSeconds = afterSeconds;
  }
}
