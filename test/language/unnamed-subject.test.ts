import { describe, expect, it } from 'vitest';
import { speaksOfItself } from '../../lambdas/language/own-voice.ts';
import { beginsWithUnnamed } from '../../lambdas/language/unnamed-subject.ts';

describe('beginsWithUnnamed', () => {
  it.each([
    ['en', 'On Thursday evening she saw the list of the missing.', true],
    ['en', 'Last week they signed the harbour deal.', true],
    ['en', 'At 14:30 on 3 May they shook hands.', true],
    ['ru', 'В четверг он встретился с министром.', true],
    ['uk', 'У четвер вона підписала угоду.', true],
    ['fr', 'Jeudi, elle a rencontré le ministre.', true],
    ['en', 'On Friday Anna Berg met the minister, and she left at nine.', false],
    ['en', 'Officials said they expect more.', false],
    ['en', 'When she arrived, Anna Berg said nothing.', false],
    ['en', 'She saw the list.', false],
    ['en', 'Even though he lost, Anna Berg stayed.', false],
    ['en', 'By the time he left, Anna Berg slept.', false],
    ['en', 'Both he and Anna Berg agreed.', false],
    ['ru', 'После того как он ушёл, министр Берг остался.', false],
    ['uk', 'Щоб вони приїхали, міністр Берг просив.', false],
    ['fi', 'Torstaina hän näki listan.', false],
    [null, 'On Thursday she saw it.', false],
  ])('in %s: %s → %s', (language, sentence, is) => {
    expect(beginsWithUnnamed(sentence, language)).toBe(is);
  });
});

describe('speaksOfItself', () => {
  it.each([
    ['en', 'In the draft we carried on Sunday it was 45 million.', true],
    ['en', '“We carried it,” the mayor said.', false],
    ['en', 'The US carried the motion.', false],
    ['es', 'Así lo contó nuestra corresponsal en Kelmar.', true],
    ['de', 'Nach Informationen unserer Zeitung sind es 45 Millionen.', true],
    ['ru', 'Об этом сообщил наш корреспондент.', true],
    ['fi', 'Me kerroimme siitä.', false],
    ['de', '„Das ist gut“, sagte Berg unserer Zeitung.', true],
    ['en', '‘We will not give up,’ the mayor said.', false],
  ])('in %s: %s → %s', (language, sentence, is) => {
    expect(speaksOfItself(sentence, language)).toBe(is);
  });
});
