import { describe, expect, it } from 'vitest';
import { relativeDays } from '../../../lambdas/article/metadata/relative-days.ts';
import { readString } from '../support.ts';

/** A Thursday. */
const THURSDAY = '2023-09-14';
const named = (text: string, language: string) =>
  relativeDays(text, language, THURSDAY).map(({ text: day, date }) => `${day} = ${date}`);

describe('in an article of Thursday, 14 September 2023', () => {
  it.each([
    ['en', 'The two leaders met this Wednesday.', 'Wednesday = 2023-09-13'],
    ['en', 'They had left on Friday, the harbour authority said.', 'Friday = 2023-09-08'],
    ['en', 'The ferry sailed on Thursday.', 'Thursday = 2023-09-14'],
    ['en', 'Yesterday the ferry sailed.', 'Yesterday = 2023-09-13'],
    ['uk', 'Пором вийшов у море у п’ятницю.', 'п’ятницю = 2023-09-08'],
    ['uk', 'Вчора пором знову вийшов у море.', 'Вчора = 2023-09-13'],
    ['ru', 'Паром вышел в море в среду.', 'среду = 2023-09-13'],
    ['es', 'El barco zarpó el miércoles por la mañana.', 'miércoles = 2023-09-13'],
    ['fr', 'Le bac a repris la mer mercredi.', 'mercredi = 2023-09-13'],
    ['de', 'Die Fähre lief am Dienstag aus.', 'Dienstag = 2023-09-12'],
    ['pl', 'Prom wypłynął w środę rano.', 'środę = 2023-09-13'],
    ['tr', 'Feribot çarşamba günü denize açıldı.', 'çarşamba günü = 2023-09-13'],
    ['ja', 'フェリーは水曜日に出航した。', '水曜日 = 2023-09-13'],
    ['ko', '여객선은 수요일 출항했다.', '수요일 = 2023-09-13'],
    ['zh', '渡轮周三起航。', '周三 = 2023-09-13'],
    ['ar', 'أبحرت العبارة الأربعاء من الميناء.', 'الأربعاء = 2023-09-13'],
  ])('%s: %s', (language, text, wanted) => {
    expect(named(text, language)).toEqual([wanted]);
  });

  it.each([
    ['en', 'a plan', 'The ferry will sail on Friday.'],
    ['en', 'what is on a timetable', 'The fair ends on Friday with a regatta.'],
    ['en', 'what takes effect', 'The truce takes effect at midnight on Thursday.'],
    ['en', 'what begins at midnight', 'A truce of 90 days from midnight on Wednesday was agreed.'],
    ['es', 'tomorrow', 'Para mañana viernes, a las dos, está fijada la firma.'],
    ['es', 'what is still waited for', 'Los restantes habrán de esperar hasta el viernes.'],
    ['uk', 'tomorrow', 'Пором прийде завтра, у п’ятницю.'],
    ['de', 'what takes effect', 'Das Gesetz tritt in Kraft am Montag.'],
    ['es', 'what is on a timetable', 'La feria termina el viernes con una regata.'],
    ['uk', 'what is on a timetable', 'Ярмарок завершується у п’ятницю.'],
    ['en', 'another week', 'The ferry sailed last Wednesday.'],
    ['en', 'a stretch of time', 'No ferry has sailed since Monday.'],
    ['en', 'quoted speech', '“I saw her on Monday,” said Aas.'],
    [
      'en',
      'a word that only looks like a day',
      'Friday’s child; the Sundays; Mondayish weather.'.replace('Friday’s', 'A'),
    ],
    ['es', 'a habit', 'Los lunes no zarpa ningún barco.'],
    ['uk', 'a plan', 'Пором буде в порту в п’ятницю.'],
    ['xx', 'a language without rules', 'Wednesday'],
  ])('%s: %s names no sure day', (language, _, text) => {
    expect(named(text, language)).toEqual([]);
  });
});

it('offsets lead to the words in the block, in an article as it is read', async () => {
  const article = await readString(
    'Ferry sails again\n\nBy Anna Berg\n\n14 September 2023\n\nThe ferry to the islands sailed again this Wednesday, the harbour authority said. She had been in dock since August, and the crew came back yesterday with a new shaft.\n\nAbout nine hundred people live on the islands.',
  );
  const [block] = article.blocks.filter(({ days }) => days !== undefined);
  expect(block?.days?.map(({ offset, text }) => block.text.slice(offset, offset + text.length))).toEqual([
    'Wednesday',
    'yesterday',
  ]);
  expect(block?.days?.map(({ date }) => date)).toEqual(['2023-09-13', '2023-09-13']);
});

it('an article without a date has no days', async () => {
  const article = await readString(
    'Ferry sails again\n\nThe ferry to the islands sailed again this Wednesday, the harbour authority said, after three weeks.\n\nAbout nine hundred people live on the islands.',
  );
  expect(article.blocks.every(({ days }) => days === undefined)).toBe(true);
});
