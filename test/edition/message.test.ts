import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMessage } from '../../lambdas/edition/mail/message.ts';
import {
  PLACEHOLDER_PREFERENCES,
  PLACEHOLDER_TOKEN,
  personalize,
} from '../../lambdas/edition/mail/personalize.ts';
import { SPOKEN } from '../../lambdas/edition/wording.ts';
import type { Settings } from '../../lambdas/types.ts';
import { edition, fullStory, render, settings, story } from './sample.ts';

const READER = {
  address: 'sam@readers.example.org',
  token: 'Ab-_9'.repeat(11).concat('z'),
  preferences: 'Zy_-0'.repeat(11).concat('q'),
};
const told = edition([fullStory('A'), story('B'), story('C')]);

async function mailIn(language: string, change: Partial<Settings> = {}) {
  const changed = { ...settings, ...change };
  const rendered = await render(told, { language, settings: changed });
  const message = await composeMessage(told, rendered, { language, settings: changed, depth: 'full' });
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
    .replaceAll(PLACEHOLDER_TOKEN, READER.token)
    .replaceAll(PLACEHOLDER_PREFERENCES, READER.preferences)
    .trim();

describe('a mail', () => {
  it.each(SPOKEN)('is read back as it was rendered in %s, by two readers of MIME', async (language) => {
    const { rendered, parsed, bytes } = await mailIn(language);
    const other = await simpleParser(Buffer.from(bytes));
    const sender = { name: 'The Vostochny Brief', address: 'brief@news.example.org' };
    expect(parsed).toMatchObject({ subject: rendered.subject, from: sender, attachments: [] });
    expect(parsed.to).toMatchObject([{ address: READER.address }]);
    expect([parsed.html?.trim(), parsed.text?.trim()]).toEqual([own(rendered.html), own(rendered.text)]);
    expect(other).toMatchObject({ subject: rendered.subject, attachments: [] });
    expect([other.from?.value, other.to?.value[0]?.address]).toEqual([[sender], READER.address]);
    expect([String(other.html).trim(), other.text?.trim()]).toEqual([own(rendered.html), own(rendered.text)]);
    const keys = other.headerLines.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('carries the headers of a list mail, each once', async () => {
    const { parsed } = await mailIn('uk');
    const headers = new Map(parsed.headers.map(({ key, value }) => [key, value]));
    expect(headers.size).toBe(parsed.headers.length);
    expect(Object.fromEntries(headers)).toMatchObject({
      'reply-to': 'brief@news.example.org',
      'content-language': 'uk',
      'list-id': '"The Vostochny Brief" <brief.news.example.org>',
      'list-unsubscribe': `<https://news.example.org/reader/leave/${READER.token}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'list-archive': '<https://news.example.org/>',
      'list-help': '<https://news.example.org/reader/subscribe>',
      'archived-at': '<https://news.example.org/editions/2023-09-14T04-00-00Z.uk.html>',
      'auto-submitted': 'auto-generated',
      precedence: 'bulk',
      date: 'Thu, 14 Sep 2023 04:00:00 +0000',
      'message-id': '<2023-09-14T04-00-00Z.uk.full@news.example.org>',
    });
    expect(headers.has('x-communique-tokens')).toBe(false);
  });

  /** What a mail server may not let through as it is. RFC 5322, 2.1.1. */
  function faults(raw: string): string[] {
    const [head = '', ...parts] = raw.split('\r\n\r\n');
    const tooLong = (line: string) =>
      line.length > 78 && !(line.length <= 998 && /^(?:[\w-]+:)? <\S+>,?$/.test(line));
    return [
      ...(/[\r\n]/.test(raw.replaceAll('\r\n', '')) ? ['a bare CR or LF'] : []),
      ...(/^[\t\r\n -~]*$/.test(raw) ? [] : ['a byte beyond ASCII']),
      ...head.split('\r\n').filter(tooLong),
      ...parts.flatMap((part) => part.split('\r\n')).filter((line) => line.length > 78),
    ];
  }

  it.each(SPOKEN)(
    'has only CRLF and ASCII, lines of at most 78, and longer ones only for one address, in %s',
    async (language) => {
      const { raw } = await mailIn(language, { unsubscribeMailbox: 'leave@news.example.org' });
      expect(faults(raw)).toEqual([]);
    },
  );

  it('whose lines are wrong is noticed', () => {
    const long = 'x'.repeat(79);
    for (const bad of [`A: b\n\r\n\r\nc`, 'A: é\r\n\r\nc', `A: ${long}\r\n\r\nc`, `A: b\r\n\r\n${long}`]) {
      expect(faults(bad)).toHaveLength(1);
    }
  });

  it('names a mailbox to write to only where the briefing says that somebody reads it', async () => {
    const header = async (change: Partial<Settings>) =>
      (await mailIn('en', change)).parsed.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
    const leave = `<https://news.example.org/reader/leave/${READER.token}>`;
    expect(await header({})).toBe(leave);
    expect(await header({ unsubscribeMailbox: 'leave@news.example.org' })).toBe(
      `${leave}, <mailto:leave@news.example.org?subject=unsubscribe>`,
    );
  });

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
