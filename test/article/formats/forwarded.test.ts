import { describe, expect, it } from 'vitest';
import { bodyText } from '../../../lambdas/article/body.ts';
import { readArticle } from '../../../lambdas/article/read.ts';
import type { Article } from '../../../lambdas/types.ts';

const TITLE = 'Ferry to the outer islands sails again';
const PARAGRAPHS = [
  'The ferry to the outer islands took up its timetable again on Tuesday after three weeks in the yard of Port Elling.',
  'Some four hundred people had waited for medicine, post and a dentist, the mayor of the largest island told reporters.',
  'The company said that the engine had cost more than the ship is worth, and that the council would hear of it in spring.',
  'A second boat is to be hired for the winter, when storms close the harbour for days, according to the harbour master.',
];
const BODY = PARAGRAPHS.join('\n\n');
const SENDER = 'Coast Courier <news@coast-courier.example>';
const RECIPIENT = 'Ane Moe <ane.moe@desk.example>';

const read = (text: string, key = 'mail.eml'): Promise<Article> =>
  readArticle({ key, bytes: new TextEncoder().encode(text) });

interface MailOptions {
  readonly subject?: string;
  readonly type?: string;
  readonly more?: readonly string[];
}

function mail(
  body: string,
  { subject = 'Fwd: worth a look this morning', type = 'text/plain', more = [] }: MailOptions = {},
) {
  const head = [
    `From: Ane Moe <ane.moe@desk.example>`,
    `To: Desk <desk@desk.example>`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Date: Thu, 14 Sep 2023 09:00:00 +0200',
    'Message-ID: <7@desk.example>',
    'MIME-Version: 1.0',
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    ...more,
  ];
  const coded = Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\r\n');
  return `${head.join('\r\n')}\r\n\r\n${coded}\r\n`;
}

/** What holds of every forwarded mail: the article's own title and day, all of its text, and nobody's address. */
function expectArticle(article: Article, title = TITLE): void {
  expect(article.title).toBe(title);
  expect(article.published?.date).toBe('2023-09-12');
  expect(bodyText(article)).toBe(BODY);
  expect(article.quarantine).toBeUndefined();
  expect(article.authors).toEqual([]);
}

