import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Edition } from '../../../lambdas/types.ts';
import { edition, quote, settings, source, story, storySource } from '../sample.ts';
import { documentOf, pageOf, siteOf } from './site.ts';

/** An edition whose every uploaded word is the attack. */
function attackedBy(attack: string): Edition {
  const poisoned = storySource(attack, {
    key: 'poisoned.txt',
    title: attack,
    agency: attack,
    authors: [attack],
    url: attack,
    language: attack,
    published: { date: attack, time: attack, zone: attack, from: attack },
    translations: [{ language: 'en', title: attack, summary: attack }],
    copies: [source(attack, { key: 'copy.txt', title: attack, url: attack, kind: 'near' })],
  });
  const other = storySource('Honest Post');
  const said = quote(poisoned, attack);
  const told = story('A', {
    sources: [poisoned, other],
    headline: { text: attack, language: 'xx', articleId: poisoned.articleId },
    summary: [said, quote(other, 'They met.')],
    agree: [{ quotes: [quote(other, 'They shook hands.'), said] }],
    differ: [{ about: 'number', quotes: [said, quote(other, 'Five coaches.')] }],
    only: [{ quote: quote(poisoned, `${attack} once more`) }],
    spoken: { speaker: attack, quote: quote(poisoned, `${attack} aloud`) },
    people: [{ name: attack, role: said }],
    timeline: [{ date: attack, quote: said }],
    reasons: [attack, `newest: ${attack}`],
  });
  return edition([told, story('B')], { offTopic: [{ ...poisoned, closeness: 0 }] });
}

const ATTACKS: readonly (readonly [string, string])[] = [
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)><b>bold</b>'],
  ['broken markup', '"><svg/onload=alert(1)><!-- </title></style></head><base href=//evil.example>'],
  ['an attribute', '" onmouseover="alert(1)" style="position:fixed'],
  ['templates', '{{frame.words.happened}} {{{name}}} {{> web/partials/foot.html}} #{name} <%= name %>'],
  ['entities', '&lt;script&gt; &amp; &#x3C;b&#62; &copy; & "quoted" \'single\' `tick`'],
  ['scripts as addresses', 'javascript:alert(document.domain)'],
  ['data as an address', 'data:text/html,<script>alert(1)</script>'],
  [
    'the end of a CDATA section',
    ']]><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><![CDATA[',
  ],
  ['line breaks', 'Title\r\nRefresh: 0\r\n\r\n<p>body'],
  ['a word of 5,000 letters', 'x'.repeat(5000)],
  ['bidi controls', '\u202Egnp.exe\u202C \u2066isolated\u2069 abc \u202B'],
  ['right to left and emoji', 'שלום 👩‍👩‍👧‍👦 مرحبا (1) <'],
  ['control letters', 'a\u0000b\u0007c\u001B[31mred\u007F\u0085\u2028line\uFFFE\uFFFF'],
  ['half a surrogate pair', 'a\uD800b \uDC00'],
];

const calm = documentOf(pageOf(attackedBy('calm words')));
const namesIn = (page: typeof calm) => {
  const elements = [...page.querySelectorAll('*')];
  return {
    tags: new Set(elements.map(({ tagName }) => tagName)),
    attributes: new Set(elements.flatMap((element) => [...element.attributes].map(({ name }) => name))),
  };
};
const known = namesIn(calm);
known.attributes.add('cite').add('datetime');

/** Of a mail to share a page with, what readers send is written out in codes, and nobody's address is in it. */
const SAFE_LINK =
  /^(https?:\/\/|#story-|#stories$|#contents$|\.\.\/|mailto:\?subject=[\w%!.~*'()-]*&body=https%3A%2F%2F[\w%!.~*'()-]*$)/;

/** What of a page is more than text where text should be. */
function alive(html: string): readonly string[] {
  const page = documentOf(html);
  const { tags, attributes } = namesIn(page);
  const links = [...page.querySelectorAll('[href], [cite]')].flatMap((element) =>
    ['href', 'cite'].flatMap((name) => element.getAttribute(name) ?? []),
  );
  return [
    ...[...tags].filter((tag) => !known.tags.has(tag)),
    ...[...attributes].filter((name) => !known.attributes.has(name)),
    ...links.filter((link) => !SAFE_LINK.test(link)),
    // Attributes and text as a parser sees them; a mark that turns the reading order is as good as markup.
    ...(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\u2028]/u.exec(html) ?? []),
    ...(page.querySelectorAll('h1').length === 1 ? [] : ['a heading']),
  ];
}

describe('hostile uploads', () => {
  test.each(ATTACKS)('leave nothing alive on the page: %s', (_name, attack) => {
    expect(alive(pageOf(attackedBy(attack)))).toEqual([]);
    for (const { key, body } of siteOf([attackedBy(attack)], ['en', 'ar']).values()) {
      if (key.startsWith('archive.'))
        expect(documentOf(body).querySelectorAll('script,img,svg,b,base').length).toBe(0);
    }
  });

  test.each(
    ATTACKS.filter(([name]) => /markup|attribute|templates|entities|addresses|emoji|CDATA/.test(name)),
  )('are shown as they are written: %s', (_name, attack) => {
    expect(documentOf(pageOf(attackedBy(attack))).querySelector('article h2')?.textContent).toBe(attack);
  });

  it('leave nothing alive, whatever they are made of', () => {
    const pieces = fc.oneof(
      fc.constantFrom(...ATTACKS.map(([, attack]) => attack.slice(0, 200))),
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '`',
        '=',
        '&',
        '/',
        '{{',
        '}}',
        '<!--',
        '-->',
        '\0',
        'https://',
        '//',
        '\\',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        expect(alive(pageOf(attackedBy(parts.join(''))))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('that came through unescaped would be noticed', () => {
    const html = pageOf(attackedBy('calm words')).replace('calm words', '<svg onload=alert(1)></svg>');
    expect(alive(html)).toEqual(['SVG', 'onload']);
    expect(alive(pageOf(attackedBy('calm')).replace('href="#story-', 'href="javascript:'))).toHaveLength(1);
  });

  it('of an operator’s own names are text too', () => {
    const name = '<b>The "Brief" & Co</b>';
    const told = edition([story('A')], { name, topic: name });
    expect(documentOf(pageOf(told)).querySelector('.topic')?.textContent).toBe(name);
    expect(settings.name).not.toContain('<');
  });
});
