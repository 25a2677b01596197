import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tellStories } from '../../lambdas/claims/tell.ts';
import type { Edition, Quote, Story, WindowArticle } from '../../lambdas/types.ts';
import { ALL, chronicle, spanish, strike, TOPIC, ukrainian, wire, wireCut } from '../stories/coverage.ts';
import { articleOf } from '../stories/factory.ts';

const CONTEXT = { topic: TOPIC, previous: null };

function quotesOf(story: Story): Quote[] {
  const compared = [...story.agree, ...story.differ].flatMap(({ quotes }) => quotes);
  const people = (story.people ?? []).map(({ role }) => role);
  const alone = [...story.only, ...(story.timeline ?? [])].map(({ quote }) => quote);
  const voice = story.spoken === undefined ? [] : [story.spoken.quote];
  return [...story.summary, ...(story.leads ?? []), ...compared, ...alone, ...people, ...voice];
}

function only(articles: readonly WindowArticle[], previous: Edition | null = null): Story {
  const { stories } = tellStories(articles, { topic: TOPIC, previous });
  const [story] = stories;
  if (story === undefined || stories.length !== 1)
    throw new Error(`one story expected, got ${stories.length}`);
  return story;
}

function editionWith(articles: readonly WindowArticle[]): Edition {
  const { stories, offTopic } = tellStories(articles, CONTEXT);
  const counts = { articles: 0, outlets: 0, languages: 0, stories: 0, copies: 0, offTopic: 0 };
  return {
    id: 'e',
    number: 1,
    slot: '2023-09-14T07:00:00.000Z',
    window: { from: '2023-09-11T07:00:00.000Z', to: '2023-09-14T07:00:00.000Z' },
    name: 'Brief',
    topic: TOPIC.title,
    stories,
    offTopic,
    articles: articles.map(({ id, article }) => `${id}/${article.version}`).sort(),
    counts,
  };
}

/** What readers see of a story, without the lists that may name one more copy. */
function shown({ sources, headline, ...story }: Story) {
  const text = ({ text, version, block, offset }: Quote) => ({ text, version, block, offset });
  return {
    ...story,
    headline: headline.text,
    summary: story.summary.map(text),
    agree: story.agree.map(({ quotes }) => quotes.map(text)),
    differ: story.differ.map(({ quotes }) => quotes.map(text)),
    only: story.only.map(({ quote }) => text(quote)),
    leads: story.leads?.map(text),
    voice: story.spoken && { speaker: story.spoken.speaker, quote: text(story.spoken.quote) },
    people: story.people?.map(({ name, role }) => ({ name, role: text(role) })),
    timeline: story.timeline?.map(({ date, quote }) => ({ date, quote: text(quote) })),
    sources: sources.map(({ version }) => version),
  };
}

