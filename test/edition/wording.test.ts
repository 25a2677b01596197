import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { fill, plural, SPOKEN, type Wording, wordingFor } from '../../lambdas/edition/wording.ts';

const english = wordingFor('en').wording;
const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
/** Every phrase of a wording by its place, forms of a plural apart. */
const phrases = (wording: object, path = ''): (readonly [string, unknown])[] =>
  Object.entries(wording).flatMap(([key, value]) =>
    typeof value === 'object' ? phrases(value, `${path}${key}.`) : [[`${path}${key}`, value] as const],
  );
const pluralKeys = Object.entries(english).flatMap(([key, value]) =>
  typeof value === 'object' && 'other' in value ? [key as keyof Wording] : [],
);
const formsOf = (wording: Wording, key: keyof Wording) => wording[key] as Readonly<Record<string, string>>;

test('the mail speaks English, Ukrainian, Spanish and Arabic', () => {
  expect(SPOKEN.toSorted()).toEqual(['ar', 'en', 'es', 'uk']);
  expect(pluralKeys.length).toBeGreaterThan(6);
});

describe.each(SPOKEN)('the wording of %s', (language) => {
  const { wording } = wordingFor(language);

  it('has every phrase, none empty, and no other', () => {
    const places = (one: Wording) =>
      phrases(one)
        .map(([path]) => path)
        .filter((path) => !pluralKeys.some((key) => path.startsWith(`${key}.`)));
    expect(places(wording)).toEqual(places(english));
    expect(phrases(wording).filter(([, text]) => typeof text !== 'string' || text.trim() === '')).toEqual([]);
  });

  it('has every plural form that the language asks for', () => {
    const needed = new Intl.PluralRules(wording.locale).resolvedOptions().pluralCategories.toSorted();
    for (const key of pluralKeys) expect(Object.keys(formsOf(wording, key)).toSorted(), key).toEqual(needed);
  });

  it('puts the same values into each phrase as English does', () => {
    for (const [path, text] of phrases(english)) {
      const key = pluralKeys.find((name) => path.startsWith(`${name}.`));
      const own = new Map(phrases(wording)).get(path);
      if (key === undefined && typeof text === 'string' && typeof own === 'string')
        expect(slots(own), path).toEqual(slots(text));
    }
    // A form for exactly one or two may leave the number out, no form may ask for more.
    for (const key of pluralKeys) {
      const wanted = slots(formsOf(english, key).other ?? '');
      for (const [form, text] of Object.entries(formsOf(wording, key))) {
        const exact = ['zero', 'one', 'two'].includes(form);
        const without = wanted.filter((slot) => slot !== '{n}');
        expect([wanted, ...(exact ? [without] : [])], `${key}.${form}`).toContainEqual(slots(text));
      }
    }
  });
});

describe.each(['edition/wording', 'edition/web/wording', 'reader/wording'])(
  'each language of lambdas/%s',
  (folder) => {
    const wordingOf = (language: string): object =>
      JSON.parse(readFileSync(`lambdas/${folder}/${language}.json`, 'utf8'));
    /** Every phrase by its place, with the values that it asks for; forms of a plural are one. */
    const asked = (wording: object, path = ''): (readonly [string, string])[] =>
      Object.entries(wording).flatMap(([key, value]: [string, unknown]) => {
        if (typeof value !== 'object' || value === null) return [[path + key, slots(String(value)).join()]];
        return 'one' in value && 'other' in value ? [[path + key, 'plural']] : asked(value, `${path}${key}.`);
      });

    it.each(SPOKEN)(
      'has every phrase in %s, none empty, with the values that English asks for',
      (language) => {
        const wording = wordingOf(language);
        expect(asked(wording).toSorted()).toEqual(asked(wordingOf('en')).toSorted());
        expect(phrases(wording).filter(([, text]) => String(text).trim() === '')).toEqual([]);
      },
    );
  },
);

test.each([
  ['en', 1, '1 article'],
  ['en', 1200, '1,200 articles'],
  ['uk', 1, '1 стаття'],
  ['uk', 3, '3 статті'],
  ['uk', 5, '5 статей'],
  ['uk', 21, '21 стаття'],
  ['es', 1, '1 artículo'],
  ['es', 7, '7 artículos'],
  ['ar', 1, 'مقال واحد'],
  ['ar', 2, 'مقالان'],
  ['ar', 3, '3 مقالات'],
  ['ar', 11, '11 مقالًا'],
  ['ar', 100, '100 مقال'],
  ['xx', 2, '2 articles'],
])('articles are counted in %s: %i is %s', (language, n, words) => {
  const { wording } = wordingFor(language);
  expect(plural(wording.articles, n, wording.locale)).toBe(words);
});

test('a slot without a value is refused', () => {
  expect(() => fill('until {time}', {})).toThrow(/\{time\}/);
});
