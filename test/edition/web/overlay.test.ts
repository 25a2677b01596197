import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  InvalidOverlayEntry,
  isTakenDown,
  type OverlayEntry,
  overlayKey,
  readOverlayEntry,
} from '../../../lambdas/edition/overlay/overlay.ts';
import { shownOf } from '../../../lambdas/edition/overlay/shown.ts';
import { storyKey } from '../../../lambdas/edition/web/address.ts';
import { lineOf } from '../../../lambdas/edition/web/calendar.ts';
import { publication } from '../../../lambdas/edition/web/site.ts';
import type { Edition } from '../../../lambdas/types.ts';
import { fullStory, templates } from '../sample.ts';
import { documentOf, editionOn, LANGUAGES, settings, tellingStory, textIn } from './site.ts';

const AT = '2023-09-20T10:00:00.000Z';
const down = (of: OverlayEntry['of'], note = ''): OverlayEntry => ({
  kind: 'takeDown',
  of,
  at: AT,
  note,
  by: 'an editor',
});

/** Everything public of these editions, by key, under an overlay. */
function publicly(editions: readonly Edition[], overlay: readonly OverlayEntry[]) {
  const calendar = editions.map((told) => lineOf(told, LANGUAGES, overlay));
  const options = { settings: { ...settings, languages: LANGUAGES }, templates, calendar, overlay };
  return new Map(publication(editions, options).map(({ key, body }) => [key, body]));
}

const editions = [editionOn(13, 1, [fullStory('A')]), editionOn(14, 2, [tellingStory('A'), fullStory('B')])];
const page = (site: ReadonlyMap<string, string>, day: number, language = 'en') =>
  documentOf(site.get(`editions/2023-09-${day}T04-00-00Z.${language}.html`) ?? '');
const [diario] = fullStory('A').sources.slice(1);

describe('what was taken down', () => {
  it('is in no object that is written afterwards: not the sentences, the titles, the address of the article', () => {
    const article = diario?.articleId ?? '';
    const words = [
      'Los dos líderes hablan',
      'La reunión empezó',
      'Hablaron unas dos horas',
      'El anfitrión llamó',
    ];
    const before = [...publicly(editions, []).values()].join();
    const after = [...publicly(editions, [down({ kind: 'article', article })]).values()].join();
    for (const word of [...words, 'el-diario-del-cabo.example', 'El Diario del Cabo']) {
      expect([word, before.includes(word)]).toEqual([word, true]);
      expect([word, after.includes(word)]).toEqual([word, false]);
    }
    expect(after).toContain('20 September 2023');
  });

  it('is nowhere, whichever of a story’s articles it is, and no agreement or difference stands on one outlet', () => {
    const [, made] = editions;
    if (made === undefined) throw new Error('There are two editions.');
    const named = made.stories.flatMap(({ sources }) => sources.flatMap((one) => [one, ...one.copies]));
    fc.assert(
      fc.property(fc.subarray(named, { minLength: 1 }), (gone) => {
        const overlay = gone.map(({ articleId }) => down({ kind: 'article', article: articleId }));
        const { edition } = shownOf(made, overlay);
        const text = JSON.stringify(edition);
        for (const { articleId } of gone) expect(text).not.toContain(articleId);
        for (const { agree, differ, sources } of edition.stories) {
          expect(sources.length).toBeGreaterThan(0);
          for (const { quotes } of [...agree, ...differ]) expect(quotes.length).toBeGreaterThan(1);
        }
        expect(shownOf(made, overlay.toReversed()).edition).toEqual(edition);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves a dated line in its place: a story, a whole edition', () => {
    const story = fullStory('B').id;
    const site = publicly(editions, [down({ kind: 'story', story }, 'The court asked for it.')]);
    const text = textIn(page(site, 14).body);
    expect(text).not.toContain('B: two leaders');
    expect(text).toContain('A story that stood here was taken down on 20 September 2023.');
    expect(text).toContain('The court asked for it.');
    expect(textIn(page(site, 13).body)).not.toContain('taken down');
    const own = textIn(documentOf(site.get(storyKey(story, 'en')) ?? '').querySelector('main'));
    expect(own).toContain('taken down on 20 September 2023. The court asked for it.');
    expect(own).not.toContain('two leaders');
    const whole = publicly(editions, [down({ kind: 'edition', edition: '2023-09-13T04-00-00Z' })]);
    expect(textIn(page(whole, 13).querySelector('main'))).toContain('This edition was taken down');
    expect(textIn(page(whole, 13).querySelector('main'))).not.toMatch(/líderes|quiet edition/i);
    expect(whole.get('archive.en.html')).toContain('Taken down');
  });

  it('of one version leaves another version of the file alone', () => {
    const article = diario?.articleId ?? '';
    const [first] = editions;
    if (first === undefined) throw new Error('There is one.');
    const entry = down({ kind: 'article', article, version: 'another' });
    expect(shownOf(first, [entry]).edition).toEqual(shownOf(first, []).edition);
    expect(isTakenDown({ id: article, version: 'another' }, [entry])).toBe(true);
    expect(isTakenDown({ id: article, version: diario?.version ?? '' }, [entry])).toBe(false);
  });
});

describe('a correction', () => {
  const note = 'The train had 18 coaches, <b>not</b> 17.';
  const entry: OverlayEntry = {
    kind: 'correction',
    of: { kind: 'story', story: fullStory('A').id, edition: '2023-09-14T04-00-00Z' },
    at: AT,
    note,
    language: 'en',
    by: 'editor@news.example.org',
  };

  it('stands dated on the story that it is about, as text, and in the feeds', () => {
    const site = publicly(editions, [entry]);
    expect(textIn(page(site, 14, 'uk').querySelector('.story .change'))).toBe(
      `Виправлення, 20 вересня 2023 р. ${note}`,
    );
    expect(page(site, 13).querySelector('.change')).toBeNull();
    expect(site.get('feed.en.atom')).toMatch(new RegExp(`<updated>${AT}</updated>`));
    expect(site.get('feed.en.atom')).toMatch(/<p>Correction, 20 September 2023: <span[^>]*>The train had 18/);
    const { items } = JSON.parse(String(site.get('feed.en.json')));
    expect(items[0]).toMatchObject({
      date_modified: AT,
      date_published: '2023-09-14T04:00:00.000Z',
      content_text: expect.stringContaining(`Correction, 20 September 2023: ${note}`),
    });
    expect(items[1]).not.toHaveProperty('date_modified');
    expect([...site.values()].join()).not.toContain('editor@news');
  });
});

describe('an entry from outside', () => {
  const good = { kind: 'correction', of: { kind: 'edition', edition: 'e1' }, at: AT, note: 'x', by: 'me' };
  test.each([
    ['without a note', { ...good, note: ' ' }],
    ['about nothing', { ...good, of: { kind: 'author', author: 'x' } }],
    ['about a path', { ...good, of: { kind: 'edition', edition: '../e1' } }],
    ['without a time', { ...good, at: 'today' }],
    ['with more than it may have', { ...good, html: '<b>' }],
  ])('is refused %s', (_, given) => {
    expect(() => readOverlayEntry(given)).toThrow(InvalidOverlayEntry);
  });

  it('has a key by its time, the same for the same entry', () => {
    const entry = readOverlayEntry(good);
    expect(overlayKey(entry)).toMatch(/^overlay\/2023-09-20T10-00-00-000Z-[0-9a-f]{16}\.json$/);
    expect(overlayKey(readOverlayEntry({ ...good }))).toBe(overlayKey(entry));
  });
});
