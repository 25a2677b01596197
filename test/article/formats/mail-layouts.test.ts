import { describe, expect, it } from 'vitest';
import { fieldsKnown } from '../../../lambdas/article/formats/mail-text.ts';
import { mailText, withoutQuoting } from '../../../lambdas/article/text/mail/forwarded.ts';

const TITLE = 'Library boat returns to the lake villages';
const BODY = [
  'The library boat is back on the lake after two years in a shed, and the first reader to board it was eighty-one.',
  'It carries four thousand books, a printer and a kettle, the county said: "People come for one and stay for the other."',
  'Its captain will sail to nineteen villages before the ice, which is four more than the old timetable had.',
];
const FROM = 'Lake Herald <news@lake-herald.example>';
const TO = 'Siri Dahl <siri.dahl@desk.example>';
const CC = 'Jon Ek <jon@desk.example>; Una <una@globe.example>';

const quoted = (text: string) => text.replace(/^(?=.)/gm, '> ').replace(/^$/gm, '>');
const indented = (text: string) => text.replace(/^(?=.)/gm, '    ');

/** Labels of sender, day, recipient, copy and subject, and a day as it is written in that language. */
type Labels = readonly [
  language: string,
  from: string,
  date: string,
  to: string,
  cc: string,
  subject: string,
  day: string,
];
const LABELS: readonly Labels[] = [
  ['English', 'From', 'Sent', 'To', 'Cc', 'Subject', 'Tuesday, September 12, 2023 6:04 PM'],
  ['German', 'Von', 'Gesendet', 'An', 'Cc', 'Betreff', 'Dienstag, 12. September 2023 18:04'],
  ['French', 'De ', 'Envoyé ', 'À ', 'Cc ', 'Objet ', 'mardi 12 septembre 2023 18:04'],
  ['Spanish', 'De', 'Enviado el', 'Para', 'CC', 'Asunto', 'martes, 12 de septiembre de 2023 18:04'],
  ['Portuguese', 'De', 'Enviado', 'Para', 'Cc', 'Assunto', 'terça-feira, 12 de setembro de 2023 18:04'],
  ['Italian', 'Da', 'Inviato', 'A', 'Cc', 'Oggetto', 'martedì 12 settembre 2023 18:04'],
  ['Catalan', 'De', 'Enviat el', 'Per a', 'A/c', 'Assumpte', 'dimarts, 12 de setembre del 2023, 18:04'],
  ['Romanian', 'De la', 'Trimis', 'Către', 'Cc', 'Subiect', 'marți, 12 septembrie 2023 18:04'],
  ['Dutch', 'Van', 'Verzonden', 'Aan', 'CC', 'Onderwerp', 'dinsdag 12 september 2023 18:04'],
  ['Danish', 'Fra', 'Dato', 'Til', 'Cc', 'Emne', 'tirsdag den 12. september 2023 kl. 18.04'],
  ['Swedish', 'Från', 'Skickat', 'Till', 'Kopia', 'Ämne', 'den 12 september 2023 18:04'],
  ['Finnish', 'Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Kopio', 'Aihe', 'tiistai 12. syyskuuta 2023 18.04'],
  ['Estonian', 'Saatja', 'Saadetud', 'Adressaat', 'Koopia', 'Teema', 'teisipäev, 12. september 2023 18:04'],
  ['Polish', 'Od', 'Wysłano', 'Do', 'DW', 'Temat', 'wtorek, 12 września 2023 18:04'],
  ['Czech', 'Od', 'Datum', 'Komu', 'Kopie', 'Předmět', 'út 12. 9. 2023 18:04'],
  ['Slovak', 'Od', 'Dátum', 'Komu', 'Kópia', 'Predmet', 'utorok 12. septembra 2023 18:04'],
  ['Croatian', 'Šalje', 'Poslano', 'Prima', 'Kopija', 'Predmet', '12. rujna 2023. 18:04'],
  ['Serbian', 'Шаље', 'Послато', 'Прима', 'Копија', 'Тема', 'уторак, 12. септембар 2023. 18:04'],
  ['Slovene', 'Od', 'Poslano', 'Za', 'Kp', 'Zadeva', 'torek, 12. september 2023 18:04'],
  [
    'Hungarian',
    'Feladó',
    'Elküldve',
    'Címzett',
    'Másolatot kap',
    'Tárgy',
    '2023. szeptember 12., kedd 18:04',
  ],
  ['Lithuanian', 'Nuo', 'Išsiųsta', 'Kam', 'Kopija', 'Tema', '2023 m. rugsėjo 12 d., antradienis 18:04'],
  ['Latvian', 'No', 'Nosūtīts', 'Kam', 'Kopija', 'Tēma', 'otrdiena, 2023. gada 12. septembris 18:04'],
  ['Ukrainian', 'Від', 'Надіслано', 'Кому', 'Копія', 'Тема', 'вівторок, 12 вересня 2023 р. 18:04'],
  ['Russian', 'От', 'Отправлено', 'Кому', 'Копия', 'Тема', 'вторник, 12 сентября 2023 г. 18:04'],
  ['Bulgarian', 'От', 'Изпратено', 'До', 'Копие', 'Относно', 'вторник, 12 септември 2023 г. 18:04'],
  ['Greek', 'Από', 'Στάλθηκε', 'Προς', 'Κοιν.', 'Θέμα', 'Τρίτη, 12 Σεπτεμβρίου 2023 6:04 μμ'],
  ['Turkish', 'Kimden', 'Gönderildi', 'Kime', 'Bilgi', 'Konu', '12 Eylül 2023 Salı 18:04'],
  ['Arabic', 'من', 'تم الإرسال', 'إلى', 'نسخة', 'الموضوع', 'الثلاثاء، ١٢ سبتمبر ٢٠٢٣ ٦:٠٤ م'],
  ['Levantine Arabic', 'من', 'التاريخ', 'إلى', 'نسخة', 'الموضوع', '12 أيلول 2023 18:04'],
  ['Hebrew', 'מאת', 'נשלח', 'אל', 'עותק', 'נושא', 'יום שלישי 12 ספטמבר 2023 18:04'],
  ['Chinese', '发件人', '发送时间', '收件人', '抄送', '主题', '2023年9月12日 18:04'],
  ['Chinese of Taiwan', '寄件者', '寄件日期', '收件者', '副本', '主旨', '2023年9月12日 下午 06:04'],
  ['Japanese', '差出人', '送信日時', '宛先', 'CC', '件名', '2023年9月12日 18:04'],
  ['Korean', '보낸 사람', '보낸 날짜', '받는 사람', '참조', '제목', '2023년 9월 12일 화요일 오후 6:04'],
  ['Vietnamese', 'Từ', 'Đã gửi', 'Đến', 'Cc', 'Chủ đề', '18:04 12 tháng 9, 2023'],
  ['Hindi', 'प्रेषक', 'भेजा गया', 'प्रति', 'Cc', 'विषय', 'मंगलवार, 12 सितंबर 2023 18:04'],
  ['a language of no table', 'Ngena', 'Letsatsi', 'Moamohedi', 'Kopi', 'Taba', '2023-09-12 18:04'],
];

