/** The shapes that travel between the rooms. Only types stand here: importing this file costs nothing at run time. */

import type { Article, CopyKind, EditorialField, Published, Translation } from './article-types.ts';
import type { Decisions } from './edits/types.ts';

export type * from './article-types.ts';
export type * from './edits/types.ts';
export type * from './reader/types.ts';
export type * from './receipt-types.ts';

/** An article as an edition sees it. */
export interface WindowArticle {
  /** 32 hex digits, from the key alone: the same for every version of a file. */
  readonly id: string;
  /** ISO instant: the first upload of these bytes at this key; of a quarantined article, when it was confirmed. */
  readonly received: string;
  readonly article: Article;
  /** True when an editor released it from quarantine with a `.confirm` file. */
  readonly confirmed?: boolean;
  readonly decisions?: Decisions;
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
  /** What of it is the editors' words, which stand in square brackets. */
  readonly editorial?: readonly EditorialField[];
}

/** One fact, a quote of each source that reports it. Only the first `shown` are displayed (absent: 1), the others are evidence. */
export interface Agreement {
  readonly quotes: readonly Quote[];
  readonly shown?: number;
  /** Beside each shown quote, indexes of those that say all of it. Absent in editions made before this was told: all the others. */
  readonly reportedBy?: readonly (readonly number[])[];
}

/** The same fact with another number, all against a part, with another date, place or attribution: quoted side by side. */
export interface Difference {
  readonly about: 'number' | 'extent' | 'date' | 'place' | 'attribution' | 'denial';
  readonly quotes: readonly Quote[];
  /** The number of each side, where it is known which one it is. */
  readonly numbers?: readonly number[];
  /** Beside each quote, who else says the same. */
  readonly others?: readonly (readonly Quote[])[];
  /** How many of each side's `others`, its first, may stand in the quote's place for readers of their language; absent: none. */
  readonly shown?: readonly number[];
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
  readonly headline: {
    readonly text: string;
    readonly language: string | null;
    readonly articleId: string;
    /** True where it is the editors' own, in square brackets, and no source's title. */
    readonly editorial?: true;
  };
  /** What editors add, in their own words: printed as theirs. */
  readonly notes?: readonly string[];
  /** Three to five whole sentences, the lead first. */
  readonly summary: readonly Quote[];
  /** What readers of other languages begin with: one sentence for each that a source is written in besides the headline's. */
  readonly leads?: readonly Quote[];
  /** Notices in which an outlet of the story puts itself right, each in its own words. */
  readonly corrections?: readonly (readonly Quote[])[];
  readonly agree: readonly Agreement[];
  readonly differ: readonly Difference[];
  readonly only: readonly OnlyIn[];
  /** Who is who: a full name, and the verbatim piece that gives it a role. At most six; absent in editions made before these were told. */
  readonly people?: readonly { readonly name: string; readonly role: Quote }[];
  /** Dated sentences, `YYYY-MM-DD` or `YYYY-MM`, earliest first. At most six. */
  readonly timeline?: readonly { readonly date: string; readonly quote: Quote }[];
  /** A direct quotation and its speaker as the article gives it, both verbatim from one sentence; the quote without its marks. */
  readonly spoken?: { readonly speaker: string; readonly quote: Quote };
  /** Representatives, best first, each with its copies. */
  readonly sources: readonly StorySource[];
  /** Articles of other stories that are quoted here as witnesses. */
  readonly elsewhere?: readonly Source[];
  /** Why it stands where it stands: `independent sources: 3`, `languages: 2` … */
  readonly reasons: readonly string[];
  /** Where the story was too large to be read whole: how much of it was (`sources compared: 60 of 1570`). */
  readonly bounded?: readonly string[];
}

/** An article that was accepted but set aside, because the edition's window exceeded the limit of characters. */
export interface OverBudget extends Source {
  readonly over: 'letters';
}

/** What was corrected or taken down after an edition had it: a later edition opens with it. */
export interface Amendment {
  readonly kind: 'correction' | 'takeDown';
  readonly of: 'article' | 'story' | 'edition';
  /** ISO instant of the decision. */
  readonly at: string;
  /** The editors' own words; of a take-down it may be empty. */
  readonly note: string;
  readonly language: string | null;
  /** The latest edition that had it. */
  readonly edition: string;
  readonly number: number;
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
  /** Set aside by name because the window was too dear to tell whole; absent where nothing was. */
  readonly overBudget?: readonly OverBudget[];
  /** Every article that was in the window: `id/version`, sorted. The next edition's *new* is measured against it. */
  readonly articles: readonly string[];
  /** Of `articles`, those that the edition before this one had in no version; absent in a first edition. */
  readonly fresh?: readonly string[];
  /** What became of earlier editions since the one before this; absent where nothing did. */
  readonly amendments?: readonly Amendment[];
  /** ISO instant of the newest correction or take-down that was known when this was made; absent where there was none. */
  readonly amendedUntil?: string;
  readonly counts: {
    readonly articles: number;
    readonly outlets: number;
    readonly languages: number;
    readonly stories: number;
    readonly copies: number;
    readonly offTopic: number;
    /** Left out until an editor confirms them. Absent in editions made before there was a quarantine. */
    readonly quarantined?: number;
    /** Left out by an editor's decision; absent where there is none. */
    readonly dropped?: number;
  };
}

/** What the functions know of the briefing (the operator's file is checked in `infra/briefing.ts`). */
export interface Settings {
  readonly name: string;
  readonly topic: Topic;
  /** ISO 639-1; the first is the edition's own. */
  readonly languages: readonly string[];
  /** First and last day, `YYYY-MM-DD` in `timeZone`: after it nobody can subscribe. Absent: it never ends. */
  readonly coverage?: { readonly first: string; readonly last: string };
  /** IANA name: dates in the mail are given in it. */
  readonly timeZone: string;
  readonly windowHours: number;
  /** When editions are made, `HH:MM` in `timeZone` on days `mon` … `sun`. The subscription page shows it. */
  readonly schedule?: { readonly time: string; readonly days: readonly string[] };
  /** Hours after the readers were frozen; what has not been called by then is not sent. */
  readonly sendByHours: number;
  readonly sender: { readonly name: string; readonly address: string; readonly replyTo?: string };
  /** A mailbox that somebody reads, to take out who writes there. */
  readonly unsubscribeMailbox?: string;
  /** Of one article, so many words or this share of its body are quoted, the smaller; of a short one at least 25, or a sentence of up to 45. Absent: 120, 0.2. */
  readonly quoteCap?: { readonly words: number; readonly share: number };
  /** Whether an edition with nothing new is mailed (absent: `send`); it is made and numbered either way. */
  readonly quietEdition?: 'send' | 'skip';
  /** A draft waits for approval this long before its slot; then it is held, or sent as it stands. Absent: no approval is asked. */
  readonly approval?: { readonly leadMinutes: number; readonly otherwise: 'hold' | 'send' };
  /** What becomes of published quotes when their file is withdrawn (absent: `ask`). */
  readonly withdrawnUpload?: 'ask' | 'takeDown';
  /** `https://…` without a trailing slash: every link of ours starts with it. */
  readonly publicAddress: string;
  readonly postalAddress: string;
}

export interface Topic {
  readonly title: string;
  readonly names: readonly string[];
  readonly seeds: readonly string[];
}
