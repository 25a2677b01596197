import type { CopyKind, Published, QuarantineCode } from './article-types.ts';

export type UploadCode =
  | 'empty'
  | 'too-large'
  | 'unsupported'
  | 'undecodable'
  | 'corrupt'
  | 'encrypted'
  | 'not-an-article'
  | 'bad-edit';

/** What became of one upload. Written once per upload; `message` tells the editor what to do. */
export interface Receipt {
  readonly articleId: string;
  readonly key: string;
  readonly sequencer: string;
  readonly received: string;
  readonly size: number;
  readonly outcome: 'accepted' | 'refused' | 'quarantined' | 'failed';
  readonly code?: UploadCode | QuarantineCode | 'failed' | 'superseded' | 'set-aside';
  readonly message: string;
  readonly version: string | null;
  readonly title?: string | null;
  /** Where title and outlet were found: `header`, `metadata` … */
  readonly titleFrom?: string | null;
  readonly outletFrom?: string | null;
  readonly authors?: readonly string[];
  readonly authorsFrom?: string | null;
  readonly outlet?: string | null;
  readonly published?: Published | null;
  readonly language?: string | null;
  readonly flags?: readonly string[];
  /** Blocks by role: what was taken for body text and what was not. */
  readonly roles?: Readonly<Record<string, number>>;
  readonly copyOf?: { readonly key: string; readonly kind: CopyKind };
}