/** Separator, and the labels of sender, date, subject and recipient, as mail programs write them in a language. */
const LAYOUTS: readonly (readonly [string, string, string, string, string, string, string])[] = [
  [
    'Gmail, English',
    '---------- Forwarded message ---------',
    'From',
    'Date',
    'Subject',
    'To',
    'Tue, Sep 12, 2023 at 6:04 PM',
  ],
  [
    'Thunderbird, German',
    '-------- Weitergeleitete Nachricht --------',
    'Von',
    'Datum',
    'Betreff',
    'An',
    'Di, 12. September 2023 18:04',
  ],
  [
    'Outlook, German',
    '________________________________',
    'Von',
    'Gesendet',
    'Betreff',
    'An',
    'Dienstag, 12. September 2023 18:04',
  ],
  [
    'Gmail, Spanish',
    '---------- Forwarded message ---------',
    'De',
    'Date',
    'Subject',
    'To',
    'mar, 12 sept 2023 a las 18:04',
  ],
  ['Outlook, Spanish', '', 'De', 'Enviado', 'Asunto', 'Para', 'martes, 12 de septiembre de 2023 18:04'],
  [
    'Apple Mail, French',
    'Début du message réexpédié :',
    'De',
    'Date',
    'Objet',
    'À',
    '12 septembre 2023 à 18:04:00 UTC+2',
  ],
  ['Outlook, French', '', 'De', 'Envoyé', 'Objet', 'À', 'mardi 12 septembre 2023 18:04'],
  [
    'Apple Mail, Italian',
    'Inizio messaggio inoltrato:',
    'Da',
    'Data',
    'Oggetto',
    'A',
    '12 settembre 2023 alle ore 18:04:00 CEST',
  ],
  [
    'Gmail, Portuguese',
    '---------- Forwarded message ---------',
    'De',
    'Date',
    'Subject',
    'To',
    'ter., 12 de set. de 2023 às 18:04',
  ],
  ['Outlook, Polish', '', 'Od', 'Wysłano', 'Temat', 'Do', 'wtorek, 12 września 2023 18:04'],
  [
    'Apple Mail, Ukrainian',
    'Початок листа, що пересилається:',
    'Від кого',
    'Дата',
    'Тема',
    'Кому',
    '12 вересня 2023 р. о 18:04:00 GMT+3',
  ],
  [
    'Thunderbird, Ukrainian',
    '-------- Переслане повідомлення --------',
    'Від',
    'Дата',
    'Тема',
    'Кому',
    'вт, 12 вер 2023 18:04:00 +0300',
  ],
  ['Outlook, Russian', '', 'От', 'Отправлено', 'Тема', 'Кому', '12 сентября 2023 г. 18:04'],
  [
    'Apple Mail, Turkish',
    'İleti başlangıcı:',
    'Kimden',
    'Tarih',
    'Konu',
    'Kime',
    '12 Eylül 2023 18:04:00 GMT+3',
  ],
  ['Outlook, Dutch', '', 'Van', 'Verzonden', 'Onderwerp', 'Aan', 'dinsdag 12 september 2023 18:04'],
  ['Outlook, Swedish', '', 'Från', 'Skickat', 'Ämne', 'Till', 'den 12 september 2023 18:04'],
  [
    'Apple Mail, Czech',
    'Začátek přeposílané zprávy:',
    'Od',
    'Datum',
    'Předmět',
    'Komu',
    '12. září 2023 18:04:00 SELČ',
  ],
  ['Outlook, Hungarian', '', 'Feladó', 'Elküldve', 'Tárgy', 'Címzett', '2023.09.12. 18:04'],
  ['Outlook, Arabic', '', 'من', 'تاريخ الإرسال', 'الموضوع', 'إلى', '12/سبتمبر/2023 2023-09-12 18:04'],
  ['Outlook, Chinese', '', '发件人', '发送时间', '主题', '收件人', '2023年9月12日 18:04'],
  ['Outlook, Japanese', '', '差出人', '送信日時', '件名', '宛先', '2023年9月12日 18:04'],
  ['Outlook, Korean', '', '보낸 사람', '보낸 날짜', '제목', '받는 사람', '2023년 9월 12일 18:04'],
  [
    'Gmail, Greek labels',
    '---------- Προωθημένο μήνυμα ---------',
    'Από',
    'Ημερομηνία',
    'Θέμα',
    'Προς',
    '2023-09-12 18:04',
  ],
];

