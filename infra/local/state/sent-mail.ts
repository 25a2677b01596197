export interface SentMail {
  readonly id: string;
  readonly to: readonly string[];
  /** The bytes that SES was given. */
  readonly raw: Buffer;
  readonly tags: Readonly<Record<string, string>>;
}
