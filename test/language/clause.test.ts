import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { clauseOf } from '../../lambdas/language/clause.ts';
import { countWords } from '../../lambdas/language/count-words.ts';

describe('a sentence in 25 words', () => {
  test.each([
    ['is itself when it is short', 'en', 'The talks lasted two hours.', 'The talks lasted two hours.'],
    [
      'leaves off a relative clause',
      'en',
      'The two men began their meeting with a tour of the hall where the rockets are built, at which the visitor put questions to engineers about fuel, and thrust.',
      null,
    ],
    [
      'leaves off clauses from behind, one after the other',
      'en',
      'The meeting came hours after the country fired two missiles toward the sea, extending a run of tests since last spring, as its leader used the distraction of the war next door.',
      'The meeting came hours after the country fired two missiles toward the sea, extending a run of tests since last spring',
    ],
    [
      'leaves off what describes a thing',
      'en',
      'The leaders met at a remote launch site in the far east of the country for a summit that underscores how much they need each other in these years of sanctions.',
      'The leaders met at a remote launch site in the far east of the country for a summit',
    ],
    [
      'keeps what somebody claims',
      'en',
      'The ministry of the neighbouring country answered all questions of the reporters with a claim that nobody believed in the capital or in any other city of the coast.',
      null,
    ],
    [
      'keeps who said it',
      'en',
      'The country may have tens of millions of old shells and rockets in depots along its coast that would fit the guns of its neighbour, as analysts said on Monday.',
      null,
    ],
    [
      'keeps a condition',
      'en',
      'The union will end the strike of the crane drivers in the northern harbour and in the two smaller ports of the coast tonight, after a vote, if the pay is raised.',
      null,
    ],
    [
      'keeps a denial',
      'en',
      'The two sides have reached a full agreement on all the points that were still open at the start of the week and will sign it, which the other side denied.',
      null,
    ],
    [
      'does not stop before the main clause',
      'en',
      'After the long talks in the great hall of the new launch site in the far east of the country on Wednesday, with the sun already down, they dined together at last.',
      null,
    ],
    [
      'does not cut into what is quoted',
      'en',
      'The visitor told the reporters who had waited for him for hours at the gate of the site that “we came to talk, after all these years, about space and nothing else”.',
      null,
    ],
    [
      'works in Ukrainian',
      'uk',
      'Лідери двох країн зустрілися на віддаленому космодромі в тайзі й понад дві години говорили про ракети та супутники, після чого вирушили на спільну вечерю в новому корпусі, де їх чекали гості.',
      'Лідери двох країн зустрілися на віддаленому космодромі в тайзі й понад дві години говорили про ракети та супутники',
    ],
    [
      'works in Spanish',
      'es',
      'Los dos líderes se reunieron el miércoles en un cosmódromo del extremo oriente del país para hablar de cohetes, mientras sus ministros firmaban en otra sala un acuerdo sobre pesca y agricultura.',
      'Los dos líderes se reunieron el miércoles en un cosmódromo del extremo oriente del país para hablar de cohetes',
    ],
  ])('%s (%s)', (_what, language, sentence, expected) => {
    expect(clauseOf(sentence, language, 25)).toBe(expected);
  });

  it('is a verbatim beginning of at most 25 words, or nothing', () => {
    const word = fc.constantFrom(
      'the',
      'talks',
      'said',
      'which',
      'ended',
      'if',
      'Kim',
      '“so',
      'so”',
      '(now',
      'now)',
      'met,',
      'a',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        const sentence = `${words.join(' ')}.`;
        const clause = clauseOf(sentence, 'en', 25);
        if (clause === null) return;
        expect(sentence.startsWith(clause)).toBe(true);
        expect(countWords(clause)).toBeLessThanOrEqual(25);
      }),
    );
  });

  it('is nothing in a language whose clauses are not known', () => {
    expect(clauseOf(`${'слово, '.repeat(30)}.`, 'xx', 25)).toBeNull();
  });
});
