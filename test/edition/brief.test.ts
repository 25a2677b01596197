import { describe, expect, test } from 'vitest';
import { briefView } from '../../lambdas/edition/brief/brief-view.ts';
import { figuresOf } from '../../lambdas/edition/brief/figure.ts';
import { editionView } from '../../lambdas/edition/full/full-view.ts';
import { SPOKEN } from '../../lambdas/edition/wording.ts';
import type { Edition, Story } from '../../lambdas/types.ts';
import {
  edition,
  fullEdition,
  fullStory,
  quote,
  renderShort,
  settings,
  source,
  story,
  storySource,
} from './sample.ts';

const view = (told: Edition, language = 'en') => briefView(told, { language, settings });
const between = (a: string, b: string, about: 'number' | 'place' = 'number', language = 'en') => ({
  about,
  quotes: [a, b].map((text) => quote(source('Post', { language }), text)),
});

describe('what two sides differ on', () => {
  test.each([
    ['The train had 17 coaches.', 'The train had 20 coaches.', ['17 coaches', '20 coaches']],
    ['Six boats left on 3 May.', 'Four boats left on 3 May.', ['Six boats', 'Four boats']],
    ['It moved 50,000 tonnes.', 'It moved 30,000 tonnes.', ['50,000 tonnes', '30,000 tonnes']],
    ['About 12 % agreed.', 'About 15 % agreed.', ['12 %', '15 %']],
    ['They pay 45 per cent less.', 'They pay 25 per cent less.', ['45 per cent', '25 per cent']],
    ['It has $420m over six years.', 'It has $240m over six years.', ['$420m', '$240m']],
    ['For the USA 15 boats sailed.', 'For the USA 19 boats sailed.', ['15 boats', '19 boats']],
    ['There were 18 of them.', 'There were 19 of them.', ['18', '19']],
    // What is counted is too long for half a telephone: the number alone.
    ['They met 4 representatives.', 'They met 5 representatives.', ['4', '5']],
  ])('is cut out of both: %s / %s', (a, b, figures) => {
    expect(figuresOf(between(a, b))?.map(({ text }) => text)).toEqual(figures);
  });

  test('is no word cut at its apostrophe', () => {
    const rivals = between('Pour 3,9 milliards d’euros.', 'Ils ont 7 milliards d’yens.', 'number', 'fr');
    expect(figuresOf(rivals)?.map(({ text }) => text)).toEqual(['3,9 milliards', '7 milliards']);
  });

  test.each([
    ['two numbers that the other has not', 'Of 17 coaches 4 were armoured.', 'The train had 20 coaches.'],
    ['no number', 'Many boats left.', 'Four boats left.'],
    ['the same number', 'It cost 3 million.', 'The price was 3,000,000.'],
  ])('is not said where there is %s', (_, a, b) => {
    expect(figuresOf(between(a, b))).toBeNull();
  });

  test('is not said of anything but numbers', () => {
    expect(figuresOf(between('They met in 1 hall.', 'They met in 2 halls.', 'place'))).toBeNull();
  });

  test.each([
    ['Die Rede dauerte 40 Minuten.', 'Die Rede dauerte 20 Minuten.', 'they differ: 40 minutes or 20 minutes'],
    ['Der Fonds hat 420 Millionen Euro.', 'Der Fonds hat 240 Millionen Euro.', 'they differ: €420m or €240m'],
    ['Es gilt für 45 Prozent.', 'Es gilt für 25 Prozent.', 'they differ: 45 per cent or 25 per cent'],
    ['Es kamen 1200 Leute.', 'Es kamen 1800 Leute.', 'they differ'],
  ])('is read in the reader’s language: %s', (a, b, told) => {
    const { contents } = view(edition([story('B', { differ: [between(a, b, 'number', 'de')] })]));
    expect(contents.map(({ differ }) => differ)).toEqual([told]);
  });

  test('stands in the first line of the contents and in the preheader', () => {
    const told = edition([
      story('A'),
      story('B', { differ: [between('It had 17 cars.', 'It had 20 cars.')] }),
    ]);
    const { contents, preheader } = view(told);
    expect(contents.map(({ differ }) => differ)).toEqual([null, 'they differ: 17 cars or 20 cars']);
    expect(preheader).toBe('B: the two leaders meet: they differ: 17 cars or 20 cars');
    const many = Array.from({ length: 12 }, (_, at) =>
      story(`S${at}`, { differ: [between('It had 17 cars.', 'It had 20 cars.')] }),
    );
    expect(view(edition(many)).preheader.length).toBeLessThan(300);
  });
});

