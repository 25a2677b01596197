import { expect, test } from 'vitest';
import { spokenIn } from '../../lambdas/story/spoken.ts';
import type { Statement } from '../../lambdas/story/statements.ts';

function statements(language: string, ...texts: string[]): Statement[] {
  const none = new Set<string>();
  return texts.map((text, position) => ({
    quote: { text, language, articleId: 'a', version: 'v', block: position, offset: 5 },
    source: 0,
    position,
    language,
    names: none,
    quantities: [],
    keys: none,
    venues: none,
    whole: true,
    midAir: false,
    negated: false,
    modal: false,
    ordered: false,
  }));
}

const LONG = 'We have always supported our neighbour, and we will go on doing so';

test.each([
  ['en', `“${LONG},” Kim said.`, 'Kim', LONG],
  ['en', `"${LONG}," said Gwen Parry, an engineer.`, 'Gwen Parry', LONG],
  ['en', `“${LONG},” said Dr. Sunniva Lie on Monday.`, 'Dr. Sunniva Lie', LONG],
  ['en', `John Kirby said: “${LONG}.”`, 'John Kirby', `${LONG}.`],
  [
    'es',
    '«Hemos venido a hablar del espacio y de nada más que del espacio», dijo Kim.',
    'Kim',
    'Hemos venido a hablar del espacio y de nada más que del espacio',
  ],
  [
    'uk',
    '«Ми приїхали говорити про космос і ні про що інше в ці дні», — заявив Пєсков.',
    'Пєсков',
    'Ми приїхали говорити про космос і ні про що інше в ці дні',
  ],
])('words in quotation marks are found with their speaker (%s: %s)', (language, text, speaker, words) => {
  const found = spokenIn(statements(language, text), language);
  expect(found).toMatchObject({ speaker, quote: { text: words } });
  expect(text.slice((found?.quote.offset ?? 0) - 5).startsWith(words)).toBe(true);
});

test.each([
  ['a pronoun for the speaker', `“${LONG},” he said.`],
  ['no speaker', `“${LONG}.”`],
  ['a few words only', '“We came to talk,” Kim said.'],
  ['words that lean on others', `“They are trying to develop their space programme these days,” Kim said.`],
  ['no quotation', 'Kim said that he had always supported his neighbour and would go on.'],
])('there is none with %s', (_what, text) => {
  expect(spokenIn(statements('en', text), 'en')).toBeUndefined();
});

test('the one is chosen whom the story names most often', () => {
  const told = statements(
    'en',
    `“${LONG},” Lie said.`,
    `“${LONG} too,” Kim said.`,
    'Kim came by train.',
    'Kim left.',
  );
  expect(spokenIn(told, 'en')?.speaker).toBe('Kim');
});
