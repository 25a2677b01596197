import { describe, expect, test } from 'vitest';
import { tellStories } from '../../lambdas/claims/tell.ts';
import { TOPIC } from '../stories/coverage.ts';
import { articleOf } from '../stories/factory.ts';

const LEAD =
  'Russian President Vladimir Putin met North Korean leader Kim Jong Un at the Vostochny cosmodrome on Wednesday.';
const LEADS = new Map([
  ['en', LEAD],
  [
    'es',
    'El presidente ruso, Vladímir Putin, recibió este miércoles a Kim Jong Un en el cosmódromo de Vostochni.',
  ],
  ['uk', 'Президент Росії Володимир Путін зустрівся з Кім Чен Ином на космодромі «Восточний» у середу.'],
]);

function voiceOf(sentences: readonly string[], language = 'en') {
  const article = articleOf({
    key: 'one.txt',
    outlet: 'Outlet',
    language,
    paragraphs: [LEADS.get(language) ?? '', ...sentences],
  });
  const [story] = tellStories([article], { topic: TOPIC, previous: null }).stories;
  const { spoken: voice } = story ?? {};
  const block = article.article.blocks[voice?.quote.block ?? 0]?.text ?? '';
  if (voice !== undefined) {
    const { text, offset } = voice.quote;
    expect(block.slice(offset, offset + text.length)).toBe(text);
    expect(block).toContain(voice.speaker);
  }
  return voice === undefined ? null : [voice.speaker, voice.quote.text];
}

describe('a direct quotation with its speaker, both verbatim', () => {
  test.each([
    [
      'named after it, with an apposition',
      'en',
      '"The choice of the place was the message of the day," said Piet Lammers, a former inspector who teaches in Leiden.',
      [
        'Piet Lammers, a former inspector who teaches in Leiden',
        'The choice of the place was the message of the day',
      ],
    ],
    [
      'named after it, what a comma adds left out where letters with stops would cut it',
      'en',
      '"The choice of the place was the message of the day," said Piet Lammers, who ran N.L. offices in Leiden.',
      ['Piet Lammers', 'The choice of the place was the message of the day'],
    ],
    [
      'named after it, the verb last',
      'en',
      '“We have always supported the decisions of our neighbours and friends,” Kim Jong Un said.',
      ['Kim Jong Un', 'We have always supported the decisions of our neighbours and friends'],
    ],
    [
      'named before it',
      'en',
      'Defence minister Ann Karlsson said: "Nobody in this government was asked about the flight of the missiles."',
      [
        'Defence minister Ann Karlsson',
        'Nobody in this government was asked about the flight of the missiles.',
      ],
    ],
    [
      'in Spanish',
      'es',
      '«El precio de los proyectiles se pagará en tecnología espacial», opina Ramón Iturbe, profesor de seguridad.',
      ['Ramón Iturbe', 'El precio de los proyectiles se pagará en tecnología espacial'],
    ],
    [
      'in Ukrainian',
      'uk',
      '«Перші вагони ми побачили б на супутникових знімках уже за місяць», — говорить військова оглядачка Ірина Малик.',
      ['військова оглядачка Ірина Малик', 'Перші вагони ми побачили б на супутникових знімках уже за місяць'],
    ],
  ] as const)('is found: %s', (_, language, sentence, expected) => {
    expect(voiceOf([sentence], language)).toEqual(expected);
  });

  test.each([
    ['a pronoun', '"Nobody travels for two days by train to look at a pad," he said.'],
    ['nobody at all', '"Nobody travels for two days by train to look at a pad."'],
    ['a scrap', 'The visit was "a great success" for Pyongyang, said Marit Aune of the Skagen Institute.'],
    [
      'another verb',
      '"Nobody travels for two days by train to look at a pad," sang Marit Aune on the stage.',
    ],
  ])('never of %s', (_, sentence) => {
    expect(voiceOf([sentence])).toBeNull();
  });

  test('prefers those whom the story is about to those who comment on it', () => {
    const voice = voiceOf([
      '"Nobody travels for two days by train to look at a launch pad," said Marit Aune.',
      '"We came here to speak about rockets and about satellites as well," said Vladimir Putin.',
    ]);
    expect(voice?.[0]).toBe('Vladimir Putin');
  });
});
