import type { AddressProblem } from '../subscription/address.ts';

export type MessageName =
  | 'confirmed'
  | 'left'
  | 'mailed'
  | 'enough'
  | 'erased'
  | 'undone'
  | 'returned'
  | 'reported'
  | 'noStory'
  | 'never'
  | 'allowed'
  | 'gone'
  | 'used'
  | 'later'
  | 'busy'
  | 'crowded'
  | 'over'
  | 'broken';
export type ButtonName = 'confirm' | 'leave' | 'export' | 'erase' | 'undo' | 'return' | 'askNever';

export interface PageLink {
  readonly to: 'subscribe' | 'preferences' | 'editions' | 'latest' | 'story';
  readonly href: string;
}

/** A button that takes back what was just done. It posts, and nothing else does. */
export interface TakingBack {
  readonly name: 'return' | 'askAllow';
  readonly action: string;
}

/** What a reader is shown. Every page works without a script and loads nothing. */
export type Page =
  | {
      readonly kind: 'message';
      readonly name: MessageName;
      /** The first is what most will do next. */
      readonly links?: readonly PageLink[];
      readonly back?: TakingBack;
    }
  /** One button that posts to the page's own path, since scanners open every link. */
  | { readonly kind: 'button'; readonly name: ButtonName; readonly action: string }
  | { readonly kind: 'asked'; readonly address: string }
  | {
      readonly kind: 'subscribe';
      readonly address: string;
      readonly chosen: string;
      readonly problem?: AddressProblem | 'language';
      /** A sample of what one gets: the newest edition that is public. */
      readonly latest?: { readonly href: string; readonly slot: string };
    }
  | {
      readonly kind: 'report';
      readonly action: string;
      /** Of the edition, ISO. */
      readonly slot: string;
      readonly story: {
        readonly href: string;
        readonly headline: { readonly text: string; readonly language: string | null } | null;
      };
      readonly sentence: string;
      readonly text: string;
      readonly problem?: 'no-text' | 'long-text' | 'long-sentence' | 'crowded' | 'busy';
    }
  | { readonly kind: 'privacy' }
  | {
      readonly kind: 'preferences';
      readonly action: string;
      readonly chosen: string;
      readonly depth: 'brief' | 'full';
      /** `YYYY-MM-DD`, or empty. */
      readonly pause: string;
      /** The first and the last day that a pause may end on. */
      readonly days: readonly [first: string, last: string];
      readonly shows: 'form' | 'saved' | 'problem';
      /** Whether editions are sent to this reader, and whether any mail may be. */
      readonly isSubscribed: boolean;
      readonly isMailable: boolean;
    };

export const SUBSCRIBE_PATH = '/reader/subscribe';
export const PRIVACY_PATH = '/reader/privacy';
