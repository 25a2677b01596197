import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare } from '../../lambdas/claims/compare/compare.ts';
import { conflictOf } from '../../lambdas/claims/compare/conflict.ts';
import { pairOf, read } from '../../lambdas/claims/compare/pair.ts';
import type { Statement } from '../../lambdas/claims/types.ts';
import { readVectors, sentenceKey } from '../../lambdas/encoder/vectors-file.ts';

const file = (name: string) => readFileSync(new URL(name, import.meta.url));
const vectors = readVectors(file('conflicts.vec'));

function statement([text, language]: readonly [string, string]): Statement {
  const encoded = vectors?.get(sentenceKey(text));
  if (!encoded) throw new Error(`no vectors of "${text}": node test/fit/claims/stored-vectors.ts makes them`);
  return { text, language, published: '2026-03-04', encoded };
}

const pairs: readonly {
  readonly id: string;
  readonly a: Statement;
  readonly b: Statement;
  readonly kind: string | null;
}[] = file('conflicts.jsonl')
  .toString()
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .map((pair) => ({ ...pair, a: statement(pair.a), b: statement(pair.b) }));

describe('two sentences about one thing', () => {
  it.each(pairs.filter(({ kind }) => kind !== null))('conflict: $id', ({ a, b, kind }) => {
    expect(conflictOf(pairOf(read(a), read(b)))).toBe(kind);
    const { ab, ba, conflict } = compare(a, b);
    expect(conflict).toBe(true);
    expect([ab, ba]).not.toContain('full');
    expect(compare(b, a).conflict).toBe(true);
  });

  it.each(pairs.filter(({ kind }) => kind === null))('do not conflict: $id', ({ a, b }) => {
    expect(compare(a, b).conflict).toBe(false);
    expect(compare(b, a).conflict).toBe(false);
  });
});
