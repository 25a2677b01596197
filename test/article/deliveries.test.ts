import { describe, expect, it } from 'vitest';
import { bodyText } from '../../lambdas/article/body.ts';
import { readString, textsOf } from './support.ts';

const TITLE = 'Library boat returns to the lake villages';
const PARAGRAPHS = [
  'The library boat is back on the lake after two years in a shed, and the first reader to board it was eighty-one.',
  'It carries four thousand books, a printer and a kettle, the county said on Tuesday, and it will sail until the ice.',
  'Its captain will call at nineteen villages before the winter, which is four more than the old timetable had.',
];
const BODY = PARAGRAPHS.join('\n\n');
const OTHER = [
  'A new roof for the school of Vik is paid for, the county said on Wednesday after three years of letters.',
  'Work begins in October and ends before the snow, if the wood arrives in time, the builder told reporters.',
];

describe('an article as press archives deliver it', () => {
  it.each([
    [
      'Factiva’s page',
      `${TITLE}\nSiri Dahl\n180 words\n12 September 2023\n07:30\nLake Herald\nLAKEH\nEnglish\nCopyright 2023 Lake Herald.\n\n${BODY}\n\nDocument LAKEH00020230912ej9c0000x`,
      ['Siri Dahl'],
    ],
    [
      'Factiva’s page in French',
      `${TITLE}\nSiri Dahl\n1 212 mots\n12 septembre 2023\nLake Herald\nLAKEH\n7\nFrançais\nCopyright 2023 Lake Herald\n\n${BODY}`,
      ['Siri Dahl'],
    ],
    ['PressReader', `${TITLE}\nLake Herald · 12 Sep 2023 · 4 · SIRI DAHL\n\n${BODY}`, ['Siri Dahl']],
    [
      'a German archive',
      `Lake Herald, 12.09.2023, Nr. 212, S. 4\n\n${TITLE}\n\nSiri Dahl\n\n${BODY}\n\nQuelle: Lake Herald, 12.09.2023, Nr. 212, S. 4`,
      ['Siri Dahl'],
    ],
    [
      'a French archive',
      `Lake Herald, no. 1234\nRégion, mardi 12 septembre 2023, p. 7\n\n${TITLE}\n\nSiri Dahl\n\n${BODY}`,
      ['Siri Dahl'],
    ],
    [
      'Nexis without "Body"',
      `Lake Herald\n\nSeptember 12, 2023 Tuesday\n\n${TITLE}\n\nBYLINE: Siri Dahl\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 230 words\n\n${BODY}\n\nLOAD-DATE: September 13, 2023`,
      ['Siri Dahl'],
    ],
  ])('has the authors that it names: %s', async (_, text, authors) => {
    const article = await readString(text);
    expect(article).toMatchObject({ title: TITLE, outlet: 'Lake Herald', authors });
    expect(article.published?.date).toBe('2023-09-12');
    expect(bodyText(article)).toBe(BODY);
    expect(article.quarantine).toBeUndefined();
  });

  it('and of several the first is read, and an editor is asked', async () => {
    const one = (title: string, body: string) =>
      `${title}\nSiri Dahl\n180 words\n12 September 2023\nLake Herald\nLAKEH\nEnglish\n(c) 2023, Lake Herald.\n\n${body}\n\nDocument LAKEH00020230912ej9c0000x`;
    const article = await readString(
      `${one(TITLE, BODY)}\n\n${one('A roof for the school of Vik', OTHER.join('\n\n'))}`,
    );
    expect(article.quarantine?.code).toBe('several-articles');
    expect(bodyText(article)).toBe(BODY);
  });

  it('and an agency’s story is without its number, keywords and notes', async () => {
    const article = await readString(
      `dpa0123 4 pl 212 dpa 0456\n\nVerkehr/Schifffahrt/\n${TITLE}\n\nLake Vik (dpa) - ${BODY}\n\n# Notizblock\n\n## Redaktionelle Hinweise\n- Zusammenfassung bis 1800\n\ndpa jk yyzz n1 vog`,
    );
    expect(article).toMatchObject({ title: TITLE, agency: 'dpa' });
    expect(bodyText(article)).toBe(`Lake Vik (dpa) - ${BODY}`);
  });

  it('and the day of a dateline is its day where no other stands', async () => {
    const article = await readString(
      `FOR IMMEDIATE RELEASE\n\n${TITLE}\n\nVIK, September 12, 2023 – ${BODY}`,
    );
    expect(article.published).toEqual({ date: '2023-09-12', from: 'dateline' });
  });

  it('and a line that a messenger marks as bold or slanted is without its signs', async () => {
    const article = await readString(`*${TITLE}*\n\n_By Siri Dahl_\n\n12 September 2023\n\n${BODY}`);
    expect(article).toMatchObject({ title: TITLE, authors: ['Siri Dahl'] });
  });

  it('and a message that a channel passed on is its text', async () => {
    const article = await readString(`Forwarded from Lake Herald\n${TITLE}\n\n${BODY}\n\n@lakeherald`);
    expect(article).toMatchObject({ title: TITLE, outlet: 'Lake Herald' });
    expect(bodyText(article)).toBe(BODY);
  });
});

