import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type EncodedSentence, type Encoder, type ModelFiles, openEncoder } from '../encoder/encode.ts';

/** Tells a thread that it was started to encode sentences, and not to run functions. */
const ROLE = 'communique:encoder';

interface Order {
  readonly role: typeof ROLE;
  readonly files: ModelFiles;
}

type Answer = { readonly sentence: EncodedSentence } | { readonly error: string };

interface Job {
  readonly text: string;
  readonly done: (sentence: EncodedSentence) => void;
  readonly failed: (error: Error) => void;
}

/**
 * An encoder in threads of its own, each with its own network over shared files; sentences wait for the next idle one. Threads start
 * with the first sentence. `close` ends them; an open pool does not keep a process alive when nothing waits.
 */
export function openEncoderPool(files: ModelFiles, threads: number): Encoder {
  const waiting: Job[] = [];
  const workers = new Set<Worker>();
  const idle: Worker[] = [];
  const shared = shareFiles(files);
  let closed = false;

  function next(): void {
    const [job] = waiting;
    if (!job) return;
    const worker = idle.pop() ?? (workers.size < threads ? start() : undefined);
    if (!worker) return;
    waiting.shift();
    worker.ref();
    const settle = (after: () => void) => {
      worker.off('message', answered).off('error', lost).off('exit', gone);
      after();
      next();
    };
    const answered = (answer: Answer) =>
      settle(() => {
        worker.unref();
        idle.push(worker);
        if ('sentence' in answer) job.done(answer.sentence);
        else job.failed(new Error(answer.error));
      });
    const lost = (error: Error) => settle(() => job.failed(error));
    const gone = () => settle(() => job.failed(new Error('The encoder thread ended.')));
    worker.on('message', answered).on('error', lost).on('exit', gone);
    worker.postMessage(job.text);
  }

  function start(): Worker {
    const order: Order = { role: ROLE, files: shared };
    const worker = new Worker(new URL(import.meta.url), { workerData: order });
    workers.add(worker);
    worker.on('exit', () => {
      workers.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
    });
    return worker;
  }

  return {
    encode: (text) =>
      new Promise((done, failed) => {
        if (closed) return failed(new Error('The encoder was closed.'));
        waiting.push({ text, done, failed });
        next();
      }),
    async close() {
      closed = true;
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

/** Copies the files to where all threads read them: once, not once a thread. */
function shareFiles(files: ModelFiles): ModelFiles {
  const share = (bytes: Uint8Array) => {
    const copy = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
    copy.set(bytes);
    return copy;
  };
  return {
    runtime: share(files.runtime),
    body: share(files.body),
    words: share(files.words),
    pieces: share(files.pieces),
    projections: share(files.projections),
  };
}

function isOrder(data: unknown): data is Order {
  return typeof data === 'object' && data !== null && 'role' in data && data.role === ROLE;
}

if (!isMainThread && isOrder(workerData)) serve(workerData.files);

function serve(files: ModelFiles): void {
  // The runtime and the text decoder take no shared memory.
  const encoder = openEncoder({
    ...files,
    runtime: files.runtime.slice(),
    body: files.body.slice(),
    pieces: files.pieces.slice(),
  });
  parentPort?.on('message', async (text: string) => {
    const answer: Answer = await encoder
      .then(async (open) => ({ sentence: await open.encode(text) }))
      .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }));
    parentPort?.postMessage(answer);
  });
}
