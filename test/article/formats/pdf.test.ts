import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lambdas/article/body.ts';
import { refuseTornLetters } from '../../../lambdas/article/formats/pdf/torn-letters.ts';
import { readArticle } from '../../../lambdas/article/read.ts';
import { textsOf } from '../support.ts';
import { PARAGRAPHS, TITLE } from './made.ts';
import { column, type Drawn, drawnPdf } from './made-pdf.ts';

const read = (content: Uint8Array) => readArticle({ key: 'upload.bin', bytes: content });
const file = (name: string) => new Uint8Array(readFileSync(new URL(`./files/${name}`, import.meta.url)));
const PRINTED = PARAGRAPHS.map((text) => text.replaceAll('–', '-'));
const BODY = PRINTED.join('\n\n');

/** Paragraphs below each other in columns of 200 points, filled one after the other with so many lines. */
function inColumns(columns: number, lines: number, width = 170): readonly Drawn[] {
  const all = PRINTED.flatMap((text) => column(text, 0, 0, Math.floor(width / 5.4)));
  return all.map(([x, , size, text], at): Drawn => {
    const place = Math.min(columns - 1, Math.floor(at / lines));
    return [40 + place * (width + 25) + x, 720 - (at - place * lines) * 13, size, text];
  });
}

const byRow = (lines: readonly Drawn[]) => lines.toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
const headline: Drawn = [40, 780, 22, TITLE];
const text = (at: number, top: number) => column(PRINTED[at] ?? '', 40, top, 90);
const plain = [text(0, 720), text(1, 680), text(2, 640), text(3, 600), text(4, 560)].flat();

describe('a printed page is read as people read it', () => {
  it.each([
    ['one column', [headline, ...plain]],
    ['two columns', [headline, ...inColumns(2, 13, 240)]],
    ['two columns drawn row by row', byRow([headline, ...inColumns(2, 13, 240)])],
    ['three columns', [headline, ...inColumns(3, 12)]],
    ['three columns drawn row by row', byRow([headline, ...inColumns(3, 12)])],
    [
      'a headline drawn three times for boldness',
      [headline, [40.3, 780, 22, TITLE] as const, [40.6, 780.1, 22, TITLE] as const, ...plain],
    ],
    ['text drawn in any order', [...plain, headline].toReversed()],
  ])('with %s', async (_, lines) => {
    const article = await read(drawnPdf([lines]));
    expect(article.title).toBe(TITLE);
    expect(bodyText(article)).toBe(BODY);
  });

  it('two columns by LibreOffice, over two pages, with running title and page numbers', async () => {
    const article = await read(file('libreoffice-columns.pdf'));
    expect(article).toMatchObject({ title: 'Light returns', authors: ['Ilse Brandt'] });
    expect(bodyText(article).startsWith(PARAGRAPHS.join('\n\n'))).toBe(true);
    expect(textsOf(article, 'paragraph')).toHaveLength(9);
    expect(textsOf(article, 'boilerplate')).toEqual(['Elling Courier, Thursday', 'Page 1', 'Page 2']);
  });

  it('a title of two words, by the size of its letters', async () => {
    expect((await read(drawnPdf([[[40, 780, 22, 'Light returns'], ...plain]]))).title).toBe('Light returns');
  });

  it('a first letter that hangs over three lines belongs to its word', async () => {
    const rest = column(PRINTED[2]?.slice(1) ?? '', 0, 700, 80);
    const beside = rest.map(([, y, size, words], at): Drawn => [at < 2 ? 66 : 40, y, size, words]);
    const lines = [headline, [40, 687, 30, 'T'] as const, ...beside, ...text(3, 640), ...text(4, 600)];
    expect(bodyText(await read(drawnPdf([lines])))).toBe(PRINTED.slice(2).join('\n\n'));
  });

  it('small print, a caption and a pull quote stand apart, and the text runs on around them', async () => {
    const lines: readonly Drawn[] = [
      headline,
      ...text(0, 720),
      [40, 690, 16, 'wrapped in newspapers'],
      ...text(1, 670),
      [60, 640, 7, 'The tower in May, before its lantern was lifted. Photo: Ola Berg'],
      ...text(2, 620),
      ...text(3, 580),
      ...text(4, 550),
      ...Array.from(
        { length: 6 },
        (_, at): Drawn => [
          40,
          500 - at * 9,
          7,
          `Rates for berths of class ${at}, per metre and day, without duty`,
        ],
      ),
    ];
    const article = await read(drawnPdf([lines]));
    expect(bodyText(article)).toBe(BODY);
    expect(textsOf(article, 'caption')).toEqual([
      'The tower in May, before its lantern was lifted. Photo: Ola Berg',
    ]);
    expect(textsOf(article, 'boilerplate')).toContain('wrapped in newspapers');
  });

  it('the mark of a footnote is no part of its sentence, a power stays', async () => {
    const lines: readonly Drawn[] = [
      headline,
      [40, 720, 10, 'The tower has a floor of 40 m'],
      [172, 724, 6, '2'],
      [40, 707, 10, 'and a hundred and twelve steps, the harbour authority said.'],
      [303, 711, 6, '1'],
      ...text(2, 680),
      ...text(3, 640),
    ];
    expect(bodyText(await read(drawnPdf([lines])))).toMatch(
      /^The tower has a floor of 40 m ?2 and a hundred and twelve steps, the harbour authority said\.$/m,
    );
  });

  it('a word that was divided is one again, a paragraph goes on over the page', async () => {
    const page = (lines: readonly Drawn[], number: number): readonly Drawn[] => [
      [250, 820, 9, 'Elling Courier'],
      ...lines,
      [290, 20, 9, `- ${number} -`],
    ];
    const article = await read(
      drawnPdf([
        page(
          [
            headline,
            ...text(0, 720),
            ...text(1, 690),
            [
              50,
              640,
              10,
              'The repair cost 2.4 million kroner, of which the town paid a third. The rest came from a fund for old sea',
            ],
          ],
          1,
        ),
        page(
          [[40, 780, 10, 'marks and from a lot-'], [40, 767, 10, 'tery.'], ...text(3, 750), ...text(4, 720)],
          2,
        ),
      ]),
    );
    expect(bodyText(article)).toBe(BODY);
    expect(textsOf(article, 'boilerplate')).toEqual(['Elling Courier', '- 1 -', '- 2 -']);
  });
});

