import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMessage } from '../../lambdas/edition/message.ts';
import {
  PLACEHOLDER_PREFERENCES,
  PLACEHOLDER_TOKEN,
  personalize,
} from '../../lambdas/edition/personalize.ts';
import type { Settings } from '../../lambdas/types.ts';
import { edition, fullStory, render, settings, story } from './sample.ts';

const READER = {
  address: 'sam@readers.example.org',
  tokens: { leave: 'Ab-_9'.repeat(11).concat('z'), preferences: 'Zy_-0'.repeat(11).concat('q') },
};
const told = edition([fullStory('A'), story('B'), story('C')]);

async function mailIn(language: string, change: Partial<Settings> = {}) {
  const changed = { ...settings, ...change };
  const rendered = await render(told, { language, settings: changed });
  const message = await composeMessage(told, rendered, { language, settings: changed });
  const bytes = personalize(message, READER);
  return {
    rendered,
    message,
    bytes,
    raw: Buffer.from(bytes).toString('latin1'),
    parsed: await PostalMime.parse(bytes),
  };
}

const own = (text: string) =>
  text
    .replaceAll(PLACEHOLDER_TOKEN, READER.tokens.leave)
    .replaceAll(PLACEHOLDER_PREFERENCES, READER.tokens.preferences)
    .trim();

describe('a mail', () => {
  it.each(['en', 'uk', 'es'])('is read back as it was rendered in %s', async (language) => {
    const { rendered, parsed } = await mailIn(language);
    expect(parsed.subject).toBe(rendered.subject);
    expect(parsed.html?.trim()).toBe(own(rendered.html));
    expect(parsed.text?.trim()).toBe(own(rendered.text));
    expect(parsed.from).toMatchObject({ name: 'The Vostochny Brief', address: 'brief@news.example.org' });
    expect(parsed.to).toMatchObject([{ address: READER.address }]);
  });

  it('carries the headers of a list mail, each once', async () => {
    const { parsed } = await mailIn('uk');
    const headers = new Map(parsed.headers.map(({ key, value }) => [key, value]));
    expect(headers.size).toBe(parsed.headers.length);
    expect(Object.fromEntries(headers)).toMatchObject({
      'reply-to': 'brief@news.example.org',
      'content-language': 'uk',
      'list-id': '<brief.news.example.org>',
      'list-unsubscribe': `<https://news.example.org/reader/leave/${READER.tokens.leave}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'list-archive': '<https://news.example.org/>',
      'list-help': '<https://news.example.org/editions/2023-09-14T04-00-00Z.uk.html#about>',
      'archived-at': '<https://news.example.org/editions/2023-09-14T04-00-00Z.uk.html>',
      'auto-submitted': 'auto-generated',
      precedence: 'bulk',
      date: 'Thu, 14 Sep 2023 04:00:00 +0000',
      'message-id': '<2023-09-14T04-00-00Z.uk@news.example.org>',
    });
    expect(headers.has('x-communique-tokens')).toBe(false);
  });

  it.each(['en', 'uk'])(
    'has only CRLF, body lines of at most 78 and header lines of at most 998 in %s',
    async (language) => {
      const { raw } = await mailIn(language);
      expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const [head = '', ...parts] = raw.split('\r\n\r\n');
      expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
      expect(
        Math.max(
          ...parts
            .join('\r\n')
            .split('\r\n')
            .map((line) => line.length),
        ),
      ).toBeLessThanOrEqual(78);
      expect(raw).toMatch(/^[\t\r\n -~]*$/);
    },
  );

  it('is the same bytes each time, and others in another language', async () => {
    const [first, second, other] = [await mailIn('en'), await mailIn('en'), await mailIn('es')];
    expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true);
    expect(Buffer.from(first.bytes).equals(Buffer.from(other.bytes))).toBe(false);
  });

  it('spells a sender’s name beyond ASCII, and lets nothing in it become a header', async () => {
    const sender = { name: 'Східний "огляд"\r\nBcc: x@y.example', address: 'brief@news.example.org' };
    const { parsed } = await mailIn('uk', { sender });
    expect(parsed.from?.name).toBe('Східний "огляд" Bcc: x@y.example');
    expect(parsed.bcc).toBeUndefined();
  });

  it('answers go where the briefing says', async () => {
    const sender = { ...settings.sender, replyTo: 'desk@news.example.org' };
    expect((await mailIn('en', { sender })).parsed.replyTo).toMatchObject([
      { address: 'desk@news.example.org' },
    ]);
  });
});
