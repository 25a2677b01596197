import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Briefing } from '../briefing.ts';
import { takeReceipts } from './edition-run.ts';
import { watchFolder } from './files/watched-folder.ts';
import { startInbox } from './inbox/inbox.ts';
import type { Pipeline } from './local-pipeline.ts';
import { readReceipts } from './output-folder.ts';
import type { Progress } from './progress.ts';
import type { StartArguments } from './start-arguments.ts';
import type { Journal } from './state/journal.ts';

export interface RunningPipeline {
  readonly args: Pick<StartArguments, 'port'>;
  readonly briefing: Briefing;
  readonly pipeline: Pipeline;
  readonly progress: Progress;
  /** Composes the edition of a slot and sees it delivered. */
  readonly runEdition: (slot: Date) => Promise<unknown>;
  readonly out: string;
  readonly journal: Journal;
  /** Whatever ends the run calls these, the last one first. */
  readonly endings: (() => unknown)[];
}

/** Keeps the pipeline running: pages, schedules, the watched folder, and an edition at each Enter. Resolves when the run is ended. */
export async function stayRunning(staying: RunningPipeline): Promise<void> {
  const { args, briefing, pipeline, progress, runEdition, out, journal, endings } = staying;
  const onError = (error: unknown) => progress.warn(error instanceof Error ? error.message : String(error));
  const inbox = await startInbox({
    port: args.port,
    name: briefing.name,
    publicAddress: briefing.publicAddress,
    distributionOrigin: pipeline.distributionOrigin,
    mails: () => pipeline.mails,
    receipts: () => readReceipts(pipeline),
  });
  endings.push(inbox.close);
  let receipts = await readReceipts(pipeline);
  const dropped = resolve(out, 'inbox');
  const folder = watchFolder(
    dropped,
    {
      put: async (key, bytes) => {
        progress.note(`uploading ${key}`);
        await pipeline.buckets.inbox.put(key, bytes);
        receipts = await takeReceipts(pipeline, progress, out, receipts);
      },
      remove: async (key) => {
        await progress.step(`withdrew ${key}`, async () => {
          await pipeline.buckets.inbox.remove(key);
          await pipeline.settled();
        });
      },
      known: (key, hash) => journal.noteUpload('inbox folder', key, hash),
      onError,
    },
    journal.uploaded('inbox folder'),
  );
  endings.push(folder.close);
  pipeline.startSchedules((id, error) =>
    onError(new Error(`${id}: ${error instanceof Error ? error.message : error}`)),
  );
  progress.note('');
  progress.note(`Inbox, every mail as a browser shows it: ${inbox.origin}/`);
  await pipeline.preview();
  progress.note(`Editors' desk (this link works once):   ${pipeline.deskLink()}`);
  progress.note(`How editors work, on one screen:         ${pipeline.distributionOrigin}/desk/help`);
  progress.note(`Web edition, archive of all editions:    ${pipeline.distributionOrigin}/`);
  progress.note(`Subscription page:                       ${pipeline.distributionOrigin}/reader/subscribe`);
  progress.note(`Drop files here to upload them:          ${dropped}`);
  progress.note(
    'Enter composes the next edition, "daily" and Enter sends the operator’s daily mail, Ctrl-C ends.',
  );

  const lines = createInterface({ input: process.stdin });
  endings.push(() => lines.close());
  const keepAlive = setInterval(() => undefined, 60_000);
  endings.push(() => clearInterval(keepAlive));
  let busy: Promise<unknown> = Promise.resolve();
  lines.on('line', (line) => {
    const next =
      line.trim() === 'daily'
        ? () => sendDaily(pipeline, progress)
        : () => runEdition(new Date(Math.floor(pipeline.now().getTime() / 1000) * 1000));
    busy = busy.then(next).catch(onError);
  });
  await new Promise<void>((done) => endings.push(done));
}

async function sendDaily(pipeline: Pipeline, progress: Progress): Promise<void> {
  const outcome = await pipeline.daily();
  progress.note(
    outcome === undefined
      ? 'The briefing has no "alarmEmail", so there is no daily mail.'
      : `the daily mail: ${outcome}; the inbox shows it`,
  );
}
