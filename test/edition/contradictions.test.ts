import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { lineOf } from '../../lambdas/edition/web/calendar.ts';
import { publication } from '../../lambdas/edition/web/site.ts';
import type { Edition } from '../../lambdas/types.ts';
import {
  edition,
  quote,
  render,
  renderShort,
  settings,
  source,
  story,
  storySource,
  templates,
} from './sample.ts';

/** What two outlets say of one train, and everything of the same sources in which one of the two might be told as a fact. */
const LANGUAGES = ['en', 'es'];
const SIDES = ['The train had 17 coaches.', 'The train had 20 coaches.'] as const;
const ELSEWHERE = 'A train of 20 coaches crossed the border.';

function disputedEdition(): Edition {
  const told = (outlet: string, title: string, language = 'en') =>
    storySource(outlet, { ...source(outlet), title, language });
  const post = told('Post', 'A train of 17 coaches arrives');
  const herald = told('Herald', 'An armoured train arrives');
  const wire = told('Wire', 'Kim comes by train');
  const diario = told('Diario', 'Llega un tren de 20 coaches', 'es');
  const faro = told('Faro', 'Llega un tren blindado', 'es');
  const [first, second] = [quote(post, SIDES[0]), quote(herald, SIDES[1])];
  const third = quote(wire, ELSEWHERE);
  const calm = quote(herald, 'The station was closed for two hours.');
  const disputed = [first, second, third];
  return edition([
    story('T', {
      sources: [post, herald, wire, diario, faro],
      headline: { text: 'A train of 17 coaches arrives', language: 'en', articleId: post.articleId },
      summary: [...disputed, calm],
      leads: [{ ...third, language: 'es' }],
      agree: [{ quotes: [third, quote(faro, 'El tren llevaba veinte vagones.')], shown: 1 }],
      differ: [{ about: 'number', quotes: [first, second], others: [[], [third]] }],
      only: disputed.map((one) => ({ quote: one })),
      timeline: [
        { date: '2023-09-12', quote: first },
        { date: '2023-09-13', quote: third },
      ],
      people: [{ name: 'The train', role: third }],
      spoken: { speaker: 'A guard', quote: second },
    }),
  ]);
}

describe('what outlets dispute', () => {
  const texts = new Map<string, string>();
  const headings = new Map<string, string>();
  beforeAll(async () => {
    const told = disputedEdition();
    const add = (name: string, html: string) => {
      const { document } = parseHTML(html);
      headings.set(
        name,
        [
          ...document.querySelectorAll(
            'title, h1, h2, .masthead, meta[property="og:title"], ol.contents, .editions',
          ),
        ]
          .map((element) => element.textContent || element.getAttribute('content'))
          .join('\n'),
      );
      for (const element of document.querySelectorAll('head, .sources, .sides')) element.remove();
      texts.set(name, document.body?.textContent ?? '');
    };
    for (const language of LANGUAGES) {
      for (const [depth, draw] of Object.entries({ full: render, brief: renderShort })) {
        const { html, text, subject } = await draw(told, { language });
        add(`${depth} ${language}`, html);
        texts.set(`${depth} ${language} as text`, text);
        headings.set(`${depth} ${language} subject`, subject);
      }
    }
    const own = { ...settings, languages: LANGUAGES };
    const calendar = [lineOf(told, LANGUAGES)];
    for (const { key, body } of publication([told], { settings: own, templates, calendar })) {
      if (key.endsWith('.html')) add(key, body);
      if (/^(feed|search)/.test(key) && !key.endsWith('.html'))
        headings.set(key, body.replaceAll('"text":', '\n"text":'));
    }
  });

  it('stands in no mail and on no page but as a difference, once for each side', () => {
    expect(texts.size).toBeGreaterThan(12);
    for (const [name, text] of texts) {
      expect(text, name).not.toContain(ELSEWHERE);
      const isMail = /^(brief|full)/.test(name);
      for (const side of SIDES) expect(text.split(side).length - 1, `${name}: ${side}`).toBe(isMail ? 1 : 0);
    }
  });

  it('is told by no headline, subject, feed or list, as long as another title does not', () => {
    expect([...headings.keys()].filter((name) => /^(feed|search\/2)/.test(name))).toHaveLength(6);
    for (const [name, text] of headings) {
      const said = text.split('\n').filter((line) => !line.startsWith('"text":'));
      expect(said.join('\n'), name).not.toMatch(/(17|20) coaches(?! (or|o) )/);
    }
    expect(headings.get('brief es subject')).toContain('Llega un tren blindado');
    expect(headings.get('feed.es.atom')).toContain('Llega un tren blindado');
  });
});
