import { describe, expect, it } from 'vitest';
import { bodyText } from '../../lambdas/article/body.ts';
import { readArticle } from '../../lambdas/article/read.ts';
import type { Article } from '../../lambdas/types.ts';

const TITLE = 'Harbour council votes to deepen the northern channel';
const PARAGRAPHS = [
  'The council of Port Elling voted on Tuesday to deepen the northern channel so that larger ferries can enter at low tide.',
  'The work will take two summers and cost about nine million kroner, of which the state pays a third, the mayor told reporters.',
  'Fishermen fear for their herring. They have asked the court to look at the vote, and a hearing is expected before Christmas.',
  'A first ship of the new kind is being built in the south and should arrive in the spring of next year, the company said.',
];
const BODY = PARAGRAPHS.join('\n\n');

const read = (text: string): Promise<Article> =>
  readArticle({ key: 'paste.txt', bytes: new TextEncoder().encode(text) });

interface Expected {
  readonly title?: string;
  readonly outlet?: string | null;
  readonly authors?: readonly string[];
  readonly date?: string | null;
}

async function expectRead(text: string, { title = TITLE, outlet, authors, date }: Expected): Promise<void> {
  const article = await read(text);
  expect(article.title).toBe(title);
  expect(bodyText(article)).toBe(BODY);
  if (outlet !== undefined) expect(article.outlet).toBe(outlet);
  if (authors) expect(article.authors).toEqual(authors);
  if (date !== undefined) expect(article.published?.date ?? null).toBe(date);
  expect(article.quarantine).toBeUndefined();
}

