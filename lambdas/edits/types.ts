import type { Role } from '../article-types.ts';

/** What an editor decides about one article. A field that is null goes back to what was read; an absent one is not decided. */
export interface Changes {
  readonly title?: string | null;
  readonly outlet?: string | null;
  readonly authors?: readonly string[] | null;
  /** `YYYY-MM-DD`. */
  readonly date?: string | null;
  /** ISO 639-1. */
  readonly language?: string | null;
  /** https only. */
  readonly url?: string | null;
  /** Blocks that begin with these words (white space folded) have these roles. */
  readonly roles?: readonly BlockRole[] | null;
  readonly notACopy?: true | null;
  /** Keys of other files. */
  readonly copyOf?: string | null;
  readonly sameStoryAs?: string | null;
  readonly topic?: 'on' | 'off' | null;
  /** Releases the version that it was said of from quarantine. */
  readonly confirmed?: true | null;
  /** The article's story leads the edition. */
  readonly lead?: true | null;
  /** Of the article's story. */
  readonly headline?: string | null;
  /** The article is left out of every edition. */
  readonly drop?: true | null;
  /** Printed under the story's headline as an editors' note. */
  readonly note?: string | null;
}

export interface BlockRole {
  readonly begins: string;
  readonly role: Role;
}

export type Field = keyof Changes;

/** One act of an editor, as it is kept for ever. `at` is an ISO instant; of two at one instant the id decides. */
export interface EditRecord {
  /** 32 hex digits: the same act, told twice, has the same id. */
  readonly id: string;
  readonly articleId: string;
  /** Of the article's file. */
  readonly key: string;
  readonly at: string;
  /** A code for the editor, never an address; `upload` for a file. */
  readonly by: string;
  readonly act:
    | { readonly kind: 'set'; readonly changes: Changes; readonly version: string | null }
    /** A file beside the article: it stands for all of it, and a later one replaces it. Null when it was removed. */
    | { readonly kind: 'file'; readonly changes: Changes | null; readonly sequencer: string }
    | { readonly kind: 'undo'; readonly of: string };
}

/** What holds of an article, with whose act decides each field. */
export interface Decided {
  readonly articleId: string;
  readonly key: string;
  readonly changes: Changes;
  readonly by: Readonly<Partial<Record<Field, Act>>>;
  /** Sentences about acts that spoke against each other. */
  readonly contradictions: readonly string[];
}

export interface Act {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly version: string | null;
}

/** What editors decided about an article's place in an edition. `order` sorts decisions by their instant. */
export interface Decisions {
  readonly notACopy?: true;
  readonly copyOf?: { readonly articleId: string; readonly order: string };
  /** An article id. */
  readonly sameStoryAs?: string;
  readonly topic?: 'on' | 'off';
  readonly lead?: string;
  readonly headline?: { readonly text: string; readonly order: string };
  readonly drop?: true;
  readonly note?: { readonly text: string; readonly order: string };
}
