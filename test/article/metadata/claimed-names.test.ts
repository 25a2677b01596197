import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../lambdas/article/bytes/visible-text.ts';
import { isMixed, nameKey } from '../../../lambdas/article/metadata/name-key.ts';
import { withPossibleDate } from '../../../lambdas/article/metadata/possible-date.ts';
import { acceptedReceipt } from '../../../lambdas/article/receipt.ts';
import { makeEdition } from '../../../lambdas/edition/make.ts';
import { originOf } from '../../../lambdas/stories/sources.ts';
import { settings } from '../../edition/sample.ts';
import { PROSE, readString } from '../support.ts';

const upload = { key: 'a', sequencer: '1', time: '2026-01-10T12:00:00.000Z', size: 1 };
const file = (fields: object) =>
  readString(JSON.stringify({ headline: 'The ferry sails again', articleBody: PROSE, ...fields }));
const receiptOf = async (fields: object): Promise<string> =>
  acceptedReceipt(upload, await file(fields), undefined).message;

describe('one name', () => {
  it.each([
    ['Reuters', 'Rеuters'],
    ['Reuters', 'REUTERS'],
    ['Reuters', 'Ｒｅｕｔｅｒｓ'],
    ['Reuters', '𝐑𝐞𝐮𝐭𝐞𝐫𝐬'],
    ['Reuters', 'Reu\u200bters'],
    ['Reuters', 'ᖇeuters'],
    ['Bloomberg', 'BIoomberg'],
    ['Bloomberg', 'B1oomberg'],
    ['Bloomberg', 'Вlооmbеrg'],
    ['The Harbour Gazette', 'harbour  gazette'],
    ['Internet Times', 'Intemet Tirnes'],
    ['El País', 'El Pais'],
    ['Українська Хвиля', 'УКРАЇНСЬКА ХВИЛЯ'],
    ['ΤΑ ΝΕΑ', 'Τα Νέα'],
  ])('is %s, written %s', (name, other) => {
    expect(nameKey(other)).toBe(nameKey(name));
  });

  it.each([
    ['Harbour Gazette', 'Harbour Post'],
    ['Radio 1', 'Radio 2'],
    ['Дніпровська хвиля', 'Дністровська хвиля'],
    ['朝日新聞', '読売新聞'],
  ])('is not both %s and %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it('in two scripts at once is told from one in another script', () => {
    expect(isMixed('Rеuters')).toBe(true);
    for (const name of [
      'Reuters',
      'Дніпровська хвиля',
      'Radio Свобода',
      'ΤΑ ΝΕΑ',
      'Süddeutsche',
      '朝日Asahi',
    ])
      expect(isMixed(name)).toBe(false);
  });
});