describe('what programs put around an article is read and taken off', () => {
  it.each<readonly [string, string, Expected]>([
    [
      'Telegram',
      `Elling Courier, [12.09.2023 18:04]\n${TITLE}\n\n${BODY}\n\n@ellingcourier\nhttps://t.me/ellingcourier`,
      { outlet: 'Elling Courier', date: '2023-09-12' },
    ],
    [
      'WhatsApp',
      `[13/09/2023, 18:04:12] Ane: ${TITLE}\n[13/09/2023, 18:05:40] ~ Ane: ${PARAGRAPHS.join('\n')}`,
      { outlet: null, date: '2023-09-13' },
    ],
    [
      'WhatsApp on Android',
      `13.09.23, 18:04 - Ane Moe: ${TITLE}\n13.09.23, 18:05 - Ane Moe: ${PARAGRAPHS.join('\n')}`,
      { outlet: null, date: '2023-09-13' },
    ],
    [
      'a reader view',
      `elling-courier.example\n${TITLE}\nIlse Brandt\n3–4 minutes\n\n${BODY}`,
      { outlet: 'elling-courier.example', authors: ['Ilse Brandt'] },
    ],
    [
      'a page made text',
      `Title: ${TITLE}\n\nURL Source: https://elling-courier.example/a/1\n\nPublished Time: 2023-09-12T18:04:00Z\n\nMarkdown Content:\n# ${TITLE}\n\n${BODY}`,
      { outlet: 'elling-courier.example', authors: [], date: '2023-09-12' },
    ],
    [
      'a page made text with its pictures',
      `Title: ${TITLE}\n\nURL Source: https://elling-courier.example/a/1\n\nMarkdown Content:\n![Image 4: Dredgers wait off the northern mole](https://elling-courier.example/mole.jpg)\n\n${BODY}`,
      { outlet: 'elling-courier.example', authors: [] },
    ],
    [
      'Facebook',
      `Elling Courier\n12 September 2023 at 18:04 · \n${TITLE}\n${PARAGRAPHS.join('\n')}\n… See more\n87\n12 comments\n5 shares\nLike\nComment\nShare`,
      { outlet: 'Elling Courier', date: '2023-09-12' },
    ],
    [
      'a newspaper’s page with its notices',
      `${TITLE}\nThis article is more than 3 months old\nIlse Brandt\nTue 12 Sep 2023 18.04 BST\nLast modified on Thu 14 Sep 2023 07.30 BST\nShare\n${BODY}\nTopics\nNorth Sea\nHerring\nnews`,
      { outlet: null, authors: ['Ilse Brandt'], date: '2023-09-12' },
    ],
    [
      'a page that was printed, too',
      `${TITLE}\n\nShare full article\n\nBy Ilse Brandt\nIlse Brandt reported from Port Elling.\n\nPublished Sept. 12, 2023\nUpdated Sept. 14, 2023, 7:30 a.m. ET\n\n${PARAGRAPHS.slice(0, 2).join('\n\n')}\n\nADVERTISEMENT\n\nSKIP ADVERTISEMENT\n\n${PARAGRAPHS.slice(2).join('\n\n')}\n\nIlse Brandt writes about harbours for the paper.More about Ilse Brandt\n\nA version of this article appears in print on Sept. 14, 2023, Section B, Page 2 of the National edition with the headline: Deeper at Last.Order Reprints | Today’s Paper | Subscribe`,
      { authors: ['Ilse Brandt'], date: '2023-09-12' },
    ],
    [
      'a clipper',
      `---\ntitle: "${TITLE}"\nsource: "https://elling-courier.example/a/1"\nauthor:\n  - "[[Ilse Brandt]]"\npublished: 2023-09-12\ncreated: 2025-05-14\n---\n${BODY}`,
      { outlet: 'elling-courier.example', authors: ['Ilse Brandt'], date: '2023-09-12' },
    ],
    [
      'Factiva',
      `SE News\nHD ${TITLE}\nBY By Ilse Brandt\nWC 112 words\nPD 12 September 2023\nSN Elling Courier\nSC ELLCOU\nLA English\nCY © 2023 Elling Media\n\nLP\n${PARAGRAPHS[0]}\n\nTD\n${PARAGRAPHS.slice(1).join('\n\n')}\n\nNS gcat : Politics\nAN Document ELLCOU0020230912ej9c00001`,
      { outlet: 'Elling Courier', authors: ['Ilse Brandt'], date: '2023-09-12' },
    ],
    [
      'Factiva, copied from the screen',
      `${TITLE}\nBy Ilse Brandt\n112 words\n12 September 2023\nElling Courier\nELLCOU\nEnglish\n(c) 2023 Elling Media\n\n${BODY}\n\nDocument ELLCOU0020230912ej9c00001`,
      { outlet: 'Elling Courier', authors: ['Ilse Brandt'], date: '2023-09-12' },
    ],
    [
      'Nexis',
      `${TITLE}\nElling Courier\nSeptember 12, 2023 Tuesday\n\nCopyright 2023 Elling Media All Rights Reserved\n\nSection: NEWS; Pg. 4\nLength: 112 words\nByline: Ilse Brandt\n\nBody\n\n${BODY}\n\nLoad-Date: September 13, 2023\n\nEnd of Document`,
      { outlet: 'Elling Courier', authors: ['Ilse Brandt'], date: '2023-09-12' },
    ],
    [
      'PressReader',
      `${TITLE}\n2023-09-12 - Ilse Brandt ilse.brandt@elling-courier.example\n${PARAGRAPHS.join('\n')}\n\nElling Courier`,
      { outlet: 'Elling Courier', authors: ['Ilse Brandt'], date: '2023-09-12' },
    ],
  ])('by %s', (_, text, expected) => expectRead(text, expected));
});

