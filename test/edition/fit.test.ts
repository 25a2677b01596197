import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forEdition } from '../../lambdas/article/for-edition.ts';
import { reductions } from '../../lambdas/edition/full/fit-full.ts';
import { editionView } from '../../lambdas/edition/full/full-view.ts';
import { LARGEST_HTML, LARGEST_TEXT } from '../../lambdas/edition/mail/first-fitting.ts';
import { composeMessage } from '../../lambdas/edition/mail/message.ts';
import type { Depth, Rendered } from '../../lambdas/edition/mail/render.ts';
import { makeEdition } from '../../lambdas/edition/make.ts';
import { cleanLine, shorten } from '../../lambdas/edition/view/clean.ts';
import { countWords } from '../../lambdas/language/count-words.ts';
import type { Edition } from '../../lambdas/types.ts';
import { articleOf, day } from '../stories/factory.ts';
import {
  edition,
  fullEdition,
  fullStory,
  quote,
  render,
  renderShort,
  settings,
  source,
  storySource,
} from './sample.ts';

async function expectToFit(told: Edition): Promise<void> {
  for (const depth of ['full', 'brief'] as const) {
    const mail = await (depth === 'full' ? render(told) : renderShort(told));
    await expectMailToFit(told, mail, depth);
  }
}

async function expectMailToFit(told: Edition, mail: Rendered, depth: Depth): Promise<void> {
  expect(Buffer.byteLength(mail.html)).toBeLessThanOrEqual(LARGEST_HTML);
  expect(Buffer.byteLength(mail.text)).toBeLessThanOrEqual(LARGEST_TEXT);
  expect(Buffer.byteLength(mail.subject)).toBeLessThanOrEqual(1_000);
  const message = await composeMessage(told, mail, { language: 'en', settings, depth });
  expect(message.length).toBeLessThanOrEqual(500_000);
  // What every mail has, however little else there is room for.
  expect(mail.html).toContain('/reader/leave/');
  expect(mail.text).toContain('/reader/leave/');
}

const HEAVY = ['⚡', '中', 'Ж', 'a\u0301\u0302\u0303', '👨‍👩‍👧‍👦', 'W ', '"<&> '];
const heavy = fc
  .tuple(fc.constantFrom(...HEAVY), fc.integer({ min: 1, max: 3_000 }))
  .map(([sign, times]) => sign.repeat(Math.ceil(times / sign.length)));
const url = fc.integer({ min: 10, max: 1_900 }).map((length) => `https://far.example/${'a'.repeat(length)}`);

/** An edition of up to twenty stories, every text of which may be as long as an upload makes it. */
const editions = fc
  .record({
    stories: fc.integer({ min: 1, max: 20 }),
    sources: fc.integer({ min: 1, max: 30 }),
    copies: fc.constantFrom(0, 3, 60),
    offTopic: fc.integer({ min: 0, max: 20 }),
    title: heavy,
    outlet: heavy,
    sentence: heavy,
    url,
  })
  .map(({ stories, sources, copies, offTopic, title, outlet, sentence, url: link }) => {
    const sourceOf = (at: number) =>
      storySource(`${at} ${outlet}`, {
        key: `${at}.txt`,
        title: `${at} ${title}`,
        url: `${link}${at}`,
        copies: Array.from({ length: at === 0 ? copies : 0 }, (_, n) =>
          source(`${n} ${outlet}`, { kind: 'near', url: `${link}${n}` }),
        ),
      });
    const listed = Array.from({ length: sources }, (_, at) => sourceOf(at));
    const told = Array.from({ length: stories }, (_, at) => {
      const full = fullStory(`Story ${at} ${title.slice(0, 2_000)}`);
      const said = listed.map((one) => quote(one, `${sentence.slice(0, 1_000)}.`));
      return {
        ...full,
        sources: [...listed, ...full.sources],
        summary: [...said, ...full.summary],
        agree: [{ quotes: said }],
      };
    });
    return edition(told, {
      offTopic: Array.from({ length: offTopic }, (_, at) => ({
        ...source(`Far ${at}`, { title, url: link }),
        closeness: 0,
      })),
    });
  });