/** The layouts of mail programs, each for the labels of one language. */
const PROGRAMS: Readonly<Record<string, (labels: Labels) => string>> = {
  'Outlook, without an empty line': ([, from, date, to, cc, subject, day]) =>
    `${from}: ${FROM}\n${date}: ${day}\n${to}: ${TO}\n${cc}: ${CC}\n${subject}: ${TITLE}\n${BODY.join('\n\n')}`,
  'Outlook, bold labels, wrapped addresses': ([, from, date, to, , subject, day]) =>
    `________________________________\n*${from}:* Lake Herald\n<news@lake-herald.example<mailto:news@lake-herald.example>>\n*${date}:* ${day}\n*${to}:* Siri Dahl <siri.dahl@desk.example>; Jon Ek\n<jon@desk.example>\n*${subject}:* ${TITLE}\n\n${BODY.join('\n\n')}`,
  'Apple Mail, quoted': ([, from, date, to, cc, subject, day]) =>
    quoted(
      `*** ****:\n\n${from}: ${FROM}\n${subject}: ${TITLE}\n${date}: ${day}\n${to}: ${TO}\n${cc}: ${CC}\n\n${BODY.join('\n\n')}`,
    ),
  'Thunderbird, tabs and a closing rule': ([, from, date, to, cc, subject, day]) =>
    `-------- ${from} ${to} --------\n${subject}: \t${TITLE}\n${date}: \t${day}\n${from}: \t${FROM}\n${to}: \t${TO}\n${cc}: \t${CC}\n-------- ${from} ${to} --------\n\n\n${BODY.join('\n\n')}`,
  'forwarded twice': ([, from, date, to, , subject, day]) =>
    `-----Original Message-----\nFrom: Ida Lind <ida@other.example>\nSent: 13 September 2023 09:00\nTo: ${TO}\nSubject: FW: ${TITLE}\n\nSiri, one for you?\n\nIda\n+47 55 01 02 03\n\n${from}: ${FROM}\n${date}: ${day}\n${to}: Ida Lind <ida@other.example>\n${subject}: ${TITLE}\n\n${BODY.join('\n\n')}`,
};