describe('scripts', () => {
  it.each([
    [
      'Chinese',
      'UniGB-UCS2-H',
      [
        '灯塔再次亮起',
        '北堤上的灯塔将于星期五再次亮起，距它熄灭已有十一年，',
        '港务局星期三说。修复耗资二百四十万克朗，其中三分之一由',
        '该镇支付。',
      ],
      '北堤上的灯塔将于星期五再次亮起，距它熄灭已有十一年，港务局星期三说。修复耗资二百四十万克朗，其中三分之一由该镇支付。',
    ],
    [
      'Korean',
      'UniKS-UCS2-H',
      [
        '등대에 다시 불이 켜진다',
        '북쪽 방파제의 등대가 금요일에 다시 빛난다고 항만 당국이',
        '수요일에 밝혔다. 수리에는 이백사십만 크로네가 들었으며',
        '그 삼분의 일은 시가 냈다.',
      ],
      '북쪽 방파제의 등대가 금요일에 다시 빛난다고 항만 당국이 수요일에 밝혔다. 수리에는 이백사십만 크로네가 들었으며 그 삼분의 일은 시가 냈다.',
    ],
    [
      'Korean that a browser broke inside of words',
      'UniKS-UCS2-H',
      [
        '등대에 다시 불이 켜진다',
        '북쪽 방파제의 등대가 금요일에 다시 빛난다고 항만 당국',
        '이 수요일에 밝혔다. 수리에는 이백사십만 크로네가 들었',
        '으며 그 삼분의 일은 시가 내고 나머지는 기금이 냈다고 했',
        '다.',
      ],
      '북쪽 방파제의 등대가 금요일에 다시 빛난다고 항만 당국이 수요일에 밝혔다. 수리에는 이백사십만 크로네가 들었으며 그 삼분의 일은 시가 내고 나머지는 기금이 냈다고 했다.',
    ],
    [
      'Japanese',
      'UniJIS-UCS2-H',
      [
        '灯台に再び明かり',
        '北の突堤の灯台が金曜日に十一年ぶりに再び灯ると、港湾当局',
        'が水曜日に発表した。修理には二百四十万クローネがかかり、',
        'その三分の一を町が支払った。',
      ],
      '北の突堤の灯台が金曜日に十一年ぶりに再び灯ると、港湾当局が水曜日に発表した。修理には二百四十万クローネがかかり、その三分の一を町が支払った。',
    ],
  ])('%s in letters that the file does not bring', async (_, encoding, [title = '', ...lines], body) => {
    const drawn = lines.map((line, at): Drawn => [40, 720 - at * 16, 12, line]);
    const article = await read(drawnPdf([[[40, 780, 20, title], ...drawn]], encoding));
    expect(article.title).toBe(title);
    expect(bodyText(article)).toBe(body);
  });

  it('Arabic in its own order, numbers in theirs', async () => {
    const article = await read(file('libreoffice-arabic.pdf'));
    expect(article.title).toBe('المنارة القديمة تضيء من جديد');
    expect(textsOf(article, 'paragraph')).toHaveLength(3);
    expect(bodyText(article)).toContain(
      'بلغت كلفة الترميم 2.4 مليون كرونة دفعت المدينة ثلثها، أي نحو 800 ألف كرونة، وجاء الباقي من صندوق',
    );
    expect(bodyText(article)).toMatch(/يوم الأربعاء\.$/m);
  });
});

it('a scan is called one', async () => {
  await expect(read(drawnPdf([[], []]))).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/^This PDF is a scan/),
  });
});

describe('an Arabic text of letters without their dots', () => {
  const told = 'أغلقت السلطات ميناء رأس النخيل يوم الثلاثاء بعد عاصفة رملية خفضت الرؤية و كان الميناء مغلقا';
  it('is refused, and a sound one is not', () => {
    expect(() => refuseTornLetters(Array.from({ length: 10 }, () => told))).not.toThrow();
    const torn = told.replace(/[بتثنيقفخجشضظغذزة]/g, ' ');
    expect(() => refuseTornLetters(Array.from({ length: 10 }, () => torn))).toThrow(/letters of this PDF/);
  });
});
