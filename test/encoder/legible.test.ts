import { describe, expect, it } from 'vitest';
import { isLegible } from '../../lambdas/encoder/legible.ts';

describe('isLegible', () => {
  it.each([
    ['The ferry sails again.', true],
    ['Паром снова ходит.', true],
    ['عادت العبّارة إلى البحر.', true],
    ['フェリーは再び運航する。', true],
    ['페리가 다시 운항한다.', true],
    ['Phà sẽ chạy lại vào thứ Hai.', true],
    ['12, 13', true],
    ['Το πλοίο ταξιδεύει ξανά.', false],
    ['नौका फिर चलेगी।', false],
    ['เรือข้ามฟากแล่นอีกครั้ง', false],
    ['המעבורת שבה להפליג', false],
    ['ბორანი კვლავ დადის', false],
    ['Η συμφωνία με τη NATO', false],
  ])('%s → %s', (text, is) => {
    expect(isLegible(text)).toBe(is);
  });
});
