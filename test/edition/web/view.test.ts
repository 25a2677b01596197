import { describe, expect, it, test } from 'vitest';
import { lineOf, neighboursOf } from '../../../lambdas/edition/web/calendar.ts';
import { editionPageView } from '../../../lambdas/edition/web/edition-page.ts';
import { archiveListsOf } from '../../../lambdas/edition/web/lists/archive-lists.ts';
import { archivePageView } from '../../../lambdas/edition/web/lists/archive-page.ts';
import { reasonsInWords } from '../../../lambdas/edition/web/reasons-in-words.ts';
import { around, closenessInWords, pageWording } from '../../../lambdas/edition/web/wording.ts';
import { directionOf } from '../../../lambdas/edition/wording.ts';
import type { Edition } from '../../../lambdas/types.ts';
import { edition, fullStory, quote, source, story, storySource } from '../sample.ts';
import { editionOn, LANGUAGES, settings, tellingStory } from './site.ts';

const stylesheet = 'style.css';

function view(told: Edition, language = 'en', others: readonly Edition[] = []) {
  const calendar = [told, ...others].map((one) => lineOf(one, LANGUAGES));
  return editionPageView(told, { language, settings, calendar, stylesheet });
}

describe('wording', () => {
  it.each(LANGUAGES)('has every plural form that %s needs, and every slot that English has', (language) => {
    const { words } = pageWording(language);
    const english = pageWording('en').words;
    const needed = new Intl.PluralRules(words.locale).resolvedOptions().pluralCategories;
    const counted = [
      'articles',
      'outlets',
      'languages',
      'stories',
      'copies',
      'offTopic',
      'repeats',
      'independent',
      'editions',
    ] as const;
    for (const name of counted)
      expect([name, needed.filter((form) => !words[name][form])]).toEqual([name, []]);
    const slots = (text: unknown) => [...String(text).matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [name, text] of Object.entries(english)) {
      if (typeof text === 'string')
        expect([name, slots(Reflect.get(words, name))]).toEqual([name, slots(text)]);
    }
    expect(words.dir).toBe(directionOf(language));
    expect(Object.keys(words)).toEqual(Object.keys(english));
  });

  test.each([
    ['ar', 1, 'مقال واحد'],
    ['ar', 2, 'مقالان'],
    ['ar', 5, '5 مقالات'],
    ['ar', 14, '14 مقالًا'],
    ['ar', 100, '100 مقال'],
    ['uk', 22, '22 статті'],
    ['es', 1, '1 artículo'],
  ])('counts in %s: %i is %s', (language, articles, words) => {
    const counts = { articles, outlets: 0, languages: 0, stories: 0, copies: 0, offTopic: 0 };
    expect(view(edition([], { counts }), language).coverage).toEqual([words]);
  });

  it('speaks English around the quotes of a language that it has no words for', () => {
    const { frame, number } = view(edition([story('A')]), 'ja');
    expect([frame.lang, number]).toEqual(['en', 'No. 3']);
  });

  it('refuses a pattern without its slot', () => {
    expect(() => around('Also in', 'outlets')).toThrow(/\{outlets\}/);
  });

  test.each([
    [1, 'at the heart of the subject'],
    [0.5, 'close to the subject'],
    [0.3, 'at the edge of the subject'],
    [0.29, 'near the subject, but not near enough'],
    [0.1, 'shares little with the subject'],
    [0, 'shares next to nothing with the subject'],
  ])('tells a closeness of %f in words', (closeness, words) => {
    expect(closenessInWords(closeness, pageWording('en').words)).toBe(words);
  });

  it('tells why a story stands where it stands, and leaves out what it has no words for', () => {
    const reasons = [
      'independent sources: 1',
      'languages: 2',
      'newest: 2023-09-14',
      'closeness: 0.62',
      'newest: soon',
      'mood: 3',
      'constructor: 1',
    ];
    expect(reasonsInWords(reasons, pageWording('en').words)).toEqual([
      '1 independent source',
      '2 languages',
      'latest article: 14 September 2023',
      'close to the subject',
    ]);
  });
});

