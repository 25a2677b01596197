import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../lambdas/edition/web/calendar.ts';
import { feedView } from '../../../lambdas/edition/web/lists/feed.ts';
import { edition, fullStory, story } from '../sample.ts';
import { editionOn, LANGUAGES, settings, siteOf, textIn, threeEditions } from './site.ts';

const feedOf = (editions: Parameters<typeof siteOf>[0], language = 'en') =>
  siteOf(editions).get(`feed.${language}.atom`)?.body ?? '';
const parsed = (xml: string) => new DOMParser().parseFromString(xml, 'text/xml');

describe('the Atom feed', () => {
  it('has what RFC 4287 asks of a feed and of each entry', () => {
    for (const language of LANGUAGES) {
      const xml = feedOf(threeEditions(), language);
      expect(xml).toMatch(
        /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" xml:lang="/,
      );
      const feed = parsed(xml).querySelector('feed');
      const direct = (of: typeof feed, name: string) =>
        [...(of?.children ?? [])].filter((child) => child.localName === name);
      for (const name of ['id', 'title', 'updated', 'author'])
        expect([name, direct(feed, name).length]).toEqual([name, 1]);
      const self = `${settings.publicAddress}/feed.${language}.atom`;
      expect(textIn(direct(feed, 'id')[0])).toBe(self);
      expect(
        direct(feed, 'link').map((link) => [link.getAttribute('rel'), link.getAttribute('href')]),
      ).toEqual([
        ['self', self],
        ['alternate', `${settings.publicAddress}/archive.${language}.html`],
      ]);
      const entries = direct(feed, 'entry');
      expect(entries).toHaveLength(3);
      expect(new Set(entries.map((entry) => textIn(direct(entry, 'id')[0]))).size).toBe(3);
      for (const entry of entries) {
        for (const name of ['id', 'title', 'updated', 'published', 'link', 'summary', 'content'])
          expect([name, direct(entry, name).length]).toEqual([name, 1]);
        expect(textIn(direct(entry, 'updated')[0])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
        expect(direct(entry, 'link')[0]?.getAttribute('href')).toBe(textIn(direct(entry, 'id')[0]));
        expect(direct(entry, 'content')[0]?.firstElementChild?.getAttribute('xmlns')).toBe(
          'http://www.w3.org/1999/xhtml',
        );
      }
    }
  });

  it('says when it was updated by its newest edition, and begins with that', () => {
    const feed = parsed(feedOf([editionOn(13, 1), editionOn(15, 3), editionOn(14, 2)]));
    expect([...feed.querySelectorAll('updated')].map((element) => textIn(element))).toEqual([
      '2023-09-15T04:00:00.000Z',
      '2023-09-15T04:00:00.000Z',
      '2023-09-14T04:00:00.000Z',
      '2023-09-13T04:00:00.000Z',
    ]);
  });

  it('holds the last thirty editions', () => {
    const calendar = Array.from({ length: 40 }, (_, at) => {
      const slot = new Date(Date.UTC(2023, 8, 1 + at, 4)).toISOString();
      return lineOf(edition([], { id: slot.slice(0, 10), slot, number: at + 1 }), LANGUAGES);
    });
    const { entries } = feedView({ language: 'en', settings, calendar });
    expect(entries).toHaveLength(30);
    expect(entries.map(({ title }) => title).slice(0, 2)).toEqual([
      'A quiet edition · No. 40',
      'A quiet edition · No. 39',
    ]);
  });

  it('gives an entry the headline in the reader’s language, its coverage, and a link to each first story', () => {
    const feed = parsed(feedOf([editionOn(14, 2, [fullStory('A'), story('B')])], 'uk'));
    const entry = feed.querySelector('entry');
    expect(textIn(entry?.querySelector('title'))).toBe('Лідери двох країн зустрілися на космодромі · № 2');
    expect(textIn(entry?.querySelector('summary'))).toMatch(/^14 вересня 2023 р\. · 6 статей · /);
    const links = [...(entry?.querySelectorAll('li a') ?? [])].map((link) => link.getAttribute('href') ?? '');
    expect(links).toHaveLength(2);
    for (const link of links)
      expect(link).toMatch(
        /^https:\/\/news\.example\.org\/editions\/2023-09-14T04-00-00Z\.uk\.html#story-[0-9a-f]{16}$/,
      );
  });

  it('is nothing without an edition', () => {
    expect(() => feedView({ language: 'en', settings, calendar: [] })).toThrow(/needs at least one edition/);
  });
});
