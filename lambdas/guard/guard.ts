import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { isPlainText } from '../article/bytes/plain-text.ts';
import { InvalidUpload } from '../article/invalid-upload.ts';
import { readArticle } from '../article/read.ts';
import type { Article, UploadCode } from '../types.ts';

/** What one file may cost. A page of a newspaper takes a twentieth of this time. */
export interface Bounds {
  readonly milliseconds: number;
  readonly megabytes: number;
}

export const BOUNDS: Bounds = { milliseconds: 10_000, megabytes: 400 };

interface Upload {
  readonly key: string;
  readonly bytes: Uint8Array;
}

type Answer =
  | { readonly kind: 'article'; readonly article: Article }
  | { readonly kind: 'invalid'; readonly code: UploadCode; readonly message: string }
  | { readonly kind: 'bug'; readonly message: string };

/** Tells a thread that it was started to read files, and not to run functions (the local run starts such ones). */
const ROLE = 'communique:reader';

let worker: Worker | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Reads a file where it can do no harm: every format but plain text is parsed in a thread of its own, one file after
 * the other, within bounds of time and memory. Throws `InvalidUpload`, also for a file that goes past them.
 */
export function readGuarded(upload: Upload, bounds: Bounds = BOUNDS): Promise<Article> {
  if (isPlainText(upload.bytes)) return readArticle(upload);
  const reading = turn.then(() => inThread(upload, bounds));
  turn = reading.catch(() => undefined);
  return reading;
}

async function inThread(upload: Upload, bounds: Bounds): Promise<Article> {
  worker ??= start(bounds);
  const answer = await answerOf(worker, upload, bounds);
  if (answer === null) {
    await worker?.terminate();
    worker = undefined;
    throw new InvalidUpload(
      'corrupt',
      'Reading this file took too much time or memory: save the text of the article as a .txt file and upload that.',
    );
  }
  if (answer.kind === 'invalid') throw new InvalidUpload(answer.code, answer.message);
  if (answer.kind === 'bug') throw new Error(answer.message);
  return answer.article;
}

/** In a bundle this file is the whole bundle, in the sources it is itself: both end in `serve` below. */
function start({ megabytes }: Bounds): Worker {
  const thread = new Worker(new URL(import.meta.url), {
    workerData: ROLE,
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64 },
  });
  // A library may fail after its answer: that ends the thread, not this process, and the next file gets a new one.
  thread.on('error', () => undefined);
  thread.on('exit', () => {
    if (worker === thread) worker = undefined;
  });
  // A thread that waits for the next file must not keep a command from ending.
  thread.unref();
  return thread;
}

/** How often the memory of the whole process is looked at: what a parser unpacks lies outside the thread's own bound. */
const LOOK_EVERY_MS = 50;

/** Null when the thread died, did not answer in time, or took too much memory. */
function answerOf(
  thread: Worker,
  upload: Upload,
  { milliseconds, megabytes }: Bounds,
): Promise<Answer | null> {
  return new Promise((resolve) => {
    const end = (answer: Answer | null) => {
      clearTimeout(timer);
      clearInterval(watch);
      thread.off('message', end);
      thread.off('error', lost);
      thread.off('exit', lost);
      resolve(answer);
    };
    const lost = () => end(null);
    const timer = setTimeout(lost, milliseconds);
    const most = process.memoryUsage.rss() + megabytes * 1024 * 1024;
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() > most) lost();
    }, LOOK_EVERY_MS);
    thread.on('message', end);
    thread.on('error', lost);
    thread.on('exit', lost);
    thread.postMessage(upload);
  });
}

function serve(): void {
  parentPort?.on('message', async (upload: Upload) => {
    parentPort?.postMessage(await answer(upload));
  });
}

async function answer(upload: Upload): Promise<Answer> {
  try {
    return { kind: 'article', article: await readArticle(upload) };
  } catch (error) {
    if (error instanceof InvalidUpload) return { kind: 'invalid', code: error.code, message: error.message };
    return { kind: 'bug', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

if (!isMainThread && workerData === ROLE) serve();
