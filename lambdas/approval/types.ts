import type { Edition } from '../types.ts';

/** How a briefing has its editions approved. Absent: each goes out at its slot. */
export interface Approval {
  /** Minutes before the slot at which the first draft is made. */
  readonly leadMinutes: number;
  /** What becomes of a draft about which nobody decided by its slot. */
  readonly otherwise: 'hold' | 'send';
}

/** Something that an editor should look at before approving. */
export interface Question {
  readonly kind: 'withdrawn' | 'quarantined' | 'doubt' | 'difference' | 'single' | 'outlet' | 'date';
  readonly text: string;
}

/** An edition that nobody but editors has seen: `drafts/<slot>/<hash>.json`, never changed. */
export interface Draft {
  /** The edition's id, made of its slot. */
  readonly slot: string;
  /** Of everything below, 32 hex digits. */
  readonly hash: string;
  /** Of what it was made of: while this is the same, a new draft would be the same. */
  readonly material: string;
  /** The last released edition before it, against which *new* is measured; null for the first. */
  readonly before: string | null;
  /** Ids of the editors' acts about its articles. */
  readonly acts: readonly string[];
  readonly questions: readonly Question[];
  readonly edition: Edition;
}

/** One entry of a slot's log, in the order in which they were written: `decisions/<slot>/<number>.json`. `at` is an ISO instant, `by` a code, never an address. */
export type Entry = { readonly at: string; readonly by: string } & (
  | { readonly kind: 'draft'; readonly hash: string; readonly material: string }
  /** The proof of this draft was given to the mail service for every editor. */
  | { readonly kind: 'proof'; readonly hash: string }
  | { readonly kind: 'approve'; readonly hash: string }
  | { readonly kind: 'hold' }
  | { readonly kind: 'cancel' }
  /** An editor wants a draft of what there is now, before the next proof is due. */
  | { readonly kind: 'renew' }
  /** A story leaves this slot's drafts; its articles stay new. */
  | {
      readonly kind: 'drop';
      readonly hash: string;
      readonly articles: readonly string[];
      readonly to: Reopened;
    }
  /** Something in the approved draft was edited, withdrawn or taken down. */
  | { readonly kind: 'void'; readonly hash: string; readonly why: string; readonly to: Reopened }
  | { readonly kind: 'release'; readonly hash: string }
  /** Nothing of this slot goes out any more: its time is over, or a later edition has gone out. */
  | { readonly kind: 'lapse'; readonly why: 'late' | 'overtaken' }
);

/** Before the slot a draft without its approval is open again; afterwards nothing goes out without another approval. */
export type Reopened = 'open' | 'held';

/** What an editor can decide about a slot. */
export type Verb = 'approve' | 'hold' | 'drop' | 'cancel' | 'renew';

export type Phase = 'open' | 'held' | 'approved' | 'cancelled' | 'released' | 'lapsed';

/** What a slot's log comes to. */
export interface SlotState {
  readonly phase: Phase;
  /** The newest draft. */
  readonly draft: { readonly hash: string; readonly material: string } | null;
  /** The approved or released draft. */
  readonly decided: string | null;
  readonly proofs: readonly { readonly hash: string; readonly at: string }[];
  /** Article ids of each dropped story. */
  readonly dropped: readonly (readonly string[])[];
  /** The newest draft does not count any more: a story was dropped, its approval ended or somebody asked for another, which is not made yet. */
  readonly isRenewed: boolean;
  /** Entries so far. */
  readonly length: number;
}