describe('an outlet', () => {
  it('that looks like a known one is that one, wherever articles are counted', async () => {
    const [real, fake] = [await file({ publisher: 'Reuters' }), await file({ publisher: 'Rеuters' })];
    expect(fake).toMatchObject({ outlet: 'Reuters', flags: expect.arrayContaining(['look-alike-name']) });
    expect(real.flags).not.toContain('look-alike-name');
    const unknown = await file({ publisher: 'Hаrbour Gazette' });
    const known = await file({ publisher: 'Harbour Gazette' });
    const one = (article: typeof real, id: string) => ({ id, received: upload.time, article });
    expect(originOf(one(unknown, 'a'))).toBe(originOf(one(known, 'b')));
    const edition = makeEdition({
      articles: [one(unknown, 'a'), one({ ...known, version: 'f'.repeat(64) }, 'b')],
      previous: null,
      settings,
      slot: '2026-01-11T00:00:00Z',
    });
    expect(edition.counts.outlets).toBe(1);
    expect(await receiptOf({ publisher: 'Rеuters' })).toMatch(/letters of another alphabet/);
  });

  it.each([
    ['Reuters', 'https://example.net/a', 'Reuters (example.net)'],
    ['Rеuters', 'https://news.example.co.uk/a', 'Reuters (example.co.uk)'],
    ['Reuters', 'https://reuters.com.example.net/a', 'Reuters (example.net)'],
    ['Reuters', 'https://notreuters.com/a', 'Reuters (notreuters.com)'],
    ['reuters.com', 'https://example.net/a', 'Reuters (example.net)'],
    ['post.example.org', 'https://example.net/a', 'example.net'],
  ])('%s over %s is shown as %s', async (publisher, url, shown) => {
    const article = await file({ publisher, url });
    expect(article.outlet).toBe(shown);
    expect(article.flags).toContain('name-on-other-host');
    expect(await receiptOf({ publisher, url })).toMatch(/address is shown beside/);
  });

  it.each([
    ['Reuters', 'https://www.reuters.com/a'],
    ['BBC', 'https://www.bbc.co.uk/a'],
    ['Reuters', undefined],
    ['Harbour Gazette', 'https://example.net/a'],
  ])('%s over %s stays as it is', async (publisher, url) => {
    const article = await file({ publisher, url });
    expect(article.outlet).toBe(publisher);
    expect(article.flags).not.toContain('name-on-other-host');
  });

  it.each([
    'Unsubscribe',
    'UNSUBSCRIBE',
    'Unsubscrіbe',
    ' Un\u200bsubscribe. ',
    'Unsubscribe here',
    'View in browser',
    'Darse de baja',
    'Відписатися',
    'إلغاء الاشتراك',
    'All editions',
    'Outlets agree',
    'https://evil.example',
    'Read www.evil.example now',
    'evil.example/login',
    'desk@evil.example',
  ])('or author called %j is none', async (name) => {
    const article = await file({ publisher: name, author: [name, 'Anna Berg'] });
    expect(article).toMatchObject({ outlet: null, outletFrom: null, authors: ['Anna Berg'] });
    expect(article.flags).toContain('refused-name');
    expect(await receiptOf({ publisher: name })).toMatch(/phrase of our own pages/);
    expect((await file({ publisher: name, url: 'https://example.net/a' })).outlet).toBe('example.net');
  });

  it.each([
    '\u3164',
    '\u2800\u2800',
    '\u200b\u200d\u2060',
    '\u202e\u2066',
    '\u115f\u1160\uffa0',
    '\u{e0041}',
    '…',
    '\ue000',
  ])('whose name nobody sees (%j) is none', async (publisher) => {
    const article = await file({ publisher });
    expect(article.outlet).toBeNull();
  });

  it('loses signs that nobody sees, and keeps those that its spelling needs', async () => {
    const article = await file({
      publisher: 'Harbour\u202e Ga\u2060zette\u3164',
      headline: 'Ferry\u202e sails\u2800 again',
    });
    expect(article).toMatchObject({ outlet: 'Harbour Gazette', title: 'Ferry sails again' });
    expect(article.flags).toContain('invisible-signs');
    expect(await receiptOf({ publisher: 'Harbour\u3164' })).toMatch(/invisible characters/);
    for (const name of ['ایران‌وایر', 'पोस्ट‍', '👩‍👩‍👧 Post', '❤️ Radio', 'O’Brien & Sons', '20minutos'])
      expect(visibleText(name).length).toBeGreaterThanOrEqual(name.length - 1);
    expect(visibleText('ایران‌وایر')).toBe('ایران‌وایر');
    expect(visibleText('👩‍👩‍👧 Post')).toBe('👩‍👩‍👧 Post');
  });
});

describe('a date', () => {
  const future = (date: string) => file({ datePublished: date });

  it.each([
    ['2099-01-01', '2026-01-10'],
    ['2026-01-12', '2026-01-10'],
    ['2026-01-11', '2026-01-11'],
    ['2026-01-10', '2026-01-10'],
    ['2025-12-24', '2025-12-24'],
  ])('of %s counts as %s for what came on 10 January at noon UTC', async (claimed, counts) => {
    const article = withPossibleDate(await future(claimed), upload.time);
    expect(article.published?.date).toBe(counts);
    expect(article.flags.includes('future-date')).toBe(claimed !== counts);
    expect(/later than this upload/.test(acceptedReceipt(upload, article, undefined).message)).toBe(
      claimed !== counts,
    );
  });

  it('in 2099 neither leads an edition nor is shown in it', async () => {
    const edition = makeEdition({
      articles: [{ id: 'a', received: upload.time, article: await future('2099-01-01') }],
      previous: null,
      settings,
      slot: '2026-01-11T00:00:00Z',
    });
    expect(JSON.stringify(edition)).not.toContain('2099');
  });
});
