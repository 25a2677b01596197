import { describe, expect, it, test } from 'vitest';
import { saysOther } from '../../lambdas/claims/compare/compare.ts';
import { statementComparison } from '../../lambdas/claims/compare/compare-statements.ts';
import type { Compare } from '../../lambdas/claims/compare/comparisons.ts';
import { pairOf, read } from '../../lambdas/claims/compare/pair.ts';
import verbPlane from '../../lambdas/claims/data/verbs.json' with { type: 'json' };
import { openQuota } from '../../lambdas/claims/parts/material.ts';
import { type Statement, statementsOf, type VectorsOf } from '../../lambdas/claims/statements/statements.ts';
import { tellStory } from '../../lambdas/claims/tell-story.ts';
import type { EncodedSentence } from '../../lambdas/encoder/encode.ts';
import { SENTENCE_WIDTH, WORD_WIDTH } from '../../lambdas/encoder/projection.ts';
import { beginningsOf, coordinateEnd } from '../../lambdas/language/clause.ts';
import { articleOf, day } from '../stories/factory.ts';
import { compare, factsIn, vectorsOf } from './facts-world.ts';

describe('the beginnings of a sentence', () => {
  test.each([
    [
      'end where a clause is added',
      'en',
      'The ferry was sold to a bank on Monday, a spokesman said, after the crews had refused to sail.',
      ['The ferry was sold to a bank on Monday, a spokesman said'],
    ],
    [
      'end before "when" without a comma',
      'en',
      'The talks about the ferry fell apart on Monday when the crews refused to sail.',
      ['The talks about the ferry fell apart on Monday'],
    ],
    [
      'keep who said it',
      'en',
      'The ferry will be sold to a bank on Monday, after June, a spokesman said.',
      [],
    ],
    ['keep a condition', 'en', 'The ferry could be sold to a bank on Monday when the crews agree.', []],
    [
      'never end in a small word',
      'en',
      'It would have amounted to "many millions for the ferry," which would, in effect, have ended it.',
      [],
    ],
    [
      'in Spanish',
      'es',
      'El transbordador fue vendido el lunes a un banco cuando las tripulaciones se negaron a zarpar.',
      ['El transbordador fue vendido el lunes a un banco'],
    ],
    [
      'are unknown where a language has no rules',
      'hu',
      'A kompot hétfőn eladták egy banknak, miután sztrájk volt.',
      [],
    ],
  ])('%s', (_, language, sentence, beginnings) => {
    expect(beginningsOf(sentence, language)).toEqual(beginnings);
  });
});

describe('the end before "and" and a verb', () => {
  test.each([
    [
      'in English',
      'en',
      'The crews left the ferry on Monday, and warned the bank.',
      'The crews left the ferry on Monday',
    ],
    [
      'in Spanish',
      'es',
      'Las tripulaciones dejaron el barco el lunes, y avisaron al banco.',
      'Las tripulaciones dejaron el barco el lunes',
    ],
    [
      'in Ukrainian',
      'uk',
      'Екіпажі покинули пором у порту в понеділок, і попередили банк.',
      'Екіпажі покинули пором у порту в понеділок',
    ],
    [
      'in Russian',
      'ru',
      'Экипажи покинули паром в порту в понедельник, и предупредили банк.',
      'Экипажи покинули паром в порту в понедельник',
    ],
    ['not in a list', 'en', 'The storm of Monday hit houses in Kelmar, shops, and closed schools.', null],
    ['not without a comma', 'en', 'The crews left the ferry on Monday and warned the bank.', null],
    [
      'not where a language has no rules',
      'hu',
      'A legénység hétfőn elhagyta a kompot, és figyelmeztette a bankot.',
      null,
    ],
  ])('is found %s', (_, language, sentence, head) => {
    const found = coordinateEnd(sentence, language);
    expect(found === null ? null : sentence.slice(0, found.end)).toBe(head);
  });
});

/** The facts of the invented world, and words of which "wrote" and "spoke" are verbs. */
const withVerbs: VectorsOf = (text): EncodedSentence => {
  const words = [...text.matchAll(/[\p{L}\d]+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    rarity: 80,
  }));
  const vectors = new Int8Array(words.length * WORD_WIDTH);
  const isVerb = ({ start, end }: { start: number; end: number }) =>
    /^(?:wrote|spoke)$/u.test(text.slice(start, end));
  for (const [at, word] of words.entries())
    if (isVerb(word))
      vectors.set(
        verbPlane.weights.map((weight) => Math.sign(weight) * 127),
        at * WORD_WIDTH,
      );
  return { words, vectors, sentence: vectorsOf(text)?.sentence ?? new Int8Array(SENTENCE_WIDTH) };
};

function told(sentences: Readonly<Record<string, string>>, how: Compare = compare) {
  const articles = Object.entries(sentences).map(([outlet, text]) =>
    articleOf({
      key: `${outlet}.txt`,
      outlet,
      language: 'en',
      published: day('2024-05-06'),
      paragraphs: [text],
    }),
  );
  const quota = openQuota(articles, { of: () => Number.POSITIVE_INFINITY, words: () => 0 });
  const { agree } = tellStory(articles, { quota, vectorsOf: withVerbs, compare: how, elsewhere: () => [] });
  const outletOf = (id: string) => articles.find((one) => one.id === id)?.article.outlet;
  return agree.map(({ quotes, reportedBy }) => ({
    quote: quotes[0]?.text,
    witnesses: (reportedBy?.[0] ?? []).map((at) => outletOf(quotes[at]?.articleId ?? '')).sort(),
  }));
}

