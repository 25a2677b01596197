import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeVectors } from '../../lambdas/encoder/complete.ts';
import type { EncodedSentence } from '../../lambdas/encoder/encode.ts';
import { isOpening, openingText } from '../../lambdas/encoder/opening.ts';
import { readVectors, sentenceKey, writeVectors } from '../../lambdas/encoder/vectors-file.ts';

const int8 = fc.integer({ min: -127, max: 127 });
const weights = (size: number) =>
  fc.array(int8, { minLength: size, maxLength: size }).map((all) => Int8Array.from(all));
const sentence = fc
  .array(fc.tuple(fc.nat(60_000), fc.nat(255), fc.array(int8, { minLength: 64, maxLength: 64 })), {
    maxLength: 5,
  })
  .chain((words) =>
    fc.tuple(weights(128), fc.option(weights(384), { nil: undefined })).map(
      ([own, opening]): EncodedSentence => ({
        words: words.map(([start, rarity]) => ({ start, end: start + 3, rarity })),
        vectors: Int8Array.from(words.flatMap(([, , vector]) => vector)),
        sentence: own,
        ...(opening ? { opening } : {}),
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

describe('an opening', () => {
  it.each([
    ['a title and a short text', 'Talks end', 'The two sides parted.', 'Talks end.\nThe two sides parted.'],
    ['no title', null, 'Only a text.', '\nOnly a text.'],
    ['a title alone', 'Talks end', null, '\nTalks end'],
    ['nothing', null, ' ', ''],
  ])('is, of %s, all of it', (_, title, text, opening) => {
    expect(openingText(title, text)).toBe(opening);
  });

  it('is cut after a whole word, and sooner in scripts whose letters say more', () => {
    const long = 'harbour '.repeat(90);
    expect(openingText(null, long)).toMatch(/^\n(harbour )+harbour$/);
    expect(openingText(null, long).length).toBeLessThanOrEqual(401);
    expect(openingText(null, '港'.repeat(400))).toHaveLength(201);
    expect(openingText('x'.repeat(500), 'y').length).toBe(401);
  });

  it('is never taken for a sentence, and a sentence never for one', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.string(), (title, text) => {
        const opening = openingText(title, text);
        expect(opening === '' || isOpening(opening)).toBe(true);
      }),
    );
    expect(isOpening('The two sides parted.')).toBe(false);
  });
});
