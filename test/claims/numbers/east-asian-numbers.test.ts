import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eastAsianNumbers } from '../../../lambdas/claims/numbers/east-asian-numbers.ts';
import { keyOf, numbersOf } from '../../../lambdas/claims/numbers/numbers-in.ts';

describe('numbers of Chinese, Japanese and Korean', () => {
  it.each([
    ['ja', '橋の修理に総額4億6000万ドルを拠出する。', ['money 460000000']],
    [
      'ja',
      '監視員240人、停戦180日間、3時間の会談、60パーセント',
      ['count 240', 'day 180', 'hour 3', 'percent 60'],
    ],
    ['ja', '1兆2000億円を3年間で、約12万5千人に', ['money 1200000000000', 'year 3', 'count 125000']],
    ['ja', '午後9時、17時30分、3分の1、30年末、28年5月14日、第3回', ['date 514']],
    ['ja', '16日に署名し、5月6日に再び会う', ['date 416', 'date 506']],
    [
      'zh',
      '总额4.6亿美元，占60%，期限22年，会谈持续11个小时',
      ['money 460000000', 'percent 60', 'year 22', 'hour 11'],
    ],
    ['zh', '1.5万亿元，百分之40，第3次会议', ['money 1500000000000', 'percent 40']],
    ['zh', '3500名警察，5月16日，17时30分', ['count 3500', 'date 516']],
    ['ko', '4억 6000만 달러를 5년간, 3억 5천만 유로', ['money 460000000', 'year 5', 'money 350000000']],
    ['ko', '11시간 회담, 45퍼센트, 5월 16일, 9시 30분', ['hour 11', 'percent 45', 'date 516']],
    ['ko', '코로나19 백신, G20 만찬에서, 헌법 9조, 2인 1조', ['count 2']],
    [
      'ko',
      '1조 2000억 원, 1만 6개월, 70주년, 3분의 1, 3일째, 7일 후',
      ['money 1200000000000', 'count 10000', 'month 6', 'count 70', 'count 3', 'count 1', 'day 3', 'day 7'],
    ],
    ['ko', '5개 원칙과 24개 원전', ['count 5', 'count 24']],
    ['zh', '20多亿美元，10余万人，提出12点和平计划', ['money 2000000000', 'count 100000', 'count 12']],
    ['zh', '2015年12月12日签署，5日内，长征5号火箭，建交50周年', ['date 1212', 'count 5', 'count 50']],
    ['zh', '袭击发生在16日，造成5人死亡', ['date 416', 'count 5']],
    [
      'ja',
      '2日目、3日連続、16日、5人が死亡した、死者は3人、元首相も',
      ['day 2', 'day 3', 'date 416', 'count 5', 'count 3'],
    ],
    ['vi', 'ngày 12 tháng 12 năm 2015', ['date 1212']],
    ['fa', '5 میلیون نفر', ['count 5000000']],
    ['vi', 'vốn 3,6 tỷ USD từ ngày 16 tháng 5', ['money 3600000000', 'date 516']],
    ['hi', '3 लाख लोग, 5 करोड़ रुपये', ['count 300000', 'money 50000000']],
  ])('in %s of %s', (language, text, numbers) => {
    expect(numbersOf(text, language, '2027-04-10').map(keyOf).sort()).toEqual([...numbers].sort());
  });

  it('are the number that is written, wherever it stands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 9999 }), (groups, rest) => {
        const written = `${groups}万${rest === 0 ? '' : rest}`;
        const text = `総額${written}人が`;
        const [found] = eastAsianNumbers(text);
        expect(found?.value).toBe(groups * 10_000 + rest);
        expect(text.slice(found?.start, found?.end)).toBe(written);
      }),
    );
  });
});
