/** The shapes that travel between the rooms. Only types stand here: importing this file costs nothing at run time. */

/** What a block of a file is. Body text is `paragraph subheading quote list`; nothing is ever deleted. */
export type Role =
  | 'title'
  | 'byline'
  | 'dateline'
  | 'metadata'
  | 'paragraph'
  | 'subheading'
  | 'quote'
  | 'list'
  | 'caption'
  | 'embed'
  | 'promotion'
  | 'contributors'
  | 'translation'
  | 'boilerplate'
  | 'suspect';

export interface Block {
  readonly role: Role;
  /** As the file has it, white space folded to single spaces: never corrected. */
  readonly text: string;
  /** ISO 639-1, or null where the block is too short to tell. */
  readonly language: string | null;
}

export interface Published {
  /** `YYYY-MM-DD`, as the outlet writes it. */
  readonly date: string;
  /** `HH:MM` or `HH:MM:SS`, when the source gives one. */
  readonly time?: string;
  /** `Z`, `+03:00` or an IANA name, when the source gives one. */
  readonly zone?: string;
  /** Where it was found: `header`, `dateline`, `metadata`, `url` … */
  readonly from: string;
}

/** A translation that came with the article. Shown as a translation, never used as evidence. */
export interface Translation {
  readonly language: string;
  readonly title: string | null;
  readonly summary: string | null;
}

export interface Article {
  /** The S3 key, or the path as given. */
  readonly key: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly version: string;
  readonly title: string | null;
  /** `header`, `metadata`, `h1`, or `derived` when the first sentence had to serve. */
  readonly titleFrom: string | null;
  readonly outlet: string | null;
  readonly outletFrom: string | null;
  /** The wire agency that the text comes from, if any. */
  readonly agency: string | null;
  readonly agencyFrom: string | null;
  readonly authors: readonly string[];
  readonly contributors: readonly string[];
  readonly published: Published | null;
  readonly url: string | null;
  /** The main language of the body, ISO 639-1. */
  readonly language: string | null;
  readonly languages: readonly string[];
  readonly translations: readonly Translation[];
  readonly blocks: readonly Block[];
  /** `no-title no-byline no-date unbalanced-quotes broken-sentences mostly-removed` … */
  readonly flags: readonly string[];
}

/** An article as an edition sees it. */
export interface WindowArticle {
  /** 32 hex digits, from the key alone: the same for every version of a file. */
  readonly id: string;
  /** ISO instant: the first upload of these bytes at this key. */
  readonly received: string;
  readonly article: Article;
}

/** A verbatim piece of one article: promise 3 lives here. */
export interface Quote {
  readonly text: string;
  readonly language: string | null;
  readonly articleId: string;
  readonly version: string;
  /** Index into `article.blocks`, and the offset of `text` in that block's text. */
  readonly block: number;
  readonly offset: number;
}

/** One article's line in a source list. Copies are folded under the article that they repeat. */
export interface Source {
  readonly articleId: string;
  readonly version: string;
  readonly key: string;
  readonly title: string | null;
  readonly titleFrom: string | null;
  readonly outlet: string | null;
  readonly agency: string | null;
  readonly authors: readonly string[];
  readonly published: Published | null;
  readonly received: string;
  readonly url: string | null;
  readonly language: string | null;
  readonly translations: readonly Translation[];
  /** Present on a copy: `exact near excerpt roundup`. */
  readonly kind?: CopyKind;
}

export type CopyKind = 'exact' | 'near' | 'excerpt' | 'roundup';

/** `text` says it once, verbatim; `outlets` are all who report it (article ids, representatives only). */
export interface Agreement {
  readonly quotes: readonly Quote[];
}

/** The same fact with another number, date, place or attribution: quoted side by side. */
export interface Difference {
  readonly about: 'number' | 'date' | 'place' | 'attribution';
  readonly quotes: readonly Quote[];
}

/** What a single source has. */
export interface OnlyIn {
  readonly quote: Quote;
}

export interface StorySource extends Source {
  readonly copies: readonly Source[];
}

