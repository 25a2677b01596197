import { describe, expect, it, test } from 'vitest';
import { editionView } from '../../lambdas/edition/full/full-view.ts';
import { bulletsOf } from '../../lambdas/edition/select/bullets.ts';
import { withLeadInLanguage } from '../../lambdas/edition/select/lead-in-language.ts';
import { textOf } from '../../lambdas/edition/view/linked-text.ts';
import { quoterOf } from '../../lambdas/edition/view/quote-view.ts';
import { anchorOf } from '../../lambdas/edition/view/without-repeats.ts';
import { pageStoryView } from '../../lambdas/edition/web/page-story.ts';
import { pageWording } from '../../lambdas/edition/web/wording.ts';
import { wordingFor } from '../../lambdas/edition/wording.ts';
import type { Edition } from '../../lambdas/types.ts';
import { edition, fullStory, quote, settings, source, story, storySource } from './sample.ts';

const view = (told: Edition, language = 'en') => editionView(told, { language, settings });

describe('a lead in the reader’s language', () => {
  const told = (text: string, ours: string, ...by: readonly string[]) => {
    const sources = ['Gazette', 'Post'].map((name) => storySource(name));
    const wave = storySource('Хвиля', { ...source('Хвиля'), language: 'uk' });
    const [first] = sources.map((one) => quote(one, text));
    const own = quote(wave, ours);
    const others = [...sources, wave].filter(({ outlet }) => by.includes(outlet ?? ''));
    return withLeadInLanguage(
      story('W', {
        sources: [...sources, wave],
        summary: first === undefined ? [] : [first],
        leads: [own],
        agree: [
          { quotes: [...(first === undefined ? [] : [first]), ...others.map((one) => quote(one, 'So.'))] },
        ],
      }),
      'uk',
    );
  };

  it.each([
    // It says the same number: the table would tell the reader that its outlet lacks what it is quoted with.
    ['50,000 tonnes of wheat were offered.', 'Запропоновано 50 000 тонн пшениці.', ['Post'], 0],
    ['50,000 tonnes of wheat were offered.', 'Запропоновано 50 000 тонн пшениці.', ['Post', 'Хвиля'], 1],
    ['50,000 tonnes of wheat were offered.', 'Переговори тривали дві години.', ['Post'], 1],
  ] as const)('%s / %s, reported by %j: %i agreements', (text, ours, by, count) => {
    const { summary, agree } = told(text, ours, ...by);
    expect(summary.map((one) => one.text)).toEqual([ours]);
    expect(agree).toHaveLength(count);
  });
});