describe('what several outlets report', () => {
  it('may be the beginning of a sentence that goes on with what only one of them has', () => {
    const [first, ...others] = told({
      Harbour:
        'The paper Harbour wrote on that morning of a0, after the guests had heard of a1 in the harbour town.',
      Granite: 'The paper Granite wrote of a2 and at length of a0 as well in the harbour town.',
      Lantern: 'The paper Lantern spoke of a0 and more shortly of a3 in the old harbour town.',
    });
    expect(others).toEqual([]);
    expect(first?.quote).toBe('The paper Harbour wrote on that morning of a0');
    expect(first?.witnesses).toEqual(['Granite', 'Lantern']);
  });

  it('may end before what its subject did besides', () => {
    const witness = 'The paper Granite wrote of a0 and at length of a2 as well in the harbour town.';
    const [first] = told({
      Harbour: 'The paper Harbour wrote on that morning of a0 in town, and spoke of a1 to its guests.',
      Granite: witness,
    });
    expect(first).toEqual({
      quote: 'The paper Harbour wrote on that morning of a0 in town',
      witnesses: ['Granite'],
    });
    // Somebody else did it.
    expect(
      told({
        Harbour: 'The paper Harbour wrote on that morning of a0 in town, and guests spoke of a1 to all.',
        Granite: witness,
      }),
    ).toEqual([]);
  });

  it('is nothing where no outlet may surely be named', () => {
    const sentences = {
      Harbour: 'The paper Harbour wrote on that morning of a0 in the harbour town.',
      Granite: 'The paper Granite wrote on that evening of a0 in the harbour town.',
      Lantern: 'The paper Lantern spoke of a0 and at some length of a1 in the harbour town.',
    };
    const only =
      (names: (a: string, b: string) => boolean): Compare =>
      (a, b) => ({
        ...compare(a, b),
        names: [names(a.quote.text, b.quote.text), names(b.quote.text, a.quote.text)],
      });
    expect(
      told(
        sentences,
        only(() => false),
      ),
    ).toEqual([]);
    // That one outlet is sure makes no other one so.
    const sure = only((a, b) => a.includes('Harbour') && b.includes('Granite'));
    expect(told(sentences, sure)).toEqual([{ quote: sentences.Harbour, witnesses: ['Granite'] }]);
  });

  it('is compared by the facts of an invented world, which are read from its words', () => {
    expect(factsIn('of a0 and of b1')).toEqual(['a0', 'b1']);
  });
});

/** Each word a direction of its own, so that equal words alone are near. */
function lettersOf(text: string): EncodedSentence {
  const words = [...text.matchAll(/[\p{L}\d]+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    rarity: 96,
  }));
  const vectors = new Int8Array(words.length * WORD_WIDTH);
  for (const [at, { start, end }] of words.entries()) {
    let seed = 7;
    for (const sign of text.slice(start, end).toLowerCase())
      seed = (seed * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
    for (let n = 0; n < WORD_WIDTH; n += 1) {
      seed = (seed * 75 + 74) % 65_537;
      vectors[at * WORD_WIDTH + n] = seed % 2 === 0 ? 16 : -16;
    }
  }
  return { words, vectors, sentence: new Int8Array(SENTENCE_WIDTH).fill(11) };
}

describe('a beginning that a cross-encoder has looked at', () => {
  const text = 'The council of Kelmar sold the old ferry to the bank';
  const longer = 'After a debate the council of Kelmar sold the old ferry to the bank for little money.';
  const statement = (own: string, more: Partial<Statement> = {}): Statement => {
    const [made] = statementsOf(
      articleOf({ key: 'a.txt', language: 'en', published: day('2024-05-06'), paragraphs: [own] }),
      { source: 0, origin: own, vectorsOf: lettersOf },
    );
    if (made === undefined) throw new Error('one sentence is one statement');
    return { ...made, ...more };
  };
  const saidOf = (a: Statement, all: number) => {
    const told = { all, some: 1 };
    return statementComparison({ entailmentOf: () => [told, told] })(a, statement(longer)).ab;
  };

  it('is told only where that would rather say so; of a whole sentence words may say it', () => {
    const beginning = statement(text, { isBeginning: true });
    expect([saidOf(beginning, 0.4), saidOf(beginning, -0.4)]).toEqual(['full', 'part']);
    expect(saidOf(statement(`${text}.`), -0.4)).toBe('full');
  });
});

describe('another day', () => {
  const of = (text: string) =>
    read({ text, language: 'en', published: '2024-05-10', encoded: lettersOf(text) });
  const ferry = of('The council sold the old ferry to the bank on Tuesday.');

  it('keeps two sentences of one length from saying all of each other', () => {
    expect(saysOther(pairOf(ferry, of('The council sold the old ferry to the bank on Thursday.')))).toBe(
      true,
    );
  });

  it('says nothing where a longer sentence has it of something else', () => {
    const longer = of(
      'The mayor said on Thursday that nobody had asked her before the council sold the old ferry to the bank in a closed session.',
    );
    expect(saysOther(pairOf(ferry, longer))).toBe(false);
  });
});
