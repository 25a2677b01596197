import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { isMailed } from '../../lambdas/edition/quiet.ts';
import { type Briefing, briefingFile, readBriefing } from '../briefing.ts';
import { HELP, readArguments, type StartArguments } from './arguments.ts';
import { publishDeployment } from './deployment.ts';
import { watchFolder } from './folder.ts';
import { startInbox } from './inbox.ts';
import { clearOut, readReceipts, writeMail } from './out.ts';
import { type Pipeline, startPipeline } from './pipeline.ts';
import { type Progress, startProgress } from './progress.ts';
import { number, problemsOf, runRound, takeReceipts, uploadAll } from './round.ts';
import { endAtSignals } from './signals.ts';
import { ROOT, synthesize } from './synth.ts';
import { findUploads } from './uploads.ts';

const OUT = resolve(ROOT, 'out');

/** Ends the run early; whoever started something has put its end here. */
const endings: (() => unknown)[] = [];

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (args.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const progress = startProgress(process.stderr);
  const uploads = findUploads(args.paths);
  const briefing = readBriefing(briefingFile());
  clearOut(OUT);

  const synthesized = await progress.step('synthesized the stacks, with their bundles', () => synthesize());
  endings.push(synthesized.remove);
  const pipeline = await progress.step(
    'made their resources',
    () =>
      startPipeline({
        stacks: synthesized.stacks,
        readers: briefing.sampleReaders,
        at: args.at,
        onTrouble: tellOnce(progress),
        onMail: (mail) => writeMail(OUT, mail),
        onReader: (reader, state) =>
          progress.note(`reader ${reader} ${state}: no more mail until he confirms anew`),
      }),
    ({ made }) =>
      ['Bucket', 'Queue', 'Table', 'Function', 'Schedule']
        .map((kind) => number(made[kind] ?? 0, kind.toLowerCase()))
        .join(', '),
  );
  endings.push(pipeline.close);
  endings.push(publishDeployment(pipeline.deployment));

  const receipts = await uploadAll(pipeline, uploads, progress, OUT);
  const { edition, ledger } = await runRound(pipeline, slotOf(args, pipeline), briefing, progress, OUT);
  progress.note(`written to ${OUT}`);
  if (args.once) {
    const readers = isMailed(edition, briefing) ? briefing.sampleReaders.length : 0;
    const deadLetters = await pipeline.deadLetters();
    const problems = problemsOf({ uploads, receipts, readers, ledger, deadLetters });
    for (const problem of problems) progress.warn(problem);
    return problems.length === 0 ? 0 : 1;
  }
  await stay(args, briefing, pipeline, progress);
  return 0;
}

/** The given instant; else the next whole second, so that everything uploaded by now was received before it. */
function slotOf(args: StartArguments, pipeline: Pipeline): Date {
  return args.at ?? new Date(Math.floor(pipeline.now().getTime() / 1000 + 1) * 1000);
}

async function stay(
  args: StartArguments,
  briefing: Briefing,
  pipeline: Pipeline,
  progress: Progress,
): Promise<void> {
  const onError = (error: unknown) => progress.warn(error instanceof Error ? error.message : String(error));
  const inbox = await startInbox({
    port: args.port,
    name: briefing.name,
    publicAddress: briefing.publicAddress,
    frontOrigin: pipeline.frontOrigin,
    mails: () => pipeline.mails,
    receipts: () => readReceipts(pipeline),
  });
  endings.push(inbox.close);
  let receipts = await readReceipts(pipeline);
  const take = async () => {
    receipts = await takeReceipts(pipeline, progress, OUT, receipts);
  };
  const folder = watchFolder(resolve(OUT, 'inbox'), {
    put: async (key, bytes) => {
      progress.note(`uploading ${key}`);
      await pipeline.buckets.inbox.put(key, bytes);
      await take();
    },
    remove: async (key) => {
      await progress.step(`withdrew ${key}`, async () => {
        await pipeline.buckets.inbox.remove(key);
        await pipeline.settled();
      });
    },
    onError,
  });
  endings.push(folder.close);
  pipeline.startSchedules((id, error) =>
    onError(new Error(`${id}: ${error instanceof Error ? error.message : error}`)),
  );
  progress.note('');
  progress.note(`Inbox, every mail as a browser shows it: ${inbox.origin}/`);
  progress.note(`Web edition, archive of all editions:    ${pipeline.frontOrigin}/`);
  progress.note(`Subscription page:                       ${pipeline.frontOrigin}/reader/subscribe`);
  progress.note(`Drop files here to upload them:          ${resolve(OUT, 'inbox')}`);
  progress.note('Enter composes the next edition, Ctrl-C ends.');

  const lines = createInterface({ input: process.stdin });
  endings.push(() => lines.close());
  const keepAlive = setInterval(() => undefined, 60_000);
  endings.push(() => clearInterval(keepAlive));
  let busy = Promise.resolve();
  lines.on('line', () => {
    const next = async () => {
      const slot = new Date(Math.floor(pipeline.now().getTime() / 1000) * 1000);
      await runRound(pipeline, slot, briefing, progress, OUT);
    };
    busy = busy.then(next).catch(onError);
  });
  await new Promise<void>((done) => endings.push(done));
}

/** A message that is tried again fails again: the same words are shown once. */
function tellOnce(progress: Progress): (functionId: string, told: string) => void {
  const before = new Set<string>();
  return (functionId, told) => {
    const text = `${functionId}: ${told}`;
    if (!before.has(text)) progress.warn(text);
    before.add(text);
  };
}

async function end(): Promise<void> {
  for (const ending of endings.splice(0).reverse()) {
    try {
      await ending();
    } catch (error) {
      process.stderr.write(`! ${error}\n`);
    }
  }
}

endAtSignals(end);

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  await end();
}
