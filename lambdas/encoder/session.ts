import { Tensor } from 'onnxruntime-web/wasm';
import { inputsOf, openNetwork } from './network.ts';
import { type Token, tokensOf, type Vocabulary } from './tokens.ts';
import { WIDTH } from './word-table.ts';

/** Word pieces of one sentence that are looked at; the rest of a longer one is left out. */
export const MOST_TOKENS = 200;

/** What the model puts out for one sentence, before anything is reduced. */
export interface Hidden {
  readonly tokens: readonly Token[];
  /** One vector of `WIDTH` weights for each token, one after the other, without the marks around the sentence. */
  readonly vectors: Float32Array;
  /** Mean over all that the last layer puts out, the marks included, as the model was trained; not of length 1. */
  readonly mean: Float32Array;
}

/** The network, one sentence a call: int8 scales are taken over the whole input, so a neighbour or padding would change the bits. */
export interface Session {
  run(text: string): Promise<Hidden>;
  close(): Promise<void>;
}

/** The bytes of the runtime (`ort-wasm-simd-threaded.wasm`), of the network (`body.onnx`) and of the word table (`words.q4`). */
export interface SessionFiles {
  readonly runtime: Uint8Array;
  readonly body: Uint8Array;
  readonly words: Uint8Array;
}

/** The model was trained on sentences behind this word; its pieces stand before every sentence. */
const PREFIX = 'query:';
/** Words are compared by what the tenth of twelve layers makes of them: measured best for pairs of claims, also across languages. */
const WORD_LAYER = 'h10';
const SENTENCE_LAYER = 'h12';

export async function openSession(files: SessionFiles, vocabulary: Vocabulary): Promise<Session> {
  const session = await openNetwork({ runtime: files.runtime, network: files.body });
  const prefix = tokensOf(PREFIX, vocabulary, MOST_TOKENS).map(({ id }) => id);

  return {
    async run(text) {
      const tokens = tokensOf(text, vocabulary, MOST_TOKENS);
      const ids = [vocabulary.begin, ...prefix, ...tokens.map(({ id }) => id), vocabulary.end];
      const answer = await session.run({
        ...inputsOf(ids, files.words),
        mask: new Tensor('float32', new Float32Array(ids.length), [1, 1, 1, ids.length]),
      });
      const first = 1 + prefix.length;
      return {
        tokens,
        vectors: floats(answer[WORD_LAYER]).slice(first * WIDTH, (first + tokens.length) * WIDTH),
        mean: meanOf(floats(answer[SENTENCE_LAYER])),
      };
    },
    close: () => session.release(),
  };
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error('body.onnx is not the expected network: its outputs must be h10 and h12 as 32-bit floats.');
}

function meanOf(vectors: Float32Array): Float32Array {
  const sums = new Float64Array(WIDTH);
  for (let at = 0; at < vectors.length; at += 1)
    sums[at % WIDTH] = (sums[at % WIDTH] ?? 0) + (vectors[at] ?? 0);
  return Float32Array.from(sums, (sum) => (sum * WIDTH) / vectors.length);
}