describe('an edition’s page', () => {
  test.each([
    [
      'en',
      'No. 3',
      '14 September 2023',
      'Articles received before 14 September 2023, 07:00 (Europe/Kyiv, GMT+3)',
    ],
    [
      'uk',
      '№ 3',
      '14 вересня 2023 р.',
      'Статті, що надійшли до: 14 вересня 2023 р., 07:00 (Europe/Kyiv, GMT+3)',
    ],
    [
      'es',
      'N.º 3',
      '14 de septiembre de 2023',
      'Artículos recibidos antes de: 14 de septiembre de 2023, 07:00 (Europe/Kyiv, GMT+3)',
    ],
    ['ar', 'العدد 3', '14 سبتمبر 2023', 'المقالات الواردة قبل 14 سبتمبر 2023، 07:00 (Europe/Kyiv، غرينتش+3)'],
  ])('tells number, day and cut-off in %s', (language, number, day, cutOff) => {
    expect(view(edition([story('A')]), language)).toMatchObject({ number, day: { words: day }, cutOff });
  });

  it('has every story, and a list of them when there are several', () => {
    const told = edition(Array.from({ length: 40 }, (_, at) => story(`S${at}`)));
    expect(view(told).stories).toHaveLength(40);
    expect(view(told).contents).toHaveLength(40);
    expect(view(edition([story('A')])).contents).toEqual([]);
  });

  it('says in a quiet edition that there was nothing, and from when to when', () => {
    const { quiet, frame } = view(edition([]));
    expect(quiet?.text).toContain('between 11 September 2023, 07:00');
    expect(frame.title).toBe('A quiet edition · No. 3');
  });

  it('leads to the editions before and after, whichever was made first', () => {
    const [one, two, three] = [editionOn(13, 1), editionOn(14, 2), editionOn(15, 3)];
    const paths = (told: Edition, others: readonly Edition[]) =>
      view(told, 'uk', others).neighbours.map(({ rel, path }) => [rel, path]);
    expect(paths(two, [three, one])).toEqual([
      ['prev', '../editions/2023-09-13T04-00-00Z.uk.html'],
      ['next', '../editions/2023-09-15T04-00-00Z.uk.html'],
    ]);
    expect(paths(one, [three])).toEqual([['next', '../editions/2023-09-15T04-00-00Z.uk.html']]);
    expect(neighboursOf('2000-01-01T00-00-00Z', [lineOf(one, ['en'])])).toEqual({
      earlier: null,
      later: null,
    });
  });

  it('links a neighbour that was made before its language was in its first one', () => {
    const [one, two] = [editionOn(13, 1), editionOn(14, 2)];
    const calendar = [lineOf(one, ['en', 'uk']), lineOf(two, LANGUAGES)];
    const page = editionPageView(two, { language: 'es', settings, calendar, stylesheet });
    expect(page.neighbours.map(({ path }) => path)).toEqual(['../editions/2023-09-13T04-00-00Z.en.html']);
    const lists = archiveListsOf(calendar, settings.timeZone);
    const archive = archivePageView(lists, { language: 'es', settings, stylesheet });
    expect(archive.months[0]?.entries.map(({ spoken }) => spoken)).toEqual([null, 'inglés']);
  });
});

