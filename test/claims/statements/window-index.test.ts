import { describe, expect, it } from 'vitest';
import { nearestOf, tableOf } from '../../../lambdas/claims/statements/sentence-table.ts';
import type { Statement } from '../../../lambdas/claims/statements/statements.ts';
import { windowIndex } from '../../../lambdas/claims/statements/window-index.ts';
import { SENTENCE_WIDTH } from '../../../lambdas/encoder/projection.ts';
import { dice } from '../../bench/made-up.ts';
import { bareStatement } from '../bare-statement.ts';
import { labelledPairs, shareOf } from '../pairs.ts';

const SEARCH = { least: 0.3, most: 36 };
/** As many sentences as are looked at in one search at most, and centres of cells. */
const MOST_LOOKED_AT = 6_000 + 1_100;

const statement = (sentence: Int8Array, n: number): Statement => ({
  ...bareStatement(
    { origin: `outlet ${n}`, text: `${n}` },
    { words: [], vectors: new Int8Array(0), sentence },
  ),
  source: -1,
});

const pairs = labelledPairs();
const known = [...new Map(pairs.flatMap(({ a, b }) => [a, b]).map((one) => [one.text, one])).values()];
const real = known.map(({ encoded }, n) => statement(encoded.sentence, n));
const realOf = new Map(known.map(({ text }, n) => [text, real[n]]));

/** Between two real sentences, nearer to the first, each a little on its own side. */
function madeUp(count: number): readonly Statement[] {
  const roll = dice(5);
  const one = (): Int8Array => real[roll(real.length)]?.encoded?.sentence ?? new Int8Array(SENTENCE_WIDTH);
  return Array.from({ length: count }, (_, n) => {
    const [a, b] = [one(), one()];
    const mixed = Float64Array.from(a, (value, at) => 0.5 * value + 0.4 * (b[at] ?? 0) + roll(25) - 12);
    const length = Math.sqrt(mixed.reduce((sum, value) => sum + value * value, 0));
    return statement(
      Int8Array.from(mixed, (value) => Math.round((127 * value) / length)),
      real.length + n,
    );
  });
}

const window = [...real, ...madeUp(13_000 - real.length)];
const half = window.slice(0, 6_500);

describe('the index of a window', () => {
  const [single, double] = [windowIndex(half), windowIndex(window)];
  const [ofSingle, ofDouble] = [single.cost(), double.cost()];

  it('finds what is said again, nearly as often as a look at all would', () => {
    const table = tableOf(half);
    const wanted = pairs.slice(0, 300).flatMap(({ a, b, ab }) => {
      const [own, other] = [realOf.get(a.text), realOf.get(b.text)];
      if (!own || !other || ab === 'no') return [];
      const isNear = nearestOf(own, table, SEARCH).some((near) => near.statement === other);
      return isNear ? [{ own, other }] : [];
    });
    expect(wanted.length).toBeGreaterThan(100);
    const found = shareOf(wanted, ({ own, other }) => single(own, SEARCH).includes(other));
    expect(found.share).toBeGreaterThanOrEqual(0.9);
  });

  it('costs little more than twice as much for twice the sentences', () => {
    expect(ofSingle).toBeLessThan(half.length ** 2 / 10);
    expect(ofDouble / ofSingle).toBeLessThanOrEqual(2.75);
  });

  it('looks at a bounded number of sentences, also where all are one', () => {
    const [first] = real;
    if (first === undefined) throw new Error('no sentence');
    const same = windowIndex(half.map((_, n) => statement(first.encoded?.sentence ?? new Int8Array(), n)));
    for (const index of [single, double, same]) {
      const before = index.cost();
      expect(index(statement(first.encoded?.sentence ?? new Int8Array(), -1), SEARCH)).toHaveLength(36);
      expect(index.cost() - before).toBeLessThanOrEqual(MOST_LOOKED_AT);
    }
  });

  it('never answers with what the asker’s own outlet says', () => {
    for (const own of real.slice(0, 20))
      expect(single(own, SEARCH).map(({ origin }) => origin)).not.toContain(own.origin);
  });
});
