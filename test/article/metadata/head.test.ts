import { describe, expect, it } from 'vitest';
import { creditsOf } from '../../../lambdas/article/metadata/contributors.ts';
import { findDate } from '../../../lambdas/article/metadata/dates.ts';
import { headLine } from '../../../lambdas/article/metadata/head.ts';
import { hostOf, outletNamed, outletOfUrl } from '../../../lambdas/article/metadata/links.ts';
import { namesIn } from '../../../lambdas/article/metadata/names.ts';
import { creditedAgency } from '../../../lambdas/article/roles/agency-credits.ts';
import { PROSE, readString } from '../support.ts';

describe('a date', () => {
  it('of the Solar Hijri calendar is the one that Unicode’s tables give, in each year from 1300 to 1450', () => {
    const persian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      day: 'numeric',
      month: 'numeric',
      year: 'numeric',
      timeZone: 'UTC',
    });
    const months = 'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند'.split(' ');
    for (let at = Date.UTC(1921, 2, 22); at < Date.UTC(2072, 2, 1); at += 97 * 86_400_000) {
      const [month, day, year] = persian.format(at).split(/[/ ]/);
      expect(findDate(`${day} ${months[Number(month) - 1]} ${year}`)?.date).toBe(
        new Date(at).toISOString().slice(0, 10),
      );
    }
  });

  it.each([
    ['a day that no month has', '31 اسفند 1402'],
    ['a year of the moon', '1445/02/28 الرياض'],
    ['a price', 'ราคา 2,566 บาท'],
  ])('is not %s', (_, text) => {
    expect(findDate(text)).toBeNull();
  });

  it.each([
    ['2023-09-13', '2023-09-13'],
    ['2023-09-13T07:05:00+03:00', '2023-09-13', '07:05:00', '+03:00'],
    ['13.09.2023', '2023-09-13'],
    ['13/09/2023', '2023-09-13'],
    ['09/13/2023', '2023-09-13'],
    ['September 13, 2023 11:03 PM', '2023-09-13', '23:03'],
    ['September 13, 2023 7:48 PM GMT+2', '2023-09-13', '19:48', '+02:00'],
    ['7:48 PM UTC-04:30, September 13, 2023', '2023-09-13', '19:48', '-04:30'],
    ['13 September 2023, 19:48 GMT', '2023-09-13', '19:48', 'Z'],
    ['Sept. 3, 2023', '2023-09-03'],
    ['13th of September 2023', '2023-09-13'],
    ['13 вересня 2023', '2023-09-13'],
    ['13 сентября 2023 г.', '2023-09-13'],
    ['13 de septiembre de 2023', '2023-09-13'],
    ['1er septembre 2023', '2023-09-01'],
    ['13. September 2023', '2023-09-13'],
    ['13 września 2023', '2023-09-13'],
    ['13 Eylül 2023', '2023-09-13'],
    ['2023年9月13日', '2023-09-13'],
    ['2023년 9월 13일', '2023-09-13'],
    ['2023. szeptember 13. 18:04', '2023-09-13', '18:04'],
    ['13. 9. 2023', '2023-09-13'],
    ['2023 m. rugsėjo 13 d.', '2023-09-13'],
    ['2023. gada 13. septembris', '2023-09-13'],
    ['13 tháng 9, 2023', '2023-09-13'],
    ['13 de setembre del 2023', '2023-09-13'],
    ['13 سبتمبر 2023', '2023-09-13'],
    ['١٣ أيلول ٢٠٢٣', '2023-09-13'],
    ['13 تشرين الثاني 2023', '2023-11-13'],
    ['۱۳ سپتامبر ۲۰۲۳', '2023-09-13'],
    ['१३ सितंबर २०२३', '2023-09-13'],
    ['13 בספטמבר 2023', '2023-09-13'],
    ['১৩ সেপ্টেম্বর ২০২৩', '2023-09-13'],
    ['13 செப்டம்பர் 2023', '2023-09-13'],
    ['13 სექტემბერი, 2023', '2023-09-13'],
    ['13 กันยายน 2566', '2023-09-13'],
    ['๑๓ ก.ย. ๒๕๖๖ เวลา ๑๘:๐๔ น.', '2023-09-13', '18:04'],
    ['13 ก.ย. 66', '2023-09-13'],
    ['13 ก.ย. 2023', '2023-09-13'],
    ['วันที่ 13/09/2566', '2023-09-13'],
    ['۲۲ شهریور ۱۴۰۲ - ۱۸:۰۴', '2023-09-13', '18:04'],
    ['22 شهريور 1402', '2023-09-13'],
    ['۱۴۰۲/۰۶/۲۲', '2023-09-13'],
    ['30 اسفند 1403', '2025-03-20'],
    ['令和5年9月13日', '2023-09-13'],
    ['令和元年5月1日', '2019-05-01'],
    ['中華民國112年9月13日', '2023-09-13'],
    ['二〇二三年九月十三日', '2023-09-13'],
    ['二〇二三年十二月三十一日', '2023-12-31'],
  ])('is found in "%s"', (text, date, time?: string, zone?: string) => {
    expect(findDate(text)).toMatchObject({
      date,
      ...(time ? { time } : {}),
      ...(zone ? { zone } : {}),
      ambiguous: false,
    });
  });

  it.each(['31.02.2023', '2023-13-01', 'the march of 2023 penguins', '1234567890', '99.99.2023'])(
    '%s is none',
    (text) => {
      expect(findDate(text)).toBeNull();
    },
  );

  it('that could be read both ways is flagged', async () => {
    const article = await readString(`Ferry sails again\n\nPublished: 04/09/2023\n\n${PROSE}`);
    expect(article.published?.date).toBe('2023-09-04');
    expect(article.flags).toContain('ambiguous-date');
  });

  it('of a tweet is not the article’s', async () => {
    const article = await readString(
      `Ferry sails again\n\n${PROSE}\n\nOff we go! — Ferry Watch (@ferrywatch) August 30, 2023\n\n${PROSE}`,
    );
    expect(article.published).toBeNull();
    expect(article.flags).toContain('no-date');
  });
});