describe('what a program left in a text is undone', () => {
  const coded = (text: string) =>
    [...new TextEncoder().encode(text)]
      .map((byte) =>
        byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte),
      )
      .join('');
  const quoted = `“${PARAGRAPHS[0]}” – so it stands. “Yes”, “no”.`;
  const told = (text: string) => `${TITLE}\n\n${text}\n\n${PARAGRAPHS.slice(1).join('\n\n')}`;
  it.each([
    ['quoted-printable', told(coded(quoted).replace('Tuesday to', 'Tues=\nday to')), quoted],
    [
      'entities',
      told('Port &amp; town &ldquo;agree&rdquo;, the mayor&#8217;s office said.'),
      'Port & town “agree”, the mayor’s office said.',
    ],
    [
      'signs by their numbers',
      told('The port \\u2013 and the caf\\u00e9 \\ud83d\\ude00 \\u2013 are \\"open\\".'),
      'The port – and the café 😀 – are "open".',
    ],
    [
      'tags',
      told('The <b>port</b> and the <i>town</i> agree, the office said on <del>Monday</del> Tuesday.'),
      'The port and the town agree, the office said on Tuesday.',
    ],
    [
      'the only tag, of what was struck out',
      told('The port and the town agree, the office said on <del>Monday</del> Tuesday.'),
      'The port and the town agree, the office said on Tuesday.',
    ],
    [
      'a drop cap',
      told('T\nhe port and the town agree, the office of the mayor said.'),
      'The port and the town agree, the office of the mayor said.',
    ],
    [
      'a drop cap that is a word',
      told('A\nbridge joins the port and the town. The bridge was paid by the office of the mayor.'),
      'A bridge joins the port and the town. The bridge was paid by the office of the mayor.',
    ],
    [
      'a drop cap that could be a word',
      told('A\nnalysts of the port agree, the office of the mayor said, and few analysts do not.'),
      'Analysts of the port agree, the office of the mayor said, and few analysts do not.',
    ],
    [
      'marks of notes',
      told('The port and the town agree,[1] the office said.[2]'),
      'The port and the town agree, the office said.',
    ],
    [
      'soft hyphens',
      told('The har\u00adbour and the town agree, the off\u00adice said.'),
      'The harbour and the town agree, the office said.',
    ],
  ])('when it is %s', async (_, text, first) => {
    const article = await read(text);
    expect(article.title).toBe(TITLE);
    expect(bodyText(article).split('\n\n')[0]).toBe(first);
  });

  it.each([
    [
      'T\n\nhe port and the town agree, the office of the mayor said on Tuesday.',
      'The port and the town agree, the office of the mayor said on Tuesday.',
    ],
    [
      'A\nNorwegian port and its town agree, the office of the mayor said.',
      'A Norwegian port and its town agree, the office of the mayor said.',
    ],
    [
      '&bdquo;The harbour is ours&ldquo;, said Mayor J&ouml;rg Lind of the port.',
      '„The harbour is ours“, said Mayor Jörg Lind of the port.',
    ],
  ])('%j', async (text, first) => {
    expect(bodyText(await read(told(text))).split('\n\n')[0]).toBe(first);
  });

  it('and a short text is unwrapped, too', async () => {
    const article = await read(
      `${TITLE}\n\nThe ferry sailed again on Tuesday after three weeks in the yard,\nand some four hundred people had waited for it, the mayor of the\nlargest island said.\n\n“We had waited for medicine and post,” she told reporters of the\ntown, and thanked the harbour.`,
    );
    expect(bodyText(article)).toBe(
      'The ferry sailed again on Tuesday after three weeks in the yard, and some four hundred people had waited for it, the mayor of the largest island said.\n\n“We had waited for medicine and post,” she told reporters of the town, and thanked the harbour.',
    );
  });

  it.each([
    [
      'in German',
      `---\ntitel: ${TITLE}\nautor: Ilse Brandt\ndatum: 12.09.2023\nquelle: Elling Courier\n---\n\n`,
    ],
    [
      'in Ukrainian',
      `---\nзаголовок: ${TITLE}\nавтор: Ilse Brandt\nдата: 12.09.2023\nджерело: Elling Courier\n---\n\n`,
    ],
    [
      'in Japanese',
      `+++\n"タイトル" = "${TITLE}"\n"著者" = "Ilse Brandt"\n"日付" = 2023-09-12\n"出典" = "Elling Courier"\n+++\n\n`,
    ],
  ])('and front matter %s is known', async (_, front) => {
    const article = await read(front + BODY);
    expect(article).toMatchObject({ title: TITLE, outlet: 'Elling Courier', authors: ['Ilse Brandt'] });
    expect(article.published?.date).toBe('2023-09-12');
  });

  it('and a channel’s flashes are no part of a title', async () => {
    const article = await read(`Elling Courier, [12.09.2023 18:04]\n⚡️🇳🇴 ${TITLE}\n\n${BODY}`);
    expect(article).toMatchObject({ title: TITLE, outlet: 'Elling Courier' });
  });

  it('and a text in one line is an article whose title nobody wrote', async () => {
    const article = await read(`${TITLE} ${PARAGRAPHS.join(' ')}`);
    expect(article.flags).toContain('no-title');
    expect(article.title).toContain(TITLE);
    for (const paragraph of PARAGRAPHS) expect(bodyText(article)).toContain(paragraph);
  });

  it('and paragraphs that are set in and wrapped are parted', async () => {
    const wrapped = PARAGRAPHS.map((text) => `        ${text}`.replace(/(.{50,64})\s/g, '$1\n'));
    expect(bodyText(await read(`${TITLE}\n${wrapped.join('\n')}`))).toBe(BODY);
  });
});

