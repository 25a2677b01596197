import { createHash } from 'node:crypto';
import { type EncodedSentence, type EncodedWord, MODEL_VERSION } from './encode.ts';
import { isOpening, OPENING_VERSION } from './opening.ts';
import { OPENING_WIDTH, SENTENCE_WIDTH, WORD_WIDTH } from './projection.ts';

/** Encoded sentences by the key of their text. */
export type Vectors = ReadonlyMap<string, EncodedSentence>;

const MAGIC = 'CVEC';
const KEY_BYTES = 16;
const WORD_BYTES = 5;
/** Added to the number of words where an opening's own vector stands behind them. */
const IS_OPENING = 0x8000;

/** Names a sentence's text: 128 bits of its SHA-256, in hex; an opening's is that of its version, too. */
export function sentenceKey(text: string): string {
  return createHash('sha256')
    .update(isOpening(text) ? `${OPENING_VERSION}\n${text}` : text)
    .digest('hex')
    .slice(0, KEY_BYTES * 2);
}

/**
 * The vectors as one file: magic, length and name of the model's version, number of sentences, then for each its key, number of
 * words, vector, its words (start, end, rarity) and their vectors, and an opening's own. Numbers are little-endian. The same vectors give the same bytes.
 */
export function writeVectors(vectors: Vectors): Uint8Array {
  const entries = [...vectors].sort(([a], [b]) => (a < b ? -1 : 1));
  const head = Buffer.from(`${MAGIC}\0${MODEL_VERSION}\0\0`, 'latin1');
  head[MAGIC.length] = MODEL_VERSION.length;
  head.writeUInt16LE(entries.length, head.length - 2);
  return Buffer.concat([head, ...entries.map(([key, sentence]) => writeSentence(key, sentence))]);
}

function writeSentence(key: string, { words, sentence, vectors, opening }: EncodedSentence): Buffer {
  const mark = words.length + (opening ? IS_OPENING : 0);
  const bytes = Buffer.alloc(KEY_BYTES + 2 + bytesBehind(mark));
  bytes.write(key, 'hex');
  let at = bytes.writeUInt16LE(mark, KEY_BYTES);
  bytes.set(bytesOf(sentence), at);
  at += SENTENCE_WIDTH;
  for (const { start, end, rarity } of words) {
    at = bytes.writeUInt16LE(start, at);
    at = bytes.writeUInt16LE(end, at);
    at = bytes.writeUInt8(rarity, at);
  }
  bytes.set(bytesOf(vectors), at);
  if (opening) bytes.set(bytesOf(opening), at + vectors.length);
  return bytes;
}

/** Bytes of an entry behind its key and `mark`, its number of words with what is added to it. */
function bytesBehind(mark: number): number {
  const [words, opening] = [mark % IS_OPENING, mark >= IS_OPENING ? OPENING_WIDTH : 0];
  return SENTENCE_WIDTH + words * (WORD_BYTES + WORD_WIDTH) + opening;
}

/** Null for a file of another model's version, and for one that is cut or no such file: its sentences are encoded again. */
export function readVectors(file: Uint8Array): Vectors | null {
  // Of its own, since whatever holds the file may be larger or written again; all sentences are views into it.
  const bytes = Buffer.from(new Uint8Array(file).buffer);
  const start = MAGIC.length + 1 + MODEL_VERSION.length;
  const ofThisModel =
    bytes.toString('latin1', 0, MAGIC.length) === MAGIC &&
    bytes[MAGIC.length] === MODEL_VERSION.length &&
    bytes.toString('latin1', MAGIC.length + 1, start) === MODEL_VERSION;
  if (!ofThisModel || bytes.length < start + 2) return null;
  const found = new Map<string, EncodedSentence>();
  let at = start + 2;
  for (let left = bytes.readUInt16LE(start); left > 0; left -= 1) {
    if (at + KEY_BYTES + 2 > bytes.length) return null;
    const mark = bytes.readUInt16LE(at + KEY_BYTES);
    const end = at + KEY_BYTES + 2 + bytesBehind(mark);
    if (end > bytes.length) return null;
    found.set(bytes.toString('hex', at, at + KEY_BYTES), readSentence(bytes, at + KEY_BYTES + 2, mark));
    at = end;
  }
  return at === bytes.length ? found : null;
}

function readSentence(bytes: Buffer, from: number, mark: number): EncodedSentence {
  const count = mark % IS_OPENING;
  const words: EncodedWord[] = [];
  for (let n = 0; n < count; n += 1) {
    const at = from + SENTENCE_WIDTH + n * WORD_BYTES;
    words.push(wordAt(bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2), bytes.readUInt8(at + 4)));
  }
  const vectors = from + SENTENCE_WIDTH + count * WORD_BYTES;
  const found = {
    words,
    sentence: signed(bytes, from, SENTENCE_WIDTH),
    vectors: signed(bytes, vectors, count * WORD_WIDTH),
  };
  if (mark < IS_OPENING) return found;
  return {
    ...found,
    opening: signed(bytes, vectors + count * WORD_WIDTH, OPENING_WIDTH),
  };
}

/** Ten thousand articles have ten million words, and few that differ in place, length and rarity: each is held once. */
const knownWords = new Map<number, EncodedWord>();
/** Some 20 MB; what comes after it has an object of its own. */
const MOST_KNOWN_WORDS = 200_000;

function wordAt(start: number, end: number, rarity: number): EncodedWord {
  const key = (start * 2 ** 16 + end) * 2 ** 8 + rarity;
  const known = knownWords.get(key);
  if (known !== undefined) return known;
  const word = { start, end, rarity };
  if (knownWords.size < MOST_KNOWN_WORDS) knownWords.set(key, word);
  return word;
}

function signed(bytes: Buffer, from: number, count: number): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset + from, count);
}

function bytesOf(numbers: Int8Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
