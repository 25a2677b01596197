import type { Published, Quarantine, Role, Translation } from '../types.ts';

/** What a format's reader found, before language, flags and refusals are worked out for all formats alike. */
export interface Reading {
  readonly blocks: readonly { readonly role: Role; readonly text: string }[];
  readonly title: string | null;
  readonly titleFrom: string | null;
  readonly outlet: string | null;
  readonly outletFrom: string | null;
  readonly agency: string | null;
  readonly agencyFrom: string | null;
  readonly authors: readonly string[];
  readonly contributors: readonly string[];
  readonly published: Published | null;
  readonly ambiguousDate: boolean;
  readonly url: string | null;
  readonly language: string | null;
  readonly translations: readonly Translation[];
  /** A machine translated it before it was saved, by what the file itself says. */
  readonly isMachineTranslated?: boolean;
  /** What the format itself saw that an editor must confirm (see `quarantine.ts`). */
  readonly quarantine?: Quarantine;
  /** An editor has said in the file itself that it may go out as it is. */
  readonly confirmed?: boolean;
}