describe('lines that a program broke are joined', () => {
  const broken = (text: string, width: number) =>
    text.replace(new RegExp(`(.{${width}})(?=.)`, 'gu'), '$1\n');
  const cjk: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'Chinese',
      '湖上书船重新开航',
      [
        '湖上的书船周二重新开航，此前它在船坞里停了两年，县政府在一份声明中这样说。',
        '船上有四千册书、一台打印机和一把水壶，船长表示冬天之前要走遍十九个村庄，比从前多了四个。',
        '第一位上船的读者今年八十一岁，她对记者说自己等这一天已经等了很久，还带来了去年借走的三本书。',
      ],
    ],
    [
      'Japanese',
      '湖の図書船が再び出航',
      [
        '湖の図書船が火曜日、二年ぶりに出航した。県によると、修理には一億円近くかかったという。',
        '船には四千冊の本と印刷機とやかんが積まれており、船長は冬までに十九の村を回ると語った。',
        '最初に乗り込んだ読者は八十一歳で、この日を長く待っていたと記者団に話し、借りていた本を返した。',
      ],
    ],
    [
      'Korean',
      '호수의 도서관 배가 다시 떠난다',
      [
        '호수의 도서관 배가 화요일 이 년 만에 다시 떠났다고 군청이 밝혔다. 수리에는 일억 원 가까이 들었다고 한다.',
        '배에는 책 사천 권과 인쇄기와 주전자가 실려 있으며 선장은 겨울이 오기 전에 마을 열아홉 곳을 돌겠다고 말했다.',
        '처음으로 배에 오른 독자는 여든한 살이었고 이날을 오래 기다렸다고 기자들에게 말하며 빌린 책을 돌려주었다.',
      ],
    ],
  ];
  it.each(cjk)('and the words stay whole in %s', async (_, title, paragraphs) => {
    const text = [title, ...paragraphs.map((paragraph) => broken(paragraph, 24))].join('\n\n');
    const article = await read(text);
    expect(article.title).toBe(title);
    expect(bodyText(article)).toBe(paragraphs.join('\n\n'));
  });

  it('and a divided word is one word, a header its own lines', async () => {
    const long =
      'Die Fähre zu den äußeren Inseln hat am Dienstag ihren Fahrplan wieder aufgenommen, sagte die Reederei.';
    const lines =
      'Die Fähre zu den äußeren Inseln hat am Dienstag ihren Fahr-\nplan wieder aufgenommen, sagte die Reederei.';
    const head = 'Die Fähre fährt wieder zu den Inseln im Norden\nVon Ada Lind\n12. September 2023';
    const article = await read(`${head}\n\n${Array.from({ length: 6 }, () => lines).join('\n\n')}`);
    expect(article).toMatchObject({
      title: 'Die Fähre fährt wieder zu den Inseln im Norden',
      authors: ['Ada Lind'],
    });
    expect(bodyText(article).split('\n\n')[0]).toBe(long);
  });
});