describe('a story on the page', () => {
  const lead = (told: Parameters<typeof edition>[0][number], language = 'en') =>
    view(edition([told]), language).stories[0];

  it('quotes one outlet of those that agree, the reader’s language first, and keeps the others’ own words', () => {
    const [fact] = lead(fullStory('A'), 'es')?.agree ?? [];
    expect(fact?.said.by.outlet).toBe('El Diario del Cabo');
    expect(fact?.outlets.map(({ outlet }) => outlet)).toEqual(['A Harbour Times']);
    expect(fact?.others.map(({ text }) => text)).toEqual([
      'They talked for about two hours, first with aides, then alone.',
    ]);
  });

  it('names those who agree and whose words may not be shown, and shows no more than the edition lets it', () => {
    const { agree, ...rest } = fullStory('A');
    const [{ quotes = [] } = {}] = agree;
    const [first] = lead({ ...rest, agree: [{ quotes, shown: 1 }] }, 'es')?.agree ?? [];
    expect(first?.said.by.outlet).toBe('A Harbour Times');
    expect(first?.others).toEqual([]);
    expect(first?.outlets).toEqual([
      {
        outlet: 'El Diario del Cabo',
        anchor: expect.stringMatching(/-source-2$/),
        comma: '',
        language: null,
      },
    ]);
  });

  it('shows somebody’s own words with the name that they were said under, unless they were quoted above', () => {
    const told = tellingStory('A');
    expect(lead(told)?.spoken).toMatchObject({
      text: 'We came to talk about rockets',
      speaker: { text: 'Ada Example' },
    });
    const [first] = told.sources;
    const again = {
      ...told,
      summary: first ? [quote(first, '“We came to talk about rockets,” she said.')] : [],
    };
    expect(lead(again)?.spoken).toBeNull();
  });

  it('leads from each quote to its article among the sources, and names the article’s own address', () => {
    const told = lead(tellingStory('A'));
    const anchors = told?.sources.map(({ anchor }) => anchor);
    expect(told?.differ[0]?.quotes.map(({ by }) => anchors?.indexOf(by.anchor ?? ''))).toEqual([0, 2]);
    expect(told?.differ[0]?.quotes[1]?.cite).toBe('https://slovo.example/summit');
    expect(told?.people[0]?.role.by.outlet).toBe('A Harbour Times');
    expect(told?.timeline.map(({ date }) => date.words)).toEqual(['August 2023', '13 September 2023']);
  });

  it('lists each repetition of a text under it, with what kind it is', () => {
    const repeats = lead(fullStory('A'))?.sources[0]?.repeats;
    expect(repeats?.label).toBe('3 repetitions of this text, counted with it as one source');
    expect(repeats?.articles.map(({ outlet, about }) => [outlet, about[0]])).toEqual([
      ['Far East Monitor', 'same text'],
      ['Island Courier', 'near-same text'],
      ['outlet not named', 'same text'],
    ]);
  });

  test.each([
    [{ date: '2023-09-13', from: 'x' }, '2023-09-13'],
    [{ date: '2023-09-13', time: '14:05:33', zone: '+03:00', from: 'x' }, '2023-09-13T14:05+03:00'],
    [{ date: '2023-09-13', time: '14:05', zone: 'Europe/Kyiv', from: 'x' }, '2023-09-13T14:05'],
    [{ date: '2023-09-13', time: '14:05', zone: 'Z', from: 'x' }, '2023-09-13T14:05Z'],
    [{ date: '2023-09-13', time: '99:99', from: 'x' }, '2023-09-13'],
    [{ date: '13 September', from: 'x' }, undefined],
    [{ date: '2023-19-13', from: 'x' }, undefined],
    [null, undefined],
  ])('tells a machine when an outlet published: %j is %j', (published, datetime) => {
    const told = lead(story('A', { sources: [storySource('Post', { published })] }));
    expect(told?.sources[0]?.published?.datetime).toBe(datetime);
  });

  it('keeps the sign of a zone before its hours, also among words that run from the right', () => {
    const published = { date: '2023-09-13', time: '14:05', zone: '+03:00', from: 'x' };
    const told = story('A', { sources: [storySource('Post', { published })] });
    expect(lead(told, 'ar')?.sources[0]?.published?.words).toContain('14:05 \u200E+03:00');
    expect(lead(told)?.sources[0]?.published?.words).toContain('14:05 +03:00');
  });

  it('names authors and agency, and says that an outlet is not named', () => {
    const sources = [
      storySource(null, { key: 'a.txt', agency: 'Northern Wire', authors: ['Ada B', 'Cy D'] }),
      storySource(null, { key: 'b.txt' }),
    ];
    const [first, second] = lead(story('A', { sources }))?.sources ?? [];
    expect([first?.outlet, second?.outlet]).toEqual([
      'outlet not named (source 1)',
      'outlet not named (source 2)',
    ]);
    expect(first?.about).toEqual(['English', 'text of Northern Wire', 'by Ada B and Cy D']);
  });

  it('does not say the first sentence again under a headline that is that sentence', () => {
    const sources = [storySource('Post')] as const;
    const told = story('A', {
      sources,
      headline: { text: 'They met.', language: 'en', articleId: sources[0].articleId },
      summary: [quote(sources[0], 'They met.'), quote(sources[0], 'They dined.')],
    });
    expect(lead(told)?.summary.map(({ said }) => said.text)).toEqual(['They dined.']);
  });

  it('tells once what it opens with, and there who else reports it, each in the language that it is in', () => {
    const sources = [storySource('Post'), storySource('Diario', { language: 'es' })] as const;
    const [post, diario] = [quote(sources[0], 'They met.'), quote(sources[1], 'Se reunieron.')];
    const told = story('A', {
      sources: [...sources],
      summary: [post],
      agree: [{ quotes: [post, diario], shown: 1 }],
    });
    const shown = lead(told);
    expect(shown?.agree).toEqual([]);
    expect(shown?.summary[0]?.outlets.map(({ outlet, language }) => [outlet, language])).toEqual([
      ['Diario', 'Spanish'],
    ]);
    expect(shown?.summary[0]?.said.by.language).toBeNull();
    expect(lead(told, 'es')?.summary[0]?.said.by.language).toBe('inglés');
  });

  it('shows a translation that came with an article to readers of its language only, and the outlet whose it is', () => {
    const french = lead(fullStory('A'), 'fr')?.translations;
    expect(french?.map(({ label, outlet }) => `${label.before}${outlet}${label.after}`)).toEqual([
      'Translation into French that came with the article of outlet not named',
    ]);
    expect(lead(fullStory('A'), 'uk')?.translations.map(({ title }) => title?.text)).toEqual([
      'Лідери двох країн зустрілися на космодромі',
    ]);
    expect(lead(fullStory('A'))?.translations).toEqual([]);
  });
});

