import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import PostalMime from 'postal-mime';
import { describe, expect, it, test } from 'vitest';
import { composeMessage } from '../../lambdas/edition/mail/message.ts';
import {
  PLACEHOLDER_PREFERENCES,
  PLACEHOLDER_TOKEN,
  personalize,
} from '../../lambdas/edition/mail/personalize.ts';
import { ATTACKS, anyAttack, attackedBy } from './attacks.ts';
import { render, settings } from './sample.ts';

const TOKEN = 'k'.repeat(56);
const OTHER = 'p'.repeat(56);
const placeholders = (text: string) =>
  text.replaceAll(TOKEN, PLACEHOLDER_TOKEN).replaceAll(OTHER, PLACEHOLDER_PREFERENCES).trim();

async function expectNothingAlive(html: string): Promise<void> {
  const calm = parseHTML((await render(attackedBy('calm words'))).html).document;
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
      /^https:\/\/news\.example\.org\/reader\/(?!subscribe$|report\/)/.test(link.getAttribute('href') ?? ''),
    );
  }
  expect(document.querySelector('h1')?.textContent).toBe('The Vostochny Brief');
  expect(document.querySelectorAll('h1, h2, h3').length).toBeLessThan(20);
  // No unescaped control letter, and no mark that turns the reading order.
  expect(html).not.toMatch(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\u2028]/u);
}

describe('hostile uploads', () => {
  test.each(ATTACKS)('leave nothing alive in the HTML: %s', async (_name, attack) => {
    await expectNothingAlive((await render(attackedBy(attack))).html);
  });

  it('leave nothing alive, and come through the mail, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(anyAttack, fc.constantFrom('en', 'ar'), async (attack, language) => {
        const told = attackedBy(attack);
        const rendered = await render(told, { language });
        await expectNothingAlive(rendered.html);
        const message = await composeMessage(told, rendered, { language, settings, depth: 'full' });
        const parsed = await PostalMime.parse(
          personalize(message, {
            address: 'sam@readers.example.org',
            token: TOKEN,
            preferences: OTHER,
          }),
        );
        expect(parsed.subject).toBe(rendered.subject);
        expect(placeholders(parsed.html ?? '')).toBe(rendered.html.trim());
        expect(placeholders(parsed.text ?? '')).toBe(rendered.text.trim());
        expect(parsed.attachments).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('are noticed where they are left alive', async () => {
    const { html } = await render(attackedBy('calm words'));
    for (const alive of [
      '<script>x</script>',
      '<p onclick="x">',
      '<a href="javascript:x">x</a>',
      '<h1>x</h1>\u202E',
    ]) {
      await expect(expectNothingAlive(html.replace('</h1>', `</h1>${alive}`))).rejects.toThrow();
    }
  });

  test.each(
    ATTACKS.filter(([name]) => !/bidi|control|surrogate|line breaks|placeholder|boundary|5,000/.test(name)),
  )('are shown as they are written: %s', async (_name, attack) => {
    const told = attackedBy(attack);
    // Editors' own, so that no calmer title takes its place.
    const stories = told.stories.map((one) => ({
      ...one,
      headline: { ...one.headline, editorial: true as const },
    }));
    const { html, text } = await render({ ...told, stories });
    expect(parseHTML(html).document.querySelector('h2[id^=story]')?.textContent).toBe(attack);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(attack);
  });

  test.each(ATTACKS)(
    'come through the mail without a header or a part of their own: %s',
    async (_name, attack) => {
      const told = attackedBy(attack);
      const rendered = await render(told);
      const message = await composeMessage(told, rendered, { language: 'en', settings, depth: 'full' });
      const mail = personalize(message, {
        address: 'sam@readers.example.org',
        token: TOKEN,
        preferences: OTHER,
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
    const message = await composeMessage(told, await render(told), {
      language: 'en',
      settings,
      depth: 'full',
    });
    const { html, text } = await PostalMime.parse(
      personalize(message, {
        address: 'sam@readers.example.org',
        token: TOKEN,
        preferences: OTHER,
      }),
    );
    expect(html).toContain(TOKEN);
    expect(`${html}${text}`).not.toMatch(new RegExp(`evil\\.example\\S*${TOKEN}`));
  });
});