describe('the view of an edition', () => {
  test.each([
    ['en', 'No. 3', 'Thu 14 Sept'],
    ['uk', '№ 3', 'чт, 14 вер.'],
    ['es', 'N.º 3', 'jue, 14 sept'],
    ['ar', 'العدد 3', 'الخميس، 14 سبتمبر'],
    ['ja', 'No. 3', 'Thu 14 Sept'],
  ])('tells number and day in %s', (language, number, day) => {
    expect(view(edition([]), language)).toMatchObject({ number, day });
  });

  it('tells what the edition is made from, and nothing of what there is none of', () => {
    const counts = { articles: 14, outlets: 9, languages: 3, stories: 1, copies: 0, offTopic: 1 };
    expect(view(edition([story('A')], { counts })).coverage).toEqual([
      '14 articles',
      '9 outlets',
      '3 languages',
      '1 story',
      'received before 07:00',
    ]);
  });

  test.each(['A'.repeat(300), 'word '.repeat(40), 'Short', '👩‍👩‍👧‍👦 '.repeat(30), 'Ї'.repeat(59)])(
    'keeps the subject within 60 characters, the number at its end (%#)',
    (text) => {
      const told = story('A');
      const { subject } = view(edition([{ ...told, headline: { ...told.headline, text } }]));
      expect([...new Intl.Segmenter().segment(subject)].length).toBeLessThanOrEqual(60);
      expect(subject).toMatch(/ · No\. 3$/);
    },
  );

  it('takes for the subject the title that a source in the reader’s language gave', () => {
    expect(view(edition([fullStory('A')]), 'uk').subject).toBe(
      'Лідери двох країн зустрілися на космодромі · № 3',
    );
  });

  it('says in a few lines that nothing came', () => {
    const quiet = view(edition([]));
    expect(quiet.quiet?.title).toBe('A quiet edition');
    expect(quiet.quiet?.lines[0]).toContain('11 September 2023, 07:00');
    expect(quiet.subject).toBe('The Vostochny Brief: A quiet edition · No. 3');
    expect(view(edition([story('A')])).quiet).toBeNull();
  });

  it('says in a few lines that nothing is new, and leaves the stories that go on to the page', () => {
    const known = story('A', { state: 'known' });
    const told = edition([known, story('B', { state: 'known' })]);
    expect(view(told)).toMatchObject({ contents: [], stories: [] });
    expect(view(told).quiet?.lines).toEqual([
      'Nothing new was received since the last edition.',
      '2 stories go on as before; the web page has them in full.',
    ]);
    expect(view(told).subject).toBe('The Vostochny Brief: A quiet edition · No. 3');
    expect(view(edition([known, story('B', { state: 'updated' })])).quiet).toBeNull();
  });

  it('marks what is new, what has grown, and what goes on', () => {
    const all = [story('A'), story('B', { state: 'updated' }), story('C', { state: 'known' })];
    const states = (change: Partial<Edition>) => view(edition(all, change)).stories.map(({ state }) => state);
    expect(states({ fresh: [] })).toEqual(['New', 'Updated', 'Continuing']);
    // In a first edition all is new.
    expect(states({})).toEqual([null, null, null]);
  });

  it('opens with a numbered list of its stories, in their order', () => {
    const alone = story('B', { sources: [storySource('Lone Paper')] });
    const told = view(edition([story('A'), alone, fullStory('C')]));
    expect(told.contents.map(({ number, outlets, differ }) => [number, outlets, differ])).toEqual([
      ['1', '2 outlets', null],
      ['2', '1 outlet', null],
      ['3', '4 outlets', 'they differ: 17 coaches or 20'],
    ]);
    expect(told.contents.map(({ headline }) => headline)).toEqual(
      told.stories.map(({ headline }) => headline),
    );
  });

  it('has room for twelve stories, and mentions the others', () => {
    const told = edition(Array.from({ length: 15 }, (_, at) => story(`S${at}`)));
    expect(view(told).stories).toHaveLength(12);
    expect(view(told).alsoCovered.map(({ title }) => title.text)).toEqual([
      'S12: the two leaders meet',
      'S13: the two leaders meet',
      'S14: the two leaders meet',
    ]);
  });

  it('links a story that has no room to its place on the page', () => {
    const told = edition(Array.from({ length: 13 }, (_, at) => story(`S${at}`)));
    const [mention] = view(told).alsoCovered;
    const [last] = told.stories.slice(-1).map(anchorOf);
    expect(mention?.url).toBe(`https://news.example.org/editions/2023-09-14T04-00-00Z.en.html#${last}`);
    expect(textOf(mention?.outlet ?? [])).toBe('S12 Post and S12 Herald');
  });

  it('tells who is who and what happened when, each once and with its source', () => {
    const told = view(edition([fullStory('A'), fullStory('A'), fullStory('B')]));
    expect(told.people.map(({ before, name, after, by }) => [before, name, after, textOf(by)])).toEqual([
      ['', 'A Lee', ', a propulsion engineer at the Harbour Institute', 'A Harbour Times'],
      ['', 'B Lee', ', a propulsion engineer at the Harbour Institute', 'B Harbour Times'],
    ]);
    expect(told.timeline.map(({ date }) => date)).toEqual(['July 2023', '13 September 2023']);
  });
});

