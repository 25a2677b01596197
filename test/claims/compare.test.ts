import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare } from '../../lambdas/claims/compare/compare.ts';
import type { Said, Statement } from '../../lambdas/claims/types.ts';
import { readVectors, sentenceKey } from '../../lambdas/encoder/vectors-file.ts';

interface Labelled {
  readonly id: string;
  readonly a: Statement;
  readonly b: Statement;
  readonly ab: Said;
  readonly ba: Said;
}

const file = (name: string) => readFileSync(new URL(name, import.meta.url));
const vectors = readVectors(file('pairs.vec'));

function statement([text, language]: readonly [string, string]): Statement {
  const encoded = vectors?.get(sentenceKey(text));
  if (!encoded) throw new Error(`no vectors of "${text}": node test/fit/claims/stored-vectors.ts makes them`);
  return { text, language, published: '2026-03-04', encoded };
}

const pairs: readonly Labelled[] = file('pairs.jsonl')
  .toString()
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .map((pair) => ({ ...pair, a: statement(pair.a), b: statement(pair.b) }));
const sides = pairs.flatMap(({ a, b, ab, ba }) => {
  const found = compare(a, b);
  return [
    { wanted: ab, found: found.ab, texts: `${a.text} | ${b.text}` },
    { wanted: ba, found: found.ba, texts: `${b.text} | ${a.text}` },
  ];
});

describe('two sentences', () => {
  it('are never printed under one name when one says less than the other', () => {
    expect(sides.filter(({ wanted, found }) => found === 'full' && wanted !== 'full')).toEqual([]);
  });

  it('that say the same are found, in most cases, also across languages', () => {
    const same = sides.filter(({ wanted }) => wanted === 'full');
    expect(same.filter(({ found }) => found === 'full').length / same.length).toBeGreaterThan(0.7);
    expect(same.filter(({ found }) => found === 'no')).toEqual([]);
  });

  it('about different things say nothing of each other', () => {
    expect(sides.filter(({ wanted, found }) => wanted === 'no' && found !== 'no')).toEqual([]);
  });

  it('get the same answer in either order', () => {
    for (const { a, b } of pairs) {
      const { ab, ba, conflict } = compare(a, b);
      expect(compare(b, a)).toEqual({ ab: ba, ba: ab, conflict });
    }
  });

  it('that are one and the same say all of each other, and never conflict', () => {
    for (const { a } of pairs) expect(compare(a, a)).toEqual({ ab: 'full', ba: 'full', conflict: false });
  });

  it('without a word that can be compared say nothing of each other', () => {
    const empty: Statement = {
      text: '…',
      language: null,
      published: null,
      encoded: { words: [], vectors: new Int8Array(), sentence: new Int8Array(128) },
    };
    for (const { a } of pairs.slice(0, 3)) expect(compare(empty, a).ab).toBe('no');
    expect(compare(empty, empty)).toEqual({ ab: 'no', ba: 'no', conflict: false });
  });
});
