import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../lambdas/article/bytes/decode.ts';
import { repairMojibake } from '../../lambdas/article/bytes/mojibake.ts';
import { readArticle } from '../../lambdas/article/read.ts';

const UKRAINIAN =
  'Маяк знову світить над портом\n\nМаяк на північному молу знову засвітиться в пʼятницю, через одинадцять років після того, як його лампу згасили, повідомило управління гавані. Ремонт коштував два мільйони крон, третину з яких сплатило місто.';
const RUSSIAN =
  'Маяк снова светит над портом\n\nМаяк на северном молу снова зажжётся в пятницу, через одиннадцать лет после того, как его лампу погасили, сообщило управление гавани. Ремонт стоил два миллиона крон, треть из которых заплатил город.';
const GREEK =
  'Ο φάρος ανάβει ξανά\n\nΟ φάρος στον βόρειο μόλο θα ανάψει ξανά την Παρασκευή, έντεκα χρόνια αφότου έσβησε η λάμπα του, ανακοίνωσε η λιμενική αρχή. Η επισκευή κόστισε δύο εκατομμύρια κορόνες.';
const FRENCH =
  'Le phare éclaire à nouveau le port\n\nLe phare du môle nord s’allumera vendredi, onze ans après que sa lampe a été éteinte, a annoncé l’autorité du port. La réparation a coûté deux millions de couronnes.';

const ARABIC =
  'المنارة تضيء الميناء من جديد\n\nستضيء المنارة على الرصيف الشمالي يوم الجمعة بعد أحد عشر عاما من إطفاء مصباحها، وفق ما أعلنته سلطة الميناء، وكلف الإصلاح مليوني كرونة دفعت المدينة ثلثها.';
const HEBREW =
  'המגדלור מאיר שוב את הנמל\n\nהמגדלור ברציף הצפוני יידלק שוב ביום שישי, אחת עשרה שנים לאחר שכבה, הודיעה רשות הנמל, והתיקון עלה שני מיליון כתרים.';
const CHINESE =
  '灯塔重新照亮港口\n\n北堤的灯塔将于周五重新点亮，距熄灭已有十一年，港务局说。修缮花费二百四十万克朗，其中三分之一由镇上支付。';
const JAPANESE =
  '灯台が再び港を照らす\n\n北の堤防の灯台が金曜日に十一年ぶりに点灯する、と港湾局が発表した。修理には二百四十万クローネがかかり、町が三分の一を負担した。';

/** A charset of one or two bytes for each character. */
const inWideCharset = (text: string, charset: string): Uint8Array => {
  const decoder = new TextDecoder(charset);
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead < 0xff; lead += 1)
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      const sign = decoder.decode(Uint8Array.of(lead, trail));
      if (sign.length === 1 && !codes.has(sign)) codes.set(sign, [lead, trail]);
    }
  return Uint8Array.from([...text].flatMap((sign) => codes.get(sign) ?? [sign.charCodeAt(0)]));
};

const inCharset = (text: string, charset: string): Uint8Array => {
  const decoder = new TextDecoder(charset);
  const codes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from(
    [...text].map((sign) => codes.get(sign) ?? codes.get(sign === 'ʼ' ? "'" : 'i') ?? 0x3f),
  );
};
const utf16 = (text: string, isLittle: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(isLittle ? bytes : bytes.swap16());
};
const utf32 = (text: string, isLittle: boolean) => {
  const view = new DataView(new ArrayBuffer([...text].length * 4));
  for (const [at, sign] of [...text].entries()) view.setUint32(at * 4, sign.codePointAt(0) ?? 0, isLittle);
  return new Uint8Array(view.buffer);
};
const plain = (text: string) => text.replaceAll('ʼ', "'");

