import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesOnce } from '../../lambdas/claims/parts/differences-once.ts';
import { openQuota } from '../../lambdas/claims/parts/material.ts';
import { statementsOf } from '../../lambdas/claims/statements/statements.ts';
import { tellStories } from '../../lambdas/claims/tell.ts';
import { tellStory } from '../../lambdas/claims/tell-story.ts';
import type { Quote, Story, WindowArticle } from '../../lambdas/types.ts';
import { compare, FACTS, type Fact, factsIn, reportOf, vectorsOf } from './facts-world.ts';

const OUTLETS = ['Harbour', 'Granite', 'Meridian', 'Capitol', 'Strait', 'Lantern'];
const TOPIC = { title: 'The harbour town', names: [], seeds: ['The paper wrote of the harbour town.'] };

const fact = fc.constantFrom<Fact>(...FACTS, 'b0', 'b1');
const sentence = fc.uniqueArray(fact, { minLength: 1, maxLength: 3 });
const reports = fc
  .array(fc.array(sentence, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: OUTLETS.length })
  .map((all) => all.map((sentences, at) => reportOf(OUTLETS[at] ?? 'Nobody', sentences)));

const UNLIMITED = { of: () => Number.POSITIVE_INFINITY, words: () => 0 };
const tell = (articles: readonly WindowArticle[]) =>
  tellStory(articles, {
    quota: openQuota(articles, UNLIMITED),
    vectorsOf,
    compare,
    elsewhere: () => [],
  });

const saysAll = (articles: readonly WindowArticle[], outlet: string, facts: readonly Fact[]) =>
  sentencesOf(articles, outlet).some((own) => facts.every((one) => own.includes(one)));

const sentencesOf = (articles: readonly WindowArticle[], outlet: string) =>
  articles
    .filter(({ article }) => article.outlet === outlet)
    .flatMap(({ article }) => article.blocks.map(({ text }) => factsIn(text)));

const outletOf = (articles: readonly WindowArticle[], { articleId }: Quote) =>
  articles.find(({ id }) => id === articleId)?.article.outlet ?? '';

/** All that a reader is told as plain fact. */
const plainly = (story: Pick<Story, 'summary' | 'leads' | 'agree' | 'only'>): readonly Quote[] => [
  ...story.summary,
  ...(story.leads ?? []),
  ...story.agree.flatMap(({ quotes, shown = 1 }) => quotes.slice(0, shown)),
  ...story.only.map(({ quote }) => quote),
];

