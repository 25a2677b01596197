import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { statementComparison } from '../../lambdas/claims/compare/compare-statements.ts';
import { differencesOnce } from '../../lambdas/claims/parts/differences-once.ts';
import { readWindow } from '../../lambdas/claims/read-window.ts';
import { tellWindow } from '../../lambdas/claims/tell.ts';
import { readVectors, sentenceKey } from '../../lambdas/encoder/vectors-file.ts';
import type { Quote, WindowArticle } from '../../lambdas/types.ts';
import { articleOf, day } from '../stories/factory.ts';

const TOPIC = { title: 'The flood in Vellmar', names: ['Vellmar', 'Вельмар'], seeds: [] };
const TEXTS: readonly string[] = readFileSync(new URL('./outliers.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line).text);
const VECTORS = readVectors(readFileSync(new URL('./outliers.vec', import.meta.url))) ?? new Map();
const vectorsOf = (text: string) => VECTORS.get(sentenceKey(text)) ?? null;

const LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:will|Its)\b/, 'en'],
  [/\b(?:dijo|dijeron)\b/, 'es'],
  [/[іїєґ]/, 'uk'],
  [/\bsagten?\b/, 'de'],
];
/** The sentence that begins so. */
const sentence = (beginning: string) => TEXTS.find((text) => text.startsWith(beginning)) ?? '';
/** One article of an outlet for each list of sentences. */
const reports = (lists: readonly (readonly string[])[], days: readonly string[] = []): WindowArticle[] =>
  lists.map((paragraphs, at) =>
    articleOf({
      key: `${at}.txt`,
      outlet: `Outlet ${at}`,
      language: LANGUAGES.find(([mark]) => mark.test(paragraphs[0] ?? ''))?.[1] ?? 'fr',
      published: day(days[at] ?? '2026-05-06'),
      paragraphs,
    }),
  );
const windowOf = (articles: readonly WindowArticle[]) =>
  readWindow(articles, { topic: TOPIC, previous: null, vectorsOf });
const outliersOf = (articles: readonly WindowArticle[]) =>
  windowOf(articles).stories.flatMap(({ outliers }) =>
    outliers.map(({ number, several }) => [number, several.length]),
  );

const [ENGLISH, SPANISH, UKRAINIAN, GERMAN, FRENCH, DRAFT, TWELVE] = TEXTS.map((text) => [text]);
const pumps = [ENGLISH, SPANISH, UKRAINIAN, GERMAN].map((one) => one ?? []);
const alone = FRENCH ?? [];
const eighteen = ['Neighbouring towns', 'Las ciudades vecinas'].map((one) => [sentence(one)]);
const dykes = ['Neighbours will pay', 'Los vecinos', 'Die Nachbarn'].map((one) => [sentence(one)]);
const mill = ['The mill of', 'El molino', 'Die Mühle'].map((one) => [sentence(one)]);
const silt = ['The dam above', 'La presa', 'Shopkeepers joked', 'Lorries'].map((one) => [sentence(one)]);
const ending = (end: string) => [TEXTS.find((text) => text.includes(end)) ?? ''];

describe('a number that stands alone against those of several outlets', () => {
  test.each<[string, WindowArticle[], (readonly [number, number])[]]>([
    ['is one against three, in four languages', reports([...pumps, alone]), [[18, 3]]],
    ['is none against two', reports([...pumps.slice(0, 2), alone]), []],
    ['is none where its outlet has theirs, too', reports([...pumps, [...alone, ...(TWELVE ?? [])]]), []],
    ['is none where it is that of a draft', reports([...pumps, DRAFT ?? []]), []],
    [
      'is none where it came later',
      reports([...pumps, alone], ['2026-05-06', '2026-05-06', '2026-05-06', '2026-05-06', '2026-05-08']),
      [],
    ],
    [
      'is none where it came before',
      reports([...pumps, alone], ['2026-05-06', '2026-05-06', '2026-05-06', '2026-05-06', '2026-05-04']),
      [],
    ],
    ['is none where three outlets tell it', reports([...pumps, alone, ...eighteen]), []],
    ['is a sum of the same currency', reports([...dykes, ending('56 мільйонів євро')]), [[56e6, 3]]],
    ['is none of another currency', reports([...dykes, ending('56 мільйонів доларів')]), []],
    ['is a rate of the same time', reports([...mill, ending('на місяць')]), [[8000, 3]]],
    [
      'is one against two of the same thing where four have the number, and a third is near',
      reports([...silt, ending('460')]),
      [[460, 3]],
    ],
    ['is none against two where three have it', reports([...silt.slice(0, 3), ending('460')]), []],
    ['is none of another time', reports([...mill, ending('на рік')]), []],
  ])('%s', (_, articles, found) => {
    expect(outliersOf(articles)).toEqual(found);
  });

  it('is told as a difference, with all who tell the other, and nowhere as a fact', () => {
    const articles = reports([...pumps, alone]);
    const { stories } = tellWindow(windowOf(articles), { compare: statementComparison() });
    const [difference] = stories.flatMap(({ differ }) => differ);
    expect(difference?.about).toBe('number');
    const sides = (difference?.quotes ?? []).map(({ text }, at) => [text, difference?.others?.[at]?.length]);
    expect(sides.map(([, others]) => others)).toEqual([3, 0]);
    expect(sides[1]?.[0]).toBe(alone[0]);
    const told = stories.flatMap(({ summary, agree, only }) => [
      ...summary.map(({ text }) => text),
      ...agree.flatMap(({ quotes, shown = 1 }) => quotes.slice(0, shown).map(({ text }) => text)),
      ...only.map(({ quote }) => quote.text),
    ]);
    expect(told.filter((text) => /1[28]/.test(text))).toEqual([]);
  });

  it('leaves no sentence with one of its numbers as a plain fact in another story', () => {
    const articles = reports([...silt, ending('460')]);
    const window = windowOf(articles);
    const [read] = window.stories;
    const told = tellWindow(
      { ...window, stories: window.stories.map((one) => ({ ...one, elsewhere: () => [] })) },
      { compare: statementComparison() },
    );
    expect(read).toBeDefined();
    expect(told.stories.flatMap(({ summary }) => summary).filter(({ text }) => /640|460/.test(text))).toEqual(
      [],
    );
  });

  it('is told once of two numbers, in whatever sentences', () => {
    const isNew = differencesOnce();
    const quote = (text: string, language: string): Quote => ({
      text,
      language,
      articleId: text,
      version: '1',
      block: 0,
      offset: 0,
    });
    const between = (a: string, b: string) => ({
      about: 'number' as const,
      quotes: [quote(a, 'en'), quote(b, 'uk')],
    });
    expect(isNew(between('It lasted 23 minutes.', 'Воно тривало 40 хвилин.'))).toBe(true);
    expect(isNew(between('For 40 minutes it was dark.', '23 хвилини не було світла.'))).toBe(false);
    expect(isNew(between('For 40 minutes it was dark.', '25 хвилин не було світла.'))).toBe(true);
  });

  it('is the same in whatever order the articles come', () => {
    const articles = reports([...pumps, alone, ...dykes, ending('56 мільйонів євро')]);
    const expected = outliersOf(articles).toSorted();
    expect(expected).toHaveLength(2);
    fc.assert(
      fc.property(fc.shuffledSubarray(articles, { minLength: articles.length }), (shuffled) => {
        expect(outliersOf(shuffled).toSorted()).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });
});