describe('a forwarded mail is read as what was forwarded', () => {
  it.each(LAYOUTS)('as %s lays it out', async (_, separator, from, date, subject, to, day) => {
    const head = [
      ...(separator ? [separator] : []),
      `${from}: ${SENDER}`,
      `${date}: ${day}`,
      `${subject}: ${TITLE}`,
      `${to}: ${RECIPIENT}`,
    ];
    const forwarded = `${head.join('\n')}\n\n${BODY}\n`;
    expectArticle(await read(mail(`Worth a look.\n\n${forwarded}`)));
    // The same copied into a text, and quoted as some programs do.
    expectArticle(await read(forwarded, 'pasted.txt'));
    const quoted = forwarded.replace(/^/gm, '> ');
    expectArticle(await read(mail(`Worth a look.\n\n${quoted}`)));
  });

  it('with bold labels, each apart, as programs make text of HTML', async () => {
    const head = `*From:* ${SENDER}\n\n*Sent:* 12 September 2023 18:04\n\n*To:* ${RECIPIENT}\n\n*Subject:* ${TITLE}`;
    expectArticle(await read(mail(`${head}\n\n${BODY}`)));
  });

  it('whose header is one sentence', async () => {
    const said = `On 12 Sep 2023, at 18:04, "Coast Courier" <news@coast-courier.example> wrote:`;
    const text = `Please run this.\n\n${said}\n\n${BODY.replace(/^/gm, '> ')}`;
    expectArticle(await read(mail(text, { subject: `WG: ${TITLE}` })));
  });

  it('that was forwarded twice', async () => {
    const inner = `From: ${SENDER}\nSent: 12 September 2023 18:04\nTo: ${RECIPIENT}\nSubject: ${TITLE}`;
    const outer = `From: ${RECIPIENT}\nSent: 13 September 2023 08:00\nTo: Desk <desk@desk.example>\nSubject: FW: ${TITLE}`;
    expectArticle(await read(mail(`Hi, see below.\n\n${outer}\n\nFor tomorrow?\n\n${inner}\n\n${BODY}`)));
  });

  it.each([
    [
      'Gmail',
      `<div dir="ltr">Worth a look<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong class="gmail_sendername">Coast Courier</strong> <span>&lt;<a href="mailto:news@coast-courier.example">news@coast-courier.example</a>&gt;</span><br>Date: Tue, Sep 12, 2023 at 6:04 PM<br>Subject: ${TITLE}<br>To:  &lt;<a href="mailto:ane.moe@desk.example">ane.moe@desk.example</a>&gt;<br></div><br><br>BODY</div></div>`,
      '<br><br>',
    ],
    [
      'Outlook',
      `<html><body><div class=WordSection1><p class=MsoNormal>Worth a look</p><div style='border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>From:</b> Coast Courier &lt;news@coast-courier.example&gt; <br><b>Sent:</b> Tuesday, September 12, 2023 6:04 PM<br><b>To:</b> Ane Moe &lt;ane.moe@desk.example&gt;<br><b>Subject:</b> ${TITLE}</p></div><p class=MsoNormal>BODY</p></div></body></html>`,
      '</p><p class=MsoNormal>',
    ],
    [
      'Apple Mail',
      `<html><body>Worth a look<br><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><span><b>From: </b></span><span>Coast Courier &lt;<a href="mailto:news@coast-courier.example">news@coast-courier.example</a>&gt;<br></span></div><div><span><b>Subject: </b></span><span><b>${TITLE}</b><br></span></div><div><span><b>Date: </b></span><span>12 September 2023 at 18:04:00 CEST<br></span></div><div><span><b>To: </b></span><span>ane.moe@desk.example<br></span></div><br><div>BODY</div></blockquote></div></body></html>`,
      '</div><div><br></div><div>',
    ],
  ])('as HTML of %s', async (_, html, between) => {
    const article = await read(mail(html.replace('BODY', PARAGRAPHS.join(between)), { type: 'text/html' }));
    expectArticle(article);
    expect(article.outlet).toBe('Coast Courier');
  });

  it('without the signature and the notices below it', async () => {
    const head = `---------- Forwarded message ---------\nFrom: ${SENDER}\nDate: 12 September 2023\nSubject: ${TITLE}\nTo: ${RECIPIENT}`;
    const tail = `-- \nAne Moe | Desk | +47 55 01 02 03 | ane.moe@desk.example\n\nThis e-mail is confidential and intended solely for the addressee.`;
    expectArticle(await read(mail(`${head}\n\n${BODY}\n\n${tail}`)));
    expectArticle(await read(mail(`${head}\n\n${BODY}\n\nSent from my iPhone`)));
  });

  it('and its sender is the outlet only where that is sure', async () => {
    const from = (sender: string) =>
      read(
        mail(
          `---------- Forwarded message ---------\nFrom: ${sender}\nDate: 12 September 2023\nSubject: ${TITLE}\n\n${BODY}`,
        ),
      );
    expect((await from(SENDER)).outlet).toBe('Coast Courier');
    expect((await from('Coast Courier alerts <alerts@coast-courier.example>')).outlet).toBe('Coast Courier');
    expect((await from('Ane Moe <ane@moe.example>')).outlet).toBeNull();
    expect((await from('Harbour talk <x71@lists.example>')).outlet).toBeNull();
  });
});

describe('a newsletter', () => {
  it('is read without its preview, its view in a browser and its imprint', async () => {
    const row = (text: string) => `<tr><td>${text}</td></tr>`;
    const html = `<html><body><div style="display:none;max-height:0">Ferries, herring and three more stories.</div><table>${[
      '<a href="#">View in browser</a>',
      '<img alt="Coast Courier">',
      `<h1>${TITLE}</h1>`,
      'By Ilse Brandt · September 12, 2023',
      ...PARAGRAPHS,
      'Was this mail forwarded to you? <a href="#">Sign up here</a>',
      '© 2023 Coast Courier, 1 Harbour Street, Port Elling. <a href="#">Unsubscribe</a>',
    ]
      .map(row)
      .join('')}</table></body></html>`;
    const sent = mail(html, {
      subject: TITLE,
      type: 'text/html',
      more: ['List-Unsubscribe: <https://x.example>'],
    });
    const article = await read(sent.replace('Ane Moe <ane.moe@desk.example>', SENDER));
    expect(article).toMatchObject({ title: TITLE, outlet: 'Coast Courier', authors: ['Ilse Brandt'] });
    expect(article.published?.date).toBe('2023-09-12');
    expect(bodyText(article)).toBe(BODY);
  });
});