/** Four outlets; three claims, of which the first is reported by three, the others by two. */
function compared(): Story {
  const sources = ['Harbour Gazette', 'Granite Post', 'Harbour Post', 'Хвиля'].map((name) =>
    storySource(name),
  );
  const [gazette, granite, harbour, wave] = sources as [
    (typeof sources)[0],
    (typeof sources)[0],
    (typeof sources)[0],
    (typeof sources)[0],
  ];
  const fact = (text: string, ...by: readonly (typeof gazette)[]) => ({
    quotes: by.map((one) => quote(one, text)),
  });
  return story('M', {
    sources,
    agree: [
      fact('The bridge opens in May.', gazette, granite, harbour),
      fact('The toll is four crowns.', harbour, wave),
      fact('The old ferry stops.', gazette, harbour),
    ],
  });
}

describe('who reports what', () => {
  const matrixOf = (told: Story) => view(edition([told])).stories[0]?.matrix ?? null;

  test('marks an outlet for a claim that it reports, and no other', () => {
    const matrix = matrixOf(compared());
    const names = matrix?.columns.map(({ name }) => name);
    const marked = matrix?.rows.map(({ claim, marks, count }) => [
      claim.text,
      marks.flatMap(({ reports }, at) => (reports ? [names?.[at]] : [])).toSorted(),
      count,
    ]);
    expect(marked).toEqual([
      ['The bridge opens in May', ['Granite Post', 'Harbour Gazette', 'Harbour Post'], '3/4'],
      ['The toll is four crowns', ['Harbour Post', 'Хвиля'], '2/4'],
      ['The old ferry stops', ['Harbour Gazette', 'Harbour Post'], '2/4'],
    ]);
  });

  test('never takes two articles that name no outlet for one, also where one is of another story', () => {
    const told = compared();
    const unnamed = told.sources.map((one, at) => (at < 2 ? { ...one, outlet: null } : one));
    expect(matrixOf({ ...told, sources: unnamed })?.rows[0]?.count).toBe('3/4');
    const [first, ...others] = unnamed;
    const elsewhere = first === undefined ? [] : [first];
    expect(matrixOf({ ...told, sources: others, elsewhere })?.rows[0]?.count).toBe('3/4');
  });

  test('gives each outlet a letter of its own, and says whose it is', () => {
    const matrix = matrixOf(compared());
    const letters = matrix?.columns.map(({ letter }) => letter) ?? [];
    expect(new Set(letters).size).toBe(4);
    expect(matrix?.legend.map(({ letter, label }) => `${letter} ${label[0]?.text}`)).toContain('Х Хвиля');
  });

  test('tells the reader’s language first, then the story’s, and few claims in another', () => {
    const inLanguage = (language: string, text: string) => quote(source('Post', { language }), text);
    const told = compared();
    const claims = ['es', 'uk', 'en', 'es', 'uk', 'en'].map((language, at) => {
      const first = inLanguage(language, `Claim ${at} is told in ${language}.`);
      return { quotes: [first, ...(told.agree[0]?.quotes.slice(1) ?? [])], shown: 1 };
    });
    const headline = { ...told.headline, language: 'en' };
    const languagesFor = (language: string, agree = claims) => {
      const { stories } = view(edition([{ ...told, headline, agree }]), language);
      return stories[0]?.matrix?.rows.map(({ claim }) => claim.lang);
    };
    const named = view(edition([{ ...told, headline, agree: claims.slice(1) }]), 'es').stories[0]?.matrix;
    expect(named?.rows.map((row) => row.language)).toEqual([undefined, 'inglés']);
    expect(languagesFor('uk')).toEqual(['uk', 'uk']);
    expect(languagesFor('es', claims.slice(1))).toEqual(['es', 'en']);
    expect(languagesFor('ar')).toEqual(['en', 'en']);
  });

  test('has no row for what the story opens with where fewer than half are found to say it', () => {
    const counts = (told: Story, lead: number) =>
      matrixOf({ ...told, summary: (told.agree[lead]?.quotes ?? []).slice(0, 1) })?.rows.map(
        ({ count }) => count,
      );
    const told = compared();
    const further = ['Ferry News', 'Quay Post'].map((name) => storySource(name));
    const larger = { ...told, sources: [...told.sources, ...further] };
    expect(counts(told, 1)).toEqual(['3/4', '2/4', '2/4']);
    expect(counts(larger, 1)).toEqual(['3/6', '2/6']);
    expect(counts(larger, 0)).toEqual(['3/6', '2/6', '2/6']);
  });

  test('is not drawn for two outlets, or for one claim', () => {
    const { sources, agree, ...rest } = compared();
    expect(matrixOf({ ...rest, sources, agree: agree.slice(0, 1) })).toBeNull();
    expect(matrixOf(fullStory('A'))).toBeNull();
  });

  test('tells a screen reader in words what the squares tell', async () => {
    const { html, text } = await renderShort(edition([compared()]));
    expect(html.match(/aria-label="reports it"/g)).toHaveLength(7);
    expect(html.match(/aria-label="not found there"/g)).toHaveLength(5);
    expect(text).toContain('The toll is four crowns — 2/4: Harbour Post and Хвиля');
  });
});

