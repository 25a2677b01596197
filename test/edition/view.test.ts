import { describe, expect, it, test } from 'vitest';
import { editionView } from '../../lambdas/edition/view.ts';
import { fill, plural, wordingFor } from '../../lambdas/edition/wording.ts';
import type { Edition } from '../../lambdas/types.ts';
import { edition, fullStory, quote, settings, source, story, storySource } from './sample.ts';

const view = (told: Edition, language = 'en', audience: 'mail' | 'web' = 'mail') =>
  editionView(told, { language, settings, audience });

describe('wording', () => {
  test.each([
    ['en', 1, '1 article'],
    ['en', 1200, '1,200 articles'],
    ['uk', 1, '1 стаття'],
    ['uk', 3, '3 статті'],
    ['uk', 5, '5 статей'],
    ['uk', 21, '21 стаття'],
    ['es', 1, '1 artículo'],
    ['es', 7, '7 artículos'],
    ['xx', 2, '2 articles'],
  ])('counts articles in %s: %i is %s', (language, n, words) => {
    const { wording } = wordingFor(language);
    expect(plural(wording.articles, n, wording.locale)).toBe(words);
  });

  it.each(['en', 'uk', 'es'])('has every plural form that %s needs', (language) => {
    const { wording } = wordingFor(language);
    const needed = new Intl.PluralRules(wording.locale).resolvedOptions().pluralCategories;
    for (const forms of [wording.articles, wording.outlets, wording.copies, wording.offTopic, wording.more]) {
      expect(needed.filter((category) => forms[category] === undefined)).toEqual([]);
    }
  });

  it('refuses a slot without a value', () => {
    expect(() => fill('until {time}', {})).toThrow(/\{time\}/);
  });
});

describe('the view of an edition', () => {
  test.each([
    ['en', 'No. 3', '14 September 2023, 07:00 (Europe/Kyiv, GMT+3)'],
    ['uk', '№ 3', '14 вересня 2023 р., 07:00 (Europe/Kyiv, GMT+3)'],
    ['es', 'N.º 3', '14 de septiembre de 2023, 07:00 (Europe/Kyiv, GMT+3)'],
    ['ja', 'No. 3', '14 September 2023, 07:00 (Europe/Kyiv, GMT+3)'],
  ])('tells number, date and zone in %s', (language, number, cutOff) => {
    expect(view(edition([]), language)).toMatchObject({ number, cutOff });
  });

  it('tells what the edition is made from, and nothing of what there is none of', () => {
    const counts = { articles: 14, outlets: 9, languages: 3, stories: 1, copies: 0, offTopic: 1 };
    expect(view(edition([story('A')], { counts })).coverage).toEqual([
      '14 articles',
      '9 outlets',
      '3 languages',
      '1 story',
      '1 on another subject',
      'received before 07:00',
    ]);
  });

  test.each(['A'.repeat(300), 'word '.repeat(40), 'Short', '👩‍👩‍👧‍👦 '.repeat(30), 'Ї'.repeat(59)])(
    'keeps the subject within 60 letters, the number at its end (%#)',
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
    expect(quiet.quiet?.text).toContain('11 September 2023, 07:00');
    expect(quiet.subject).toBe('The Vostochny Brief: A quiet edition · No. 3');
    expect(view(edition([story('A')])).quiet).toBeNull();
  });

  it('says when every story is an old one', () => {
    const known = story('A', { state: 'known' });
    expect(view(edition([known])).nothingNew).toMatch(/^Nothing new/);
    expect(view(edition([known, story('B', { state: 'updated' })])).nothingNew).toBeNull();
  });

  it('has room for twelve stories in the mail and for all of them on the web', () => {
    const told = edition(Array.from({ length: 15 }, (_, at) => story(`S${at}`)));
    expect(view(told).further).toHaveLength(11);
    expect(view(told).alsoCovered.map(({ title }) => title.text)).toEqual([
      'S12: the two leaders meet',
      'S13: the two leaders meet',
      'S14: the two leaders meet',
    ]);
    expect(view(told, 'en', 'web').further).toHaveLength(14);
    expect(view(told, 'en', 'web').alsoCovered).toEqual([]);
  });

  it('counts what it does not list of the articles on another subject', () => {
    const offTopic = Array.from({ length: 14 }, (_, at) => ({ ...source(`Paper ${at}`), closeness: 0 }));
    const told = view(edition([story('A')], { offTopic }));
    expect(told.setAside).toHaveLength(12);
    expect(told.setAsideMore).toBe('and 2 more');
  });

  it('gives three short sentences for one minute, and none when there are fewer than three stories', () => {
    const told = edition([story('A'), story('B'), story('C'), story('D')]);
    expect(view(told).bullets.map(({ by }) => by)).toEqual(['A Post', 'B Post', 'C Post']);
    expect(view(edition([story('A'), story('B')])).bullets).toEqual([]);
  });
});

describe('the view of a story', () => {
  const lead = (told: Parameters<typeof edition>[0][number], language = 'en') =>
    view(edition([told]), language).lead;

  it('names each quote’s outlet', () => {
    expect(lead(fullStory('A'))?.summary.map(({ by }) => by)).toEqual([
      'A Harbour Times',
      'A Harbour Times',
      'El Diario del Cabo',
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

  it('labels a story of one outlet, and shows nothing as standing only there', () => {
    const sources = [storySource('Lone Paper')] as const;
    const told = lead(story('A', { sources, only: [{ quote: quote(sources[0], 'Said once.') }] }));
    expect(told?.standing).toBe('Only one outlet so far');
    expect(told?.only).toEqual([]);
  });

  it('folds the copies of a text into one line', () => {
    const [copies] = lead(fullStory('A'))?.sources[0]?.copies ?? [];
    expect(copies?.before).toBe('Same or near-same text in ');
    expect(copies?.names.map(({ name }) => name)).toEqual([
      'Far East Monitor',
      'Island Courier',
      'outlet not named',
    ]);
  });

  it('tells a source’s language, agency and time as the outlet gave them', () => {
    expect(lead(fullStory('A'))?.sources[0]?.about).toBe(
      'English · text of Northern Wire · 13 Sept 2023, 14:05 +03:00',
    );
    expect(lead(fullStory('A'), 'uk')?.sources[1]?.about).toBe('іспанська · 13 вер. 2023 р.');
  });

  it('shows a translation that came with an article to readers of its language only, labelled', () => {
    expect(lead(fullStory('A'), 'fr')?.aids).toEqual([
      {
        label: 'Translation into French that came with the article of outlet not named',
        title: { text: 'Deux dirigeants au cosmodrome', lang: 'fr', dir: 'ltr' },
        summary: { text: 'Ils ont parlé deux heures.', lang: 'fr', dir: 'ltr' },
      },
    ]);
    expect(lead(fullStory('A'), 'en')?.aids).toEqual([]);
    expect(lead(fullStory('A'), 'uk')?.aids.map(({ title }) => title?.text)).toEqual([
      'Лідери двох країн зустрілися на космодромі',
    ]);
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

  it('gives the quotes of an agreement with the reader’s language first', () => {
    expect(lead(fullStory('A'), 'es')?.agree[0]?.map(({ lang }) => lang)).toEqual(['es', 'en']);
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