describe('a header line', () => {
  it.each([
    ['Coast.- 13.09.2023', { role: 'dateline', outlet: 'Coast', published: { date: '2023-09-13' } }],
    ['Coast Gazette | 13 September 2023', { role: 'dateline', outlet: 'Coast Gazette' }],
    ['time.- 13.09.2023', { role: 'dateline', outlet: 'TIME' }],
    ['By Anna Berg and Leo Falk', { role: 'byline', authors: ['Anna Berg', 'Leo Falk'] }],
    ['By ANNA BERG, Coast Press | September 13, 2023', { role: 'byline', published: { date: '2023-09-13' } }],
    [
      'By Anna Berg, Harbour Gazette, 13 September 2023',
      {
        role: 'byline',
        authors: ['Anna Berg'],
        outlet: 'Harbour Gazette',
        published: { date: '2023-09-13' },
      },
    ],
    [
      'Anna Berg, Harbour Gazette, 13 September 2023',
      {
        role: 'byline',
        authors: ['Anna Berg'],
        outlet: 'Harbour Gazette',
        published: { date: '2023-09-13' },
      },
    ],
    [
      'Harbour Gazette | Anna Berg | 13 September 2023',
      {
        role: 'byline',
        authors: ['Anna Berg'],
        outlet: 'Harbour Gazette',
        published: { date: '2023-09-13' },
      },
    ],
    [
      'Harbour Gazette, Port Elling, 13 September 2023',
      { role: 'dateline', outlet: 'Harbour Gazette', published: { date: '2023-09-13' } },
    ],
    ['By Anna Berg, Emily Post', { role: 'byline', authors: ['Anna Berg', 'Emily Post'] }],
    [
      'Updated 14 Sep 2023 09:10 — First published 12 Sep 2023 18:04',
      { role: 'metadata', published: { date: '2023-09-12' }, updated: false },
    ],
    [
      'Published 12 September 2023, updated 14 September 2023',
      { role: 'metadata', published: { date: '2023-09-12' }, updated: false },
    ],
    ['Por Lucía Núñez de la Torre', { role: 'byline', authors: ['Lucía Núñez de la Torre'] }],
    ['Автор: Ірина Малик', { role: 'byline', authors: ['Ірина Малик'] }],
    ['Von Grete Maier', { role: 'byline', authors: ['Grete Maier'] }],
    [
      'Reuters November 18, 2019 11:03 PM',
      { role: 'dateline', agency: 'Reuters', published: { date: '2019-11-18' } },
    ],
    ['Updated: 14.09.2023', { role: 'metadata', updated: true }],
    [
      'Source: https://www.theguardian.com/world/ferry',
      { role: 'metadata', url: 'https://www.theguardian.com/world/ferry' },
    ],
    [
      'date 2023-09-14 The ferry will sail again on Monday after a month.',
      { role: 'metadata', rest: 'The ferry will sail again on Monday after a month.' },
    ],
    [
      '2023-09-14 | The ferry will sail again on Monday after a month.',
      { rest: 'The ferry will sail again on Monday after a month.' },
    ],
  ])('is read: %s', (text, expected) => {
    expect(headLine(text)).toMatchObject(expected);
  });

  it('of an office is of no paper', () => {
    const line = headLine('Office of the Harbour Master — Press release — 13 September 2023');
    expect(line?.outlet).toBeUndefined();
  });

  it.each([
    'The ferry will sail again on Monday',
    'On 13 September 2023 the ferry sailed for the last time before the storm.',
    'By Monday the ferry will sail again, the authority promised the islands',
  ])('%s is none', (text) => {
    expect(headLine(text)).toBeNull();
  });
});