describe('a text in a charset that says nothing of itself', () => {
  it.each([
    ['windows-1251', UKRAINIAN, inCharset(UKRAINIAN, 'windows-1251')],
    ['koi8-u', UKRAINIAN, inCharset(UKRAINIAN, 'koi8-u')],
    ['ISO 8859-5', UKRAINIAN, inCharset(UKRAINIAN, 'iso-8859-5')],
    ['Mac Cyrillic', UKRAINIAN, inCharset(UKRAINIAN, 'x-mac-cyrillic')],
    ['Mac Cyrillic, Russian', RUSSIAN, inCharset(RUSSIAN, 'x-mac-cyrillic')],
    ['DOS (866), Russian', RUSSIAN, inCharset(RUSSIAN, 'ibm866')],
    ['ISO 8859-7', GREEK, inCharset(GREEK, 'iso-8859-7')],
    ['windows-1253', GREEK, inCharset(GREEK, 'windows-1253')],
    ['windows-1256', ARABIC, inCharset(ARABIC, 'windows-1256')],
    ['ISO 8859-6', ARABIC, inCharset(ARABIC, 'iso-8859-6')],
    ['windows-1255', HEBREW, inCharset(HEBREW, 'windows-1255')],
    ['EUC-JP', JAPANESE, inWideCharset(JAPANESE, 'euc-jp')],
    ['Shift_JIS', JAPANESE, inWideCharset(JAPANESE, 'shift_jis')],
    ['GBK', CHINESE, inWideCharset(CHINESE, 'gbk')],
    ['UTF-16 in Chinese, little end first', CHINESE, utf16(CHINESE, true)],
    ['UTF-16 in Japanese, big end first', JAPANESE, utf16(JAPANESE, false)],
    ['an old Mac’s Western charset', FRENCH, inCharset(FRENCH, 'macintosh')],
    ['ISO-2022-JP', '灯台', Buffer.from('\u001b$BEtBf\u001b(B', 'latin1')],
    ['UTF-16, little end first', UKRAINIAN, utf16(UKRAINIAN, true)],
    ['UTF-16, big end first', UKRAINIAN, utf16(UKRAINIAN, false)],
    ['UTF-16 in French', FRENCH, utf16(FRENCH, true)],
    ['UTF-32', UKRAINIAN, utf32(UKRAINIAN, true)],
    ['UTF-32, big end first, with a mark', FRENCH, utf32(`\ufeff${FRENCH}`, false)],
    ['UTF-32 with a mark', FRENCH, utf32(`\ufeff${FRENCH}`, true)],
    ['UTF-8 in a block filled up with zeros', FRENCH, Buffer.from(FRENCH.padEnd(4_096, '\0'))],
    [
      'UTF-8 with signs of windows-1252',
      FRENCH,
      Buffer.concat(
        FRENCH.split('’').flatMap((part, at) =>
          at === 0 ? [Buffer.from(part)] : [Buffer.of(0x92), Buffer.from(part)],
        ),
      ),
    ],
  ])('is read as %s', async (_, text, bytes) => {
    expect(plain((await decode(new Uint8Array(bytes))).replace(/^\ufeff/, ''))).toBe(plain(text));
  });

  it('is read without a zero in its midst', async () => {
    const read = (text: string) => readArticle({ key: 'a', bytes: new TextEncoder().encode(text) });
    expect((await read(FRENCH.replace('allumera', 'allu\0mera'))).blocks).toEqual(
      (await read(FRENCH)).blocks,
    );
  });
});

describe('a page that declares another charset than it has', () => {
  const page = (charset: string, text: string) =>
    `<!doctype html><html><head><meta charset="${charset}"></head><body><h1>${text.split('\n')[0]}</h1><p>${text.split('\n\n')[1]}</p></body></html>`;
  it.each([
    ['UTF-8 declared as windows-1251', Buffer.from(page('windows-1251', UKRAINIAN))],
    [
      'windows-1251 declared as UTF-8',
      inCharset(page('utf-8', UKRAINIAN.replaceAll('ʼ', "'")), 'windows-1251'),
    ],
    [
      'windows-1251 of which nothing is declared, in much markup',
      inCharset(
        `<html><head><style>${'body { color: red } '.repeat(900)}</style></head><body><h1>Маяк знову світить над портом</h1>${`<p class="a-long-name">${UKRAINIAN.split('\n\n')[1]?.replaceAll('ʼ', "'")}</p>`}</body></html>`,
        'windows-1251',
      ),
    ],
    [
      'windows-1251 declared as windows-1252',
      inCharset(page('windows-1252', UKRAINIAN.replaceAll('ʼ', "'")), 'windows-1251'),
    ],
  ])('is read in the one that it has: %s', async (_, bytes) => {
    const article = await readArticle({ key: 'a', bytes: new Uint8Array(bytes) });
    expect(article.title).toBe('Маяк знову світить над портом');
    expect(article.language).toBe('uk');
  });
});

describe('text that was UTF-8 and was read as something else', () => {
  const garbled = (text: string, charset: string) => new TextDecoder(charset).decode(Buffer.from(text));
  it.each([
    ['windows-1252', UKRAINIAN],
    ['windows-1251', UKRAINIAN],
    ['windows-1252', FRENCH],
    ['windows-1252', '他说：灯塔星期五将再次亮起，港务局宣布。'],
    ['macintosh', FRENCH],
  ])('is mended when it was read as %s', (charset, text) => {
    const twice = garbled(text, charset);
    expect(twice).not.toBe(text);
    expect(repairMojibake(twice)).toBe(text);
    expect(repairMojibake(`${text}\n${twice}`)).toBe(`${text}\n${text}`);
  });

  it('is mended when it was read wrongly twice', () => {
    expect(repairMojibake(garbled(garbled(FRENCH, 'windows-1252'), 'windows-1252'))).toBe(FRENCH);
  });

  it('is flagged when it cannot be mended', async () => {
    const lost = `${FRENCH}\n\n`.repeat(6).replace('é', '\ufffd').replace('ô', '\ufffd');
    const article = await readArticle({ key: 'a', bytes: new TextEncoder().encode(lost) });
    expect(article.flags).toContain('garbled-letters?');
  });

  it('leaves a sound text as it is', () => {
    for (const text of [
      UKRAINIAN,
      RUSSIAN,
      GREEK,
      FRENCH,
      '«СССР» і «РФ» – це Різні речі, Сім років, Різдво.',
      'Ã is a letter; “Â” too, São Paulo, Ångström, ÂÊÎ',
    ]) {
      expect(repairMojibake(text)).toBe(text);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        // Whatever it does, it does once: mended text is sound.
        const mended = repairMojibake(text);
        expect(repairMojibake(mended)).toBe(mended);
      }),
      { numRuns: 200 },
    );
  });
});