function expectArticle(text: string, title: string | null = TITLE): void {
  const { start, end, fields, isForwarded } = mailText(text.split('\n'));
  const known = fieldsKnown(fields);
  expect(isForwarded).toBe(true);
  expect(known.title ?? null).toBe(title);
  expect(known.published?.date).toBe('2023-09-12');
  const article = withoutQuoting(text.split('\n').slice(start, end));
  expect(article.map((line) => line.trim()).filter((line) => line !== '')).toEqual(BODY);
}

describe.each(Object.entries(PROGRAMS))(
  'the header that a mail program puts above a forwarded mail: %s',
  (_, layout) => {
    it.each(LABELS)('is taken off with the labels %s', (...labels) => {
      expectArticle(layout(labels));
      expectArticle(`Worth a look for tomorrow?\n\nSiri\n\n${layout(labels)}`);
      expectArticle(`Please use.\n\n${quoted(layout(labels))}\n\nBest, Siri`);
    });
  },
);

/** Yahoo writes its header in one line: rule, then labels glued to the values before them. */
const ONE_LINE: readonly (readonly [string, string])[] = [
  [
    'English',
    `----- Forwarded Message ----- From: ${FROM}To: ${TO}Sent: Tuesday, September 12, 2023, 06:04 PM GMT+1Subject: ${TITLE}`,
  ],
  [
    'German',
    `----- Weitergeleitete Nachricht ----- Von: ${FROM}An: ${TO}CC: ${CC}Gesendet: Dienstag, 12. September 2023, 18:04 MESZBetreff: ${TITLE}`,
  ],
  [
    'Portuguese',
    `----- Mensagem reencaminhada ----- De: ${FROM}Para: ${TO}Enviado: terça-feira, 12 de setembro de 2023, 18:04 CETAssunto ${TITLE}`,
  ],
  [
    'Ukrainian',
    `----- Перенаправлене повідомлення ----- Від: ${FROM}Кому: ${TO}Відправлено: вівторок, 12 вересня 2023 р., 18:04Тема: ${TITLE}`,
  ],
  [
    'Turkish',
    `----- İletilmiş Mesaj ----- Kimden: ${FROM}Kime: ${TO}Gönderilen: 12 Eylül 2023 Salı 18:04 GMT+3Konu: ${TITLE}`,
  ],
  [
    'English, broken',
    `----- Forwarded Message ----- From: Lake Herald\n<news@lake-herald.example>To: ${TO}Sent: Tuesday,\nSeptember 12, 2023, 06:04 PM GMT+1Subject: ${TITLE}`,
  ],
];

describe('a header in one line', () => {
  it.each(ONE_LINE)('is taken off: %s', (_, header) => expectArticle(`   ${header}\n ${BODY.join('\n\n')}`));
});

/** Sentences in place of a header, as answers have them and some programs' forwards. */
const SENTENCES: readonly string[] = [
  'On 12/09/2023, 18:04, "Lake Herald" <news@lake-herald.example> wrote:',
  'On Tue, Sep 12, 2023 at 6:04 PM Lake Herald\n<news@lake-herald.example> wrote:',
  'Am 12.09.2023 um 18:04 schrieb Lake Herald <news@lake-herald.example>:',
  'Le 12 sept. 2023 à 18:04, Lake Herald <news@lake-herald.example> a écrit :',
  'El mar, 12 sept 2023 a las 18:04, Lake Herald (<news@lake-herald.example>) escribió:',
  '12 вересня 2023 р. о 18:04 Lake Herald <news@lake-herald.example> пише:',
  '12.09.2023, 18:04, "Lake Herald" <news@lake-herald.example>:',
  '2023. 09. 12. 18:04 időpontban Lake Herald (news@lake-herald.example) ezt írta:',
  'Στις Τρί, 12 Σεπ 2023 στις 6:04 μ.μ., ο χρήστης Lake Herald <news@lake-herald.example> έγραψε:',
  'في الثلاثاء، ١٢ سبتمبر ٢٠٢٣ ٦:٠٤ م، كتب Lake Herald <news@lake-herald.example>:',
  '2023年9月12日(火) 18:04 Lake Herald <news@lake-herald.example>:',
  '>>> Lake Herald <news@lake-herald.example> 12.09.2023 18:04 >>>',
];