describe('a mail is known by what stands in it', () => {
  const plain = `From: ${SENDER}\nTo: ${RECIPIENT}\nSubject: ${TITLE}\nDate: Tue, 12 Sep 2023 18:04:00 +0200\n`;
  const typed = `${plain}Content-Type: text/plain; charset=utf-8\n`;
  it.each([
    ['without MIME-Version and Message-ID', `${typed}\n${BODY}`],
    ['as its header was copied', `${plain}\n${BODY}`],
    ['below empty lines', `\n\r\n\n${typed}\n${BODY}`],
    [
      'as Apple Mail keeps it',
      `${Buffer.byteLength(`${typed}\n${BODY}`)}      \n${typed}\n${BODY}<?xml version="1.0"?><plist></plist>`,
    ],
    [
      'as a draft',
      `X-Unsent: 1\nTo: \nSubject: ${TITLE}\nDate: Tue, 12 Sep 2023 18:04:00 +0200\nContent-Type: text/plain; charset=utf-8\n\n${BODY}`,
    ],
    [
      'below the table of a web mail',
      `Original Message\nMessage ID\t<1@c.example>\nFrom:\t${SENDER}\nSPF:\tPASS with IP 192.0.2.7\nDKIM:\t'PASS'\n\nDownload Original\tCopy to clipboard\n${typed}\n${BODY}`,
    ],
  ])('and is read below its header: %s', async (_, text) => expectArticle(await read(text)));

  it('of two in one file the first is read, and an editor is asked', async () => {
    const line = 'From news@coast-courier.example Tue Sep 12 18:04:00 2023\n';
    const other = `${typed.replace(TITLE, 'Another story')}\nA quite different text.\n`;
    const article = await read(`${line}${typed}\n${BODY}\n\n${line}${other}`);
    expect(article.quarantine?.code).toBe('several-articles');
    expect(bodyText(article)).toBe(BODY);
  });
});

describe('an article that came with a mail', () => {
  const multipart = (parts: readonly string[]) =>
    `From: Ane Moe <ane.moe@desk.example>\nTo: Desk <desk@desk.example>\nSubject: FW: for the digest\nDate: Thu, 14 Sep 2023 09:00:00 +0200\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`;
  const note = (text: string) => `Content-Type: text/plain; charset=utf-8\n\n${text}`;
  const inner = `From: ${SENDER}\nTo: x@desk.example\nSubject: ${TITLE}\nDate: Tue, 12 Sep 2023 18:04:00 +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${BODY}`;
  const attached = `Content-Type: message/rfc822\nContent-Disposition: attachment\n\n${inner}`;
  const file = `Content-Type: text/plain; charset=utf-8; name="ferry.txt"\nContent-Disposition: attachment; filename="ferry.txt"\n\n${TITLE}\n\nCoast Courier, 12 September 2023\n\n${BODY}`;
  const long = `Dear colleagues, please find attached the story that we spoke about on the telephone. ${'I have checked the names and the figures with the harbour, and it can go as it is. '.repeat(5)}\n\nMany thanks and best wishes, Ane`;

  it.each([
    ['as a mail under a short note', [note('See attached.'), attached]],
    ['as a mail without a note', [attached]],
    ['as a file under a short note', [note('For tomorrow, thanks'), file]],
    ['as a file under a long note', [note(long), file]],
    [
      'beside a picture',
      [
        note('See attached.'),
        'Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="a.png"\n\niVBORw0KGgo=',
        file,
      ],
    ],
  ])('is read when it is attached %s', async (_, parts) => expectArticle(await read(multipart(parts))));

  it('is refused when only pictures came with the note', async () => {
    const picture =
      'Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="a.png"\n\niVBORw0KGgo=';
    await expect(read(multipart([note('See attached.'), picture]))).rejects.toMatchObject({
      code: 'not-an-article',
      message: expect.stringContaining('only a note'),
    });
  });

  it('is one of two, and an editor is asked', async () => {
    const other = file.replaceAll('ferry', 'bus').replace(BODY, PARAGRAPHS.toReversed().join('\n\n'));
    expect((await read(multipart([note('Two for you.'), file, other]))).quarantine?.code).toBe(
      'several-articles',
    );
  });
});
