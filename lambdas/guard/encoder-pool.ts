import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type EncodedSentence, type Encoder, type ModelFiles, openEncoder } from '../encoder/encode.ts';
import {
  type CrossEncoder,
  type Entailment,
  openCrossEncoder,
  type SentencePair,
} from '../encoder/entailment.ts';
import { readVocabulary } from '../encoder/tokens.ts';

/** Tells a thread that it was started to encode sentences, and not to run functions. */
const ROLE = 'communique:encoder';

interface Order {
  readonly role: typeof ROLE;
  readonly files: ModelFiles;
}

/** One sentence to encode, or two to look at together. */
type Task = string | SentencePair;
type Made = EncodedSentence | Entailment;
type Answer = { readonly made: Made } | { readonly error: string };

interface Job {
  readonly task: Task;
  readonly done: (made: Made) => void;
  readonly failed: (error: Error) => void;
}

/** Both networks: an encoder and a cross-encoder. */
export interface EncoderPool extends Encoder, CrossEncoder {}

/**
 * An encoder and a cross-encoder in threads of their own, each with its own networks over shared files, loaded with what first needs
 * them; sentences wait for the next idle thread. `close` ends them; an open pool does not keep a process alive when nothing waits.
 */
export function openEncoderPool(files: ModelFiles, threads: number): EncoderPool {
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
        if ('made' in answer) job.done(answer.made);
        else job.failed(new Error(answer.error));
      });
    const lost = (error: Error) => settle(() => job.failed(error));
    const gone = () => settle(() => job.failed(new Error('The encoder thread ended.')));
    worker.on('message', answered).on('error', lost).on('exit', gone);
    worker.postMessage(job.task);
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

  const make = (task: Task) =>
    new Promise<Made>((done, failed) => {
      if (closed) return failed(new Error('The encoder was closed.'));
      waiting.push({ task, done, failed });
      next();
    });

  return {
    async encode(text) {
      const made = await make(text);
      if (isEntailment(made)) throw new Error('The encoder thread answered another task.');
      return made;
    },
    async entail(pair) {
      const made = await make(pair);
      if (!isEntailment(made)) throw new Error('The encoder thread answered another task.');
      return made;
    },
    async close() {
      closed = true;
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

function isEntailment(made: Made): made is Entailment {
  return Array.isArray(made);
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
    entailment: share(files.entailment),
    words: share(files.words),
    pieces: share(files.pieces),
    projections: share(files.projections),
  };
}

function isOrder(data: unknown): data is Order {
  return typeof data === 'object' && data !== null && 'role' in data && data.role === ROLE;
}

if (!isMainThread && isOrder(workerData)) serve(workerData.files);

function serve(shared: ModelFiles): void {
  // The runtime and the text decoder take no shared memory.
  const files = {
    ...shared,
    runtime: shared.runtime.slice(),
    body: shared.body.slice(),
    pieces: shared.pieces.slice(),
  };
  let encoder: Promise<Encoder> | undefined;
  let crossEncoder: Promise<CrossEncoder> | undefined;
  async function make(task: Task): Promise<Made> {
    if (typeof task === 'string') {
      encoder ??= openEncoder(files);
      return (await encoder).encode(task);
    }
    crossEncoder ??= openCrossEncoder(
      { ...files, entailment: files.entailment.slice() },
      readVocabulary(files.pieces),
    );
    return (await crossEncoder).entail(task);
  }
  parentPort?.on('message', async (task: Task) => {
    const answer: Answer = await make(task)
      .then((made) => ({ made }))
      .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }));
    parentPort?.postMessage(answer);
  });
}
