/** A number with its units in one: "4億6000万", "12万5千", "3억 5천만". */
export interface EastAsianNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** Units within a group of four digits, and units of such groups (Chinese and Japanese, traditional and simplified; Korean). */
const WITHIN: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 십: 10, 백: 100, 천: 1000 };
const GROUPS: Readonly<Record<string, number>> = {
  ...{ 万: 1e4, 萬: 1e4, 만: 1e4 },
  ...{ 億: 1e8, 亿: 1e8, 억: 1e8 },
  ...{ 兆: 1e12, 조: 1e12 },
};
/** "9조" is an article as often as nine trillion, and "500兆瓦" are megawatts: these two count before money or a further number alone. */
const TRILLION = String.raw`조(?=\s?(?:\d|원|달러|유로|엔|위안|파운드))|兆(?=\d|円|ドル|ユーロ|元|美元|韩元|日元)`;
const UNIT = `(?:[十百千십백천万萬만億亿억]|${TRILLION})`;
const DIGITS = String.raw`\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?`;
/** Not behind a letter of a name ("코로나19", "G20"), nor an ordinal ("第3"). */
const NUMBER = new RegExp(
  String.raw`(?<![\d第제\p{sc=Latin}\p{sc=Hangul}]|\d[.,])(?:(?:${DIGITS})[多余餘]?${UNIT}+\s?)+(?:(?<=\S)(?:${DIGITS})|\d{4})?(?![\d:%]|[.,]\d)(?!\s?[月日年時分월일년시분])`,
  'gu',
);
const MAYBE = new RegExp(String.raw`\d[多余餘]?${UNIT}`, 'u');
/** Digits that a sum of fractions tells exactly. */
const EXACT = 12;
const PART = new RegExp(`(${DIGITS})[多余餘]?([十百千십백천万萬만億亿억兆조]*)`, 'gu');

/** The numbers of a text that have such units; plain digits and numbers written in characters alone are none. */
export function eastAsianNumbers(text: string): readonly EastAsianNumber[] {
  if (!MAYBE.test(text)) return [];
  return [...text.matchAll(NUMBER)].map(({ 0: found, index }) => {
    const written = found.trimEnd();
    return { value: sumOf(written), start: index, end: index + written.length };
  });
}

function sumOf(written: string): number {
  let [total, group] = [0, 0];
  for (const [, digits = '', units = ''] of written.matchAll(PART)) {
    let part = Number(digits.replaceAll(',', ''));
    for (const unit of units) {
      const [within, whole] = [WITHIN[unit], GROUPS[unit]];
      if (within !== undefined) part *= within;
      else if (whole !== undefined) {
        // "万亿": ten thousand times a hundred million.
        const isDouble = group === 0 && part === 0;
        total = isDouble ? total * whole : total + (group + part) * whole;
        [group, part] = [0, 0];
      }
    }
    group += part;
  }
  return Number((total + group).toPrecision(EXACT));
}
