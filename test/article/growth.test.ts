import { describe, expect, it } from 'vitest';
import { FILES, FILLINGS } from './fillings.ts';
import { PROSE, readString } from './support.ts';

/** What twice the input may cost: less than 4, which is what the square costs, and more than 2 for a busy machine. */
const MOST = 2.6;
/** So little processor time, in microseconds, says nothing about growth. */
const NOTHING = 4_000;
const TRIES = 3;
/** Where the square of something shows: a text that an engine keeps in pieces shows it late. */
const LETTERS = 120_000;

async function costOf(text: string): Promise<number> {
  const before = process.cpuUsage();
  await readString(text).catch(() => undefined);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** The least of three ratios: noise only ever adds. */
async function growthOf(fileOf: (letters: number) => string): Promise<number> {
  const [once, twice] = [fileOf(LETTERS), fileOf(LETTERS * 2)];
  let least = Number.POSITIVE_INFINITY;
  for (let more = TRIES; more > 0 && least > MOST; more -= 1) {
    const small = await costOf(once);
    const large = await costOf(twice);
    least = Math.min(least, large < NOTHING ? 1 : large / Math.max(small, NOTHING / 2));
  }
  return least;
}

describe('twice the file costs at most 2.6 times the reading', () => {
  it.each(FILLINGS)('when it is full of %s', async (_, piece) => {
    const fileOf = (letters: number) =>
      `${PROSE}\n\n${piece.repeat(Math.ceil(letters / piece.length))}.\n\n${PROSE}`;
    expect(await growthOf(fileOf)).toBeLessThanOrEqual(MOST);
  });

  it.each(FILES)('when it is full of %s', async (_, start, piece, end) => {
    // Pages cost more by the letter, so they grow from less.
    const share = start.startsWith('<') ? 10 : 2;
    const fileOf = (letters: number) =>
      `${start}${piece.repeat(Math.ceil(letters / share / piece.length))}${end}`;
    expect(await growthOf(fileOf)).toBeLessThanOrEqual(MOST);
  });
});
