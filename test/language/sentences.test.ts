import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginsInMidAir,
  beginsWithConnective,
  isWhole,
  pointsBack,
  sentencesOf,
} from '../../lambdas/language/sentences.ts';
import { endsWithUnnamedSpeaker } from '../../lambdas/language/speakers.ts';

describe('sentencesOf', () => {
  test.each([
    ['en', ['They met navy Adm. Kim Myong Sik on the quay.', 'Rain fell.']],
    ['en', ['No U.N. member objected.', 'Edith M. Lederer wrote it down.']],
    ['en', ['“There is time. We will talk,” Putin said.', 'Kim nodded.']],
    ['en', ['He strengthened ties this Wednesday. during a meeting in Amur.', 'Both left.']],
    ['es', ['El Sr. Ruiz viajó a EE.UU. en tren.', '¿Volverá?']],
    ['uk', ['Зустріч відбулася 13 вересня 2023 р. у Росії.', 'Кім поїхав.']],
    ['ru', ['Они встретились в г. Циолковский.', 'Затем уехали.']],
    ['en', ['They saw the works named after Yu. A. Gorin on Friday.', 'Rain fell.']],
    ['de', ['Sie traf Dr. Brandt am 3. Mai in Kolvik.', 'Es regnete.']],
    ['pt', ['O Sr. Pires chegou ao porto.', 'Choveu.']],
    ['en', ['"The talks were good," Orla Brandt said.', '"We begin. They left."']],
  ])(
    'in %s, does not split after abbreviations, in open quotes or before a small letter',
    (language, sentences) => {
      expect(sentencesOf(sentences.join(' '), language).map(({ text }) => text)).toEqual(sentences);
    },
  );

  test('does not swallow the paragraph when a quotation mark is never closed', () => {
    expect(sentencesOf('“We begin. They left. Rain fell.', 'en')).toHaveLength(3);
  });

  test('says where each sentence stands, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('en', 'uk', null), (text, language) => {
        for (const sentence of sentencesOf(text, language)) {
          expect(text.slice(sentence.offset, sentence.offset + sentence.text.length)).toBe(sentence.text);
        }
      }),
    );
  });
});

describe('isWhole', () => {
  test.each([
    ['The two rivers met at the old bridge.', true],
    ['“We came early,” said Ada Brill.', true],
    ['the two rivers met.', false],
    ['The rivers met', false],
    ['The rivers met in the valley.” and stayed.', false],
    ['“We came early, said Ada Brill.', false],
    ['The men shook hands and They went in.', false],
    ['The ministers met in The Hague on Monday.', true],
    ['At the dome, andThe guide left.', false],
    ['They drank a toast. for the future.', false],
    ['The rivers (both of them met.', false],
    ['White House, Ada Brill.', false],
    ['The rivers met twice, in May and in August.', true],
    ['``The rivers met at the bridge, Ada Brill said.', false],
  ])('%s → %s', (sentence, whole) => {
    expect(isWhole(sentence, 'en')).toBe(whole);
  });

  test.each([
    ['ar', 'التقى الوزيران يوم الأربعاء عند الجسر القديم.'],
    ['ko', '두 장관은 수요일 옛 다리에서 만났다.'],
    ['ja', '両大臣は水曜日に古い橋で会談した。'],
  ])('knows a sentence in a script without capitals: %s', (language, sentence) => {
    expect(isWhole(sentence, language)).toBe(true);
  });
});

test('a name whose last word is a small word in another language breaks no sentence', () => {
  expect(isWhole('El presidente recibió a Kim Jong Un en el cosmódromo.', 'es')).toBe(true);
  // Words of a script without capitals are no names.
  expect(isWhole('وقعت الدول الخمس الاتفاق يوم الخميس (Agence Vellmar).', 'ar')).toBe(true);
});

describe('what leans on the sentence before, and how', () => {
  test.each([
    ['Meanwhile, the ministers met in the hall.', true],
    ['Two hours later, the ministers met in the hall.', true],
    ['Meanwhile, he met the ministers.', false],
    ['He met the ministers in the hall.', false],
    ['The ministers met in the hall.', false],
  ])('by a connective alone: %s → %s', (sentence, alone) => {
    expect(beginsWithConnective(sentence, 'en')).toBe(alone);
  });

  test.each([
    ['The two agreed to work in this field.', true],
    ['The two agreed to meet this week.', false],
    ['The minister also went to Seoul.', true],
    ['The minister went to Seoul.', false],
  ])('by a word inside: %s → %s', (sentence, back) => {
    expect(pointsBack(sentence, 'en')).toBe(back);
  });

  test.each([
    ['en', 'Insurance for the ferry has risen by a tenth, he added.', true],
    ['en', '“The lamp will be lit again on Sunday,” she said.', true],
    ['en', 'Insurance for the ferry has risen by a tenth, the harbour master added.', false],
    ['en', 'He said that insurance for the ferry has risen.', false],
    ['es', 'El seguro del transbordador ha subido una décima parte, añadió.', true],
    ['es', 'El seguro del transbordador ha subido, dijo el capitán.', false],
    ['uk', 'Страхування порома подорожчало на десяту частину, додав він.', true],
    ['ru', 'Страхование парома подорожало на десятую часть, добавил он.', true],
    ['de', 'Die Versicherung ist teurer geworden, sagte er.', false],
  ])('by a speaker who is named before (%s): %s → %s', (language, sentence, unnamed) => {
    expect(endsWithUnnamedSpeaker(sentence, language)).toBe(unnamed);
  });
});

describe('beginsInMidAir', () => {
  test.each([
    ['en', 'The one-day summit in Kelmar opened on Thursday.', false],
    ['en', 'The one in Kelmar opened on Thursday.', true],
    ['en', 'He also said that it rained.', true],
    ['en', 'But Kim stayed.', true],
    ['en', 'The two leaders left.', true],
    ['en', 'Italy sent a train.', false],
    ['en', 'Anders Butt won the race.', false],
    ['en', '“He is a good student,” said Ada Brill.', true],
    ['en', '“We will come,” said Ada Brill.', false],
    ['en', '“We will come,” he said.', true],
    ['es', 'Sin embargo, Kim se fue.', true],
    ['es', 'Sinaloa espera lluvia.', false],
    ['uk', 'Він поїхав потягом.', true],
    ['uk', 'Вінниця чекає на дощ.', false],
    ['ru', 'Однако Ким уехал.', true],
  ])('in %s: %s → %s', (language, sentence, midAir) => {
    expect(beginsInMidAir(sentence, language)).toBe(midAir);
  });
});