describe('the line of sources', () => {
  const outlets = ['Harbour Gazette', 'Harbour Post', 'Granite Post'].map((name) =>
    storySource(name, { ...source(name), url: `https://${name.replace(' ', '-').toLowerCase()}.example/a` }),
  );
  const said = outlets.map((one) => quote(one, 'The bridge opens in May.'));
  const linesOf = (told: Story) => {
    const [{ sentences = [], sources = [] } = {}] = view(edition([told])).stories;
    return { by: sentences[0]?.by[0]?.url, sources: sources.map(({ text }) => text).join('') };
  };

  test('says no name again that stands beside the sentence, which is linked then', () => {
    const [first] = said;
    const summary = first === undefined ? [] : [first];
    const named = story('N', { sources: outlets, summary, agree: [{ quotes: said, shown: 1 }] });
    expect(linesOf(named)).toEqual({ by: 'https://harbour-gazette.example/a', sources: '' });
    const more = linesOf({ ...named, sources: [...outlets, storySource('Far Post')] });
    expect(more.sources).toContain('Harbour Gazette · Harbour Post · Granite Post · Far Post');
    expect(more.by).toBeNull();
  });
});

describe('how many report a story', () => {
  test('counts who reports a part of it in another story apart, the same in the head and in the table', () => {
    const told = compared();
    const witness = source('Far Post');
    const agree = told.agree.map((one) => ({ quotes: [...one.quotes, quote(witness, 'The bridge opens.')] }));
    const [seen] = view(edition([{ ...told, agree, elsewhere: [witness] }])).stories;
    expect(seen?.standing).toContain('4 outlets');
    expect(seen?.standing).toMatch(/ · 1 other outlet reports part of it$/);
    expect(seen?.matrix?.rows.map(({ count }) => count)).toEqual(['4/5', '3/5', '3/5']);
    expect(view(edition([told])).stories[0]?.standing).not.toContain('part of it');
  });
});

describe('news', () => {
  const known = story('K', { state: 'known' });
  const sources = [storySource('Old Post'), storySource('New Post')];
  const [old, fresh] = sources as [(typeof sources)[0], (typeof sources)[0]];
  const updated = story('U', {
    state: 'updated',
    sources,
    summary: [quote(old, 'The bridge is closed.'), quote(fresh, 'The bridge has opened again.')],
  });
  const told = edition([updated, known], { fresh: [`${fresh.articleId}/${fresh.version}`] });

  test('is marked by sentence', () => {
    expect(view(told).stories[0]?.sentences.map(({ text, isNew }) => [text, isNew])).toEqual([
      ['The bridge is closed.', false],
      ['The bridge has opened again.', true],
    ]);
  });

  test('is not what an older article reports as well', () => {
    const [, said] = updated.summary;
    const older = quote(old, 'It has opened again, the bridge.');
    const both = { ...updated, agree: said === undefined ? [] : [{ quotes: [said, older] }] };
    const marks = view(edition([both], { fresh: told.fresh ?? [] })).stories[0]?.sentences;
    expect(marks?.some(({ isNew }) => isNew)).toBe(false);
  });

  test('a story without any is one line', () => {
    const { stories, continuing } = view(told);
    expect([stories.length, continuing.map(({ headline }) => headline.text)]).toEqual([
      1,
      ['K: the two leaders meet'],
    ]);
  });

  test('is not said of a first edition, where all is new', () => {
    expect(view(edition([story('A')])).stories[0]?.state).toBeNull();
    expect(view(told).stories[0]?.state).toBe('Updated');
  });
});

describe('a reader of another language', () => {
  const own = storySource('Хвиля', { language: 'uk', title: 'Міст відкрито' });
  const english = storySource('Post');
  const told = story('A', {
    sources: [english, own],
    summary: [quote(english, 'The bridge has opened.')],
    leads: [quote(own, 'Міст відкрили вранці.')],
  });

  test('has headline and first sentence in it, where a source has them', () => {
    const [first] = view(edition([told]), 'uk').stories;
    expect([first?.headline.text, first?.sentences[0]?.text]).toEqual([
      'Міст відкрито',
      'Міст відкрили вранці.',
    ]);
  });

  test('is told which language a quote is in', () => {
    const [first] = view(edition([told]), 'es').stories;
    expect(first?.sentences[0]?.by.map(({ text }) => text).join('')).toBe('Post (inglés)');
  });
});

