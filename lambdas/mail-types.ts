import type { PendingSubscription, Send } from './reader/types.ts';

/** The shapes that sending and its feedback share between the rooms. Only types, like `types.ts`. */

/** What the mail service tells of one mail. `soft-bounce`: what may work another time; `rendering-failure` never left, as `reject`. */
export type MailEventKind =
  | 'send'
  | 'delivery'
  | 'delay'
  | 'bounce'
  | 'soft-bounce'
  | 'complaint'
  | 'reject'
  | 'rendering-failure';

/** One event about one mail to one reader. Two with the same mail and kind are one event told twice. */
export interface MailEvent {
  readonly kind: MailEventKind;
  readonly messageId: string;
  /** ISO instants: when SES was given the mail, and when this happened to it. */
  readonly mailedAt: string;
  readonly at: string;
  readonly reader: string;
  /** An edition's mail, or one that answers a reader (a confirmation): only the former stands in the ledger. */
  readonly about:
    | { readonly kind: 'edition'; readonly edition: string; readonly shard: string }
    | { readonly kind: 'notice'; readonly notice: string };
}

/** All that was told of one mail of an edition: by kind, the earliest time that it happened. */
export interface EventsOfMail {
  readonly reader: string;
  readonly messageId: string;
  readonly mailedAt: string;
  readonly events: Readonly<Partial<Record<MailEventKind, string>>>;
}

/** What is held about a reader besides their own row. */
export interface PersonalData {
  readonly pendingSubscription: PendingSubscription | undefined;
  readonly editions: readonly { readonly send: Send; readonly deliveryEvents: readonly EventsOfMail[] }[];
  /** ISO instants at which mails were sent that came back and may be tried again. */
  readonly softBounces: readonly string[];
  readonly confirmationStop: ConfirmationStop | undefined;
  readonly changes: readonly PreferenceChange[];
}

/** Why a reader is sent no confirmation, or only one more. ISO instants. */
export interface ConfirmationStop {
  /** When the last of those that came back was sent. */
  readonly bouncedAt?: string;
  /** When one more was tried after that. */
  readonly triedAt?: string;
  /** When one was first reported as unwanted. */
  readonly complainedAt?: string;
}

/** A reader's preferences before a change that was mailed at `at` (ISO). */
export interface PreferenceChange {
  readonly at: string;
  readonly language: string;
  /** `YYYY-MM-DD`, or empty for no pause. */
  readonly pausedUntil: string;
  readonly depth?: 'full';
}

/** Why an edition is not being sent. `account`: SES refused for a reason that meets every reader. */
export interface Stop {
  readonly by: 'operator' | 'account';
  readonly reason: string;
  /** ISO instant. */
  readonly at: string;
}

/** How far an edition's delivery is. */
export interface Delivery {
  readonly id: string;
  readonly slot: string;
  /** `freezing` until the last shard is written, `closed` once every send is final. */
  readonly state: 'freezing' | 'frozen' | 'closed';
  /** ISO minute in which events were last heard of its mails. */
  readonly heard?: string;
  /** ISO instant at which its last report was begun. */
  readonly reported?: string;
}

type Tally = Readonly<Record<string, number>>;

/** A shard in numbers: always counted whole from the ledger, never added to. Readers are counted, never named. */
export interface ShardSummary {
  readonly shard: string;
  readonly recipients: number;
  readonly sent: number;
  readonly unknown: number;
  readonly open: number;
  /** By reason, without what follows its first colon. */
  readonly failed: Tally;
  readonly skipped: Tally;
  /** Readers of whose mail such an event was told. */
  readonly told: Partial<Readonly<Record<MailEventKind, number>>>;
}

/** A summary, and what says whether it still holds. */
export interface CountedShard {
  readonly summary?: ShardSummary;
  /** ISO instant: when the reading for the summary began. */
  readonly counted?: string;
  /** ISO minute in which its ledger or its events were last changed. */
  readonly changed?: string;
}
