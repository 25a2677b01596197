import { describe, expect, it } from 'vitest';
import { InvalidUpload } from '../../lambdas/article/invalid-upload.ts';
import { readArticle } from '../../lambdas/article/read.ts';
import { MAX_UPLOAD_BYTES } from '../../lambdas/article/upload-limits.ts';
import { PROSE, readString } from './support.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

async function refusal(content: Uint8Array): Promise<InvalidUpload> {
  const error: unknown = await readArticle({ key: 'a.txt', bytes: content }).catch(
    (reason: unknown) => reason,
  );
  if (error instanceof InvalidUpload) return error;
  throw new Error(`not refused: ${JSON.stringify(error).slice(0, 200)}`);
}

describe('a file that is no readable text is refused with a sentence for the editor', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['white space', bytes(' \r\n\t \n'), 'empty'],
    ['more than 10 MiB', new Uint8Array(MAX_UPLOAD_BYTES + 1).fill(0x61), 'too-large'],
    ['a PNG, whatever its name', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR'), 'unsupported'],
    ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0]), 'unsupported'],
    ['half a ZIP', bytes('PK', [3, 4], 'xxxxarticle.txt'), 'corrupt'],
    ['half a DOCX', bytes('PK', [3, 4], 'xxxxword/document.xml'), 'corrupt'],
    ['half a PDF', bytes('%PDF-1.7\n'), 'corrupt'],
    ['an old Office file', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'unsupported'],
    [
      'broken UTF-8',
      bytes('caf', [0xc3, 0xa9], ' and caf', [0xc3, 0xa9], ', then ', [0xc3, 0x28, 0xa0, 0xa1], ' and so on'),
      'undecodable',
    ],
    ['stray bytes', bytes([0xff, 0xfe, 0xfd, 0xfc, 0x80, 0x81, 0xc0]), 'undecodable'],
    [
      'bytes without meaning',
      Uint8Array.from({ length: 4000 }, (_, index) => (index * index * 31 + index * 7) % 251),
      'undecodable',
    ],
    ['signs without a word', bytes('12345 !!! 67890\n--- 42'), 'not-an-article'],
  ])('as is %s', async (_, content, code) => {
    const error = await refusal(content);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^[A-Z].*(?:upload|save|Open).*\.$/);
  });
});

describe('a wall is refused, an article about one is read', () => {
  it.each([
    'Ferry sails again\nBy continuing to browse this site you agree to the use of cookies. You can change your cookie settings at any time.',
    'Ferry sails again\nYou have reached your limit of free articles. Subscribe to continue reading, or log in if you are already a subscriber.',
    'Please verify you are human\nWe have detected unusual activity from your IP address. Complete the captcha to go on.',
    'Please turn off your ad blocker\nOur journalism is paid for by advertising. Disable your ad blocker to read on.',
    'Пором знову в морі\nНаш сайт використовує файли cookie. Продовжуючи, ви погоджуєтесь на використання файлів cookie.',
    'El barco vuelve\nUtilizamos cookies propias y de terceros. Puede aceptar cookies o leer nuestra política de cookies.',
    'Die Fähre fährt wieder\nWir verwenden Cookies. Bitte stimmen Sie der Verwendung von Cookies zu oder ändern Sie Ihre Cookie-Einstellungen.',
    '渡轮复航\n要使用本网站，您的浏览器必须启用 cookie。请打开浏览器设置并启用 cookie。',
  ])('as this article about one is: %s', async (text) => {
    await expect(readString(text)).rejects.toMatchObject({ code: 'not-an-article' });
  });

  it.each([
    'Norway bans cookie walls\n\nNorway will forbid websites to lock out people who refuse cookies, the government said on Monday. The law is to take effect in March. Publishers called it the end of free reading.\n\nThe data authority counted four hundred complaints last year, most of them against shops.',
    'Court looks at ad blockers\n\nA court in Hamburg ruled on Friday that an ad blocker breaks no law. The publisher had sued its maker in 2021, and wants readers who block to pay. It will appeal, its lawyer said on the steps of the court. A second case, about a captcha, is to be heard in May by the same judges.',
    'Gazette gains readers\n\nThe Coast Gazette has 40,000 subscribers, its owner said on Monday, a third more than before it put a paywall around its pages. It will hire nine reporters.',
    `Ferry sails again\n\n${PROSE}\n\nThis site uses cookies.\n\nSubscribe to our newsletter.`,
  ])('%s', async (text) => {
    await expect(readString(text)).resolves.toHaveProperty('language', 'en');
  });
});