describe('a name is one that surely is a person’s', () => {
  const rest = `12 September 2023\n\n${BODY}`;
  it.each<readonly [string, string, Expected]>([
    [
      'kickers above a byline',
      `World News\nHarbour Summit\n${TITLE}\nBy Ilse Brandt\n${rest}`,
      { authors: ['Ilse Brandt'], outlet: null },
    ],
    [
      'a kicker above a name without "By"',
      `Far East\n${TITLE}\nIlse Brandt\n${rest}`,
      { authors: ['Ilse Brandt'] },
    ],
    [
      'a title of two words',
      `Channel Vote\nBy Ilse Brandt\n${rest}`,
      { title: 'Channel Vote', authors: ['Ilse Brandt'] },
    ],
    [
      'a title in capitals and no name',
      `Council Votes Again\n${rest}`,
      { title: 'Council Votes Again', authors: [] },
    ],
    ['a picture agency', `${TITLE}\nGetty Images\n${rest}`, { authors: [] }],
    ['a release', `FOR IMMEDIATE RELEASE\n${TITLE}\n${rest}`, { authors: [] }],
    [
      'two who wrote from a town',
      `${TITLE}\nIlse Brandt in Varneth and Jonas Roth\nTue 12 Sep 2023 18.04 BST\n\n${BODY}`,
      { authors: ['Ilse Brandt', 'Jonas Roth'], date: '2023-09-12', outlet: null },
    ],
    [
      'a name told twice',
      `${TITLE}\n\nIlse Brandt Jonas Roth\nBy Ilse Brandt and Jonas Roth\n\n${rest}`,
      { authors: ['Ilse Brandt', 'Jonas Roth'] },
    ],
    [
      'a weekday that is a newspaper elsewhere',
      `${TITLE}\nSun 10 Sep 2023\n\n${BODY}`,
      { outlet: null, date: '2023-09-10' },
    ],
  ])('so the author is right where there is %s', (_, text, expected) => expectRead(text, expected));

  it('and three letters of Arabic are none', async () => {
    const body =
      'صوت مجلس المدينة يوم الثلاثاء على تعميق القناة الشمالية حتى تدخلها السفن الكبيرة عند الجزر.\n\nوقال رئيس البلدية للصحفيين إن العمل سيستغرق صيفين ويكلف نحو تسعة ملايين.';
    const article = await read(
      `مصر\nالمجلس يصوت على تعميق القناة الشمالية في الميناء\n12 سبتمبر 2023\n\n${body}`,
    );
    expect(article.authors).toEqual([]);
  });
});

describe('an outlet is who published it', () => {
  const json = (fields: object) =>
    readArticle({
      key: 'a.json',
      bytes: new TextEncoder().encode(JSON.stringify({ headline: TITLE, articleBody: BODY, ...fields })),
    });
  it.each([
    [
      'an archive that keeps the address',
      'https://web.archive.org/web/20230912180400/https://elling-courier.example/a/1',
      'https://elling-courier.example/a/1',
      'elling-courier.example',
    ],
    ['an archive that does not', 'https://archive.ph/Ab1Cd', null, null],
    [
      'a translator',
      'https://elling--courier-example.translate.goog/a/1?_x_tr_sl=no',
      'https://elling-courier.example/a/1',
      'elling-courier.example',
    ],
    [
      'an AMP cache',
      'https://elling-courier-example.cdn.ampproject.org/c/s/elling-courier.example/a/1',
      'https://elling-courier.example/a/1',
      'elling-courier.example',
    ],
  ])('and not %s', async (_, url, own, outlet) => {
    const article = await json({ url, publisher: new URL(url).hostname });
    expect(article.url).toBe(own);
    expect(article.outlet).toBe(outlet);
    if (outlet === null) expect(article.flags).toContain('no-outlet');
  });
  it('and its address tells it where nothing else does', async () => {
    const url = 'https://www.elling-courier.example/a/1';
    expect(await json({ url })).toMatchObject({ outlet: 'elling-courier.example', outletFrom: 'url' });
    const front = await read(`---\ntitle: ${TITLE}\nurl: ${url}\n---\n\n${BODY}`);
    expect(front).toMatchObject({ outlet: 'elling-courier.example', outletFrom: 'url' });
  });
  it('and not an address that nothing resolves', async () => {
    const publisher = { '@id': 'https://www.elling-courier.example/index#publisher' };
    expect(await json({ publisher })).toMatchObject({ outlet: null, url: null });
  });
});

