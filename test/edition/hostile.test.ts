import { parseHTML } from 'linkedom';
import PostalMime from 'postal-mime';
import { describe, expect, it, test } from 'vitest';
import { composeMessage } from '../../lambdas/edition/message.ts';
import {
  PLACEHOLDER_PREFERENCES,
  PLACEHOLDER_TOKEN,
  personalize,
} from '../../lambdas/edition/personalize.ts';
import type { Edition } from '../../lambdas/types.ts';
import { edition, quote, render, settings, source, story, storySource } from './sample.ts';

const TOKEN = 'k'.repeat(56);
const OTHER = 'p'.repeat(56);
const placeholders = (text: string) =>
  text.replaceAll(TOKEN, PLACEHOLDER_TOKEN).replaceAll(OTHER, PLACEHOLDER_PREFERENCES).trim();

/** An edition whose every uploaded word is the attack. */
function attackedBy(attack: string): Edition {
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
  });
  return edition([told], { offTopic: [{ ...poisoned, closeness: 0 }] });
}

const ATTACKS: readonly (readonly [string, string])[] = [
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)><b>bold</b>'],
  ['broken markup', '"><svg/onload=alert(1)><!-- </title></style></td></mj-text><mj-raw>'],
  ['conditional comments', '<!--[if mso]><a href="https://evil.example">x</a><![endif]-->'],
  ['templates', '{{words.happened}} {{{name}}} {{> "partials/style.mjml"}} [[x]] #{name} <%= name %>'],
  ['entities', '&lt;script&gt; &amp; &#x3C;b&#62; &copy; & "quoted" \'single\' `tick`'],
  ['scripts as addresses', 'javascript:alert(document.domain)'],
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

describe('hostile uploads', () => {
  test.each(ATTACKS)('leave nothing alive in the HTML: %s', async (_name, attack) => {
    const calm = parseHTML((await render(attackedBy('calm words'))).html).document;
    const { html } = await render(attackedBy(attack));
    const { document } = parseHTML(html);
    const tags = (page: typeof document) =>
      new Set([...page.querySelectorAll('*')].map(({ tagName }) => tagName));
    expect([...tags(document)].filter((tag) => !tags(calm).has(tag) && tag !== 'A')).toEqual([]);
    for (const element of document.querySelectorAll('*')) {
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^src|^srcdoc|^action/);
    }
    for (const link of document.querySelectorAll('a')) {
      expect(link.getAttribute('href')).toMatch(/^https?:\/\//);
      expect(link.getAttribute('href')?.includes('PLACEHOLDER')).toBe(
        link.getAttribute('href')?.startsWith('https://news.example.org/reader/'),
      );
    }
    expect(document.querySelector('h1')?.textContent).toBe('The Vostochny Brief');
    // No unescaped control letter, and no mark that turns the reading order.
    expect(html).not.toMatch(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\u2028]/u);
  });

  test.each(
    ATTACKS.filter(([name]) => !/bidi|control|surrogate|line breaks|placeholder|boundary|5,000/.test(name)),
  )('are shown as they are written: %s', async (_name, attack) => {
    const { html, text } = await render(attackedBy(attack));
    expect(parseHTML(html).document.querySelector('h2[id^=story]')?.textContent).toBe(attack);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(attack);
  });

  test.each(ATTACKS)(
    'come through the mail without a header or a part of their own: %s',
    async (_name, attack) => {
      const told = attackedBy(attack);
      const rendered = await render(told);
      const message = await composeMessage(told, rendered, { language: 'en', settings });
      const mail = personalize(message, {
        address: 'sam@readers.example.org',
        tokens: { leave: TOKEN, preferences: OTHER },
      });
      const parsed = await PostalMime.parse(mail);
      expect(parsed.bcc).toBeUndefined();
      expect(parsed.attachments).toEqual([]);
      expect(parsed.subject).toBe(rendered.subject);
      expect(placeholders(parsed.html ?? '')).toBe(rendered.html.trim());
      expect(placeholders(parsed.text ?? '')).toBe(rendered.text.trim());
      expect(
        Buffer.from(mail)
          .toString('latin1')
          .split(/^Subject:/m),
      ).toHaveLength(2);
    },
  );

  it('cannot bring a reader’s token into a link of theirs', async () => {
    const told = attackedBy(`https://evil.example/?t=${PLACEHOLDER_TOKEN}`);
    const message = await composeMessage(told, await render(told), { language: 'en', settings });
    const { html, text } = await PostalMime.parse(
      personalize(message, {
        address: 'sam@readers.example.org',
        tokens: { leave: TOKEN, preferences: OTHER },
      }),
    );
    expect(html).toContain(TOKEN);
    expect(`${html}${text}`).not.toMatch(new RegExp(`evil\\.example\\S*${TOKEN}`));
  });
});
