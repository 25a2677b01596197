import type { Article, Quarantine, Role } from '../types.ts';

/** What a format's reader found, before language, flags and refusals are worked out for all formats alike. */
export interface Reading
  extends Pick<
    Article,
    | 'title'
    | 'titleFrom'
    | 'outlet'
    | 'outletFrom'
    | 'agency'
    | 'agencyFrom'
    | 'authors'
    | 'contributors'
    | 'published'
    | 'url'
    | 'language'
    | 'translations'
  > {
  readonly blocks: readonly { readonly role: Role; readonly text: string }[];
  readonly ambiguousDate: boolean;
  /** A machine translated it before it was saved, by what the file itself says. */
  readonly isMachineTranslated?: boolean;
  /** What the format itself saw that an editor must confirm (see `quarantine.ts`). */
  readonly quarantine?: Quarantine;
  /** An editor has said in the file itself that it may go out as it is. */
  readonly confirmed?: boolean;
}