describe('what is not for readers is seen', () => {
  const text = (before: string, after = '') =>
    `${before}${TITLE}\n\nElling Courier, 12 September 2023\n\n${BODY}${after}`;
  it.each([
    ['a note on top', text('Maria - please use this one, theirs has the wrong name. thx, Piotr\n\n'), 'note'],
    [
      'a note of several lines',
      text('Hi Anna,\n\ncan you put this in tomorrow?\n\nThanks, Piotr\n\n'),
      'note',
    ],
    ['a note in German', text('Liebe Anna, bitte nimm diesen Text für die Ausgabe. Danke, Jens\n\n'), 'note'],
    ['a note in Ukrainian', text('Привіт, Олю! Можеш поставити це в дайджест? Дякую\n\n'), 'note'],
    ['a note in Spanish', text('Hola Ana, ¿puedes incluir esto en la edición? Gracias\n\n'), 'note'],
    ['a note in French', text('Bonjour Anne, peux-tu mettre ceci dans la newsletter ? Merci\n\n'), 'note'],
    ['a note in Polish', text('Cześć Ola, czy możesz dodać to do newslettera? Dzięki\n\n'), 'note'],
    ['a note in Turkish', text('Merhaba Elif, bunu bülten için ekleyebilir misin? Teşekkürler\n\n'), 'note'],
    ['a signature with a number', text('', '\n\nBest regards\nPiotr Nowak\n+48 22 555 01 02'), 'private'],
    [
      'an address in a sentence',
      text('', '\n\nHe had it from ane.moe@desk.example, who heard it from the mayor.'),
      'private',
    ],
    [
      'two articles with a rule between',
      `${text('')}\n\n* * * * *\n\nFerry sails again after three weeks\n\nCoast Courier, 13 September 2023\n\n${PARAGRAPHS.toReversed().join('\n\n')}`,
      'several-articles',
    ],
    [
      'two short articles with a rule between',
      `${TITLE}\nA boat is back\nBy Ilse Brandt\nElling Courier, 12 September 2023\n\n${BODY}\n\n* * *\n\nSchool of the island closes for a week\nBy Jonas Roth\nElling Courier, 13 September 2023\n\n${PARAGRAPHS.slice(1, 3).join('\n\n')}`,
      'several-articles',
    ],
    [
      'two articles without one',
      `${text('')}\n\nFerry sails again after three weeks\n\nCoast Courier, 13 September 2023\n\n${PARAGRAPHS.toReversed().join('\n\n')}`,
      'several-articles',
    ],
  ])('and the editor is asked about %s', async (_, content, code) => {
    const article = await read(content);
    expect(article.quarantine?.code).toBe(code);
    expect(article.flags).toContain(code);
    expect(article.title).toBe(TITLE);
    expect(bodyText(article).startsWith(BODY)).toBe(true);
    if (code !== 'private' || article.blocks.at(-1)?.role === 'boilerplate')
      expect(bodyText(article)).toBe(BODY);
  });

  it('and an editor can say in the file that it may go out', async () => {
    const article = await read(
      `---\nconfirmed: true\n---\n${text('', '\n\nHe had it from ane.moe@desk.example, who heard it from the mayor.')}`,
    );
    expect(article.quarantine).toBeUndefined();
    expect(article.flags).not.toContain('private');
  });

  it.each([
    ['a journalist’s line', '\n\nContact the reporter at ilse.brandt@elling-courier.example'],
    ['a press release’s contact', '\n\nMedia contact: Ane Moe, ane.moe@port.example, +47 55 01 02 03'],
    ['a desk’s mailbox', '\n\nLetters to the editor: letters@elling-courier.example'],
  ])('but not %s', async (_, after) => {
    const article = await read(text('', after));
    expect(article.quarantine).toBeUndefined();
    expect(bodyText(article)).toBe(BODY);
  });
});

describe('what is still no text is refused, and the sentence says what it is', () => {
  const link = 'https://elling-courier.example/2023/09/12/channel';
  const code = 'if (port[i] === town[j]) { ships.push({ name: port[i], depth: (a + b) * c }); }\n'.repeat(8);
  it.each([
    ['only a link', link, /only a link/],
    ['a program', `Some lines of a program follow here.\n\n${code}`, /program or data/],
    [
      'letters that nothing decoded',
      `A file came with this.\n\n${'QmFzZTY0IGlzIGEgZ3JvdXAgb2Y'.repeat(40)} and so on.`,
      /jumble/,
    ],
  ])('as for %s', async (_, text, sentence) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'not-an-article',
      message: expect.stringMatching(sentence),
    });
  });
});
