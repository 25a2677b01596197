import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../lambdas/claims/statements/statements.ts';

describe('what reads like a sentence', () => {
  it.each([
    ['All times are Kelmar time, two hours ahead of Greenwich.', 'en', false],
    ['Alle Uhrzeiten sind in der Zeit von Kelmar angegeben.', 'de', false],
    ['Live page edited by Anna Berg in Kelmar and Orla Brandt.', 'en', false],
    ['Updates by Anna Berg in Kelmar and Orla Brandt.', 'en', false],
    ['CLOSE Mayor Anna Berg opened the bridge in Kelmar on Monday.', 'en', false],
    ['Civilians must be protected at all times in accordance with the law.', 'en', true],
    ['MORE bridges are needed in Kelmar, the mayor said on Friday.', 'en', true],
    ['The updates by Anna Berg were read in Kelmar on Monday.', 'en', true],
  ])('is one or furniture: %s', (text, language, is) => {
    expect(shapeOf(text, language).isSentence).toBe(is);
  });
});
