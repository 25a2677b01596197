import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicText } from '../../lambdas/encoder/chosen.ts';
import { completeVectors } from '../../lambdas/encoder/complete.ts';
import type { EncodedSentence } from '../../lambdas/encoder/encode.ts';
import { readVectors, sentenceKey, writeVectors } from '../../lambdas/encoder/vectors-file.ts';

const int8 = fc.integer({ min: -127, max: 127 });
const sentence = fc
  .array(fc.tuple(fc.nat(60_000), fc.nat(255), fc.array(int8, { minLength: 64, maxLength: 64 })), {
    maxLength: 5,
  })
  .chain((words) =>
    fc.array(int8, { minLength: 128, maxLength: 128 }).map(
      (whole): EncodedSentence => ({
        words: words.map(([start, rarity]) => ({ start, end: start + 3, rarity })),
        vectors: Int8Array.from(words.flatMap(([, , vector]) => vector)),
        sentence: Int8Array.from(whole),
      }),
    ),
  );
const vectors = fc
  .dictionary(fc.string(), sentence, { maxKeys: 4 })
  .map((found) => new Map(Object.entries(found).map(([text, one]) => [sentenceKey(text), one])));

describe('a file of vectors', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(vectors, (all) => {
        expect(readVectors(writeVectors(all))).toEqual(all);
      }),
      { numRuns: 40 },
    );
  });

  it('is the same bytes in whatever order its sentences came', () => {
    fc.assert(
      fc.property(vectors, (all) => {
        expect(writeVectors(new Map([...all].reverse()))).toEqual(writeVectors(all));
      }),
      { numRuns: 20 },
    );
  });

  it('that is cut, longer, of another model or no such file counts as none', () => {
    const [one] = fc.sample(sentence, { numRuns: 1, seed: 1 });
    const file = writeVectors(new Map(one ? [[sentenceKey('a'), one]] : []));
    for (let end = 0; end < file.length; end += 7) expect(readVectors(file.subarray(0, end))).toBeNull();
    expect(readVectors(Uint8Array.from([...file, 0]))).toBeNull();
    const other = file.slice();
    other[6] = 0x58;
    expect(readVectors(other)).toBeNull();
    expect(readVectors(new TextEncoder().encode('{"not":"vectors"}'))).toBeNull();
  });
});

describe('missing vectors', () => {
  const made: EncodedSentence = { words: [], vectors: new Int8Array(), sentence: new Int8Array(128) };

  it('are made once each, up to a counted number, in the order of the sentences', async () => {
    const asked: string[] = [];
    const kept: string[] = [];
    const found = await completeVectors(['a', 'b', 'a', 'c', 'd'], {
      known: (key) => (key === sentenceKey('b') ? made : undefined),
      encode: async (text) => {
        asked.push(text);
        return made;
      },
      keep: (key) => kept.push(key),
      most: 2,
    });
    expect(asked).toEqual(['a', 'c']);
    expect(kept).toEqual([sentenceKey('a'), sentenceKey('c')]);
    expect([...found.keys()].sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('what is encoded', () => {
  it('is title and lead as one text where articles are grouped', () => {
    expect(topicText('Talks end', 'The two sides parted.')).toBe('Talks end. The two sides parted.');
    expect(topicText(null, 'Lead.')).toBe('Lead.');
    expect(topicText('x'.repeat(500), 'y').length).toBe(400);
  });
});
