import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { articleId } from '../../../lambdas/article/id.ts';
import { readArticle } from '../../../lambdas/article/read.ts';
import { makeEdition } from '../../../lambdas/edition/make.ts';
import type { Edition, WindowArticle } from '../../../lambdas/types.ts';
import { SLOT, story } from '../sample.ts';
import {
  documentOf,
  editionOn,
  LANGUAGES,
  pageOf,
  settings,
  siteOf,
  tellingStory,
  textIn,
  threeEditions,
} from './site.ts';

const STORY = threeEditions()[1]?.stories[0]?.id ?? '';
const SAMPLES = join(import.meta.dirname, '../../articles');
const TOPIC = {
  title: 'The summit of Vladimir Putin and Kim Jong Un at the Vostochny cosmodrome',
  names: ['Vladimir Putin', 'Kim Jong Un', 'Vostochny'],
  seeds: ['The leaders of Russia and North Korea meet at the Vostochny cosmodrome in the Russian Far East.'],
};

/** Recommended rules, but for the length of titles: ours begin with a headline. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'long-title': 'off' },
});

let articles: readonly WindowArticle[];
let real: Edition;
beforeAll(async () => {
  const read = readdirSync(SAMPLES).map(async (key) => {
    try {
      const article = await readArticle({ key, bytes: readFileSync(join(SAMPLES, key)) });
      return [{ id: articleId(key), received: '2023-09-13T10:00:00.000Z', article }];
    } catch {
      return [];
    }
  });
  articles = (await Promise.all(read)).flat();
  real = makeEdition({ articles, previous: null, settings: { ...settings, topic: TOPIC }, slot: SLOT });
});

describe('every page', () => {
  it('is valid HTML in every language', async () => {
    const site = siteOf([
      ...threeEditions(),
      { ...real, id: '2023-09-16T04-00-00Z', slot: '2023-09-16T04:00:00.000Z' },
    ]);
    const pages = [...site.values()].filter(({ key }) => key.endsWith('.html'));
    // Editions, archives and searches in each language, index and error page, and a page for each story.
    const stories = pages.filter(({ key }) => key.startsWith('stories/'));
    expect(stories.length).toBeGreaterThan(LANGUAGES.length);
    expect(pages).toHaveLength(8 * LANGUAGES.length + 2 + stories.length);
    for (const { key, body } of pages) {
      const { results } = await validator.validateString(body);
      const faults = results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${key}:${line} ${ruleId}: ${message}`),
      );
      expect(faults).toEqual([]);
    }
  });

  it('that is not valid would be noticed', async () => {
    const { valid } = await validator.validateString('<p><div id=a></div></p><img src=x>');
    expect(valid).toBe(false);
  });

  it('leads nowhere but to pages and anchors that are there, to a reader’s route, or out to a source', () => {
    const site = siteOf(threeEditions());
    const home = `${settings.publicAddress}/`;
    let checked = 0;
    let shared = 0;
    const pages = new Map(
      [...site.values()].flatMap(({ key, body }) => (key.endsWith('.html') ? [[key, documentOf(body)]] : [])),
    );
    for (const [key, document] of pages) {
      for (const element of document.querySelectorAll('[href]')) {
        const url = new URL(element.getAttribute('href') ?? '', `${home}${key}`);
        if (element.closest('.share ul') !== null) {
          // Plain links with the page's own address, which tell nobody where the reader comes from.
          shared += 1;
          expect(url.protocol, url.href).toMatch(/^(https|mailto):$/);
          expect(decodeURIComponent(url.href), url.href).toContain(`${home}${key}`);
          expect(element.getAttribute('rel')).toBe('nofollow noopener noreferrer');
          continue;
        }
        if (!url.href.startsWith(home)) {
          expect(element.closest('.title'), `${key} → ${url.href}`).not.toBeNull();
          continue;
        }
        const path = decodeURIComponent(url.pathname.slice(1));
        checked += 1;
        if (path === 'reader/subscribe' || path.startsWith('reader/report/')) continue;
        expect(site.has(path), `${key} → ${path}`).toBe(true);
        const anchor = url.hash.slice(1);
        if (anchor === '') continue;
        const there = pages.get(path)?.getElementById(anchor) ?? null;
        expect(there, `${key} → ${path}#${anchor}`).not.toBeNull();
      }
    }
    expect(checked).toBeGreaterThan(300);
    const articles = [...pages.keys()].filter((key) => /^(editions|stories)\//.test(key));
    expect(shared).toBe(5 * articles.length);
  });

  it('loads its stylesheet, its icon and where it is a search our script, and has no style or script of its own', () => {
    const site = siteOf(threeEditions());
    for (const { key, body } of site.values()) {
      if (!key.endsWith('.html')) continue;
      const document = documentOf(body);
      const strange = [
        ...document.querySelectorAll('script,style,[style],img,iframe,object,form,base,video'),
      ];
      const isSearch = key.startsWith('search.');
      const own = ['script[type="application/ld+json"]', ...(isSearch ? ['script[src]', '#search'] : [])];
      expect(strange.filter((element) => !own.some((selector) => element.matches(selector)))).toEqual([]);
      for (const script of document.querySelectorAll('script[src]'))
        expect(site.has(script.getAttribute('src') ?? ''), `${key} loads a script`).toBe(true);
      const loaded = [...document.querySelectorAll('link[rel=stylesheet],link[rel=icon]')];
      for (const link of loaded) {
        const { pathname } = new URL(link.getAttribute('href') ?? '', `https://x.example/${key}`);
        expect(site.has(pathname.slice(1)), `${key} loads ${pathname}`).toBe(true);
      }
      expect(loaded).toHaveLength(2);
    }
    const css = [...site.values()].find(({ key }) => key.endsWith('.css'))?.body ?? '';
    expect(css).not.toMatch(/@import|url\(|expression/);
  });

  it('is the same bytes for the same editions, in whatever order they are named', () => {
    const editions = threeEditions();
    const bodies = (of: readonly Edition[]) =>
      Object.fromEntries([...siteOf(of)].map(([key, { body }]) => [key, body]));
    const first = bodies(editions);
    for (const order of [editions.toReversed(), [...editions.slice(1), ...editions.slice(0, 1)]])
      expect(bodies(structuredClone(order))).toEqual(first);
  });

  test.each([
    ['editions/2023-09-14T04-00-00Z.en.html', 'text/html; charset=utf-8', 'public, max-age=300'],
    [`stories/${STORY}.en.html`, 'text/html; charset=utf-8', 'public, max-age=300'],
    ['search.en.html', 'text/html; charset=utf-8', 'public, max-age=300'],
    ['search/index.en.json', 'application/json; charset=utf-8', 'public, max-age=300'],
    ['feed.en.json', 'application/feed+json; charset=utf-8', 'public, max-age=300'],
    ['index.html', 'text/html; charset=utf-8', 'public, max-age=300'],
    ['feed.en.atom', 'application/atom+xml; charset=utf-8', 'public, max-age=300'],
    ['robots.txt', 'text/plain; charset=utf-8', 'public, max-age=86400'],
    ['favicon.svg', 'image/svg+xml', 'public, max-age=86400'],
  ])('%s is served as %s and kept as %s', (key, contentType, cacheControl) => {
    expect(siteOf(threeEditions()).get(key)).toMatchObject({ contentType, cacheControl });
  });

  it('has a stylesheet named by its content, which may be kept for ever', () => {
    const [sheet] = [...siteOf(threeEditions()).values()].filter(({ key }) => key.endsWith('.css'));
    expect(sheet?.key).toMatch(/^style\.[0-9a-f]{16}\.css$/);
    expect(sheet?.cacheControl).toContain('immutable');
  });
});

describe('an edition’s page', () => {
  it.each(LANGUAGES)(
    'in %s says no sentence of a source that does not stand word for word in its article',
    (language) => {
      const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
      const blocks = new Map(
        articles.map(({ id, article }) => [id, article.blocks.map(({ text }) => folded(text))]),
      );
      const document = documentOf(pageOf(real, language));
      const anchors = new Map(
        real.stories.flatMap((told) =>
          told.sources.map(
            (from, at) =>
              [
                `#story-${told.id}-source-${at + 1}`,
                [from, ...from.copies].map(({ articleId }) => articleId),
              ] as const,
          ),
        ),
      );
      const quotes = [...document.querySelectorAll('figure, .people > div')];
      expect(quotes.length).toBeGreaterThan(15);
      for (const quote of quotes) {
        const said = textIn(quote.querySelector('blockquote, q'));
        const from = anchors.get(quote.querySelector('cite a')?.getAttribute('href') ?? '') ?? [];
        expect(
          from.some((id) => blocks.get(id)?.some((text) => text.includes(said))),
          said,
        ).toBe(true);
      }
    },
  );

  it('shows every sentence that the edition holds, those that are folded away included', () => {
    for (const told of [real, threeEditions()[1]]) {
      if (told === undefined) continue;
      const text = textIn(documentOf(pageOf(told)).body);
      for (const { headline, agree, differ, only, people, timeline, sources } of told.stories) {
        const quotes = [
          ...agree.flatMap(({ quotes, shown = quotes.length }) => quotes.slice(0, shown)),
          ...differ.flatMap((fact) => fact.quotes),
          ...only.map(({ quote }) => quote),
          ...(people ?? []).map(({ role }) => role),
          ...(timeline ?? []).map(({ quote }) => quote),
        ];
        for (const said of [headline.text, ...quotes.map((quote) => quote.text)])
          expect(text).toContain(said);
        for (const { outlet, title, copies } of sources) {
          for (const name of [outlet, title, ...copies.flatMap((copy) => [copy.outlet, copy.title])])
            expect(text).toContain(name ?? 'outlet not named');
        }
      }
    }
  });

  it('tells its language and direction, and those of every foreign text', () => {
    for (const [language, dir] of [
      ['uk', 'ltr'],
      ['ar', 'rtl'],
    ] as const) {
      const document = documentOf(pageOf(editionOn(14, 2, [tellingStory('A')]), language));
      expect(document.documentElement.getAttribute('lang')).toBe(language);
      expect(document.documentElement.getAttribute('dir')).toBe(dir);
      const spanish = [...document.querySelectorAll('[lang=es]')].filter(({ tagName }) => tagName !== 'A');
      expect(spanish.length).toBeGreaterThan(2);
      for (const element of spanish) expect(element.closest('[dir=ltr]')).not.toBeNull();
    }
  });

  it('has one main heading, and no level of headings left out', () => {
    const document = documentOf(pageOf(editionOn(14, 2, [tellingStory('A'), story('B')])));
    const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, at) => at === 0 || level - (levels[at - 1] ?? 0) <= 1)).toBe(true);
  });

  it('shows no heading with nothing under it', () => {
    const bare = pageOf(editionOn(14, 2, [{ ...story('A'), summary: [] }]));
    for (const label of [
      'What happened',
      'Outlets agree',
      'They differ',
      'Only in',
      'Timeline',
      'Who is who',
      'Set aside',
      'In this edition',
    ])
      expect(bare).not.toContain(label);
  });
});
