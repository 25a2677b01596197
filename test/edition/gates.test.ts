import { caniemail } from 'caniemail';
import { HtmlValidate } from 'html-validate';
import { parseHTML } from 'linkedom';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeNotices } from '../../infra/parts/notices.ts';
import { SPOKEN } from '../../lambdas/edition/wording.ts';
import ratchet from './caniemail.json' with { type: 'json' };
import { GATES } from './gates/list.ts';
import { fullEdition, render, renderShort, settings } from './sample.ts';

/** The largest mail that there is, in every language, and gates that it must pass; each gate is shown to bite. */
const mails = new Map<string, { readonly html: string; readonly text: string }>();
/** Confirmations, goodbyes and their kin, by file name. */
const notices = new Map<string, { readonly html: string; readonly text: string }>();
beforeAll(async () => {
  const messages = await composeNotices({ ...settings, languages: SPOKEN });
  for (const [name, message] of Object.entries(messages)) {
    const { html = '', text = '' } = await PostalMime.parse(message);
    notices.set(name, { html, text });
  }
  for (const language of SPOKEN) {
    mails.set(language, await render(fullEdition(), { language }));
    mails.set(`brief ${language}`, await renderShort(fullEdition(), { language }));
  }
});
const mailIn = (name: string) => mails.get(name) ?? { html: '', text: '' };
const MAILS = SPOKEN.flatMap((language) => [language, `brief ${language}`]);
const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

describe('size', () => {
  const WARN = 60_000;
  const FAIL = 80_000;
  it.each(SPOKEN)('of the %s mail leaves a fifth of what Gmail shows uncut', async (language) => {
    const size = Buffer.byteLength(mailIn(language).html);
    if (size > WARN) console.warn(`The largest ${language} mail has ${size} bytes of HTML, over ${WARN}.`);
    expect(size).toBeGreaterThan(40_000);
    expect(size).toBeLessThan(FAIL);
  });

  it.each(SPOKEN)('of the brief %s mail stays where the full one is warned of', (language) => {
    expect(Buffer.byteLength(mailIn(`brief ${language}`).html)).toBeLessThan(WARN);
  });

  it('of three times the stories is over the limit, so growth would be noticed', () => {
    expect(3 * Buffer.byteLength(mailIn('en').html)).toBeGreaterThan(FAIL);
  });
});

describe('the text part', () => {
  /** Headlines and addresses of the HTML that the text has not. */
  function missing({ html, text }: { readonly html: string; readonly text: string }): string[] {
    const { document } = parseHTML(html);
    const headlines = [...document.querySelectorAll('h1, h2, h3')].map((heading) =>
      folded(heading.textContent ?? ''),
    );
    const links = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
    return [
      ...headlines.filter((headline) => !folded(text).includes(headline)),
      ...links.filter((link) => !text.includes(link)),
    ];
  }

  it.each(MAILS)('holds every headline and every address of the HTML in %s', (language) => {
    expect(missing(mailIn(language))).toEqual([]);
  });

  it('holds those of every notice too', () => {
    expect(notices.size).toBe(6 * SPOKEN.length);
    for (const [name, notice] of notices) expect(missing(notice), name).toEqual([]);
  });

  it('is reported when it lacks a headline or an address', () => {
    const { html, text } = mailIn('en');
    const poor = text.replaceAll('Story 3: two', '').replaceAll('https://news.example.org/ ', '');
    expect(missing({ html, text: poor })).toHaveLength(1);
    expect(missing({ html, text: poor.replaceAll('far-east-monitor', '') }).length).toBeGreaterThan(1);
  });
});

describe('html-validate', () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {
      // Word, which draws mails in Outlook for Windows, knows tables by these attributes only.
      'no-deprecated-attr': 'off',
      // MJML writes a div; `role="main"` is all that can be said of it.
      'prefer-native-element': 'off',
    },
  });
  const complaints = async (html: string) =>
    (await validator.validateString(html)).results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
    );

  it.each(MAILS)('finds nothing in the %s mail', async (language) => {
    expect(await complaints(mailIn(language).html)).toEqual([]);
  });

  it('finds nothing in any notice', async () => {
    for (const [name, { html }] of notices) expect(await complaints(html), name).toEqual([]);
  });

  it('reports what is nested wrongly, lacks a text or has an id twice', async () => {
    const bad = mailIn('en').html.replace(
      '<h1',
      '<p><div>nested</div></p><img src="x.png"><i id="x"></i><h1 id="x"',
    );
    expect((await complaints(bad)).map((text) => text.split(': ')[1])).toEqual(
      expect.arrayContaining(['close-order', 'no-dup-id', 'wcag/h37']),
    );
  });
});

