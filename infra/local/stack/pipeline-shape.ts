import type { Reader } from '../../../lambdas/types.ts';
import type { Bucket } from '../emulators/s3/bucket.ts';
import type { Change } from '../emulators/s3/s3-events.ts';
import type { Trouble } from '../emulators/ses/ses.ts';
import type { State } from '../state/run-state.ts';
import type { SentMail } from '../state/sent-mail.ts';
import type { LedgerLine } from '../table-access.ts';
import type { Stack } from './stack.ts';

export interface PipelineOptions {
  /** As synthesized; a test may have changed them. */
  readonly stacks: readonly Stack[];
  readonly readers: readonly Pick<Reader, 'address' | 'language'>[];
  /** The first slot. Uploads before its edition count as received one second earlier, and the functions live at that time. */
  readonly at?: Date;
  /** What outlives the run; nothing does without it. The pipeline closes its journal. */
  readonly state?: State;
  /** An error that a function wrote into its log, or a cry of its runtime. */
  readonly onTrouble?: (functionId: string, message: string) => void;
  readonly onMail?: (mail: SentMail) => void;
  /** Each line of a function's log. */
  readonly onLog?: (functionId: string, line: string) => void;
  /** A reader bounced or complained and gets no more mail. */
  readonly onReader?: (reader: string, state: string) => void;
  /** Mails a second and a day that the local SES allows. */
  readonly rate?: number;
  readonly daily?: number;
  /** For tests. */
  readonly deliveries?: number;
  readonly pollers?: number;
  readonly retrySeconds?: number;
  readonly retell?: (change: Change) => Change;
  readonly trouble?: (send: { readonly to: readonly string[]; readonly sent: number }) => Trouble | undefined;
}

export interface Pipeline {
  /** Every kind of resource made, with its number: `Queue 5`. */
  readonly made: Readonly<Record<string, number>>;
  readonly buckets: {
    readonly inbox: Bucket;
    readonly archive: Bucket;
    readonly web: Bucket;
    readonly outbox: Bucket;
  };
  /** In the order in which they were sent. */
  readonly mails: readonly SentMail[];
  /** Paths whose copies CloudFront was told to forget, in that order. There are none here: the local distribution keeps no copies. */
  readonly invalidated: readonly string[];
  /** Where the distribution's pages are found on this machine. */
  readonly distributionOrigin: string;
  /** What `infra/operate` reads with `--local`: outputs by stack, and the SDK's variables. */
  readonly deployment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The pipeline's own time. */
  now(): Date;
  /** Resolves when every change has been told and every queue is empty. @throws PipelineFailure when it cannot get there. */
  settled(): Promise<void>;
  /** Calls what the edition schedule calls, with this scheduled time; resolves with the edition's id. */
  compose(slot: Date): Promise<string>;
  /** Calls what the preview schedule calls: the coming edition as it stands, if anything has changed. */
  preview(): Promise<void>;
  /** Calls what the daily schedule calls: the mail to the operator. What became of it; undefined where the briefing names no operator. */
  daily(): Promise<unknown>;
  /** Opens the desk once, within a quarter of an hour. */
  deskLink(): string;
  ledger(edition: string): Promise<readonly LedgerLine[]>;
  /** Calls what the reconcile schedule calls: unknown sends are put right, `delivery.json` is written. */
  reconcile(): Promise<void>;
  /** Readers' states by id. */
  readers(): Promise<Readonly<Record<string, string>>>;
  /** Queues that nothing reads, by logical id, with the messages in them: what was given up. */
  deadLetters(): Promise<Readonly<Record<string, number>>>;
  /** Ends a function's workers at once, as a crash would. */
  crash(functionId: string): Promise<void>;
  /** Moves the pipeline's time forward, for every function that starts from now on. Only in a run with `at`. */
  jump(ms: number): void;
  /** From now on the template's schedules fire by the clock. */
  startSchedules(onError: (id: string, error: unknown) => void): void;
  close(): Promise<void>;
}
