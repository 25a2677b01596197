import { describe, expect, it } from 'vitest';
import { hasSubstance, isColour } from '../../../lambdas/claims/parts/substance.ts';
import { bareStatement } from '../bare-statement.ts';

const NOTHING = { words: [], vectors: new Int8Array(0), sentence: new Int8Array(0) };

describe('what one outlet alone has', () => {
  it.each([
    ['The winning yard expects 60 permanent jobs.', 'en', true],
    ['Port manager Gil Sturgess was not asked.', 'en', true],
    ['Half the fleet, 50 per cent, stayed away.', 'en', true],
    ['It cost 4 million crowns.', 'en', true],
    ['For Ireland the summit had one small consequence.', 'en', false],
    ['Guns there have been quiet since 12 August.', 'en', false],
    ['Nobody on the quay had expected the rain.', 'en', false],
    ['Drei Unterschriften hätten es sein sollen, auf jedem Blatt.', 'de', false],
    ['Die Werft rechnet mit 60 Stellen.', 'de', true],
    ['3日間の協議は波乱含みだった。', 'ja', false],
    ['橋の建設には240人が携わった。', 'ja', true],
  ])('names somebody or counts: %s', (text, language, is) => {
    const bare = bareStatement({ origin: 'a', text }, NOTHING);
    const statement = { ...bare, language, day: '2027-04-10', quote: { ...bare.quote, language } };
    expect(hasSubstance(statement)).toBe(is);
  });

  it.each([
    ['In the end it was nearly midnight.', 'en', true],
    ['Leaders of India and Egypt agreed to guard the strait.', 'en', false],
    ['The alarm was raised by 14 boats.', 'en', false],
    ['Am Ende wurde es fast Mitternacht.', 'de', false],
    ['橋の建設は始まった。', 'ja', false],
  ])('or is colour: %s', (text, language, is) => {
    const bare = bareStatement({ origin: 'a', text }, NOTHING);
    expect(isColour({ ...bare, language, quote: { ...bare.quote, language } })).toBe(is);
  });
});
