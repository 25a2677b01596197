import { describe, expect, it } from 'vitest';
import { countriesIn } from '../../lambdas/language/countries.ts';

const named = (text: string, language: string) =>
  countriesIn(text.match(/[\p{L}\p{M}]+/gu) ?? [], language).map((codes) =>
    codes ? [...codes].join('/') : '',
  );

describe('countries of a sentence', () => {
  it.each([
    ['Kenyan guards and Mali', 'en', ['KE', '', '', 'ML']],
    ['turkey and a mali tree', 'en', ['', '', '', '', '']],
    ['South Korea met the US', 'en', ['KR', 'KR', '', '', 'US']],
    ['will us help', 'en', ['', '', '']],
    ['Australian, Austrian, Nigerian', 'en', ['AU', 'AT', 'NG']],
    ['la délégation marocaine', 'fr', ['', '', 'MA']],
    ['делегація Кенії, марокканська й Південної Кореї', 'uk', ['', 'KE', 'MA', '', 'KR', 'KR']],
    ['мали малий успіх', 'uk', ['', '', '']],
    ['грузинські зенітники, грузовик', 'uk', ['GE', '', '']],
    ['in Frankfurt', 'en', ['', '']],
    ['Росія та Німеччина', 'uk', ['RU', '', 'DE']],
    ['иранский газ и КНДР', 'ru', ['IR', '', '', 'KP']],
    ['norwegische Schiffe', 'de', ['NO', '']],
    ['غانا والمغرب', 'ar', ['GH', 'MA']],
    ['日本 と ブラジル', 'ja', ['JP', '', 'BR']],
    ['Kenya', 'xx-unknown', ['KE']],
    ['Dutch and Swiss guards, a polish', 'en', ['NL', '', 'CH', '', '', '']],
    ['армянский пост и немецкие врачи', 'ru', ['AM', '', '', 'DE', '']],
    ['la reunión con el presidente ruso', 'es', ['', '', '', '', '', 'RU']],
    ['Dutch', 'constructor', ['']],
  ])('%j in %s', (text, language, codes) => {
    expect(named(text, language)).toEqual(codes);
  });
});
