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
  ])('%s (%s) and %s (%s) are two units: %s', (a, ofA, b, ofB, others) => {
    expect(areOtherUnits({ word: a, language: ofA }, { word: b, language: ofB })).toBe(others);
  });
});
