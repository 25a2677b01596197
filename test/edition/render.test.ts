import { parseHTML } from 'linkedom';
import { describe, expect, it, test } from 'vitest';
import { renderEdition } from '../../lambdas/edition/mail/render.ts';
import { wrapText } from '../../lambdas/edition/mail/text.ts';
import { headlineIn } from '../../lambdas/edition/select/headline-in-language.ts';
import { SPOKEN } from '../../lambdas/edition/wording.ts';
import type { Edition, Quote } from '../../lambdas/types.ts';
import { edition, fullStory, render, settings, source, story, templates } from './sample.ts';

const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const documentOf = (html: string) => parseHTML(html).document;
const textIn = (html: string) => folded(documentOf(html).body.textContent ?? '');
const linksIn = (html: string) =>
  [...documentOf(html).querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');

const full = edition([fullStory('A'), fullStory('B'), story('C'), story('D')], {
  offTopic: [
    {
      ...source('Garden Weekly', { language: 'ar', title: 'حديقة المدينة تفتح أبوابها' }),
      closeness: 0.1,
    },
  ],
});

/** The quotes of the lead story: the one of which every sentence is shown. */
function quotesOf(told: Edition): readonly Quote[] {
  const [lead] = told.stories;
  return [
    ...(lead?.summary ?? []),
    ...(lead?.agree ?? []).flatMap(({ quotes }) => quotes.slice(0, 1)),
    ...(lead?.differ ?? []).flatMap(({ quotes }) => quotes),
    ...(lead?.only ?? []).map(({ quote }) => quote),
    ...(lead?.spoken === undefined ? [] : [lead.spoken.quote]),
    ...(lead?.people ?? []).map(({ role }) => role),
    ...(lead?.timeline ?? []).map(({ quote }) => quote),
  ];
}

describe('a rendered edition', () => {
  it.each(SPOKEN)('says the same in both parts in %s', async (language) => {
    const { html, text } = await render(full, { language });
    const [page, plain] = [textIn(html), folded(text)];
    for (const told of full.stories) {
      for (const said of [
        headlineIn(told, language).text,
        ...told.sources.flatMap(({ outlet, title }) => [outlet ?? '', title ?? '']),
      ]) {
        expect(page).toContain(said);
        expect(plain).toContain(said);
      }
    }
    expect(quotesOf(full)).toHaveLength(13);
    for (const { text: said } of quotesOf(full)) {
      expect(page).toContain(said);
      expect(plain).toContain(said);
    }
    for (const link of linksIn(html)) expect(plain).toContain(link);
    const written = text.match(/https?:\S+/g) ?? [];
    expect(written.filter((link) => !linksIn(html).includes(link.replace(/,$/, '')))).toEqual([]);
  });

  it('tells its language and direction, and those of every foreign text', async () => {
    const document = documentOf((await render(full, { language: 'uk' })).html);
    expect(document.documentElement.getAttribute('lang')).toBe('uk');
    expect(document.documentElement.getAttribute('dir')).toBe('ltr');
    const foreign = [...document.querySelectorAll('span[lang]')];
    const languages = foreign.map((text) => text.getAttribute('lang'));
    expect(new Set(languages)).toEqual(new Set(['en', 'es']));
  });

  it('keeps text that runs the other way from turning what stands around it', async () => {
    const document = documentOf((await render(full, { language: 'ar' })).html);
    expect(document.documentElement.getAttribute('dir')).toBe('rtl');
    const named = [...document.querySelectorAll('body *')].filter((element) =>
      [...element.childNodes].some(
        ({ nodeType, textContent }) =>
          nodeType === 3 && /Harbour|Diario|Northern Wire/.test(textContent ?? ''),
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((element) => !element.hasAttribute('dir')).map(({ outerHTML }) => outerHTML)).toEqual(
      [],
    );
  });

  it('has one main heading, and no level of headings left out', async () => {
    const document = documentOf((await render(full)).html);
    const levels = [...document.querySelectorAll('h1,h2,h3')].map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, at) => at === 0 || level - (levels[at - 1] ?? 0) <= 1)).toBe(true);
  });

  it('loads nothing when it is opened', async () => {
    const { html } = await render(full);
    const document = documentOf(html);
    expect(document.querySelectorAll('img,link,script,iframe,object,video,audio,source,form').length).toBe(0);
    expect(html).not.toMatch(/url\(|@import|src=|background=/i);
  });

  it('is the same bytes for the same edition', async () => {
    expect(await render(full)).toEqual(await render(structuredClone(full)));
  });

  it('has a way out, and ways to the brief mail and the preferences, in each part', async () => {
    const mail = await render(full);
    expect(linksIn(mail.html).filter((link) => link.includes('/reader/leave/'))).toHaveLength(1);
    expect(mail.text.match(/\/reader\/leave\//g)).toHaveLength(1);
    expect(linksIn(mail.html).filter((link) => link.includes('/reader/preferences/'))).toHaveLength(2);
    expect(mail.text.match(/\/reader\/preferences\//g)).toHaveLength(1);
  });

  it('shows no heading with nothing under it', async () => {
    const bare = edition([{ ...story('A'), summary: [] }]);
    const { html, text } = await render(bare);
    for (const label of [
      'What happened',
      'Outlets agree',
      'They differ',
      'Only in',
      'Set aside',
      'Also covered',
    ]) {
      expect(html).not.toContain(label);
      expect(text).not.toContain(label);
    }
  });

  it('says in a quiet edition that there was nothing', async () => {
    const { html, text } = await render(edition([]));
    expect(textIn(html)).toContain('A quiet edition');
    expect(text).toContain('A quiet edition');
    expect(text.split('\n').length).toBeLessThan(40);
  });

  it('throws when a template names what the view has not', async () => {
    const broken = { ...templates, 'edition.txt': '{{headlien}}' };
    const rendering = renderEdition(full, { language: 'en', settings, templates: broken });
    await expect(rendering).rejects.toThrow(/headlien/);
  });
});

describe('the text part', () => {
  test.each([
    ['- one two three', ['- one two three']],
    [`- ${'word '.repeat(30).trim()}`, [`- ${'word '.repeat(15).trim()}`, `  ${'word '.repeat(15).trim()}`]],
    [`3. ${'a'.repeat(80)} b`, [`3. ${'a'.repeat(80)}`, '   b']],
    ['a\n\n\n\nb', ['a', '', 'b']],
  ])('is wrapped between words (%#)', (text, lines) => {
    expect(wrapText(text)).toBe(`${lines.join('\n')}\n`);
  });
});
