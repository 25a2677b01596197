import { Tensor } from 'onnxruntime-web/wasm';
import { inputsOf, openNetwork, wholeNumbers } from './network.ts';
import { tokensOf, type Vocabulary } from './tokens.ts';

/** How surely another sentence tells all of this one, and at least some of it: log odds, as the network reads them. */
export interface Told {
  readonly all: number;
  readonly some: number;
}

/** Of A by B, and of B by A. */
export type Entailment = readonly [Told, Told];

/** Two sentences, in either order. */
export type SentencePair = readonly [string, string];

/** What a cross-encoder says of these pairs, each of which is in the answer. */
export type Entail = (pairs: readonly SentencePair[]) => Promise<ReadonlyMap<SentencePair, Entailment>>;

/** A cross-encoder: a network that looks at two sentences at once. The same bits for the same pair on every machine. */
export interface CrossEncoder {
  entail(pair: SentencePair): Promise<Entailment>;
  close(): Promise<void>;
}

/** The bytes of the runtime, of the network (`entailment.onnx`), of the encoder whose matrices it shares (`body.onnx`), and of the word table. */
export interface CrossEncoderFiles {
  readonly runtime: Uint8Array;
  readonly entailment: Uint8Array;
  readonly body: Uint8Array;
  readonly words: Uint8Array;
}

/** Names the network: what two versions say is never mixed. To be raised with any of its files. */
export const ENTAILMENT_VERSION = 'e5-entailment-2';

/** Word pieces of each sentence that are looked at. */
const MOST_TOKENS = 90;

/** What is told of a text without a word, and by it. */
const NOTHING: Told = { all: -10, some: -10 };

/** Loads the network: about a second. */
export async function openCrossEncoder(
  files: CrossEncoderFiles,
  vocabulary: Vocabulary,
): Promise<CrossEncoder> {
  const session = await openNetwork({
    runtime: files.runtime,
    network: files.entailment,
    beside: { path: 'body.onnx', data: files.body },
  });
  const { begin, end } = vocabulary;

  async function ordered([first, second]: SentencePair): Promise<Entailment> {
    const [a, b] = [first, second].map((text) => tokensOf(text, vocabulary, MOST_TOKENS).map(({ id }) => id));
    const [own, other] = [a ?? [], b ?? []];
    // As the network was trained: a mark, A, two marks, B, a mark.
    const ids = [begin, ...own, end, end, ...other, end];
    if (own.length === 0 || other.length === 0) return [NOTHING, NOTHING];
    const count = ids.length;
    const sides = new Float32Array(2 * count);
    sides.fill(1, 1, 1 + own.length);
    const behind = count + own.length + 3;
    sides.fill(1, behind, behind + other.length);
    const { odds } = await session.run({
      ...inputsOf(ids, files.words),
      segments: wholeNumbers(count, (at) => (at < own.length + 2 ? 0 : 1)),
      sides: new Tensor('float32', sides, [1, 2, count]),
    });
    if (!(odds?.data instanceof Float32Array))
      throw new Error(
        'entailment.onnx is not the expected network: its output must be odds as 32-bit floats.',
      );
    const [allOfA = 0, someOfA = 0, allOfB = 0, someOfB = 0] = odds.data;
    return [
      { all: short(allOfA), some: short(someOfA) },
      { all: short(allOfB), some: short(someOfB) },
    ];
  }

  return {
    // The order in which two sentences are given must change nothing.
    async entail([a, b]) {
      if (a <= b) return ordered([a, b]);
      const [ofB, ofA] = await ordered([b, a]);
      return [ofA, ofB];
    },
    close: () => session.release(),
  };
}

/** What is kept of a log odds: more digits say nothing. */
function short(odds: number): number {
  return Math.round(odds * 1000) / 1000;
}