describe('tellStories', () => {
  test('quotes nothing that does not stand verbatim at the place it names, in a paragraph or quote', () => {
    const byId = new Map(ALL.map(({ id, article }) => [id, article]));
    const quotes = tellStories(ALL, CONTEXT).stories.flatMap(quotesOf);
    expect(quotes.length).toBeGreaterThan(7);
    for (const { articleId, version, block, offset, text } of quotes) {
      const article = byId.get(articleId);
      const { role, text: whole } = article?.blocks[block] ?? { role: 'none', text: '' };
      expect(article?.version).toBe(version);
      expect(['paragraph', 'quote']).toContain(role);
      expect(whole.slice(offset, offset + text.length)).toBe(text);
    }
  });

  test('begins for readers of other languages with a sentence of theirs, where a source has one', () => {
    const [story] = tellStories(ALL, CONTEXT).stories;
    const lead = story?.summary[0]?.language;
    expect(lead).toBe(story?.headline.language);
    const others = new Set(story?.sources.map(({ language }) => language).filter((one) => one !== lead));
    expect(story?.leads?.map(({ language }) => language)).toEqual([...others].sort());
    expect(others.size).toBeGreaterThan(0);
  });

  test('quotes verbatim whatever the paragraphs are: glued, cut, spoken, in any order', () => {
    const pieces = [
      ...ALL.flatMap(({ article }) => article.blocks.map(({ text }) => text)),
      'After the arrival aboard the armoured train, the two shook hands and They saw the Vostochny cosmodrome.',
      'At the cosmodrome, andThe host showed Kim the Soyuz-2 and the Angara.',
      'Putin took the invitation to Pyongyang and raised a toast. for the years ahead, he said.',
      '“We will come again to the cosmodrome of our friends,” said Kim Jong Un, who likes rockets. “Soon, too.”',
      'Kim 🚂 left… — “And then?” asked Ann Lee, a reporter.',
    ];
    const paragraphs = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(paragraphs, { minLength: 1, maxLength: 4 }), (bodies) => {
        const articles = bodies.map((body, at) =>
          articleOf({ key: `${at}.txt`, outlet: `Outlet ${at}`, paragraphs: body }),
        );
        const blocks = new Map(articles.map(({ id, article }) => [id, article.blocks]));
        for (const { articleId, block, offset, text } of tellStories(articles, CONTEXT).stories.flatMap(
          quotesOf,
        )) {
          const whole = blocks.get(articleId)?.[block]?.text ?? '';
          expect(text.length).toBeGreaterThan(0);
          expect(whole.slice(offset, offset + text.length)).toBe(text);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('quotes of no article more than its allowance', () => {
    const words = (text: string) => text.split(/\s+/u).length;
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 80 }), (most) => {
        const { stories } = tellStories(ALL, { ...CONTEXT, allowance: { of: () => most, words } });
        const spent = new Map<string, number>();
        const seen = new Set<string>();
        for (const { summary, leads = [], agree, differ, only: alone, spoken: voice } of stories) {
          const shown = [
            ...summary,
            ...leads,
            ...agree.flatMap(({ quotes }) => quotes.slice(0, 1)),
            ...differ.flatMap(({ quotes }) => quotes),
            ...alone.map(({ quote }) => quote),
            ...(voice === undefined ? [] : [voice.quote]),
          ];
          for (const { articleId, block, offset, text } of shown) {
            const place = `${articleId} ${block} ${offset}`;
            if (!seen.has(place)) spent.set(articleId, (spent.get(articleId) ?? 0) + words(text));
            seen.add(place);
          }
        }
        for (const total of spent.values()) expect(total).toBeLessThanOrEqual(most);
      }),
      { numRuns: 15 },
    );
  });

  test('is a function of the set: any order, any repetition', () => {
    const expected = tellStories(ALL, CONTEXT);
    const given = [...ALL, ...ALL.slice(0, 3)];
    fc.assert(
      fc.property(fc.shuffledSubarray(given, { minLength: given.length }), (order) => {
        expect(tellStories(order, CONTEXT)).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  test('an exact copy under another name changes counts and source lists, nothing else', () => {
    const before = tellStories(ALL, CONTEXT);
    fc.assert(
      fc.property(fc.constantFrom(...ALL.slice(0, 5)), fc.string({ minLength: 1 }), (original, key) => {
        const id = Buffer.from(key).toString('hex').padEnd(32, '0').slice(0, 32);
        const copy = {
          ...original,
          id,
          received: '2023-09-14T06:59:00.000Z',
          article: { ...original.article, key },
        };
        const after = tellStories([...ALL, copy], CONTEXT);
        expect(after.stories.map(shown)).toEqual(before.stories.map(shown));
        expect(after.copies).toBe(before.copies + 1);
      }),
      { numRuns: 15 },
    );
  });

  test('folds the wire story of two outlets into one source', () => {
    const story = only([wire, wireCut, chronicle]);
    expect(story.sources).toHaveLength(2);
    expect(story.sources.flatMap(({ copies }) => copies)).toMatchObject([
      { outlet: 'Valley Post', kind: 'near' },
    ]);
    expect(story.reasons).toContain('independent sources: 2');
  });

  test('summarizes in whole sentences of one language that can stand alone', () => {
    const { summary, headline } = only([wire, chronicle, ukrainian]);
    expect(summary.length).toBeGreaterThanOrEqual(3);
    expect(summary.length).toBeLessThanOrEqual(5);
    for (const { text, language } of summary) {
      expect(language).toBe(headline.language);
      expect(text).not.toMatch(/^(He|But) /);
    }
  });

  test('begins a summary with the first sentence that leans on none before it', () => {
    const leaning = articleOf({
      key: 'leaning.txt',
      paragraphs: [
        'He met North Korean leader Kim Jong Un at the Vostochny cosmodrome in Russia on Wednesday.',
        'But both leaders, Putin and Kim, were silent about the ballistic missiles of North Korea.',
        'Vladimir Putin waited for his guest from Pyongyang at the gate of the launch site.',
      ],
    });
    expect(only([leaning]).summary.map(({ text }) => text)).toEqual([leaning.article.blocks[2]?.text]);
  });

  test('does not look at the names of the files', () => {
    const articles = [wire, chronicle, spanish, ukrainian, wireCut].map((item) => {
      const published = { date: '2023-09-14', from: 'header' };
      return { ...item, article: { ...item.article, published } };
    });
    const named = (ids: readonly string[]) =>
      articles.map((item, at) => ({
        ...item,
        id: (ids[at] ?? '').repeat(32),
        article: { ...item.article, key: ids[at] ?? '' },
      }));
    const [ascending, descending] = [named(['a', 'b', 'c', 'd', 'e']), named(['e', 'd', 'c', 'b', 'a'])];
    expect(shown(only(descending))).toEqual(shown(only(ascending)));
    const names = (items: readonly WindowArticle[]) =>
      tellStories([...items, ...items.map((item) => ({ ...item, id: `${item.id.slice(1)}0` }))], CONTEXT)
        .stories;
    expect(names(descending).map(shown)).toEqual(names(ascending).map(shown));
  });

  test('never quotes captions, suspects, translations or paragraphs in another language', () => {
    const role = ['caption', 'suspect', 'translation', 'embed', 'subheading', 'list'] as const;
    const unwanted =
      'Kim Jong Un and Vladimir Putin fired two ballistic missiles at the Vostochny cosmodrome in Russia.';
    const extra = [
      ...role.map((one) => ({ role: one, text: unwanted, language: 'en' })),
      { role: 'paragraph' as const, text: unwanted, language: 'uk' },
    ];
    const plain = articleOf({ key: 'noisy.txt', paragraphs: wire.article.blocks.map(({ text }) => text) });
    const [lead, ...rest] = plain.article.blocks;
    const blocks = [...(lead ? [lead] : []), ...extra, ...rest];
    const noisy = { ...plain, article: { ...plain.article, blocks } };
    const texts = tellStories([noisy], CONTEXT).stories.flatMap(quotesOf);
    expect(texts.map(({ text }) => text)).not.toContain(unwanted);
  });

  test('prefers a title that the outlet gave to one derived from the first sentence', () => {
    const untitled = articleOf({
      key: 'paste.txt',
      title: 'Putin and Kim opened',
      titleFrom: 'derived',
      paragraphs: wire.article.blocks.map(({ text }) => text).toReversed(),
    });
    expect(only([untitled, chronicle]).headline.text).toBe(chronicle.article.title);
    expect(only([untitled]).headline.text).toBe('Putin and Kim opened');
  });

  test('sets what is off the topic aside, with its closeness', () => {
    const { offTopic, stories } = tellStories([strike, wire], CONTEXT);
    expect(offTopic).toMatchObject([{ key: 'harbour.txt', articleId: strike.id }]);
    expect(stories).toHaveLength(1);
  });

  test('tells nothing about an empty window', () => {
    expect(tellStories([], CONTEXT)).toEqual({ stories: [], offTopic: [], overBudget: [], copies: 0 });
  });
});

describe('a story from edition to edition', () => {
  test('is new, then known, then updated, under one name', () => {
    const first = only([wire]);
    const known = only([wire], editionWith([wire]));
    const updated = only([wire, chronicle, spanish], editionWith([wire]));
    expect([first.state, known.state, updated.state]).toEqual(['new', 'known', 'updated']);
    expect(new Set([first.id, known.id, updated.id])).toEqual(new Set([first.id]));
    expect(first.id).toMatch(/^[0-9a-f]{16}$/);
  });

  test('keeps its name when an earlier report arrives later', () => {
    const earlier = articleOf({
      key: 'early.txt',
      published: { date: '2023-09-12', from: 'header' },
      paragraphs: chronicle.article.blocks.map(({ text }) => text),
    });
    expect(only([wire, earlier], editionWith([wire])).id).toBe(only([wire]).id);
  });

  test('stays known when only a copy of a known text under another name arrives', () => {
    const copy = { ...wire, id: 'f'.repeat(32), article: { ...wire.article, key: 'again.txt' } };
    expect(only([wire, copy], editionWith([wire])).state).toBe('known');
  });
});