describe('text in other encodings is read', () => {
  const ukrainian =
    'Пором знову вийшов у море після місяця ремонту, повідомило управління порту. Мешканці островів чекали на нього з середини серпня.';
  const table = (text: string, charset: string): Uint8Array => {
    const decoder = new TextDecoder(charset);
    const code = new Map(
      Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
    );
    return Uint8Array.from([...text].map((sign) => code.get(sign) ?? 0x3f));
  };

  it.each([
    ['windows-1251', table(ukrainian, 'windows-1251')],
    ['koi8-u', table(ukrainian, 'koi8-u')],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${ukrainian}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${ukrainian}`, 'utf16le')],
  ])('from %s', async (_, content) => {
    const article = await readArticle({ key: 'a.txt', bytes: content });
    expect(article.blocks.map((block) => block.text).join(' ')).toBe(ukrainian);
    expect(article.language).toBe('uk');
  });

  it('from windows-1252, with the letters of French', async () => {
    const text =
      'Le bac a repris la mer après un mois à quai, a annoncé l’autorité du port. Les îles étaient ravitaillées par un bateau de pêche depuis août.';
    const article = await readArticle({ key: 'a.txt', bytes: table(text, 'windows-1252') });
    expect(article.blocks.map((block) => block.text).join(' ')).toBe(text);
  });

  /** One or two bytes a character, found by decoding them all; GB18030's four-byte forms are not needed here. */
  const wideTable = (text: string, charset: string): Uint8Array => {
    const decoder = new TextDecoder(charset);
    const codes = new Map<string, readonly number[]>();
    for (let lead = 0; lead < 256; lead += 1) {
      for (let trail = 0x40; trail < 256; trail += 1) {
        const sign = decoder.decode(Uint8Array.of(lead, trail));
        if ([...sign].length === 1 && !codes.has(sign)) codes.set(sign, [lead, trail]);
      }
      const alone = decoder.decode(Uint8Array.of(lead));
      if (alone !== '\ufffd') codes.set(alone, [lead]);
    }
    return Uint8Array.from([...text].flatMap((sign) => codes.get(sign) ?? [0x3f]));
  };

  it.each([
    [
      'shift_jis',
      'ja',
      '島々を結ぶフェリーが月曜日、三週間ぶりに運航を再開した。港湾当局によると、技術者が両方の軸を交換したという。島には約九百人が暮らしている。',
    ],
    [
      'euc-kr',
      'ko',
      '섬을 잇는 여객선이 월요일 삼 주 만에 운항을 재개했다. 항만 당국은 기술자들이 두 축을 모두 교체했다고 밝혔다. 섬에는 약 구백 명이 살고 있다.',
    ],
    [
      'gb18030',
      'zh',
      '连接各岛的渡轮在停航三周后于星期一恢复航行。港务局表示，工程师更换了两根传动轴。岛上约有九百名居民，自八月中旬以来由一艘渔船提供补给。',
    ],
  ])('from %s, in %s', async (charset, language, text) => {
    const article = await readArticle({ key: 'a.txt', bytes: wideTable(text, charset) });
    expect(article.blocks.map((block) => block.text).join('')).toBe(text);
    expect(article.language).toBe(language);
  });
});

describe('a file of another kind is told what it is', () => {
  const mailOf = (type: string, body: string, more = '') =>
    `From: a@b.example\r\nTo: c@d.example\r\nSubject: The ferry\r\nDate: Tue, 12 Sep 2023 10:00:00 +0000\r\n${more}MIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
  const tar = new Uint8Array(1024);
  tar.set(Buffer.from('ferry.txt'));
  tar.set(Buffer.from('ustar'), 257);
  const away = 'I am out of the office until Monday and will read what you sent when I am back.';
  it.each<readonly [string, string | Uint8Array, string, RegExp]>([
    [
      'a shortcut of Windows',
      '[InternetShortcut]\r\nURL=https://a.example/ferry\r\n',
      'unsupported',
      /shortcut/,
    ],
    [
      'a calendar entry',
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:The ferry sails\r\nEND:VEVENT\r\n',
      'unsupported',
      /calendar/,
    ],
    ['a contact card', 'BEGIN:VCARD\r\nFN:Ane Moe\r\nEND:VCARD\r\n', 'unsupported', /contact card/],
    [
      'subtitles',
      '1\n00:00:01,000 --> 00:00:04,000\nThe ferry sails again on Monday.\n',
      'unsupported',
      /subtitles/,
    ],
    [
      'TeX',
      '% a note\n\\documentclass{article}\\begin{document}The ferry sails.\\end{document}',
      'unsupported',
      /TeX/,
    ],
    [
      'a table of articles',
      'title,author,date,text\n"The ferry sails","Ane Moe",2023-09-12,"The ferry sails again on Monday, she said."\n',
      'unsupported',
      /table \(CSV\)/,
    ],
    [
      'an encrypted text',
      '-----BEGIN PGP MESSAGE-----\n\nhQEMA8pZQYlSnA1wAQf\n-----END PGP MESSAGE-----',
      'encrypted',
      /encrypted/,
    ],
    [
      'an encrypted mail',
      mailOf('application/pkcs7-mime; smime-type=enveloped-data', 'MIAGCSqGSIb3'),
      'encrypted',
      /mail is encrypted/,
    ],
    [
      'an automatic reply',
      mailOf('text/plain', away, 'Auto-Submitted: auto-replied\r\n'),
      'not-an-article',
      /automatic reply/,
    ],
    [
      'a bounce',
      mailOf('multipart/report; report-type=delivery-status; boundary="b"', `--b\r\n\r\n${away}\r\n--b--`),
      'not-an-article',
      /could not be delivered/,
    ],
    ['a tape archive', tar, 'unsupported', /packed archive/],
    ['a database', 'SQLite format 3\u0000', 'unsupported', /database/],
    ['winmail.dat', Uint8Array.of(0x78, 0x9f, 0x3e, 0x22, 1, 2), 'unsupported', /winmail\.dat/],
    ['only a title', 'The ferry sails again', 'not-an-article', /only headings/],
  ])('such as %s', async (_, content, code, sentence) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await expect(readArticle({ key: 'a', bytes })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(sentence),
    });
  });

  it('and an alert that a newsroom’s system sent is read', async () => {
    const told =
      'The ferry to the northern islands will sail again on Monday, the harbour authority said on Tuesday.';
    const article = await readArticle({
      key: 'a',
      bytes: new TextEncoder().encode(
        mailOf('text/plain', `${told}\r\n\r\n${told}`, 'Auto-Submitted: auto-generated\r\n'),
      ),
    });
    expect(article.title).toBe('The ferry');
  });
});
