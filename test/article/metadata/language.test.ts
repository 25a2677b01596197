import { describe, expect, it } from 'vitest';
import { mainLanguage } from '../../../lambdas/article/metadata/language.ts';

const SHARED =
  'Feri itu akan berlayar lagi dan para penumpang dibawa ke pulau dengan kapal yang telah dibaiki di pelabuhan.';

describe('mainLanguage', () => {
  it.each([
    ['id', `${SHARED} Tiketnya naik 4,5 persen sejak Senin, kata direktur, bahwa biayanya 3 miliar rupiah.`],
    ['ms', `${SHARED} Tiketnya naik 4.5 peratus sejak Isnin, kata pengarah, bahawa kosnya 3 bilion ringgit.`],
  ])('tells %s by the words that the other does not write', async (language, text) => {
    expect(await mainLanguage(text)).toBe(language);
  });
});