describe('what is said to a colleague or is somebody’s own keeps an article back', () => {
  const text = (before: string, after = '') => `${before}${TITLE}\n\n12 September 2023\n\n${BODY}${after}`;
  it.each([
    ['a note in Chinese', text('小李，\n请把这篇稿子放到周五的版面，谢谢\n\n'), 'note'],
    [
      'a note in Japanese',
      text('田中さん\nこの記事を金曜の号に掲載してください。\nよろしくお願いします。佐藤\n\n'),
      'note',
    ],
    ['a note in Korean', text('민수 씨,\n이 기사를 금요일 호에 실어 주세요.\n감사합니다. 영희\n\n'), 'note'],
    [
      'a note in Russian that calls by name first',
      text('Тома, привет!\nПоставь этот текст на пятницу.\nСпасибо, Беа\n\n'),
      'note',
    ],
    ['a note in Arabic', text('مرحبا ليلى،\nهل يمكنك نشر هذا المقال يوم الجمعة؟\nشكرا، سامي\n\n'), 'note'],
    ['a name with a number above', text('Siri Dahl, +47 55 01 02 03\n\n'), 'private'],
    [
      'a name with a labelled number above',
      text('Siri Dahl, Lokalredaktion, Tel. 0431/987654\n\n'),
      'private',
    ],
    [
      'a name with number and address above',
      text('Сірі Даль, siri.dahl@desk.example, 067 123 45 67\n\n'),
      'private',
    ],
    [
      'a remark of Word’s margin below',
      text('', '\n\n[SD1] Check this number.\n[SD2] And this.').replace('printer', 'printer[SD1]'),
      'note',
    ],
    ['a number below', text('', '\n\nSiri Dahl, mobile 0771 234 567'), 'private'],
    ['a signature in Arabic', text('', '\n\nمع التحية،\nليلى حداد\nهاتف: 00961 1 234567'), 'private'],
    ['a signature in Chinese', text('', '\n\n此致\n王小明\n电话：010-8765 4321'), 'private'],
  ])('as does %s', async (_, file, code) => {
    const article = await readString(file);
    expect(article.quarantine?.code).toBe(code);
    expect(article.title).toBe(TITLE);
    expect(bodyText(article)).toBe(BODY);
  });

  it.each([
    [
      'English',
      'Media contact:\nPetra Orvel\nLake County\nTel.: +44 20 7946 0123\npress@lake-county.example',
    ],
    ['German', 'Pressekontakt:\nAnke Vogt\nTelefon 030 297-0\npresse@lake-county.example'],
    ['French', 'Contact presse :\nMaëlle Riou – 02 98 00 00 00 – maelle.riou@lake-county.example'],
    ['Ukrainian', 'Контакти для ЗМІ:\nОлена Гай, +380 44 000 00 00, press@lake-county.example'],
    ['Arabic', 'للتواصل الإعلامي:\nسامي العلي\n+966 11 000 0000\nmedia@lake-county.example'],
    ['Chinese', '媒体联系人：\n李国强\n电话：010-0000 0000\n邮箱：media@lake-county.example'],
    ['Turkish', 'Basın için iletişim:\nHakan Demir\n0212 000 00 00\nbasin@lake-county.example'],
  ])(
    'and the contacts of a press release in %s are for everybody, and nobody’s words',
    async (_, contacts) => {
      const article = await readString(text('', `\n\n${contacts}`));
      expect(article.quarantine).toBeUndefined();
      expect(bodyText(article)).toBe(BODY);
      expect(article.authors).toEqual([]);
      expect(textsOf(article, 'boilerplate').join('\n')).toContain('@lake-county.example');
      expect(
        article.blocks.filter(({ role, text: told }) => role !== 'boilerplate' && told.includes('@')),
      ).toEqual([]);
    },
  );

  it.each([
    ['a day with numbers', text('Lake Herald, 12.09.2023, p. 4\n\n')],
    [
      'a greeting that is quoted',
      text(
        '',
        '\n\n“Hi Tom, could you please close the gate?” was the last message of the keeper, his colleagues said.',
      ),
    ],
  ])('%s is neither', async (_, file) => expect((await readString(file)).quarantine).toBeUndefined());
});

describe('a report of something closed is no notice of a website', () => {
  it('whoever is quoted in it says "we"', async () => {
    const article = await readString(
      'Bahn sperrt eine Brücke im Norden bis zum Frühjahr\n\nDer Übergang von Altmühlen bleibt gesperrt, weil Prüfer Risse in zwei Pfeilern gefunden haben, teilte die Bahn mit.\n\n„Wir fahren keinen Zug über ein Bauwerk, dem wir nicht trauen, und wir bitten um Verständnis“, sagte die Sprecherin.\n\nRund sechstausend Pendler müssen nun jeden Tag auf Busse umsteigen.',
    );
    expect(bodyText(article)).toContain('Pendler');
  });
});
