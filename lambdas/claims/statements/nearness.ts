import type { EncodedSentence } from '../../encoder/encode.ts';
import { SENTENCE_WIDTH } from '../../encoder/projection.ts';
import { skeleton } from '../../language/skeleton.ts';
import { fold } from '../../language/words.ts';
import { product } from './sentence-table.ts';
import type { Statement } from './statements.ts';

/** How near a statement is to what its story is about, 0 … 1. */
export type Nearness = (statement: Statement) => number;

/** What one article of the story opens with. */
export interface Opening {
  readonly origin: string;
  /** Of title and first sentence; null where there are no vectors. */
  readonly encoded: EncodedSentence | null;
}

const UNIT = 127 * 127;
/** Sentences of an article that open it. */
const OPENING = 3;
/** What the second and third sentence say of the matter, against the first. */
const LATER = 0.8;

/**
 * The matter of a story is what its sources open with. A statement is as near to it as, on average over the origins, to the
 * nearest of each one's openings: title with first sentence, and the two sentences after it. In every language alike. Without
 * vectors the place in the article has to serve.
 */
export function nearnessTo(statements: readonly Statement[], openings: readonly Opening[]): Nearness {
  const byOrigin = new Map<string, { readonly vector: Int8Array; readonly worth: number }[]>();
  const note = (origin: string, vector: Int8Array, worth: number) => {
    const own = byOrigin.get(origin) ?? [];
    own.push({ vector, worth });
    byOrigin.set(origin, own);
  };
  for (const { origin, encoded } of openings) if (encoded !== null) note(origin, encoded.sentence, 1);
  for (const { origin, position, encoded } of statements)
    if (encoded !== null && position < OPENING) note(origin, encoded.sentence, position === 0 ? 1 : LATER);
  const raw = (statement: Statement): number => {
    const own = statement.encoded?.sentence;
    if (own === undefined) return 1 / (2 + statement.position);
    let sum = 0;
    let counted = 0;
    for (const [origin, parts] of byOrigin) {
      // A story of one origin has nobody else to be near to.
      if (origin === statement.origin && byOrigin.size > 1) continue;
      counted += 1;
      sum += parts.reduce(
        (most, { vector, worth }) => Math.max(most, (worth * product(own, vector, 0)) / UNIT),
        0,
      );
    }
    return counted === 0 ? 0 : sum / counted;
  };
  const namesMatter = openingNames(statements);
  const found = new Map(
    statements.map((statement) => [statement, raw(statement) * namesMatter(statement)] as const),
  );
  const most = Math.max(1e-9, ...found.values());
  return (statement) => Math.min(1, (found.get(statement) ?? raw(statement)) / most);
}

const CAPITAL_WORD = /(?<=[\p{L}\p{N},;:’'")»”]\s)\p{Lu}[\p{L}'’-]{2,}/gu;
const CASED = /\p{Lu}|\p{Ll}/u;
/** What a sentence is worth that names nobody and nothing of what the sources open with: scenery, as a rule. */
const SCENERY = 0.75;

/** A sentence's names against those of the leads; in scripts without capitals there is nothing to go by. */
function openingNames(statements: readonly Statement[]): (statement: Statement) => number {
  const namesIn = (text: string) => [...text.matchAll(CAPITAL_WORD)].map(([word]) => skeleton(fold(word)));
  const names = new Set(
    statements.filter(({ position }) => position === 0).flatMap(({ quote }) => namesIn(quote.text)),
  );
  return ({ quote, position }) => {
    if (position === 0 || names.size === 0 || !CASED.test(quote.text)) return 1;
    const first = /^["“«„]?(\p{Lu}[\p{L}'’-]{2,})/u.exec(quote.text)?.[1];
    const own = [...namesIn(quote.text), ...(first === undefined ? [] : [skeleton(fold(first))])];
    return own.some((name) => names.has(name)) ? 1 : SCENERY;
  };
}

/**
 * How near each opening is to the middle of what all origins open with, 0 … 1, the nearest being 1; 0 without vectors. Linear
 * in the openings.
 */
export function centralityOf(openings: readonly Opening[]): readonly number[] {
  const middle = new Float64Array(SENTENCE_WIDTH);
  for (const own of Map.groupBy(openings, ({ origin }) => origin).values()) {
    const encoded = own.flatMap((one) => (one.encoded === null ? [] : [one.encoded]));
    for (const { sentence } of encoded)
      for (let n = 0; n < SENTENCE_WIDTH; n += 1)
        middle[n] = (middle[n] ?? 0) + (sentence[n] ?? 0) / encoded.length;
  }
  const raw = openings.map(({ encoded }) =>
    encoded === null ? 0 : encoded.sentence.reduce((sum, value, n) => sum + value * (middle[n] ?? 0), 0),
  );
  const most = raw.reduce((a, b) => Math.max(a, b), 1);
  return raw.map((one) => Math.max(0, one / most));
}