describe('a story with sources in several languages', () => {
  const [en, uk] = [storySource('Harbour Times'), storySource('Хвиля', { language: 'uk' })];
  const told = story('A', {
    sources: [en, uk],
    summary: [
      quote(en, 'The ferry sailed again on Monday.'),
      quote(en, 'The crew of nine came aboard at dawn.'),
    ],
    leads: [quote(uk, 'Пором знову вийшов у море в понеділок.')],
  });
  const beginning = (language: string) =>
    view(edition([told]), language).stories[0]?.summary.map(({ text }) => text);

  it('begins in the reader’s own', () => {
    expect(beginning('uk')?.[0]).toBe('Пором знову вийшов у море в понеділок.');
    expect(beginning('en')?.[0]).toBe('The ferry sailed again on Monday.');
    expect(bulletsOf([withLeadInLanguage(told, 'uk')], 'uk')[0]?.quote.text).toBe(
      'Пором знову вийшов у море в понеділок.',
    );
  });

  it('goes on as for everybody', () => {
    expect(beginning('uk')?.slice(1)).toEqual(beginning('en')?.slice(1));
    expect(beginning('es')).toEqual(beginning('en'));
  });
});

describe('the list of stories that opens a mail', () => {
  const bullets = (told: Edition) =>
    bulletsOf(told.stories, 'en').map(({ story: of, quote: one }) => {
      const { text, cut, by } = quoterOf(of, wordingFor('en').wording).view(one);
      return `${text}${cut ? '…' : ''} — ${textOf(by)}`;
    });

  it('is a short sentence of each of the first three stories', () => {
    expect(bullets(edition([story('A'), story('B'), story('C'), story('D')]))).toEqual([
      'The talks about A lasted two hours. — A Post',
      'The talks about B lasted two hours. — B Post',
      'The talks about C lasted two hours. — C Post',
    ]);
  });

  it('is three different facts where there is one story', () => {
    const [a, b] = [storySource('Post'), storySource('Herald')];
    const lead = quote(a, 'The two leaders met at the launch site on Wednesday.');
    const told = story('A', {
      sources: [a, b],
      summary: [lead, quote(a, 'On Wednesday the two leaders met at the new launch site.')],
      agree: [
        { quotes: [quote(b, 'They met there.'), lead] },
        { quotes: [quote(b, 'A train with seventeen coaches brought the visitors.')] },
      ],
      only: [{ quote: quote(b, 'The dinner ended with a toast to friendship.') }],
    });
    expect(bullets(edition([told]))).toEqual([
      'The two leaders met at the launch site on Wednesday. — Post',
      'A train with seventeen coaches brought the visitors. — Herald',
      'The dinner ended with a toast to friendship. — Herald',
    ]);
  });

  it('has at most 25 words each, cut where a sentence may end', () => {
    const post = storySource('Post');
    const long =
      'The two leaders began their meeting with a tour of the hall in which the rockets are put together, at which the visitor asked the engineers many questions about their work.';
    const endless = `The two ${'very '.repeat(30)}old friends met.`;
    const told = story('A', { sources: [post], summary: [quote(post, endless), quote(post, long)] });
    expect(bullets(edition([told]))).toEqual([
      'The two leaders began their meeting with a tour of the hall in which the rockets are put together… — Post',
    ]);
  });
});

