import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { readRow, WIDTH } from './word-table.ts';

/** A network's own bytes, those of the runtime that computes it, and of another file whose weights it names. */
export interface NetworkFiles {
  readonly runtime: Uint8Array;
  readonly network: Uint8Array;
  readonly beside?: { readonly path: string; readonly data: Uint8Array };
}

/** Loads a network. One thread, so that the order of sums never depends on the machine. */
export function openNetwork({ runtime, network, beside }: NetworkFiles): Promise<InferenceSession> {
  // The library reads both once a process.
  env.wasm.wasmBinary = runtime;
  env.wasm.numThreads = 1;
  return InferenceSession.create(network, {
    executionProviders: ['wasm'],
    ...(beside === undefined ? {} : { externalData: [beside] }),
  });
}

/** What every network takes in: the vectors of these word pieces, and their places. */
export function inputsOf(ids: readonly number[], words: Uint8Array) {
  const embeds = new Float32Array(ids.length * WIDTH);
  for (const [at, id] of ids.entries()) readRow(words, id, embeds, at * WIDTH);
  return {
    embeds: new Tensor('float32', embeds, [1, ids.length, WIDTH]),
    position_ids: wholeNumbers(ids.length, (at) => at),
  };
}

/** A row of whole numbers, as networks take them. */
export function wholeNumbers(count: number, numberAt: (at: number) => number): Tensor {
  return new Tensor(
    'int64',
    BigInt64Array.from({ length: count }, (_, at) => BigInt(numberAt(at))),
    [1, count],
  );
}
