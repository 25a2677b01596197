import type { Draft, Entry, SlotState } from '../../approval/types.ts';
import type { OverlayEntry } from '../../edition/overlay/overlay.ts';
import type { EditionLine } from '../../edition/web/calendar.ts';
import type { Delivery, Stop } from '../../mail-types.ts';
import type { Edition } from '../../types.ts';

/** An edition that went out, with all that was decided about it. */
export interface PublicRecord {
  readonly edition: Edition;
  /** Every correction and take-down there is; those about this edition are chosen where they are shown. */
  readonly overlay: readonly OverlayEntry[];
  /** Keys of the entries that do not stand on the pages yet. */
  readonly unpublished: ReadonlySet<string>;
  readonly log: readonly Entry[];
  /** Null where it was not mailed. */
  readonly delivery: Delivery | null;
  readonly stop: Stop | null;
}

/** A slot about which something is still to be decided or done. */
export interface WaitingSlot {
  readonly slot: string;
  readonly state: SlotState;
  readonly log: readonly Entry[];
  /** The approved one, else the newest; null before the first. */
  readonly draft: Draft | null;
}

/** A file that was removed from the inbox while something public quotes it. */
export interface OpenWithdrawal {
  readonly articleId: string;
  readonly sequencer: string;
  readonly key: string;
  /** ISO instant of the removal. */
  readonly at: string;
  /** Ids of the editions that quote it. */
  readonly editions: readonly string[];
  readonly decided: WithdrawalDecision | null;
}

/** What became of such a file: kept for ever, and the first decision counts. */
export interface WithdrawalDecision {
  readonly kind: 'takeDown' | 'keep';
  readonly at: string;
  readonly by: string;
}

/** What the desk knows and does about what waits to go out, and what went out. */
export interface PublicPorts {
  /** The newest editions, the newest first. */
  readonly released: () => Promise<readonly EditionLine[]>;
  readonly waiting: () => Promise<readonly WaitingSlot[]>;
  /** A draft's mail as a page; null when there is none. */
  readonly proof: (slotId: string, hash: string, language: string) => Promise<string | null>;
  /** Null when there is no such edition. */
  readonly edition: (id: string) => Promise<PublicRecord | null>;
  /** Keeps a correction or a take-down, stops what is being mailed with what is taken down; the pages follow within a minute. */
  readonly amend: (entry: OverlayEntry) => Promise<void>;
  readonly withdrawals: () => Promise<readonly OpenWithdrawal[]>;
  /** The decision that counts: this one, or the one that somebody made before. */
  readonly decideWithdrawal: (
    withdrawal: Pick<OpenWithdrawal, 'articleId' | 'sequencer'>,
    decision: WithdrawalDecision,
  ) => Promise<WithdrawalDecision>;
}