describe('a mail', () => {
  test('fits, whatever was uploaded', async () => {
    await fc.assert(fc.asyncProperty(editions, expectToFit), { numRuns: 2 });
  }, 60_000);

  test('with all that a mail can hold is sent whole', async () => {
    const told = fullEdition();
    const mail = await render(told);
    for (const name of ['Timeline', 'Who is who', 'Also covered']) expect(mail.html).toContain(name);
  });

  test('of hundreds of stories names ten further ones and says how many more there are', async () => {
    const stories = Array.from({ length: 250 }, (_, at) => fullStory(`Story ${at}`));
    const mail = await render(edition(stories));
    expect(Buffer.byteLength(mail.html)).toBeLessThanOrEqual(LARGEST_HTML);
    expect(mail.text).toContain('and 228 more');
  });

  test('drops nothing twice: each step has at most what the one before had', () => {
    const steps = reductions(editionView(fullEdition(), { language: 'en', settings }));
    const sizes = steps.map(({ contents, stories, people, timeline }) =>
      [contents, stories, people, timeline].reduce((sum, list) => sum + list.length, 0),
    );
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(steps.at(-1)).toMatchObject({ contents: [], stories: [] });
  });
});

describe('signs are counted', () => {
  test.each([
    ['300,000 signs without a word', '⚡'.repeat(300_000)],
    ['150,000 marks on one letter', `A${'\u0301'.repeat(150_000)}`],
    ['one word of 100,000 letters', 'a'.repeat(100_000)],
    ['Chinese without a stop', '中'.repeat(100_000)],
    ['families', '👨‍👩‍👧‍👦'.repeat(20_000)],
  ])('%s: no title, and no quotation', (_kind, text) => {
    expect(shorten(cleanLine(text), 60).length).toBeLessThanOrEqual(240);
    expect(countWords(text)).toBeGreaterThan(1_000);
    const item = articleOf({
      key: 'heavy.txt',
      title: text,
      outlet: text,
      published: day('2023-09-13'),
      paragraphs: [
        `${text} It ended.`,
        'The talks in the harbour ended on Wednesday after eleven long days.',
      ],
    });
    const told = makeEdition({
      articles: [{ ...item, article: forEdition(item.article) }],
      previous: null,
      settings: {
        ...settings,
        topic: { title: '', names: [], seeds: ['The talks in the harbour ended on Wednesday.'] },
      },
      slot: '2023-09-14T07:00:00.000Z',
    });
    for (const { summary, only, people = [] } of told.stories) {
      const quotes = [...summary, ...only.map((one) => one.quote), ...people.map(({ role }) => role)];
      for (const { text: said } of quotes) expect(said.length).toBeLessThanOrEqual(1_000);
    }
  });

  test.each([
    ['The talks ended.', 20, 'The talks ended.'],
    ['The talks ended in the harbour.', 20, 'The talks ended in…'],
    ['é'.normalize('NFD').repeat(10), 10, 'é'.normalize('NFD').repeat(10)],
    ['नमस्ते दुनिया', 20, 'नमस्ते दुनिया'],
  ])('%s, at most %i', (text, most, expected) => {
    expect(shorten(text, most)).toBe(expected);
  });

  test.each([
    ['The strike cost 1,700.5 euros, the well-known port’s owner said.', 10],
    ['Міністри зустрілися в порту.', 4],
    ['', 0],
  ])('words of ordinary sentences are counted as ever: %s', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  test('marks that a script needs stay', () => {
    expect(cleanLine('שָׁלוֹם Việt Nam'.normalize('NFD'))).toBe('שָׁלוֹם Việt Nam'.normalize('NFD'));
  });
});

describe('an article filed before there were bounds', () => {
  test('is read within them, and the text that no edition shows is left behind', () => {
    const { article } = articleOf({
      key: 'old.txt',
      title: 'T'.repeat(500_000),
      paragraphs: Array.from({ length: 900 }, () => 'The talks ended on Wednesday. '.repeat(16)),
      extra: [{ role: 'caption', text: 'c'.repeat(1_000_000), language: null }],
    });
    const bounded = forEdition(article);
    expect(JSON.stringify(bounded).length).toBeLessThan(200_000);
    expect(bounded.blocks.length).toBe(article.blocks.length + 124);
    expect(forEdition(bounded)).toEqual(bounded);
  });
});
