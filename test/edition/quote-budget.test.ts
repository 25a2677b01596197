import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  articleAllowance,
  DEFAULT_QUOTE_BUDGET,
  keepWithinQuoteBudget,
  type QuoteBudgetOptions,
  quoteAllowance,
} from '../../lambdas/edition/select/quote-budget.ts';
import { countWords } from '../../lambdas/language/count-words.ts';
import type { Quote, Story, WindowArticle } from '../../lambdas/types.ts';
import { article, quote, source, story, storySource } from './sample.ts';

const words = (n: number) => Array.from({ length: n }, (_, at) => `w${at}`).join(' ');

const capped = (
  told: Story,
  articles: readonly WindowArticle[],
  options: Partial<QuoteBudgetOptions> = {},
): Story => {
  const [one] = keepWithinQuoteBudget([told], articles, {
    cap: DEFAULT_QUOTE_BUDGET,
    languages: ['en'],
    ...options,
  });
  if (one === undefined) throw new Error('One story in, one story out.');
  return one;
};

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

  it('is what the briefing says', () => {
    expect(quoteAllowance(2000, { words: 80, share: 0.2 })).toBe(80);
    expect(quoteAllowance(1000, { words: 120, share: 0.05 })).toBe(50);
    expect(quoteAllowance(1000, { words: 10, share: 0.05 })).toBe(10);
  });

  it('drops the quotes that come after the allowance is used', () => {
    const { from, item } = pair('a.txt', 300);
    const quotes = [quote(from, words(30)), quote(from, words(30)), quote(from, words(1))];
    expect(capped(story('A', { sources: [from], summary: quotes }), [item]).summary).toEqual(
      quotes.slice(0, 2),
    );
  });

  it('counts a sentence, or a piece of one, that is shown twice once', () => {
    const { from, item } = pair('a.txt', 300);
    const said = quote(from, words(60));
    const piece = { ...said, text: said.text.slice(3, 30), offset: said.offset + 3 };
    const told = story('A', {
      sources: [from],
      summary: [said],
      only: [{ quote: said }],
      people: [{ name: 'W', role: piece }],
    });
    expect(capped(told, [item])).toMatchObject({ only: told.only, people: told.people });
  });

  it('drops a comparison whole when one of its sides has no room, and gives the room back', () => {
    const a = pair('a.txt', 300);
    const b = pair('b.txt', 300);
    const told = capped(
      story('A', {
        sources: [a.from, b.from],
        summary: [quote(a.from, words(50))],
        differ: [{ about: 'number', quotes: [quote(b.from, words(50)), quote(a.from, words(61))] }],
        only: [{ quote: quote(b.from, words(60)) }],
      }),
      [a.item, b.item],
    );
    expect(told.differ).toEqual([]);
    expect(told.only).toHaveLength(1);
  });

  it('serves the lead first, then what stands alone, and the rest of the summary last', () => {
    const { from, item } = pair('a.txt', 300);
    const [lead, second, third] = [quote(from, words(25)), quote(from, words(10)), quote(from, words(15))];
    const alone = quote(from, words(20));
    const told = capped(
      story('A', { sources: [from], summary: [lead, second, third], only: [{ quote: alone }] }),
      [item],
    );
    expect(told.summary).toEqual([lead, second]);
    expect(told.only).toEqual([{ quote: alone }]);
  });

  it('never lets more of one article through than it allows', () => {
    const { from, item } = pair('a.txt', 400);
    const many = Array.from({ length: 40 }, (_, at): Quote => quote(from, words((at % 13) + 1)));
    const told = capped(
      story('A', {
        sources: [from],
        summary: many.slice(0, 20),
        only: many.slice(20).map((said) => ({ quote: said })),
      }),
      [item],
    );
    const shown = [...told.summary, ...told.only.map(({ quote: said }) => said)];
    const total = shown.reduce((sum, { text }) => sum + countWords(text), 0);
    expect(total).toBeLessThanOrEqual(80);
    expect(total).toBeGreaterThan(66);
  });

  it('lets one whole sentence of the shortest article through, within what the briefing says', () => {
    const text = `The ${words(30)} met.`;
    const item = article('short.txt', 1);
    const block = { role: 'paragraph', text, language: 'en' } as const;
    const short = { ...item, article: { ...item.article, language: 'en', blocks: [block] } };
    expect(articleAllowance(short.article)).toBe(32);
    expect(articleAllowance(short.article, { words: 20, share: 0.2 })).toBe(20);
  });

  it('gives an article that it does not know the least', () => {
    const from = { ...source('Nobody'), copies: [] };
    expect(capped(story('A', { sources: [from], summary: [quote(from, words(26))] }), []).summary).toEqual(
      [],
    );
  });
});

