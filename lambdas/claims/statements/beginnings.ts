import type { EncodedSentence } from '../../encoder/encode.ts';
import { WORD_WIDTH } from '../../encoder/projection.ts';
import { beginningsOf } from '../../language/clause.ts';
import { verbsOf } from '../compare/verbs.ts';
import { type Statement, shapeOf } from './statements.ts';

/** Below this no word of a beginning tells what somebody did. */
const SURE_VERB = 0.5;

/**
 * What a statement claims before it goes on: its beginnings, longest first, each a statement of its own with the words' vectors that
 * they have in the whole sentence. Only such as can be shown alone.
 */
export function claimsIn(statement: Statement): readonly Statement[] {
  const { quote, encoded } = statement;
  if (encoded === null || !statement.whole) return [];
  return beginningsOf(quote.text, quote.language).flatMap((text): Statement[] => {
    const own = firstWords(encoded, text.length);
    if (!verbsOf(own).some((verb) => verb >= SURE_VERB)) return [];
    const shape = shapeOf(text, quote.language);
    return [
      { ...statement, ...shape, whole: true, isBeginning: true, quote: { ...quote, text }, encoded: own },
    ];
  });
}

function firstWords({ words, vectors, sentence }: EncodedSentence, end: number): EncodedSentence {
  const kept = words.filter((word) => word.end <= end);
  return { words: kept, vectors: vectors.subarray(0, kept.length * WORD_WIDTH), sentence };
}