describe('names', () => {
  it.each([
    ['Kim Tae-Hyun, Dasha Orlova', ['Kim Tae-Hyun', 'Dasha Orlova']],
    ['Anna Berg, Leo Falk and Jean-Luc de la Tour', ['Anna Berg', 'Leo Falk', 'Jean-Luc de la Tour']],
    ['Anna Berg (Oslo), Staff Writer', ['Anna Berg']],
    ['Олена Гайова та Іван Крук', ['Олена Гайова', 'Іван Крук']],
    ['Ferry sails again', []],
    ['Norway', []],
  ])('are those of people alone: %s', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });
});

describe('a credit line', () => {
  it('names contributors with their places left out, and not the author who reported', () => {
    const line =
      'Berg reported from Oslo, Norway. Associated Press journalists Leo Falk in Bergen, Norway; Ana M. Ruiz and Li Wei in Geneva; Jo K. Stein at the United Nations, Ng Mei Ling and Tom Ode in Dalian, China; and Sara Dahl in Abu Dhabi, United Arab Emirates, contributed.';
    expect(creditsOf(line)).toEqual({
      contributors: [
        'Leo Falk',
        'Ana M. Ruiz',
        'Li Wei',
        'Jo K. Stein',
        'Ng Mei Ling',
        'Tom Ode',
        'Sara Dahl',
      ],
      reporters: [],
      agency: 'Associated Press',
    });
  });

  it('of an agency names the reporters and not the editor', () => {
    expect(
      creditsOf('(Reporting by Anna Berg in Oslo and Leo Falk in Bergen; Editing by Ida Holm)').contributors,
    ).toEqual(['Anna Berg', 'Leo Falk']);
  });
});

describe('where a text comes from', () => {
  it.each([
    ['SEOUL, South Korea (AP) — The ferry sailed.', 'Associated Press'],
    ['OSLO, Sept 13 (Reuters) - The ferry sailed.', 'Reuters'],
    ['(Reuters) — The ferry sailed.', 'Reuters'],
    ['КИЇВ (Укрінформ) – Пором відплив.', 'Ukrinform'],
    ['OSLO (Meridian Wire) - The ferry sailed.', 'Meridian Wire'],
    ['The authority (which owns it) - said nothing.', null],
    ['OSLO (Norvège), 3 mai 2027 (Agence Nord) – Le bac est parti.', 'Agence Nord'],
    ['TBILISI (Georgia) – Il traghetto è partito.', null],
    ['ТБІЛІСІ (Грузія) – Пором відплив.', null],
    ['تبليسي (ميريديان) – أبحرت العبّارة.', 'ميريديان'],
    ['The ferry sailed on Monday (Meridian Wire). It was late.', 'Meridian Wire'],
    ['Die Fähre legte am Montag ab (dpa).', 'dpa'],
    ['The ferry sailed for the party (SPD). It was late.', null],
    ['The ferry sailed to the north (Meridian). It was late.', null],
  ])('is told by a dateline that names an agency, or behind a sentence: %s', (text, agency) => {
    expect(creditedAgency(text)).toBe(agency);
  });

  it('is told from the domain of a link', () => {
    expect(outletOfUrl('https://time.com/1/ferry')).toBe('TIME');
    expect(outletOfUrl('https://www.coast.co.uk/ferry')).toBe('coast.co.uk');
    expect(outletOfUrl('https://news.coast.example/ferry')).toBe('coast.example');
    expect(outletNamed('the guardian')).toBe('The Guardian');
    expect(hostOf('javascript:alert(1)//coast.example')).toBeNull();
  });
});

describe('03/04/2023', () => {
  const file = (...more: readonly string[]) =>
    readString(['Ferry sails again', 'By Anna Berg', '03/04/2023', ...more, PROSE].join('\n\n'));

  it.each([
    ['is 3 April, and flagged, where nothing decides', [], '2023-04-03', true],
    ['is the day that the address has', ['https://coast.example/2023/03/04/ferry'], '2023-03-04', false],
    ['is read as another date of the file is written', ['Updated 03/14/2023'], '2023-03-04', false],
    ['is the day that is spelled out elsewhere', ['Updated 3 April 2023'], '2023-04-03', false],
    [
      'stays flagged where the file contradicts itself',
      ['Updated 03/14/2023', 'First published 28/02/2023'],
      '2023-04-03',
      true,
    ],
  ])('%s', async (_, more, date, isAmbiguous) => {
    const article = await file(...more);
    expect(article.published?.date).toBe(date);
    expect(article.flags.includes('ambiguous-date')).toBe(isAmbiguous);
  });
});