describe('a sentence in place of a header', () => {
  it.each(SENTENCES)('is taken off: %s', (sentence) => {
    expectArticle(`Use this one.\n\n${sentence}\n\n${indented(BODY.join('\n\n'))}`, null);
    expectArticle(`${sentence}\n\n${quoted(BODY.join('\n\n'))}`, null);
  });
});

const HEADER = `From: ${FROM}\nSent: 12 September 2023 18:04\nTo: ${TO}\nSubject: ${TITLE}`;

describe('what stands around a forwarded article', () => {
  it.each<readonly [string, string]>([
    [
      'fields that only programs read',
      `---- Forwarded message ----\nReturn-Path: <bounce@lake-herald.example>\nReceived: from mx.lake-herald.example\n\tby mx.desk.example; Tue, 12 Sep 2023 18:04:02 +0200\n${HEADER}\nImportance: High\nUser-Agent: Mutt/2.2\n\n${BODY.join('\n\n')}`,
    ],
    [
      'a subject that was cut',
      `${HEADER.replace('to the', 'to the\n ')}\n\n${BODY.join('\n\n')}`.replace('the\n  lake', 'the\n lake'),
    ],
    [
      'a warning of a mail server',
      `${HEADER}\n\nCAUTION: This email originated from outside of the company. Do not\nclick links in it.\n\n${BODY.join('\n\n')}`,
    ],
    ['the same in German', `${HEADER}\n\nExterner Absender: Vorsicht bei Anhängen.\n\n${BODY.join('\n\n')}`],
    [
      'a lawyer’s notice',
      `${HEADER}\n\n${BODY.join('\n\n')}\n\nDiese Nachricht ist vertraulich und nur für den Adressaten bestimmt.\nGazette GmbH, Amtsgericht Kiel`,
    ],
    ...[
      'Ce message et ses pièces jointes sont confidentiels et destinés exclusivement à leur destinataire.',
      'Este mensaje es confidencial. Si lo ha recibido por error, elimínelo.',
      'Якщо ви отримали цей лист помилково, видаліть його.',
      'هذه الرسالة سرية، وإذا استلمتها عن طريق الخطأ فيرجى حذفها.',
      '如果您误收了本邮件，请立即删除。',
      'Bu e-posta gizlidir, yanlışlıkla aldıysanız lütfen siliniz.',
      'Niniejsza wiadomość jest poufna i przeznaczona wyłącznie dla adresata.',
    ].map((notice) => [`“${notice}”`, `${HEADER}\n\n${BODY.join('\n\n')}\n\n${notice}`] as const),
    [
      'the mark of a program',
      `${HEADER}\n\n${BODY.join('\n\n')}\n\nSent via Swiftmail ( https://swift.example/?vip=siri.dahl@desk.example )`,
    ],
    [
      'the end of what was forwarded',
      `-------- Пересылаемое сообщение --------\n${HEADER}\n\n${BODY.join('\n\n')}\n\n-------- Конец пересылаемого сообщения --------`,
    ],
  ])('%s is no part of it', (_, text) => expectArticle(text));

  it('a lawyer’s words in an article are its own', () => {
    const told =
      'The report is confidential and was shown to three reporters, who were told by the intended recipient.';
    const { start, end } = mailText(`${HEADER}\n\n${BODY.join('\n\n')}\n\n${told}`.split('\n'));
    expect(start).toBe(4);
    expect(end).toBe(4 + 1 + BODY.length * 2 + 1);
  });
});

describe('a text that is no mail', () => {
  it.each([
    [
      'an interview',
      'Question: Why now?\nAnswer: Because of 12 September 2023.\nQuestion: And the price?\nAnswer: It is fair.',
    ],
    [
      'the contacts of a press release',
      'Contact: Ana Ruiz <ana@port.example>\nPhone: +34 91 000 00 00\nWeb: port.example',
    ],
    [
      'a sentence with an address',
      'Write to the desk (desk@port.example) by 12 September 2023, and say the following, in few words or many: what you saw.',
    ],
    ['facts', 'Where: Port Elling\nWhen: 12 September 2023, 18:04\nWhat: the ferry'],
  ])('%s has no header', (_, text) => {
    expect(mailText(text.split('\n')).isForwarded).toBe(false);
  });
});
