import { describe, expect, test } from 'vitest';
import { dayIn } from '../../lambdas/claims/parts/timeline.ts';
import { tellStories } from '../../lambdas/claims/tell.ts';
import { TOPIC } from '../stories/coverage.ts';
import { articleOf, day } from '../stories/factory.ts';

const THURSDAY = { date: '2023-09-14', from: 'header' };

describe('the day that a sentence names', () => {
  test.each([
    ['The train left on Monday.', 'en', '2023-09-11'],
    ['They met this Thursday.', 'en', '2023-09-14'],
    ['They met on 13 September.', 'en', '2023-09-13'],
    ['They met on September 13, 2023.', 'en', '2023-09-13'],
    ['They met on Wednesday, September 13.', 'en', '2023-09-13'],
    ['They met on May 2.', 'en', '2023-05-02'],
    ['The site was opened on 28 April 2016.', 'en', '2016-04-28'],
    ['A first attempt failed in May.', 'en', '2023-05'],
    ['The minister came in June.', 'en', '2023-06'],
    ['They first met in April 2019.', 'en', '2019-04'],
    ['Se reunieron el 13 de septiembre de 2023.', 'es', '2023-09-13'],
    ['Вони зустрілися в середу, 13 вересня.', 'uk', '2023-09-13'],
    ['Поїзд вирушив у вівторок.', 'uk', '2023-09-12'],
    ['Они встретились 13 сентября.', 'ru', '2023-09-13'],
  ])('is known: %s', (text, language, date) => {
    expect(dayIn(text, language, THURSDAY)).toBe(date);
  });

  test.each([
    ['two days', 'They came on Tuesday and left on Wednesday.', 'en'],
    ['a day that is nearer ahead', 'The line opens on February 2.', 'en'],
    ['the day of what is named', 'Monday’s fire has cost nine lives by now.', 'en'],
    ['a day of another week', 'They met last Wednesday.', 'en'],
    ['a weekday that is nearer ahead', 'The sides agreed to cease fire on Saturday.', 'en'],
    ['a weekday that is nearer ahead', 'Поїзд вирушив у п’ятницю.', 'uk'],
    ['a plan', 'The minister is to travel on 1 October.', 'en'],
    ['a month ahead', 'The minister travels to the coast in October.', 'en'],
    ['a day ahead', 'The minister travels to the coast on 20 September.', 'en'],
    ['a day of the year that is to come', 'The leaders meet again on December 22.', 'en'],
    ['a month of which nobody knows the year', 'The minister came in October.', 'en'],
    ['a day in quoted speech', '“On Friday we dance,” he said.', 'en'],
    ['a month that is a verb', 'It may rain.', 'en'],
    ['a number that is no day of the month', 'On 31 September nothing happens.', 'en'],
    ['a number that happens to be five', 'Розмова тривала майже п’ять годин.', 'uk'],
    ['a language without a calendar', 'On Friday it rained.', 'xx'],
  ])('is not known for %s', (_, text, language) => {
    expect(dayIn(text, language, THURSDAY)).toBeNull();
  });

  test('needs the day of publication, unless the year is written', () => {
    expect(dayIn('They met on Wednesday.', 'en', null)).toBeNull();
    expect(dayIn('They met on 13 September.', 'en', null)).toBeNull();
    expect(dayIn('They met on 13 September 2023.', 'en', null)).toBe('2023-09-13');
  });
});

describe('a timeline', () => {
  const lead =
    'Russian President Vladimir Putin met North Korean leader Kim Jong Un at the Vostochny cosmodrome on Wednesday.';
  const tell = (paragraphs: readonly string[]) =>
    tellStories([articleOf({ key: 'a.txt', published: day('2023-09-14'), paragraphs })], {
      topic: TOPIC,
      previous: null,
    }).stories[0]?.timeline;

  test('runs from the earliest day to the latest, without plans', () => {
    const earlier = 'The armoured train of Kim crossed the river into Russia before dawn on Tuesday.';
    const plan =
      'The armoured train will reach the port of Vladivostok on Saturday, officials in Russia said.';
    expect(tell([lead, plan, earlier])?.map(({ date, quote }) => [date, quote.text])).toEqual([
      ['2023-09-12', earlier],
      ['2023-09-13', lead],
    ]);
  });

  test('is empty where all is of one day', () => {
    expect(tell([lead, 'Nobody in the town near the cosmodrome was told what had been agreed.'])).toEqual([]);
  });
});
