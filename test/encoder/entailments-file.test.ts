import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEntailments, writeEntailments } from '../../lambdas/encoder/entailments-file.ts';

const odds = fc.integer({ min: -20_000, max: 20_000 }).map((whole) => (whole === 0 ? 0 : whole / 1000));
const told = fc.record({ all: odds, some: odds });
const entailments = fc.array(fc.tuple(fc.stringMatching(/^[0-9a-f]{32}$/), fc.tuple(told, told)));

describe('entailments as a file', () => {
  it('are read as they were written, and written alike in whatever order they came', () => {
    fc.assert(
      fc.property(entailments, (entries) => {
        const written = writeEntailments(new Map(entries));
        expect(readEntailments(written)).toEqual(new Map(entries));
        expect(writeEntailments(new Map([...new Map(entries)].toReversed()))).toBe(written);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['another shape', '{"version":"e5-entailment-2","pairs":{"a":[1]}}'],
    ['another network', '{"version":"e5-entailment-1","pairs":{}}'],
  ])('are not taken from %s', (_, text) => {
    expect(readEntailments(text)).toBeNull();
  });
});
