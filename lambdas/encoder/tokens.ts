/** The word pieces of the model, with the figures of its unigram language model. */
export interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>;
  /** Logarithm of each piece's probability, by id. */
  readonly scores: readonly number[];
  readonly begin: number;
  readonly end: number;
  readonly unknown: number;
  readonly unknownScore: number;
}

/** A piece of a text: `text.slice(start, end)` is what it stands for. */
export interface Token {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Code points that the longest piece has. */
const LONGEST_PIECE = 16;
/** Letters that are looked at for each token wanted: no sentence is so long, and no text costs more. */
const LETTERS_PER_TOKEN = 20;
/** A character with the marks on it; Hangul written in single letters counts as one. */
const CLUSTER = /(?:[\u1100-\u11ff]+|\P{M})\p{M}*/gsu;
const WORD_MARK = '▁';

/** Reads the unpacked `pieces.json.gz`: `{ pieces, scores, bos, eos, unk }`. */
export function readVocabulary(bytes: Uint8Array): Vocabulary {
  const read: {
    readonly pieces: readonly string[];
    readonly scores: readonly number[];
    readonly bos: number;
    readonly eos: number;
    readonly unk: number;
  } = JSON.parse(new TextDecoder().decode(bytes));
  return {
    ids: new Map(read.pieces.map((piece, id) => [piece, id])),
    scores: read.scores,
    begin: read.bos,
    end: read.eos,
    unknown: read.unk,
    // As SentencePiece sets it: below every piece that is known.
    unknownScore: read.scores.reduce((least, score) => Math.min(least, score), 0) - 10,
  };
}

/** The likeliest way to cut a text into pieces (unigram model, Viterbi), at most the first `most`; the cost is linear in the text. */
export function tokensOf(text: string, vocabulary: Vocabulary, most: number): readonly Token[] {
  const letters = lettersOf(text.slice(0, most * LETTERS_PER_TOKEN));
  const best = new Float64Array(letters.length + 1).fill(Number.NEGATIVE_INFINITY);
  const starts = new Int32Array(letters.length + 1);
  const ids = new Int32Array(letters.length + 1);
  best[0] = 0;
  for (let start = 0; start < letters.length; start += 1) {
    let piece = '';
    const last = Math.min(letters.length, start + LONGEST_PIECE);
    for (let end = start + 1; end <= last; end += 1) {
      piece += letters[end - 1]?.sign ?? '';
      const id = vocabulary.ids.get(piece) ?? (end === start + 1 ? vocabulary.unknown : -1);
      if (id < 0) continue;
      const score = id === vocabulary.unknown ? vocabulary.unknownScore : (vocabulary.scores[id] ?? 0);
      const sum = (best[start] ?? 0) + score;
      if (sum <= (best[end] ?? 0)) continue;
      best[end] = sum;
      starts[end] = start;
      ids[end] = id;
    }
  }
  const tokens: Token[] = [];
  for (let end = letters.length; end > 0; end = starts[end] ?? 0) {
    const [first, last] = [letters[starts[end] ?? 0], letters[end - 1]];
    tokens.push({ id: ids[end] ?? 0, start: first?.start ?? 0, end: last?.end ?? 0 });
  }
  return tokens.reverse().slice(0, most);
}

interface Letter {
  readonly sign: string;
  readonly start: number;
  readonly end: number;
}

/** The text as the model reads it (NFKC, white space as one mark before each word), each character with its place. */
function lettersOf(text: string): readonly Letter[] {
  const letters: Letter[] = [];
  let spaced = true;
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const end = index + cluster.length;
    for (const sign of cluster.normalize('NFKC')) {
      if (/\s|\p{Cc}/u.test(sign)) {
        spaced = true;
        continue;
      }
      // The mark holds no place of its own: a word's span begins at its first letter.
      if (spaced) letters.push({ sign: WORD_MARK, start: index, end: index });
      letters.push({ sign, start: index, end });
      spaced = false;
    }
  }
  return letters;
}