/** Every quote that a mail or a page may show. */
const shownOf = (told: Story): readonly Quote[] => [
  ...told.summary,
  ...told.agree.flatMap(({ quotes, shown = 1 }) => quotes.slice(0, shown)),
  ...told.differ.flatMap(({ quotes }) => quotes),
  ...told.only.map(({ quote: said }) => said),
  ...(told.spoken === undefined ? [] : [told.spoken.quote]),
  ...(told.people ?? []).map(({ role }) => role),
  ...(told.timeline ?? []).map(({ quote: said }) => said),
];

it('whatever a story quotes, no more words of an article are shown than it allows', () => {
  const articles = [pair('a.txt', 300), pair('b.txt', 500)];
  // Sentences of a made-up article, one behind the other in a block, and pieces of them.
  const sentences = Array.from({ length: 12 }, (_, at) => `The ${words(4 + ((at * 7) % 19))}.`);
  const places = sentences.map((_, at) => sentences.slice(0, at).join(' ').length + (at === 0 ? 0 : 1));
  const quotes = fc
    .record({
      article: fc.nat(1),
      at: fc.nat(11),
      language: fc.constantFrom('en', 'es'),
      piece: fc.boolean(),
    })
    .map(({ article, at, language, piece }): Quote => {
      const from = articles[article]?.from ?? source('none');
      const text = sentences[at] ?? '';
      const cut = piece ? text.indexOf(' ', 6) + 1 : 0;
      const offset = (places[at] ?? 0) + cut;
      return quote(from, text.slice(cut), { block: 0, offset, language });
    });
  const several = fc.array(quotes, { maxLength: 6 });
  fc.assert(
    fc.property(several, fc.array(several, { maxLength: 6 }), several, several, several, (...parts) => {
      const [summary, agree, differ, only, people] = parts;
      const told = story('A', {
        sources: articles.map(({ from }) => from),
        summary,
        agree: agree.map((witnesses) => ({ quotes: witnesses })),
        differ: [{ about: 'number', quotes: differ }],
        only: only.map((said) => ({ quote: said })),
        people: people.map((role) => ({ name: 'W', role })),
      });
      const shown = shownOf(
        capped(
          told,
          articles.map(({ item }) => item),
          { languages: ['en', 'es'] },
        ),
      );
      for (const { from, item } of articles) {
        const letters = new Set(
          shown
            .filter(({ articleId }) => articleId === from.articleId)
            .flatMap(({ offset, text }) => Array.from(text, (_letter, at) => offset + at)),
        );
        const text = sentences.join(' ');
        const seen = Array.from(text, (letter, at) => (letters.has(at) || letter === ' ' ? letter : '')).join(
          '',
        );
        expect(countWords(seen)).toBeLessThanOrEqual(articleAllowance(item.article));
      }
    }),
    { numRuns: 300 },
  );
});

describe('an agreement', () => {
  const [a, b, c] = [pair('a.txt', 300), pair('b.txt', 300), pair('c.txt', 300)];
  const articles = [a.item, b.item, c.item];
  const sentence = (n: number, start = 'They met') => `${start} ${words(n - countWords(start))}.`;
  const agreed = (told: Story, languages: readonly string[] = ['en']) =>
    capped(told, articles, { languages }).agree[0];

  it('costs what is shown of it, and keeps every witness as evidence', () => {
    const quotes = [
      quote(a.from, sentence(20)),
      quote(b.from, sentence(500, 'Both talked')),
      quote(c.from, sentence(500, 'There was')),
    ];
    const told = story('A', { sources: [a.from, b.from, c.from], summary: [], agree: [{ quotes }] });
    expect(agreed(told)).toEqual({ quotes, shown: 1 });
  });

  it('is shown in those of its sentences that fit, with those who report all of each', () => {
    const [long, es, good] = [
      quote(a.from, sentence(70)),
      quote(b.from, 'Se reunieron el miércoles.', { language: 'es' }),
      quote(c.from, sentence(9)),
    ];
    const told = (quotes: readonly Quote[], reportedBy: readonly (readonly number[])[]) =>
      story('A', {
        sources: [a.from, b.from, c.from],
        summary: [],
        agree: [{ quotes, shown: 2, reportedBy }],
      });
    expect(
      agreed(
        told(
          [long, es, good],
          [
            [1, 2],
            [0, 2],
          ],
        ),
      ),
    ).toEqual({ quotes: [es, long, good], shown: 1, reportedBy: [[1, 2]] });
    expect(agreed(told([good, es, long], [[1], [0, 2]]))).toEqual({
      quotes: [good, es, long],
      shown: 2,
      reportedBy: [[1], [0, 2]],
    });
  });

  it('is gone where none of its sentences fits', () => {
    const told = story('A', {
      sources: [a.from, b.from],
      summary: [],
      agree: [{ quotes: [quote(a.from, sentence(70)), quote(b.from, sentence(5))], shown: 1 }],
    });
    expect(agreed(told)).toBeUndefined();
  });
});
