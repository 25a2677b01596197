import { join } from 'node:path';
import { isMailed } from '../../lambdas/edition/select/quiet-edition.ts';
import { type Briefing, briefingFile, readBriefing } from '../briefing.ts';
import { runCommand } from '../command.ts';
import { layKnownEntailments, layTopicVectors } from './dry-run/kept-vectors.ts';
import {
  type EditionRun,
  number,
  problemsOf,
  runEditionOnce,
  showEdition,
  uploadAll,
} from './edition-run.ts';
import { findUploads } from './files/uploads.ts';
import { publishDeployment } from './local-deployment.ts';
import { type Pipeline, startPipeline } from './local-pipeline.ts';
import { clearOut, writeMail } from './output-folder.ts';
import { type Progress, startProgress } from './progress.ts';
import { endAtSignals } from './signals.ts';
import { ROOT, type Synthesized, synthesize } from './stack/synth.ts';
import { START, type StartArguments, startArguments } from './start-arguments.ts';
import { startingTime } from './starting-time.ts';
import { takeRunFolder } from './state/run-folder.ts';
import { fingerprint, openState, passingState, type State } from './state/run-state.ts';
import { stayRunning } from './stay-running.ts';

/** Ends the run early; whoever started something has put its end here. */
const endings: (() => unknown)[] = [];

async function main(args: StartArguments): Promise<number> {
  // Mails and readers lie in what is written: it is for its owner's eyes only.
  process.umask(0o077);
  const progress = startProgress(process.stderr);
  const uploads = findUploads(args.paths);
  const file = args.briefing ?? briefingFile();
  const briefing = readBriefing(file);
  const at = args.at ?? startingTime(briefing, new Date());
  if (args.at === undefined && at !== undefined)
    progress.note(`the coverage is over: this run lives on its last day, ${briefing.coverage.last}`);
  // Newsletters side by side keep their states apart, whichever is started first.
  const base = args.out ?? join(ROOT, briefing.id === undefined ? 'out' : `out-${briefing.id}`);
  const folder = takeRunFolder(base);
  endings.push(folder.release);
  const out = folder.path;
  if (out !== base) progress.note(`another run has ${base}: this one writes into ${out}`);
  clearOut(out);

  const synthesized = await progress.step('synthesized the stacks, with their bundles', () =>
    synthesize({
      ...(args.briefing === undefined ? {} : { briefing: args.briefing }),
      onStart: (stop) => endings.push(stop),
    }),
  );
  endings.push(synthesized.remove);
  const state = stateOf(args, { out, briefing, synthesized, progress });
  const pipeline = await progress.step(
    'made their resources',
    () =>
      startPipeline({
        stacks: synthesized.stacks,
        readers: briefing.sampleReaders,
        at,
        state,
        onTrouble: tellOnce(progress),
        onMail: (mail) => writeMail(out, mail),
        onReader: (reader, now) =>
          progress.note(`reader ${reader} ${now}: no more mail until they confirm again`),
      }),
    ({ made }) =>
      ['Bucket', 'Queue', 'Table', 'Function', 'Schedule']
        .map((kind) => number(made[kind] ?? 0, kind.toLowerCase()))
        .join(', '),
  );
  endings.push(pipeline.close);
  endings.push(publishDeployment(pipeline.deployment, out, { briefing: file, now: pipeline.now }));
  for (const mail of pipeline.mails) writeMail(out, mail);

  await layTopicVectors(pipeline.buckets.archive, briefing.topic);
  await layKnownEntailments(pipeline.buckets.archive);
  const { receipts, count } = await uploadAll(pipeline, uploads, progress, out, state.journal);
  const runEdition = async (slot: Date): Promise<EditionRun> => {
    state.journal.note('slot', slot.toISOString());
    const done = await runEditionOnce(pipeline, slot, briefing, progress, out);
    state.journal.note('slot', undefined);
    return done;
  };
  const slot = dueSlot(state.isResumed ? undefined : at, state, pipeline, count);
  const done = slot === undefined ? undefined : await runEdition(slot);
  if (done === undefined) await showEdition(pipeline, state.journal.fact('edition'), briefing, progress, out);
  progress.note(`written to ${out}`);
  if (args.once && done?.edition === null) {
    progress.warn('The edition waits for approval, and a run with --once ends before anybody can give it.');
    return 1;
  }
  if (args.once && done !== undefined && done.edition !== null) {
    const readers = isMailed(done.edition, briefing) ? briefing.sampleReaders.length : 0;
    const deadLetters = await pipeline.deadLetters();
    const problems = problemsOf({ uploads, receipts, readers, ledger: done.ledger, deadLetters });
    for (const problem of problems) progress.warn(problem);
    return problems.length === 0 ? 0 : 1;
  }
  await stayRunning({ args, briefing, pipeline, progress, runEdition, out, journal: state.journal, endings });
  return 0;
}

/** A plain run keeps its state and resumes it; one for a single edition, or for a given time, begins with nothing. */
function stateOf(
  { once, at, fresh }: StartArguments,
  {
    out,
    briefing,
    synthesized,
    progress,
  }: {
    readonly out: string;
    readonly briefing: Briefing;
    readonly synthesized: Synthesized;
    readonly progress: Progress;
  },
): State {
  if (once || at !== undefined) return passingState();
  const now = fingerprint(synthesized.stacks, briefing);
  return openState(join(out, 'state'), now, { fresh, tell: progress.note });
}

/**
 * The slot of an edition that a run before this one began; else the given instant, or the next whole second, so that everything
 * uploaded by now was received before it. None when an earlier run has mailed everything.
 */
function dueSlot(
  at: Date | undefined,
  { isResumed, journal }: State,
  pipeline: Pipeline,
  uploads: number,
): Date | undefined {
  const begun = journal.fact('slot');
  if (begun !== undefined) return new Date(begun);
  if (isResumed && uploads === 0 && journal.fact('edition') !== undefined) return undefined;
  return at ?? new Date(Math.floor(pipeline.now().getTime() / 1000 + 1) * 1000);
}

/** A message that is tried again fails again: the same words are shown once. */
function tellOnce(progress: Progress): (functionId: string, message: string) => void {
  const before = new Set<string>();
  return (functionId, message) => {
    const text = `${functionId}: ${message}`;
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
  await runCommand(START, (call) => main(startArguments(call)));
} finally {
  await end();
}
