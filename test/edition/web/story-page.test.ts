import { describe, expect, test } from 'vitest';
import { editionKey, storyAnchor, storyKey } from '../../../lambdas/edition/web/address.ts';
import { quote, story, storySource } from '../sample.ts';
import { documentOf, editionOn, siteOf, textIn } from './site.ts';

const sources = [storySource('Harbour Gazette'), storySource('Island Post')];
const [gazette, island] = sources as [(typeof sources)[0], (typeof sources)[0]];
const closed = quote(gazette, 'The bridge is closed.');
const opened = quote(island, 'The bridge has opened again.');
const sides = {
  about: 'number' as const,
  quotes: [quote(gazette, 'It cost 4 crowns.'), quote(island, 'It cost 6 crowns.')],
};
const told = (change: Parameters<typeof story>[1]) => story('Bridge', { sources, ...change });
const days = [
  editionOn(13, 1, [told({ summary: [closed], differ: [sides] })]),
  editionOn(14, 2, [told({ state: 'updated', summary: [closed, opened], differ: [sides] })]),
  editionOn(15, 3, [told({ state: 'updated', summary: [opened] })]),
];
const { id } = told({});
const pageIn = (site: ReturnType<typeof siteOf>, language = 'en') =>
  documentOf(site.get(storyKey(id, language))?.body ?? '');

describe('a story’s page', () => {
  const page = pageIn(siteOf(days));
  const chapters = [...page.querySelectorAll('[aria-labelledby=chapters] .fact')].map(textIn);

  test('tells the story as the latest edition does', () => {
    expect(textIn(page.getElementById(storyAnchor(id)))).toContain('The bridge has opened again.');
    expect(textIn(page.querySelector('h2'))).toBe('Bridge: the two leaders meet');
  });

  test('says what was new when, the latest first, and nothing twice', () => {
    expect(chapters.map((text) => /No\. \d/.exec(text)?.[0])).toEqual(['No. 3', 'No. 2', 'No. 1']);
    expect(chapters.map((text) => text.includes('is closed'))).toEqual([false, false, true]);
    expect(chapters.map((text) => text.includes('opened again'))).toEqual([false, true, false]);
  });

  test('keeps a difference, and says since when it is told no more', () => {
    expect(chapters[2]).toContain('It cost 4 crowns.');
    expect(chapters[2]).toContain('No longer told as a difference since No. 3');
    const before = pageIn(siteOf(days.slice(0, 2)));
    expect(textIn(before.querySelector('[aria-labelledby=chapters]'))).not.toContain('No longer');
  });

  test('is the same whichever edition was published last', () => {
    const bodies = [days, days.toReversed()].map((some) => siteOf(some).get(storyKey(id, 'uk'))?.body);
    expect(bodies[0]).toBe(bodies[1]);
  });

  test('tells of the newest two dozen editions, the same whichever of them is published last', () => {
    const many = Array.from({ length: 26 }, (_, at) =>
      editionOn(at + 1, at + 1, [
        told({ state: 'updated', summary: [quote(gazette, `Day ${at + 1} has passed.`)] }),
      ]),
    );
    const bodies = [many, many.toReversed()].map((some) => siteOf(some).get(storyKey(id, 'en'))?.body);
    expect(bodies[0]).toBe(bodies[1]);
    const page = documentOf(bodies[0] ?? '');
    expect([...page.querySelectorAll('[aria-labelledby=chapters] .fact')]).toHaveLength(24);
  });

  test('has no history where one edition alone tells it', () => {
    expect(pageIn(siteOf(days.slice(0, 1))).querySelector('[aria-labelledby=chapters]')).toBeNull();
  });

  test('says to machines what it rests on, and nothing of an upload ends their script', () => {
    const title = '</script><script>alert(1)</script>';
    const hostile = told({ sources: [storySource('</script>', { title, url: 'https://a.example/1' })] });
    const body = siteOf([editionOn(13, 1, [hostile])]).get(storyKey(id, 'en'))?.body ?? '';
    expect(body.match(/<script/g)).toHaveLength(1);
    const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body) ?? [];
    expect(JSON.parse(data)).toMatchObject({
      '@type': 'NewsArticle',
      isBasedOn: [{ '@type': 'NewsArticle', url: 'https://a.example/1', headline: title }],
    });
  });
});

describe('what outlets dispute', () => {
  const [four] = sides.quotes as [(typeof sides.quotes)[0]];
  const plain = quote(gazette, 'The bridge is a mile long.');
  const dear = { ...gazette, title: 'A bridge for 4 crowns' };
  const open = told({
    sources: [dear, island],
    headline: { text: dear.title, language: 'en', articleId: dear.articleId },
    summary: [four, plain],
    only: [{ quote: four }],
    differ: [sides],
  });
  const site = siteOf([
    editionOn(13, 1, [told({ summary: [four, plain] })]),
    editionOn(14, 2, [{ ...open, state: 'updated' }]),
  ]);

  test('stands on edition page and story page under the difference alone, and in no headline', () => {
    for (const key of [editionKey('2023-09-14T04-00-00Z', 'en'), storyKey(id, 'en')]) {
      const page = documentOf(site.get(key)?.body ?? '');
      const text = textIn(page.getElementById(storyAnchor(id)));
      expect(text.split('It cost 4 crowns.'), key).toHaveLength(2);
      expect(text, key).toContain('The bridge is a mile long.');
      expect(textIn(page.querySelector(`#${storyAnchor(id)} h2`)), key).toBe(island.title);
    }
  });

  test('is no news of an earlier day either, where a later one disputes it', () => {
    const chapters = [...pageIn(site).querySelectorAll('[aria-labelledby=chapters] .fact')].map(textIn);
    expect(chapters[1]).toContain('The bridge is a mile long.');
    expect(chapters[1]).not.toContain('4 crowns');
    expect(chapters[0]).toContain('It cost 4 crowns.');
  });
});

describe('the search index', () => {
  const site = siteOf(days);
  const json = (key: string) => JSON.parse(site.get(key)?.body ?? 'null');

  test('names the parts of all editions, the newest first, and each is there', () => {
    const parts: readonly string[] = json('search/index.en.json');
    expect(parts).toHaveLength(3);
    expect(parts[0]).toContain('2023-09-15');
    for (const part of parts) expect(site.has(part), part).toBe(true);
  });

  test('leads each story to its page', () => {
    const [first] = json('search/2023-09-13T04-00-00Z.en.json');
    expect(first).toMatchObject({ path: storyKey(id, 'en'), outlets: 'Harbour Gazette, Island Post' });
    expect(first.text).toContain('The bridge is closed.');
    expect(site.has(first.path)).toBe(true);
  });
});
