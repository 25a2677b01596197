import type { ConfirmationStop, PersonalData, PreferenceChange } from '../mail-types.ts';
import type {
  CallResult,
  Counter,
  MistakeReport,
  Notice,
  PendingSubscription,
  Reader,
  Settings,
} from '../types.ts';
import type { Keys } from './keys.ts';
import type { Page, PageLink, TakingBack } from './pages/page.ts';
import type { PublishedEdition } from './published-edition.ts';

/** One mail to one reader. The token is that of the notice's link. */
export interface NoticeOrder {
  readonly notice: Notice;
  readonly reader: string;
  readonly address: string;
  readonly language: string;
  readonly token: string;
  /** Of its second link, where it has one with a token of its own. */
  readonly second?: string;
}

export interface Preferences {
  readonly language: string;
  /** `YYYY-MM-DD`, or empty for no pause. */
  readonly pausedUntil: string;
  /** Absent: the brief mail. */
  readonly depth?: 'full';
}

/** What answering readers needs from outside. Each write has its condition in its description, and returns whether it was made. */
export interface ReaderPorts {
  readonly settings: Settings;
  readonly keys: Keys;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly reader: (id: string) => Promise<Reader | undefined>;
  readonly pendingSubscription: (id: string) => Promise<PendingSubscription | undefined>;
  /** Keeps a pending subscription for 48 hours. A later one of the same reader replaces it. */
  readonly ask: (pendingSubscription: PendingSubscription) => Promise<void>;
  /** Makes a confirmed reader, unless the reader was confirmed or erased at or after `issuedAt` (ISO), and removes the pending subscription. */
  readonly confirm: (reader: Reader, issuedAt: string) => Promise<boolean>;
  /** False when the reader got no mail anyway. `at`: ISO. */
  readonly leave: (id: string, at: string) => Promise<boolean>;
  /** Restores a reader who left at `leftAt` (ISO), with all preferences. False unless leaving is the last thing that happened. */
  readonly comeBack: (id: string, leftAt: string) => Promise<boolean>;
  /** False unless the reader is confirmed. */
  readonly prefer: (id: string, preferences: Preferences) => Promise<boolean>;
  /** False when the data was exported, or the reader confirmed, at or after `issuedAt`, or there is no such reader. */
  readonly exported: (id: string, at: string, issuedAt: string) => Promise<boolean>;
  /** Keeps nothing but id, state and day. False as above. */
  readonly erase: (id: string, at: string, issuedAt: string) => Promise<boolean>;
  readonly personalData: (id: string) => Promise<PersonalData>;
  /** Counts one more; false when the limit was reached before. */
  readonly take: (counter: Counter) => Promise<boolean>;
  /** Whether a counter has reached its limit; counts nothing. */
  readonly isFull: (counter: Counter) => Promise<boolean>;
  /** A limit that holds for everybody together was reached: the operator must hear of it. */
  readonly onLimit: (reached: 'confirmations' | 'reports') => void;
  /** Whether a mailbox (a keyed hash) asked never to be mailed. */
  readonly isNever: (mailbox: string) => Promise<boolean>;
  /** Keeps that it asked so, or forgets it. Safe to repeat. `at`: ISO. */
  readonly setNever: (mailbox: string, at: string) => Promise<void>;
  readonly liftNever: (mailbox: string) => Promise<void>;
  readonly confirmationStop: (id: string) => Promise<ConfirmationStop | undefined>;
  /** Takes the one try after a bounce; false when another request was faster. `at`: ISO. */
  readonly tryConfirmation: (id: string, stop: ConfirmationStop, at: string) => Promise<boolean>;
  /** Forgets that confirmations came back. */
  readonly confirmationWorks: (id: string) => Promise<void>;
  /** Keeps what was before a change (at epoch ms); false when the reader was told of one within a day. */
  readonly noteChange: (id: string, before: Preferences, at: number) => Promise<boolean>;
  /** The mail about it surely did not go out. */
  readonly changeUntold: (id: string) => Promise<void>;
  readonly beforeChange: (id: string, at: number) => Promise<PreferenceChange | undefined>;
  /** The newest public edition. */
  readonly latest: () => Promise<PublishedEdition | undefined>;
  /** The public edition of a slot (ISO). */
  readonly published: (slot: string) => Promise<PublishedEdition | undefined>;
  /** Whether the same report was made on its day. */
  readonly isReported: (report: MistakeReport) => Promise<boolean>;
  /** Keeps it for ninety days; false when another request was faster. */
  readonly keepReport: (report: MistakeReport) => Promise<boolean>;
  /** Mails it to the editors; whatever becomes of that mail, the report is kept. `href`: the story's page. */
  readonly mailReport: (
    report: MistakeReport,
    about: { readonly href: string; readonly headline: string | null },
  ) => Promise<void>;
  readonly notify: (order: NoticeOrder) => Promise<CallResult['kind']>;
  /** Ids and codes only. */
  readonly note: (message: string, fields: Readonly<Record<string, string>>) => void;
}

/** What a reader gets back: a page in a language, or a file. */
export type ReaderAnswer =
  | { readonly status: number; readonly page: Page; readonly language: string }
  | { readonly status: 200; readonly file: { readonly name: string; readonly json: string } };

/** Later than both: a clock that is behind the one that issued a link must not leave the link usable. */
export function usedAt(now: number, issuedAt: number): string {
  return new Date(Math.max(now, issuedAt)).toISOString();
}

/** A page that says one thing. */
export function say(
  status: number,
  name: Extract<Page, { kind: 'message' }>['name'],
  language: string,
  links: readonly PageLink[] = [],
  back?: TakingBack,
): ReaderAnswer {
  return { status, page: { kind: 'message', name, links, ...(back ? { back } : {}) }, language };
}
