import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { statementComparison } from '../../lambdas/claims/compare/compare-statements.ts';
import { tellsDisputed } from '../../lambdas/claims/compare/differences/outliers.ts';
import { readWindow } from '../../lambdas/claims/read-window.ts';
import { tellWindow } from '../../lambdas/claims/tell.ts';
import { readVectors, sentenceKey } from '../../lambdas/encoder/vectors-file.ts';
import type { WindowArticle } from '../../lambdas/types.ts';
import { articleOf, day } from '../stories/factory.ts';

const TOPIC = { title: 'The flood in Vellmar', names: ['Vellmar', 'Вельмар'], seeds: [] };
const SENTENCES: readonly { readonly text: string; readonly language: string }[] = readFileSync(
  new URL('./outliers.jsonl', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
const TEXTS = SENTENCES.map(({ text }) => text);
const VECTORS = readVectors(readFileSync(new URL('./outliers.vec', import.meta.url))) ?? new Map();
const vectorsOf = (text: string) => VECTORS.get(sentenceKey(text)) ?? null;

/** The sentence that begins so. */
const sentence = (beginning: string) => TEXTS.find((text) => text.startsWith(beginning)) ?? '';
/** One article of an outlet for each list of sentences. */
const reports = (lists: readonly (readonly string[])[], days: readonly string[] = []): WindowArticle[] =>
  lists.map((paragraphs, at) =>
    articleOf({
      key: `${at}.txt`,
      outlet: `Outlet ${at}`,
      language: SENTENCES.find(({ text }) => text === paragraphs[0])?.language ?? 'en',
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
const flour = ['Norway will', 'Noruega se', 'Island nimmt'].map((one) => [sentence(one)]);
const lorries = ['Four towns', 'Cuatro ciudades', 'Sechs Städte'].map((one) => [sentence(one)]);
const bridge = ['The bridge', 'El puente'].map((one) => [sentence(one)]);
const fair = ['The fair of Vellmar drew 340 farmers, the', 'La feria de Vellmar atrajo'].map((one) => [
  sentence(one),
]);
const otherFair = (part: string) => [
  TEXTS.find((text) => text.startsWith('Die Messe') && text.includes(part)) ?? '',
];
const meetings = [
  "Friday's meeting",
  'La reunión del',
  'Die Sitzung der',
  'La réunion des',
  'A reunião dos',
].map((one) => [sentence(one)]);
const marches = ['Police put the march', 'La policía cifró'].map((one) => [sentence(one)]);
const repairs = ['Repairing the dam', 'La reparación', 'Die Reparatur'].map((one) => [sentence(one)]);
const ending = (end: string) => [TEXTS.find((text) => text.includes(end)) ?? ''];

describe('numbers and days that contradict each other', () => {
  test.each<[string, WindowArticle[], (readonly [number, number])[]]>([
    ['is one against four, in five languages', reports([...pumps, alone]), [[18, 4]]],
    ['is one against two', reports([...pumps.slice(0, 2), alone]), [[18, 2]]],
    [
      'is one in a sentence of few words',
      reports([...pumps, [sentence('Die überflutete Stadt bekommt')]]),
      [[18, 4]],
    ],
    [
      'is none where they tell it rounded',
      reports([...eighteen, eighteen[0] ?? [], [sentence('About 20')]]),
      [],
    ],
    ['is none of two states', reports(flour), []],
    ['is a count of one thing', reports([...fair, otherFair('zog 280')]), [[280, 2]]],
    ['is none that is left open', reports([...fair, otherFair('mehr als')]), []],
    ['is none of a draft', reports([...fair, otherFair('Entwurf')]), []],
    ['is none beside an earlier time', reports([...fair, otherFair('früher')]), []],
    ['is none of an earlier year', reports([...fair, otherFair('2019')]), []],
    ['is none that may be rounded', reports([...fair, otherFair('345')]), []],
    [
      'is none where another article tells both',
      reports([...fair, otherFair('zog 280'), [sentence('The fair of Vellmar drew 340 farmers and')]]),
      [],
    ],
    [
      'is told by nobody who tells both',
      reports([...fair, otherFair('zog 280'), [sentence('Fairs of the')]]),
      [[280, 3]],
    ],
    ['is no day of a span', reports([...bridge, [sentence('The fair of Vellmar will')]]), []],
    ['is none of so few', reports(lorries), []],
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
    ['is one of two sides, three against four', reports([...pumps, alone, ...eighteen]), [[18, 4]]],
    ['is a sum of the same currency', reports([...dykes, ending('56 мільйонів євро')]), [[56e6, 3]]],
    ['is none of another currency', reports([...dykes, ending('56 мільйонів доларів')]), []],
    ['is a rate of the same time', reports([...mill, ending('на місяць')]), [[8000, 3]]],
    [
      'is one against two that count the same thing, and those who tell the number otherwise are near',
      reports([...silt, ending('460')]),
      [[460, 3]],
    ],
    [
      'is one against two that count the same thing',
      reports([...silt.slice(0, 2), ending('460')]),
      [[460, 2]],
    ],
    [
      'is a day that lies ahead, as month and day',
      reports([...bridge, ending('am 28. Juni wieder')]),
      [[628, 2]],
    ],
    ['is no day that is over', reports([...bridge, ending('am 28. April wieder')]), []],
    [
      'is no day where another article tells both',
      reports([...bridge, ending('am 28. Juni wieder'), ending('dann für den')]),
      [],
    ],
    ['is no day of several', reports([...bridge, ending('am 5. Juli')]), []],
    ['is one beside a number that adds up to theirs', reports([...meetings, ending('сім годин')]), [[7, 5]]],
    ['is none of those who guard a crowd', reports([...marches, ending('3500')]), []],
    ['is a sum in Japanese', reports([...repairs, ending('6000万')]), [[460e6, 3]]],
    ['is none of another time', reports([...mill, ending('на рік')]), []],
  ])('%s', (_, articles, found) => {
    expect(outliersOf(articles)).toEqual(found);
  });

  it('is none in a script that the model cannot read', () => {
    const articles = reports([...repairs, ending('Βέλμαρ')]);
    const read = windowOf(articles).stories.flatMap((story) => story.read.statements);
    const hasVectors = (language: string) =>
      read.filter((one) => one.language === language).map(({ encoded }) => encoded !== null);
    expect([hasVectors('el'), hasVectors('es')]).toEqual([[false], [true]]);
    expect(outliersOf(articles)).toEqual([]);
  });

  it('is told as a difference, with all who tell the other, and nowhere as a fact', () => {
    const articles = reports([...pumps, alone]);
    const { stories } = tellWindow(windowOf(articles), { compare: statementComparison() });
    const [difference] = stories.flatMap(({ differ }) => differ);
    expect(difference).toMatchObject({ about: 'number', numbers: [12, 18] });
    const sides = (difference?.quotes ?? []).map((quote, at) => [
      ...new Set([quote, ...(difference?.others?.[at] ?? [])].map(({ text }) => text)),
    ]);
    expect(sides.map((side) => side.toSorted())).toEqual([pumps.flat().toSorted(), alone]);
    const told = stories.flatMap(({ summary, agree, only }) => [
      ...summary.map(({ text }) => text),
      ...agree.flatMap(({ quotes, shown = 1 }) => quotes.slice(0, shown).map(({ text }) => text)),
      ...only.map(({ quote }) => quote.text),
    ]);
    expect(told.filter((text) => /1[28]/.test(text))).toEqual([]);
  });

  it('is not told where nothing is compared', () => {
    const { stories } = tellWindow(windowOf(reports([...pumps, alone])), {});
    expect(stories.flatMap(({ differ }) => differ)).toEqual([]);
  });

  it('makes what tells one of its numbers disputed, in whatever story', () => {
    const window = windowOf(reports([...silt, ending('460')]));
    const outliers = window.stories.flatMap((one) => one.outliers);
    const all = window.stories.flatMap(({ read }) => read.statements);
    const disputed = all.filter((one) => tellsDisputed(one, outliers)).map(({ quote }) => quote.text);
    expect(disputed).toContain(sentence('La presa'));
    expect(disputed).not.toContain(sentence('Shopkeepers'));
  });

  it('counts a copy as no voice', () => {
    const copied = (of: readonly string[]) => [...silt.slice(0, 3), ending('460'), of];
    expect(outliersOf(reports(copied(silt[0] ?? [])))).toEqual(outliersOf(reports(copied([]).slice(0, 4))));
    const more = reports([...silt, ending('460'), ending('460')]);
    expect(outliersOf(more)).toEqual(outliersOf(reports([...silt, ending('460')])));
  });

  it('is none where another article of an outlet is of that day, and not its number', () => {
    const days = ['2026-05-06', '2026-05-06', '2026-05-06', '2026-05-06', '2026-05-08'];
    const later = articleOf({
      key: 'opera.txt',
      outlet: 'Outlet 0',
      published: day('2026-05-09'),
      paragraphs: ['The opera of the capital opened its season with a comedy that nobody had seen before.'],
    });
    expect(outliersOf([...reports([...pumps, alone], days), later])).toEqual([]);
  });

  it('is the same in whatever order the articles come', () => {
    const articles = reports([...pumps, alone, ...dykes, ending('56 мільйонів євро')]);
    const tell = (some: readonly WindowArticle[]) =>
      tellWindow(windowOf(some), { compare: statementComparison() });
    const expected = tell(articles);
    expect(outliersOf(articles)).toHaveLength(2);
    fc.assert(
      fc.property(fc.shuffledSubarray(articles, { minLength: articles.length }), (shuffled) => {
        expect(tell(shuffled)).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });
});