export interface Story {
  /** 16 hex digits; kept from edition to edition while most articles stay. */
  readonly id: string;
  readonly state: 'new' | 'updated' | 'known';
  /** Verbatim title of the best article, or its first sentence when it had none. */
  readonly headline: { readonly text: string; readonly language: string | null; readonly articleId: string };
  /** Three to five whole sentences, the lead first. */
  readonly summary: readonly Quote[];
  readonly agree: readonly Agreement[];
  readonly differ: readonly Difference[];
  readonly only: readonly OnlyIn[];
  /** Who is who: a full name, and the verbatim piece that gives it a role. At most six; absent in editions made before these were told. */
  readonly people?: readonly { readonly name: string; readonly role: Quote }[];
  /** A direct quotation and its speaker as the article gives it, both verbatim from one sentence; the quote without its marks. */
  readonly voice?: { readonly speaker: string; readonly quote: Quote };
  /** Dated sentences, `YYYY-MM-DD` or `YYYY-MM`, earliest first. At most six. */
  readonly timeline?: readonly { readonly date: string; readonly quote: Quote }[];
  /** Representatives, best first, each with its copies. */
  readonly sources: readonly StorySource[];
  /** Why it stands where it stands: `independent sources: 3`, `languages: 2` … */
  readonly reasons: readonly string[];
}

export interface Edition {
  /** From the slot alone, `^[A-Za-z0-9_-]{1,128}$`: it becomes a SES tag and part of keys. */
  readonly id: string;
  readonly number: number;
  /** ISO instant: the scheduled time, never the clock. */
  readonly slot: string;
  /** Articles with `from <= received < to` are in it; `to` is the slot. */
  readonly window: { readonly from: string; readonly to: string };
  readonly name: string;
  readonly topic: string;
  readonly stories: readonly Story[];
  /** Set aside as another subject, never dropped. `closeness` is 0 … 1. */
  readonly offTopic: readonly (Source & { readonly closeness: number })[];
  /** Every article that was in the window: `id/version`, sorted. The next edition's *new* is measured against it. */
  readonly articles: readonly string[];
  readonly counts: {
    readonly articles: number;
    readonly outlets: number;
    readonly languages: number;
    readonly stories: number;
    readonly copies: number;
    readonly offTopic: number;
  };
}

/** What the functions know of the briefing (the operator's file is checked in `infra/briefing.ts`). */
export interface Settings {
  readonly name: string;
  readonly topic: Topic;
  /** ISO 639-1; the first is the edition's own. */
  readonly languages: readonly string[];
  /** IANA name: dates in the mail are told in it. */
  readonly timeZone: string;
  readonly windowHours: number;
  /** Hours after the readers were frozen; what has not been called by then is not sent. */
  readonly sendByHours: number;
  readonly sender: { readonly name: string; readonly address: string; readonly replyTo?: string };
  /** `https://…` without a trailing slash: every link of ours starts with it. */
  readonly publicAddress: string;
  readonly postalAddress: string;
}

export interface Topic {
  readonly title: string;
  readonly names: readonly string[];
  readonly seeds: readonly string[];
}

export type UploadCode =
  | 'empty'
  | 'too-large'
  | 'unsupported'
  | 'undecodable'
  | 'corrupt'
  | 'encrypted'
  | 'not-an-article';

/** What became of one upload. Written once per upload; `message` tells the editor what to do. */
export interface Receipt {
  readonly articleId: string;
  readonly key: string;
  readonly sequencer: string;
  readonly received: string;
  readonly size: number;
  readonly outcome: 'accepted' | 'refused' | 'failed';
  readonly code?: UploadCode | 'failed' | 'superseded';
  readonly message: string;
  readonly version: string | null;
  readonly title?: string | null;
  readonly outlet?: string | null;
  readonly published?: Published | null;
  readonly language?: string | null;
  readonly flags?: readonly string[];
  /** Blocks by role: what was taken for body text and what was not. */
  readonly roles?: Readonly<Record<string, number>>;
  readonly copyOf?: { readonly key: string; readonly kind: CopyKind };
}

/**
 * `pending`: asked, not clicked yet; the row expires. Only `confirmed` gets mail. `left` may come back by subscribing again, `bounced` and
 * `complained` (suppressed by the mail service's events) too, by a fresh confirmation. `erased` keeps the id alone, so that an import does not bring the address back.
 */
export type ReaderState = 'pending' | 'confirmed' | 'left' | 'bounced' | 'complained' | 'erased';

export interface Reader {
  /** 22 characters `[A-Za-z0-9_-]`: HMAC of the folded address. */
  readonly id: string;
  /** Empty once erased. */
  readonly address: string;
  readonly language: string;
  readonly state: ReaderState;
  /** ISO instant; empty while pending. */
  readonly confirmedAt: string;
  /** ISO instants. */
  readonly leftAt?: string;
  readonly suppressedAt?: string;
  /** `YYYY-MM-DD` in the briefing's zone: no mail before that day. */
  readonly pausedUntil?: string;
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
 * `skipped`: left after the freeze.
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
