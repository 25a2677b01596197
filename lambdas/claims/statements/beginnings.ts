import type { EncodedSentence } from '../../encoder/encode.ts';
import { WORD_WIDTH } from '../../encoder/projection.ts';
import { beginningsOf, coordinateEnd, isRelative } from '../../language/clause.ts';
import type { Quote } from '../../types.ts';
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
  return textsOf(quote, encoded).flatMap((text): Statement[] => {
    const own = firstWords(encoded, text.length);
    if (!hasMainVerb(text, own, quote.language)) return [];
    const shape = shapeOf(text, quote.language);
    return [
      { ...statement, ...shape, whole: true, isBeginning: true, quote: { ...quote, text }, encoded: own },
    ];
  });
}

/** Longest first. */
function textsOf({ text, language }: Quote, encoded: EncodedSentence): readonly string[] {
  const own = beginningsOf(text, language);
  const found = coordinateEnd(text, language);
  if (found === null) return own;
  const verbs = verbsOf(encoded);
  const isVerb = encoded.words.some(({ start }, at) => start === found.verb && (verbs[at] ?? 0) >= SURE_VERB);
  const head = text.slice(0, found.end);
  return isVerb ? [head, ...beginningsOf(head, language)] : own;
}

function firstWords({ words, vectors, sentence }: EncodedSentence, end: number): EncodedSentence {
  const kept = words.filter((word) => word.end <= end);
  return { words: kept, vectors: vectors.subarray(0, kept.length * WORD_WIDTH), sentence };
}

/** A verb that no relative pronoun stands before: "the family of a student who died" tells nothing of the family. */
function hasMainVerb(text: string, encoded: EncodedSentence, language: string | null): boolean {
  const words = encoded.words.map(({ start, end }) => text.slice(start, end).toLowerCase());
  const relative = words.findIndex((word) => isRelative(word, language));
  const verbs = verbsOf(encoded);
  const before = relative < 0 ? verbs : verbs.slice(0, relative);
  // Of "the man who came said it" the main verb is the second one behind the pronoun.
  const behind = relative < 0 ? [] : verbs.slice(relative).filter((verb) => verb >= SURE_VERB);
  return before.some((verb) => verb >= SURE_VERB) || behind.length > 1;
}
