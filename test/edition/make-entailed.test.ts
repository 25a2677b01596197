import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { briefingFile, readBriefing, settingsOf } from '../../infra/briefing.ts';
import { localVectors, readFiles } from '../../infra/local/dry-run/edition-of-files.ts';
import { sampleEntailment } from '../../infra/local/dry-run/sample-vectors.ts';
import { BUDGET } from '../../lambdas/claims/budget.ts';
import { statementComparison } from '../../lambdas/claims/compare/compare-statements.ts';
import { type EditionInput, makeEdition, readEdition } from '../../lambdas/edition/make.ts';
import { makeEntailedEdition, NOTHING_ENTAILED } from '../../lambdas/edition/make-entailed.ts';
import type { Entail, Entailment, SentencePair } from '../../lambdas/encoder/entailment.ts';
import { pairKey } from '../../lambdas/encoder/pair-key.ts';

const SLOT = '2023-09-14T04:00:00.000Z';
const FOLDER = fileURLToPath(new URL('../articles/', import.meta.url));

let all: EditionInput;
/** Of the half of them: enough to agree on something. */
let input: EditionInput;
beforeAll(async () => {
  const settings = settingsOf(readBriefing(briefingFile()));
  const { articles } = await readFiles(
    readdirSync(FOLDER).map((name) => `${FOLDER}${name}`),
    SLOT,
  );
  const vectorsOf = await localVectors(articles, settings.topic);
  all = { articles, previous: null, settings, slot: SLOT, vectorsOf };
  input = { ...all, articles: articles.filter((_, at) => at % 2 === 0) };
});

/** Answers every pair alike, and remembers what it was asked. */
function alike(odds: number): { readonly asked: SentencePair[]; readonly entail: Entail } {
  const asked: SentencePair[] = [];
  const told = { all: odds, some: odds };
  return {
    asked,
    async entail(pairs) {
      asked.push(...pairs);
      return new Map(pairs.map((pair) => [pair, [told, told]]));
    },
  };
}

const NOBODY = { agreements: 0, exclusives: 0 };
const named = (edition: Awaited<ReturnType<typeof makeEntailedEdition>>) =>
  edition.stories.flatMap(({ agree }) => agree.flatMap(({ reportedBy = [] }) => reportedBy.flat())).length;

describe('an edition with a cross-encoder', () => {
  it('finds in the samples no pair that is not stored beside them', async () => {
    const unknown: string[] = [];
    await makeEntailedEdition(all, async (pairs) => {
      const found = pairs.map((pair) => [pair, sampleEntailment(pairKey(pair))] as const);
      for (const [pair, entailment] of found) if (entailment === undefined) unknown.push(pair.join(' | '));
      return new Map(found.filter((one): one is readonly [SentencePair, Entailment] => one[1] !== undefined));
    });
    expect(unknown, 'run test/fit/claims/sample-vectors.ts').toEqual([]);
  });

  it('is what words alone say where it is never asked', async () => {
    const byWords = makeEdition({ ...input, compare: statementComparison() });
    expect(await makeEntailedEdition(input, NOTHING_ENTAILED)).toEqual(byWords);
    const { asked, entail } = alike(10);
    expect(
      await makeEntailedEdition({ ...input, budget: { ...BUDGET, entailments: NOBODY } }, entail),
    ).toEqual(byWords);
    expect(asked).toEqual([]);
  });

  it('is the same however often its window was told before, and by whatever comparison', () => {
    const tell = readEdition(input);
    tell(() => ({ ab: 'full', ba: 'full', conflict: false }));
    expect(tell(statementComparison())).toEqual(makeEdition({ ...input, compare: statementComparison() }));
  });

  it('asks about each pair once, the likeliest first, and never about more than the budget allows', async () => {
    const { asked, entail } = alike(10);
    await makeEntailedEdition(input, entail);
    expect(new Set(asked.map(pairKey)).size).toBe(asked.length);
    const few = alike(10);
    await makeEntailedEdition(
      { ...input, budget: { ...BUDGET, entailments: { agreements: 20, exclusives: 12 } } },
      few.entail,
    );
    expect(few.asked.slice(0, 20)).toEqual(asked.slice(0, 20));
    expect(few.asked).toHaveLength(32);
  });

  it('names who says all of it by both: nobody where the cross-encoder says that none does', async () => {
    const none = await makeEntailedEdition(input, alike(-10).entail);
    const most = await makeEntailedEdition(input, alike(10).entail);
    expect(named(none)).toBe(0);
    expect(named(most)).toBeGreaterThan(3);
  });

  it('tells to be in one outlet only what it was asked about, and where it says that nobody tells even a part', async () => {
    const only = (edition: Awaited<ReturnType<typeof makeEntailedEdition>>) =>
      edition.stories.flatMap((story) => story.only.map(({ quote }) => quote.text));
    const silent = { ...BUDGET, entailments: { ...BUDGET.entailments, exclusives: 0 } };
    expect(only(await makeEntailedEdition({ ...input, budget: silent }, alike(-10).entail))).toEqual([]);
    expect(only(await makeEntailedEdition(input, alike(10).entail))).toEqual([]);
    const { asked, entail } = alike(-10);
    const told = only(await makeEntailedEdition(input, entail));
    expect(told.length).toBeGreaterThan(0);
    for (const text of told)
      expect(
        asked.some((pair) => pair.includes(text)),
        text,
      ).toBe(true);
  });

  it('is the same in whatever order the articles come', async () => {
    const turned = { ...input, articles: input.articles.toReversed() };
    expect(await makeEntailedEdition(turned, alike(2).entail)).toEqual(
      await makeEntailedEdition(input, alike(2).entail),
    );
  });
});
