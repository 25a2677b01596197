import { describe, expect, it, test } from 'vitest';
import { capQuotes, countWords, quoteAllowance } from '../../lambdas/edition/cap.ts';
import type { Quote, WindowArticle } from '../../lambdas/types.ts';
import { article, quote, source, story, storySource } from './sample.ts';

const words = (n: number) => Array.from({ length: n }, (_, at) => `w${at}`).join(' ');

/** A source and its article, with so many words of body. */
function pair(key: string, size: number): { from: ReturnType<typeof storySource>; item: WindowArticle } {
  return { from: storySource('Harbour Times', { key }), item: article(key, size) };
}

describe('the quote cap', () => {
  test.each([
    [2000, 120],
    [600, 120],
    [300, 60],
    [100, 25],
    [10, 25],
  ])('allows of %i words %i', (body, allowed) => {
    expect(quoteAllowance(body)).toBe(allowed);
  });

  it('counts words of every script, a figure or a compound as one', () => {
    expect(countWords('Kim’s train had 1,700.5 kilos — усього-на-всього 20 вагонів.')).toBe(8);
  });

  it('drops the quotes that come after the allowance is used', () => {
    const { from, item } = pair('a.txt', 300);
    const quotes = [quote(from, words(30)), quote(from, words(30)), quote(from, words(1))];
    const [capped] = capQuotes([story('A', { sources: [from], summary: quotes })], [item]);
    expect(capped?.summary).toEqual(quotes.slice(0, 2));
  });

  it('counts a sentence that is shown twice once', () => {
    const { from, item } = pair('a.txt', 300);
    const other = pair('b.txt', 300);
    const said = quote(from, words(60));
    const [capped] = capQuotes(
      [
        story('A', {
          sources: [from, other.from],
          summary: [said],
          agree: [{ quotes: [said, quote(other.from, words(20))] }],
        }),
      ],
      [item, other.item],
    );
    expect(capped?.agree).toHaveLength(1);
  });

  it('drops a comparison whole when one of its sides has no room, and gives the room back', () => {
    const a = pair('a.txt', 300);
    const b = pair('b.txt', 300);
    const [capped] = capQuotes(
      [
        story('A', {
          sources: [a.from, b.from],
          summary: [quote(a.from, words(50))],
          differ: [{ about: 'number', quotes: [quote(b.from, words(50)), quote(a.from, words(61))] }],
          only: [{ quote: quote(b.from, words(60)) }],
        }),
      ],
      [a.item, b.item],
    );
    expect(capped?.differ).toEqual([]);
    expect(capped?.only).toHaveLength(1);
  });

  it('serves the lead first, then what stands alone, and the rest of the summary last', () => {
    const { from, item } = pair('a.txt', 300);
    const [lead, second, alone] = [quote(from, words(25)), quote(from, words(30)), quote(from, words(20))];
    const [capped] = capQuotes(
      [story('A', { sources: [from], summary: [lead, second], only: [{ quote: alone }] })],
      [item],
    );
    expect(capped?.summary).toEqual([lead]);
    expect(capped?.only).toEqual([{ quote: alone }]);
  });

  it('never lets more of one article through than it allows', () => {
    const { from, item } = pair('a.txt', 400);
    const many = Array.from({ length: 40 }, (_, at): Quote => quote(from, words((at % 13) + 1)));
    const [capped] = capQuotes(
      [
        story('A', {
          sources: [from],
          summary: many.slice(0, 20),
          only: many.slice(20).map((said) => ({ quote: said })),
        }),
      ],
      [item],
    );
    const shown = [...(capped?.summary ?? []), ...(capped?.only ?? []).map(({ quote: said }) => said)];
    const total = shown.reduce((sum, { text }) => sum + countWords(text), 0);
    expect(total).toBeLessThanOrEqual(80);
    expect(total).toBeGreaterThan(66);
  });

  it('gives an article that it does not know the least', () => {
    const from = { ...source('Nobody'), copies: [] };
    const [capped] = capQuotes([story('A', { sources: [from], summary: [quote(from, words(26))] })], []);
    expect(capped?.summary).toEqual([]);
  });
});
