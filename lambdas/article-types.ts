/** What a file is once it is read. */

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
  /** Body text of a dated article: what it names from where its writer stands ("this Wednesday"), resolved against the date of publication. */
  readonly days?: readonly RelativeDay[];
}

/** A day that a text names from where its writer stands. `offset` counts in the block's text; `date` is `YYYY-MM-DD`. */
export interface RelativeDay {
  readonly text: string;
  readonly offset: number;
  readonly date: string;
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
  /** `no-title no-byline no-date unbalanced-quotes broken-sentences mostly-removed cut` …, and the code of a quarantine. */
  readonly flags: readonly string[];
  /** Why it stays out of every edition until an editor confirms it. */
  readonly quarantine?: Quarantine;
  /** What editors gave in words that do not stand in the file. */
  readonly editorial?: readonly EditorialField[];
  /** True when editors decided otherwise than was read, so that other sentences may be told. */
  readonly isEdited?: true;
}

/** `private`: an address, a telephone number, a mail's header. `note`: words to a colleague. */
export type QuarantineCode = 'private' | 'several-articles' | 'note';

/** What keeps an article back, with a sentence that tells the editor what to do. */
export interface Quarantine {
  readonly code: QuarantineCode;
  readonly message: string;
}

export type CopyKind = 'exact' | 'near' | 'excerpt' | 'roundup';

export type EditorialField = 'authors' | 'outlet' | 'title';
