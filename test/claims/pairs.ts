import { readFileSync } from 'node:fs';
import type { ComparedText, Said } from '../../lambdas/claims/types.ts';
import { readVectors, sentenceKey, type Vectors } from '../../lambdas/encoder/vectors-file.ts';

/*
 * Pairs of our own writing. Those with a subject were written and labelled before the comparison saw them, as papers print: a third
 * says the same in other words, a quarter says a clause more on one side, the rest only looks alike. None is ever changed because the
 * comparison is wrong about it.
 */

export interface LabelledPair {
  readonly id: string;
  readonly a: ComparedText;
  readonly b: ComparedText;
  readonly ab: Said;
  readonly ba: Said;
  readonly subject?: string;
  /** What is the same, or looks alike. */
  readonly kind?: string;
}

export interface LabelledConflict {
  readonly id: string;
  readonly a: ComparedText;
  readonly b: ComparedText;
  /** Null where both can be right. */
  readonly kind: string | null;
  readonly subject?: string;
}

/** A pair that may or may not be shown as a difference of two outlets. */
export interface JudgedDifference {
  readonly id: string;
  readonly a: ComparedText;
  readonly b: ComparedText;
  readonly shown: boolean;
}

/** An outlet's sentence in a small story, with the facts that it states: whoever states them all says all of it. */
export interface ToldSentence {
  readonly story: string;
  readonly outlet: string;
  readonly language: string;
  readonly text: string;
  readonly facts: readonly string[];
}

/** The Wednesday on which all of them stand in the papers. */
export const PUBLISHED = '2026-03-04';

export const labelledPairs = (): readonly LabelledPair[] => withStatements('pairs');
export const labelledConflicts = (): readonly LabelledConflict[] => withStatements('conflicts');
export const shownDifferences = (): readonly JudgedDifference[] => withStatements('shown-differences');
export const toldSentences = (): readonly ToldSentence[] => rows('pairs-told');
export const vectorsOfPairs = (): Vectors => vectorsIn('pairs');

export interface Share {
  readonly of: number;
  readonly share: number;
}

/** The share of those that pass, and of how many. */
export function shareOf<T>(all: readonly T[], test: (one: T) => boolean): Share {
  return { of: all.length, share: all.filter(test).length / all.length };
}

const file = (name: string) => readFileSync(new URL(name, import.meta.url));

function rows(name: string) {
  return file(`${name}.jsonl`)
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function vectorsIn(name: string): Vectors {
  const vectors = readVectors(file(`${name}.vec`));
  if (vectors === null) throw new Error(`${name}.vec is of another model: test/fit/claims/stored-vectors.ts`);
  return vectors;
}

function withStatements(name: string) {
  const vectors = vectorsIn(name);
  const statement = ([text, language]: readonly [string, string]): ComparedText => {
    const encoded = vectors.get(sentenceKey(text));
    if (!encoded)
      throw new Error(`no vectors of "${text}": node test/fit/claims/stored-vectors.ts makes them`);
    return { text, language, published: PUBLISHED, encoded };
  };
  return rows(name).map((pair) => ({ ...pair, a: statement(pair.a), b: statement(pair.b) }));
}