describe('whatever outlets report', () => {
  it('under "agree" every outlet that is named says all of what is shown', () => {
    fc.assert(
      fc.property(reports, (articles) => {
        for (const { quotes, shown = 1, reportedBy } of tell(articles).agree)
          for (const [at, quote] of quotes.slice(0, shown).entries())
            for (const index of reportedBy?.[at] ?? []) {
              const witness = quotes[index];
              expect(witness).toBeDefined();
              if (witness === undefined) continue;
              expect(saysAll(articles, outletOf(articles, witness), factsIn(quote.text))).toBe(true);
              expect(outletOf(articles, witness)).not.toBe(outletOf(articles, quote));
            }
      }),
      { numRuns: 300 },
    );
  });

  it('every outlet that says all of it is named', () => {
    fc.assert(
      fc.property(reports, (articles) => {
        for (const { quotes, reportedBy } of tell(articles).agree) {
          const [first] = quotes;
          if (first === undefined) continue;
          const facts = factsIn(first.text);
          const disputed = facts.some((one) => one.slice(1) === '0' || one.slice(1) === '1');
          if (disputed) continue;
          const named = new Set(
            (reportedBy?.[0] ?? []).map((index) => outletOf(articles, quotes[index] ?? first)),
          );
          for (const outlet of OUTLETS)
            if (outlet !== outletOf(articles, first) && saysAll(articles, outlet, facts))
              expect(named).toContain(outlet);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('under "only in" stands nothing of which another outlet says even a part', () => {
    fc.assert(
      fc.property(reports, (articles) => {
        for (const { quote } of tell(articles).only) {
          const own = outletOf(articles, quote);
          for (const outlet of OUTLETS) {
            if (outlet === own) continue;
            const theirs = new Set(sentencesOf(articles, outlet).flat());
            for (const one of factsIn(quote.text)) expect(theirs).not.toContain(one);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what is disputed is told as a difference, never as plain fact', () => {
    fc.assert(
      fc.property(reports, (articles) => {
        const told = tell(articles);
        const everything = articles.map(({ article }) => ({
          outlet: article.outlet,
          facts: article.blocks.flatMap(({ text }) => factsIn(text)),
        }));
        for (const quote of plainly(told)) {
          const own = outletOf(articles, quote);
          for (const one of factsIn(quote.text)) {
            const rival = `${one.startsWith('a') ? 'b' : 'a'}${one.slice(1)}` as Fact;
            for (const { outlet, facts } of everything)
              if (outlet !== own) expect(facts).not.toContain(rival);
          }
        }
        for (const { quotes, others = [] } of told.differ) {
          const [a, b] = quotes.map(({ text }) => factsIn(text));
          expect(a?.some((one) => b?.some((two) => one !== two && one.slice(1) === two.slice(1)))).toBe(true);
          for (const [at, side] of others.entries())
            for (const witness of side)
              expect(saysAll(articles, outletOf(articles, witness), factsIn(quotes[at]?.text ?? ''))).toBe(
                true,
              );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('an article that cannot be compared is no witness, and silences "only in"', () => {
    const [first, second] = [
      reportOf('Harbour', [['a2'], ['a3', 'a4']]),
      reportOf('Granite', [['a2'], ['a5']]),
    ];
    const blind = tellStory([first, second], {
      quota: openQuota([first, second], UNLIMITED),
      vectorsOf: (text) => (text.includes('Granite') ? null : vectorsOf(text)),
      compare,
      elsewhere: () => [],
    });
    expect(blind.agree).toEqual([]);
    expect(blind.only).toEqual([]);
  });

  it('the order of the articles changes nothing', () => {
    fc.assert(
      fc.property(reports, fc.nat(), (articles, seed) => {
        const context = { topic: TOPIC, previous: null, vectorsOf, compare };
        const shuffled = articles.toSorted(
          (a, b) => a.id.charCodeAt(seed % 8) - b.id.charCodeAt(seed % 8) || 1,
        );
        expect(JSON.stringify(tellStories(shuffled, context))).toBe(
          JSON.stringify(tellStories(articles, context)),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('other stories of the window', () => {
  it('are looked through before something is called one outlet’s alone', () => {
    const own: readonly Fact[] = ['a3', 'a4', 'a5', 'a6', 'a7'];
    const told = [
      reportOf('Harbour', [['a2'], ...own.map((one) => [one])]),
      reportOf('Granite', [['a2'], ['a8'], ['a9'], ['a10']]),
    ];
    const elsewhere = reportOf(
      'Lantern',
      own.map((one) => [one]),
    );
    const onlyHarbour = ({ only }: Pick<Story, 'only'>) =>
      only.filter(({ quote }) => factsIn(quote.text).some((one) => own.includes(one)));
    const options = {
      quota: openQuota(told, UNLIMITED),
      vectorsOf,
      compare,
    };
    expect(onlyHarbour(tellStory(told, { ...options, elsewhere: () => [] }))).not.toEqual([]);
    const window = tellStories([...told, elsewhere], { topic: TOPIC, previous: null, vectorsOf, compare });
    for (const story of window.stories) expect(onlyHarbour(story)).toEqual([]);
  });
});

describe('a difference', () => {
  const harbour = reportOf('Harbour', [['a2'], ['a0']]);
  const granite = reportOf('Granite', [['a2'], ['a3']]);
  const lantern = reportOf('Lantern', [['b0'], ['a7']]);
  const [rival] = statementsOf(lantern, { source: -1, origin: 'lantern', vectorsOf });
  const told = (quoted: readonly WindowArticle[]) =>
    tellStory([harbour, granite], {
      quota: openQuota(quoted, { ...UNLIMITED, words: (text) => text.length }),
      vectorsOf,
      compare,
      elsewhere: () => (rival === undefined ? [] : [rival]),
    });

  it('stands between two stories, where the other one’s article may be quoted', () => {
    const [difference] = told([harbour, granite, lantern]).differ;
    expect(difference?.quotes.map(({ text }) => factsIn(text))).toEqual([['a0'], ['b0']]);
    expect(told([harbour, granite]).differ).toEqual([]);
  });

  it('is new to an edition once', () => {
    const isNew = differencesOnce();
    const [difference] = told([harbour, granite, lantern]).differ;
    if (difference === undefined) throw new Error('no difference');
    const turned = { ...difference, quotes: difference.quotes.toReversed(), others: [[], []] };
    expect([difference, turned].map(isNew)).toEqual([true, false]);
  });

  it('is told once of one quotation, whoever else has it', () => {
    const [difference] = told([harbour, granite, lantern]).differ;
    const [a, b] = difference?.quotes ?? [];
    if (difference === undefined || a === undefined || b === undefined) throw new Error('no difference');
    const third = { ...a, articleId: 'another', offset: 1 };
    const again = { ...difference, quotes: [third, b], others: [[], []] };
    const asked = (about: typeof difference.about) => {
      const isNew = differencesOnce();
      return [
        { ...difference, about, others: [[], []] },
        { ...again, about },
      ].map(isNew);
    };
    expect([asked('attribution'), asked('number')]).toEqual([
      [true, false],
      [true, true],
    ]);
  });
});
