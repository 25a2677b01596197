import type { EditRecord } from '../edits/types.ts';
import type { Keys } from '../reader/keys.ts';
import type { Article, MistakeReport, Settings } from '../types.ts';
import type { PublicPorts } from './public/public-ports.ts';
import type { Editor } from './session.ts';
import type { Arrival, FileRecord, Preview } from './types.ts';

/** What the desk works with. */
export interface DeskPorts extends PublicPorts {
  readonly settings: Settings;
  readonly editors: readonly Editor[];
  readonly keys: Keys;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The newest uploads, each file once; `isCut` where older ones of these days are left out. */
  readonly arrivals: () => Promise<{ readonly files: readonly Arrival[]; readonly isCut: boolean }>;
  readonly file: (articleId: string) => Promise<FileRecord | null>;
  readonly article: (articleId: string) => Promise<Article | null>;
  readonly preview: () => Promise<Preview | null>;
  /** ISO instant of the next slot; null when none is to come. */
  readonly nextSlot: () => string | null;
  /** What readers reported as mistakes and nobody has seen to, the newest first. */
  readonly reports: () => Promise<readonly MistakeReport[]>;
  /** An editor has seen to it; false when somebody did before. */
  readonly closeReport: (report: Pick<MistakeReport, 'day' | 'id'>) => Promise<boolean>;
  readonly keep: (record: EditRecord) => Promise<void>;
  readonly put: (key: string, text: string) => Promise<void>;
  /** An address to which a browser may put the file of this key, for some minutes. */
  readonly presign: (key: string) => Promise<string>;
  /** Takes a file out of the inbox, as whoever may write there can. */
  readonly remove: (key: string) => Promise<void>;
  /** True the first time that it is asked for this link. */
  readonly useLink: (editor: string, issuedAt: number) => Promise<boolean>;
  /** Mails an editor a link, unless one went out within a minute. */
  readonly mailLink: (address: string, token: string) => Promise<void>;
}
