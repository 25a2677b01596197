import { describe, expect, it } from 'vitest';
import { areOtherUnits } from '../../../lambdas/claims/numbers/units.ts';

describe('what is counted', () => {
  it.each([
    ['minutes', 'en', 'horas', 'es', true],
    ['minutes', 'en', 'хвилини', 'uk', false],
    ['kilometres', 'en', 'kilograms', 'en', true],
    ['Kilometer', 'de', 'километров', 'ru', false],
    ['days', 'en', 'weeks', 'en', true],
    ['ships', 'en', 'days', 'en', false],
    ['минуту', 'ru', 'часа', 'ru', true],
    ['місяця', 'uk', 'тижні', 'uk', true],
    ['Jahren', 'de', 'Monaten', 'de', true],
    ['quilómetros', 'pt', 'quilogramas', 'pt', true],
    ['quilómetros', 'pt', 'miles', 'en', true],
    ['часов', 'ru', 'годин', 'uk', false],
    ['nautical miles', 'en', 'km', 'en', true],
    ['km', 'en', 'километров', 'ru', false],
    ['min', 'fr', 'heures', 'fr', true],
    ['a year', 'en', 'months', 'en', false],
  ])('%s (%s) and %s (%s) are two units: %s', (a, ofA, b, ofB, others) => {
    const wordsOf = (text: string, language: string) => text.split(' ').map((word) => ({ word, language }));
    expect(areOtherUnits(wordsOf(a, ofA), wordsOf(b, ofB))).toBe(others);
  });
});
