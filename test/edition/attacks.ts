import fc from 'fast-check';
import { PLACEHOLDER_TOKEN } from '../../lambdas/edition/mail/personalize.ts';
import type { Edition } from '../../lambdas/types.ts';
import { edition, quote, source, story, storySource } from './sample.ts';

/** An edition whose every uploaded word is the attack. */
export function attackedBy(attack: string): Edition {
  const poisoned = storySource(attack, {
    key: 'poisoned.txt',
    title: attack,
    agency: attack,
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
    agree: [{ quotes: [said, quote(other, 'They shook hands.')] }],
    differ: [{ about: 'number', quotes: [said, quote(other, 'Five coaches.')] }],
    only: [{ quote: quote(poisoned, `${attack} once more`) }],
    spoken: { speaker: attack, quote: quote(poisoned, `${attack} spoken`) },
    people: [{ name: attack, role: quote(poisoned, `${attack}, a name`) }],
    timeline: [
      { date: attack, quote: quote(poisoned, attack) },
      { date: '2023-09', quote: quote(other, 'They met in September.') },
    ],
  });
  const alone = story('B', {
    sources: [poisoned],
    headline: { text: attack, language: null, articleId: poisoned.articleId },
    summary: [said],
  });
  return edition([told, alone], { offTopic: [{ ...poisoned, closeness: 0 }] });
}

/** Texts of which nothing is left to show; where they stood, no element may stay open. */
export const NOTHING: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['what nobody sees', '\u200B\u2060\u00AD'],
];

/** By name. */
export const ATTACKS: readonly (readonly [string, string])[] = [
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)><b>bold</b>'],
  ['broken markup', '"><svg/onload=alert(1)><!-- </title></style></td></mj-text><mj-raw>'],
  ['conditional comments', '<!--[if mso]><a href="https://evil.example">x</a><![endif]-->'],
  ['templates', '{{words.happened}} {{{name}}} {{> "partials/style.mjml"}} [[x]] #{name} <%= name %>'],
  ['entities', '&lt;script&gt; &amp; &#x3C;b&#62; &copy; & "quoted" \'single\' `tick`'],
  ['scripts as addresses', 'javascript:alert(document.domain)'],
  ['words of our markup', 'a table style width="3" class="q" style="x: y; z" dir="ltr" [data-ogsc] <br />'],
  ['line breaks', 'Title\r\nBcc: victim@example.org\r\n\r\n<p>body'],
  ['a word of 5,000 letters', 'x'.repeat(5000)],
  ['bidi controls', '\u202Egnp.exe\u202C \u2066isolated\u2069 abc \u202B'],
  ['right to left and emoji', 'שלום 👩‍👩‍👧‍👦 مرحبا (1) <'],
  ['control letters', 'a\u0000b\u0007c\u001B[31mred\u007F\u0085\u2028line'],
  ['half a surrogate pair', 'a\uD800b \uDC00'],
  ['a placeholder in a link', `https://evil.example/?t=${PLACEHOLDER_TOKEN}`],
  ['the placeholder of the address', 'reader@placeholder.invalid'],
  ['a MIME boundary', '\n----_NmP-Part_1--\nContent-Type: text/html\n\n<b>x</b>'],
];

const pieces = fc.constantFrom(
  ...ATTACKS.filter(([name]) => !/placeholder|5,000/.test(name)).flatMap(([, attack]) => attack.split(' ')),
);

/** Pieces of the attacks and anything else, in any order. */
export const anyAttack: fc.Arbitrary<string> = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme' })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(' '));