describe('the archive', () => {
  const archive = (editions: readonly Edition[], language = 'en') =>
    archivePageView(
      archiveListsOf(
        editions.map((told) => lineOf(told, LANGUAGES)),
        settings.timeZone,
      ),
      { language, settings, stylesheet },
    );

  it('has every edition, the newest first, under its month in the briefing’s zone', () => {
    const july = edition([story('J')], {
      id: '2023-08-31T22-00-00Z',
      slot: '2023-08-31T22:00:00.000Z',
      number: 1,
    });
    const before = edition([], { id: '2023-08-31T20-00-00Z', slot: '2023-08-31T20:00:00.000Z', number: 1 });
    const { months, parts } = archive([editionOn(13, 2), before, editionOn(14, 3), july]);
    expect(parts).toEqual([
      {
        label: 'By month',
        parts: [
          { path: 'archive/2023-09.en.html', name: 'September 2023' },
          { path: 'archive/2023-08.en.html', name: 'August 2023' },
        ],
      },
    ]);
    expect(months.map(({ name, entries }) => [name, entries.map(({ day }) => day.words)])).toEqual([
      ['September 2023', ['14 September 2023', '13 September 2023', '1 September 2023']],
      ['August 2023', ['31 August 2023']],
    ]);
    expect(months[1]?.entries[0]?.headline.text).toBe('A quiet edition');
  });

  it('shows the headline that a source in the reader’s language gave', () => {
    const [month] = archive([editionOn(13, 1, [fullStory('A')])], 'uk').months;
    expect(month?.entries[0]?.headline).toEqual({
      text: 'Лідери двох країн зустрілися на космодромі',
      lang: 'uk',
      dir: 'ltr',
    });
  });

  it('keeps what it needs of an edition in a line of a few hundred bytes, however long the edition', () => {
    const long = 'word '.repeat(500);
    const stories = Array.from({ length: 50 }, (_, at) => {
      const sources = ['en', 'uk', 'es', 'ar'].map((language) =>
        storySource(`P${language}`, { language, title: long }),
      );
      return story(`S${at}`, {
        sources,
        headline: { text: long, language: 'en', articleId: sources[0]?.articleId ?? '' },
      });
    });
    const line = lineOf(edition(stories, { offTopic: [{ ...source('Garden'), closeness: 0 }] }), LANGUAGES);
    expect(Buffer.byteLength(JSON.stringify(line))).toBeLessThan(5_000);
    expect(Buffer.byteLength(JSON.stringify(lineOf(edition([story('A')]), LANGUAGES)))).toBeLessThan(400);
  });
});
