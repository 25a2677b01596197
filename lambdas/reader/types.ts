/** Readers, and what is sent to them. Every room sees these through `types.ts`. */

/**
 * Who asked and has not clicked yet has a pending subscription and no state. Only `confirmed` gets mail. `left` may come back by subscribing again, `bounced` and
 * `complained` (suppressed by the mail service's events) too, by a fresh confirmation. `erased` keeps the id alone, so that an import does not bring the address back.
 */
export type ReaderState = 'confirmed' | 'left' | 'bounced' | 'complained' | 'erased';

export interface Reader {
  /** 22 characters `[A-Za-z0-9_-]`: HMAC of the folded address. */
  readonly id: string;
  /** Empty once erased. */
  readonly address: string;
  readonly language: string;
  readonly state: ReaderState;
  /** ISO instant; empty once erased. */
  readonly confirmedAt: string;
  /** ISO instants. */
  readonly leftAt?: string;
  readonly suppressedAt?: string;
  /** `YYYY-MM-DD` in the briefing's zone: no mail before that day. */
  readonly pausedUntil?: string;
  /** Set where the whole mail was chosen over the brief one. */
  readonly depth?: 'full';
  /** When (ISO day or instant) and where consent was given; when data was last handed over; when it was erased. */
  readonly consentAt?: string;
  readonly consentFrom?: string;
  readonly exportedAt?: string;
  readonly erasedAt?: string;
}

/** Requested and not confirmed: a row of its own, which expires and changes nothing about a reader who exists. */
export interface PendingSubscription {
  readonly id: string;
  readonly address: string;
  readonly language: string;
  /** Epoch milliseconds. */
  readonly askedAt: number;
}

/** Counts what may be asked for in one period: its name, what it may reach, and when it may be forgotten (epoch seconds). */
export interface Counter {
  readonly name: string;
  readonly most: number;
  readonly expires: number;
}

/** The mails that are no edition: each to the one reader whom it is about. */
export type Notice = 'confirm' | 'already' | 'goodbye' | 'export' | 'erase' | 'changed';

/** What a reader reported as a mistake. Nothing in it tells who. */
export interface MistakeReport {
  /** 22 characters that the same report has whenever it is made. */
  readonly id: string;
  /** ISO instant, and its day in UTC. */
  readonly at: string;
  readonly day: string;
  readonly edition: string;
  readonly story: string;
  /** Of the page. */
  readonly language: string;
  /** Plain text; may be empty. */
  readonly sentence: string;
  readonly text: string;
  /** ISO instant: an editor has seen to it. */
  readonly closedAt?: string;
}

/** The readers of one edition whose ids begin with the same bits. Never holds an address. */
export interface Shard {
  readonly edition: string;
  readonly shard: string;
  /** ISO instant: what has not been called by then is not sent. */
  readonly sendBy: string;
  readonly readers: readonly string[];
}

/**
 * One reader's send of one edition.
 * `claimed` (lease; may be taken over once expired) → `calling` (never taken over) → `sent | failed | unknown`;
 * `skipped`: left, or paused, after the freeze.
 */
export type SendState = 'claimed' | 'calling' | 'sent' | 'failed' | 'unknown' | 'skipped';

export interface Send {
  readonly edition: string;
  readonly shard: string;
  readonly reader: string;
  readonly state: SendState;
  /** Counts every change; each write is conditional on the one it read. */
  readonly revision: number;
  readonly owner: string;
  /** Epoch milliseconds. Meaningful while `claimed` or `calling`. */
  readonly leaseUntil: number;
  readonly messageId?: string;
  readonly reason?: string;
}

/** What one call of the mail service came to. */
export type CallResult =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Surely not accepted, and trying again will help: throttled, or never connected. */
  | { readonly kind: 'not-now'; readonly reason: string }
  /** Surely not accepted, for this one reader. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Surely not accepted, and no other reader's mail would be: the account, the identity, the daily quota. */
  | { readonly kind: 'stopped'; readonly reason: string }
  /** Nobody can tell: a time-out, a lost connection, a server's error. */
  | { readonly kind: 'unknown'; readonly reason: string };