describe('outlets', () => {
  const at = (outlet: string, host: string) => storySource(outlet, { url: `https://${host}/a` });

  test('have their country, and what is known of who runs them', () => {
    const told = story('A', { sources: [at('Xinhua', 'english.news.cn'), at('Le Monde', 'www.lemonde.fr')] });
    const line = view(edition([told]))
      .stories[0]?.sources.map(({ text }) => text)
      .join('');
    expect(line).toBe('Sources: Xinhua (China, state media) · Le Monde (France)');
    expect(view(edition([told])).stories[0]?.stateOnly).toBeNull();
  });

  test('a copy in another outlet, or a witness elsewhere, is a report too', () => {
    const sources = [at('Xinhua', 'english.news.cn')];
    const free = at('Le Monde', 'www.lemonde.fr');
    const copied = story('A', { sources: sources.map((one) => ({ ...one, copies: [free] })) });
    for (const told of [copied, story('B', { sources, elsewhere: [free] })])
      expect(view(edition([told])).stories[0]?.stateOnly).toBeNull();
  });

  test('all of them state media is said', () => {
    const told = story('A', { sources: [at('Xinhua', 'english.news.cn'), at('TASS', 'tass.com')] });
    expect(view(edition([told])).stories[0]?.stateOnly).toBe('Only state media report this');
  });
});

describe('the brief mail', () => {
  test.each(SPOKEN)('of twelve full stories in %s is small', async (language) => {
    const { html, subject } = await renderShort(fullEdition(), { language });
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(subject.length).toBeLessThanOrEqual(60);
  });

  test('has nothing that is for editors', async () => {
    const { html, text } = await renderShort(fullEdition());
    for (const part of [html, text])
      expect(part).not.toMatch(/set aside|Same or near-same|on other subjects/i);
  });

  test('says how long it takes, and how long the full one does', async () => {
    const { text } = await renderShort(fullEdition());
    expect(text).toMatch(/[1-9] min · \d+ min in full/);
  });

  test('prints nothing as a source’s that the source has not, word for word', () => {
    const told = fullEdition({ stories: [...fullEdition().stories, compared()] });
    const quotes = JSON.stringify(told);
    const { stories } = view(told);
    const printed = stories.flatMap(({ headline, sentences, differ, matrix }) => [
      headline.text,
      ...sentences.map(({ text }) => text),
      ...(differ?.rows.flat().flatMap(({ text, figure }) => [text, figure ?? '']) ?? []),
      ...(matrix?.rows.map(({ claim }) => claim.text.replace(/…$/u, '')) ?? []),
    ]);
    expect(printed.length).toBeGreaterThan(40);
    expect(printed.filter((text) => !quotes.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
  });
});

describe('what outlets dispute', () => {
  const sources = [storySource('Post'), storySource('Herald'), storySource('Courier')];
  const [post, herald, courier] = sources as [(typeof sources)[0], (typeof sources)[0], (typeof sources)[0]];
  const [left, right] = [
    quote(post, 'The train had 17 coaches.'),
    quote(herald, 'The train had 20 coaches.'),
  ];
  const same = quote(courier, 'The train had 17 coaches, he said.');
  const told = story('D', {
    sources: [post, { ...herald, title: 'A train arrives' }, courier],
    headline: { text: 'A train of 17 coaches arrives', language: 'en', articleId: post.articleId },
    summary: [left, quote(courier, 'The guests dined at eight.')],
    only: [{ quote: same }],
    timeline: [{ date: '2023-09-13', quote: right }],
    differ: [{ about: 'number', quotes: [left, right], others: [[same], []] }],
  });

  test('stands in no sentence and no headline beside its two sides', () => {
    const [shown] = view(edition([told])).stories;
    expect(shown?.sentences.map(({ text }) => text)).toEqual(['The guests dined at eight.']);
    expect(shown?.headline.text).toBe('How Post saw the summit');
    expect(shown?.differ?.rows.flat().map(({ text }) => text)).toEqual([left.text, right.text]);
  });

  test('is told as no fact by the full mail either', () => {
    const full = editionView(edition([told]), { language: 'en', settings });
    expect(full.stories[0]?.summary.map(({ text }) => text)).toEqual(['The guests dined at eight.']);
    expect([full.stories[0]?.only, full.timeline]).toEqual([[], []]);
  });
});