describe('the view of a story', () => {
  const lead = (told: Parameters<typeof edition>[0][number], language = 'en') =>
    view(edition([told]), language).stories[0];

  it('names each quote’s outlet', () => {
    expect(lead(fullStory('A'))?.summary.map(({ by }) => textOf(by))).toEqual([
      'A Harbour Times',
      'A Harbour Times',
      'El Diario del Cabo (Spanish)',
    ]);
  });

  it('says that an outlet is not named, with the source’s number where there are several', () => {
    const two = [
      storySource(null, { key: 'a.txt' }),
      storySource('Post'),
      storySource(null, { key: 'b.txt' }),
    ];
    expect(lead(story('A', { sources: two }))?.sources.map(({ outlet }) => outlet)).toEqual([
      'outlet not named (source 1)',
      'Post',
      'outlet not named (source 3)',
    ]);
    expect(lead(story('A', { sources: [storySource(null)] }))?.sources[0]?.outlet).toBe('outlet not named');
  });

  it('lists what is shown here of articles of other stories under the number of their name: the page all, the mail what it shows', () => {
    const [post, herald] = [storySource('Post'), storySource('Herald')] as const;
    const [cited, silent] = [storySource(null, { key: 'c.txt' }), storySource(null, { key: 'd.txt' })];
    const told = story('A', {
      sources: [post, herald],
      elsewhere: [silent, cited],
      agree: [
        { quotes: [quote(post, 'The ferry sailed at noon.'), quote(cited, 'At noon the ferry sailed.')] },
      ],
    });
    expect(lead(told)?.sources.map(({ number, outlet }) => `${number}. ${outlet}`)).toEqual([
      '1. Post',
      '2. Herald',
      '4. outlet not named (source 4)',
    ]);
    const { words } = pageWording('en');
    const page = pageStoryView(told, {
      words,
      language: 'en',
      isLead: true,
      edition: '2026-03-11T12-00-00Z',
    });
    expect(page.sources.map(({ outlet }) => outlet)).toEqual([
      'Post',
      'Herald',
      'outlet not named (source 3)',
      'outlet not named (source 4)',
    ]);
  });

  it('labels a story of one outlet, and shows nothing as standing only there', () => {
    const sources = [storySource('Lone Paper')] as const;
    const told = lead(story('A', { sources, only: [{ quote: quote(sources[0], 'Said once.') }] }));
    expect(told?.standing).toBe('From one outlet');
    expect(told?.only).toEqual([]);
  });

  it('folds the copies of a text into one line', () => {
    expect(lead(fullStory('A'))?.sources[0]?.copies.map(textOf)).toEqual([
      'Same or near-same text in Far East Monitor, Island Courier and outlet not named',
    ]);
    const copies = [1, 2, 3].map((n) =>
      source('Island Courier', { kind: 'exact', key: `${n}.txt`, url: null }),
    );
    const told = story('A', { sources: [storySource('Post', { copies })] });
    expect(lead(told)?.sources[0]?.copies.map(textOf)).toEqual([
      'Same or near-same text in Island Courier (3 files)',
    ]);
  });

  it('tells a source’s language, agency and time as the outlet gave them', () => {
    const about = (at: number, language = 'en') =>
      textOf(lead(fullStory('A'), language)?.sources[at]?.about ?? []);
    expect(about(0)).toBe('English · text of Northern Wire · 13 Sept 2023, 14:05 +03:00');
    expect(about(1, 'uk')).toBe('іспанська · 13 вер. 2023 р.');
  });

  it('shows a translation that came with an article to readers of its language only, labelled', () => {
    const translations = lead(fullStory('A'), 'fr')?.translations.map((aid) => ({
      ...aid,
      label: textOf(aid.label),
    }));
    expect(translations).toEqual([
      {
        label: 'Translation into French that came with the article of outlet not named',
        title: { text: 'Deux dirigeants au cosmodrome', lang: 'fr', dir: 'ltr' },
        summary: { text: 'Ils ont parlé deux heures.', lang: 'fr', dir: 'ltr' },
      },
    ]);
    expect(lead(fullStory('A'), 'en')?.translations).toEqual([]);
    // The title that a source gave in the reader's language is the headline.
    expect(lead(fullStory('A'), 'uk')?.translations).toEqual([]);
    expect(lead(fullStory('A'), 'uk')?.headline.text).toBe('Лідери двох країн зустрілися на космодромі');
  });

  it('cuts a long translation behind a sentence', () => {
    const sentences = Array.from({ length: 40 }, (_, n) => `Ils ont parlé ${n} heures.`);
    const translations = [{ language: 'fr', title: null, summary: sentences.join(' ') }];
    const told = story('A', { sources: [storySource('Post', { translations })] });
    const cut = lead(told, 'fr')?.translations[0]?.summary?.text ?? '';
    expect(cut).toMatch(/^Ils ont parlé 0 heures\. .* heures\. …$/);
    expect(cut.length).toBeLessThan(702);
    const endless = [{ language: 'fr', title: null, summary: 'mot '.repeat(400) }];
    const other = story('A', { sources: [storySource('Post', { translations: endless })] });
    expect(lead(other, 'fr')?.translations[0]?.summary?.text).toMatch(/mot…$/);
  });

  it('does not say the first sentence again under a headline that is that sentence', () => {
    const sources = [storySource('Post')] as const;
    const told = story('A', {
      sources,
      headline: { text: 'They met.', language: 'en', articleId: sources[0].articleId },
      summary: [quote(sources[0], 'They met.'), quote(sources[0], 'They dined.')],
    });
    expect(lead(told)?.summary.map(({ text }) => text)).toEqual(['They dined.']);
  });

  describe('with an agreement', () => {
    const [post, herald, faro, slovo] = [
      storySource('Post'),
      storySource('Herald', { url: null }),
      storySource('El Faro', { language: 'es' }),
      storySource('Слово', { language: 'uk' }),
    ];
    const sources = [post, herald, faro, slovo];
    const [en, es] = [quote(post, 'They met.'), quote(faro, 'Se reunieron.')];
    const quotes = [en, es, quote(slovo, 'Вони зустрілися.'), quote(herald, 'The two met.')];
    const told = story('A', {
      sources,
      summary: [quote(herald, 'It rained.')],
      agree: [{ quotes, shown: 2 }],
    });
    const shown = (language: string) =>
      lead(told, language)?.agree.map(({ text, also }) => `${text} ${textOf(also)}`);

    it('quotes one outlet and names all others, with a link where there is one', () => {
      expect(shown('en')).toEqual(['They met. Also: Herald, El Faro (Spanish) and Слово (Ukrainian)']);
      expect(lead(told)?.agree[0]?.also.flatMap(({ url }) => url ?? [])).toEqual([
        'https://el-faro.example/summit?id=1&part=2',
        'https://xn--b1arjbl.example/summit?id=1&part=2',
      ]);
    });

    it('quotes it in the reader’s language where the cap has room for that', () => {
      expect(shown('es')).toEqual([
        'Se reunieron. También: Post (inglés), Слово (ucraniano) y Herald (inglés)',
      ]);
      expect(shown('uk')?.[0]).toMatch(/^They met\. Також: Herald/);
    });

    it('names the others at the lead sentence itself where that is the fact', () => {
      const same = story('A', { sources, summary: [en], agree: [{ quotes }] });
      expect(lead(same)?.agree).toEqual([]);
      expect(lead(same)?.summary.map(({ also }) => textOf(also))).toEqual([
        'Also: Herald, El Faro (Spanish) and Слово (Ukrainian)',
      ]);
    });

    it('does not tell in what happened what it tells below', () => {
      const twice = story('A', {
        sources,
        summary: [quote(herald, 'It rained.'), en, quote(post, 'They dined.')],
        agree: [{ quotes }],
        only: [{ quote: quote(post, 'They dined.', { block: 99 }) }],
      });
      expect(lead(twice)?.summary.map(({ text }) => text)).toEqual(['It rained.', 'They dined.']);
    });

    it('counts the outlets that it has no room to name', () => {
      const many = Array.from({ length: 12 }, (_, at) => storySource(`Paper ${at}`));
      const all = story('A', {
        sources: many,
        summary: [],
        agree: [{ quotes: many.map((from) => quote(from, 'They met.')) }],
      });
      expect(textOf(lead(all)?.agree[0]?.also ?? [])).toMatch(
        /^Also: Paper 1, .*Paper 8 and 3 more outlets$/,
      );
    });
  });

  it('shows somebody’s own words with who quotes them, in which language', () => {
    const spoken = lead(fullStory('A'))?.spoken;
    expect(spoken?.text).toMatch(/^We came to talk/);
    expect(textOf(spoken?.by ?? [])).toBe('A Host, quoted in English by A Harbour Times');
    expect([spoken?.open, spoken?.close]).toEqual(['“', '”']);
    const slovo = storySource('Слово', { language: 'uk' });
    const own = { speaker: 'Пєсков', quote: quote(slovo, 'Ми приїхали говорити про космос') };
    expect(lead(story('A', { sources: [slovo], summary: [], spoken: own }))?.spoken).toMatchObject({
      open: '«',
      close: '»',
    });
  });

  test.each([
    ['https://a.example/x?y=1', 'https://a.example/x?y=1'],
    ['http://a.example/', 'http://a.example/'],
    ['javascript:alert(1)', null],
    [' java\nscript:alert(1)', null],
    ['data:text/html,hi', null],
    ['//a.example/x', null],
    ['not a url', null],
    ['https://bank.example@evil.example/', null],
    [`https://a.example/${'x'.repeat(3000)}`, null],
  ])('links %j as %j', (url, href) => {
    const told = lead(story('A', { sources: [storySource('Post', { url })] }));
    expect(told?.sources[0]?.url).toBe(href);
  });
});