describe('what mail programs know', () => {
  /** By far most readers. Of some other programs the data lacks features, which makes the check throw. */
  const CLIENTS = ['apple-mail.*', 'gmail.*', 'outlook.*', 'samsung-email.*', 'yahoo.*'] as const;
  const allowed = new Map(Object.entries(ratchet).map(([title, clients]) => [title, clients.split(' ')]));

  /** Each feature with the programs that do not know it, or in part only. */
  function unknownIn(html: string): Record<string, string[]> {
    const { issues } = caniemail({ clients: [...CLIENTS], html });
    const pairs = [issues.errors, issues.warnings].flatMap((kind) =>
      [...kind].flatMap(([client, found]) => found.map(({ title }) => [title, client] as const)),
    );
    const byFeature = Map.groupBy(pairs, ([title]) => title);
    return Object.fromEntries(
      [...byFeature].map(([title, found]) => [
        title,
        [...new Set(found.map(([, client]) => client))].toSorted(),
      ]),
    );
  }

  function beyond(found: Record<string, string[]>): string[] {
    return Object.entries(found).flatMap(([title, clients]) =>
      clients
        .filter((client) => !allowed.get(title)?.includes(client))
        .map((client) => `${title}: ${client}`),
    );
  }

  it.each(['en', 'ar'])(
    'is all that the %s mail needs, but for the pairs looked at and allowed',
    (language) => {
      expect(beyond(unknownIn(mailIn(language).html))).toEqual([]);
    },
  );

  it('is all that the notices need', () => {
    for (const [name, { html }] of notices) expect(beyond(unknownIn(html)), name).toEqual([]);
  });

  it('allows no pair that no mail has', () => {
    const found = unknownIn([mailIn('ar'), ...notices.values()].map(({ html }) => html).join('\n'));
    const idle = [...allowed].flatMap(([title, clients]) =>
      clients.filter((client) => !found[title]?.includes(client)).map((client) => `${title}: ${client}`),
    );
    expect(idle).toEqual([]);
  });

  it('reports a feature that a mail program does not know', () => {
    const bad = mailIn('en').html.replace('<h1 style="', '<h1 style="display:grid;position:sticky;');
    expect(beyond(unknownIn(bad))).toEqual(
      expect.arrayContaining(['display:grid: outlook.windows', 'position: outlook.windows']),
    );
  });
});

describe.each(GATES)('$program', ({ faults }) => {
  it('draws every mail and every notice', () => {
    for (const [name, { html }] of [...mails, ...notices]) expect(faults(html), name).toEqual([]);
  });
});

describe('Outlook for Windows', () => {
  /** What Word does not lay out: columns made of anything but table cells, and what stands beside by floating. */
  function beyondWord(html: string): string[] {
    const { document } = parseHTML(html);
    return [...document.querySelectorAll('body *')]
      .filter((element) => !(element.getAttribute('class') ?? '').includes('mj-column-per-100'))
      .map((element) => element.getAttribute('style') ?? '')
      .filter((style) => /inline-block|flex|grid|float|position:|inherit|calc\(|var\(/.test(style));
  }

  it.each(SPOKEN)('finds two sides of a difference in two cells of a row in the %s mail', (language) => {
    const { html } = mailIn(language);
    const { document } = parseHTML(html);
    const rows = [...document.querySelectorAll('table[role=presentation] td[width="50%"]')];
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.every((cell) => cell.parentElement?.children.length === 2)).toBe(true);
    expect(beyondWord(html)).toEqual([]);
  });

  it('reports a column that Word would not lay out', () => {
    expect(
      beyondWord('<html><body><div style="display:inline-block;width:46%">x</div></body></html>'),
    ).toHaveLength(1);
  });
});
