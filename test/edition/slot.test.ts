import { describe, expect, it, test } from 'vitest';
import { editionId, instantOf, windowOf } from '../../lambdas/edition/slot.ts';

describe('a slot', () => {
  test.each([
    ['2023-09-14T07:00:00Z', '2023-09-14T07-00-00Z'],
    ['2023-09-14T10:00:00+03:00', '2023-09-14T07-00-00Z'],
    ['2023-09-14T07:00:00.000Z', '2023-09-14T07-00-00Z'],
    ['2023-09-14T07:00:00.250Z', '2023-09-14T07-00-00-250Z'],
  ])('%s names the edition %s', (slot, id) => {
    expect(editionId(slot)).toBe(id);
    expect(id).toMatch(/^[A-Za-z0-9_-]{1,128}$/);
  });

  test.each(['', 'tomorrow', '2023-09-14', '2023-09-14T07:00:00', '2023-13-14T07:00:00Z', '1694674800'])(
    'refuses %j, which is no instant',
    (slot) => {
      expect(() => instantOf(slot)).toThrow(/ISO instant/);
    },
  );

  it('ends the window, whose length is in hours', () => {
    expect(windowOf('2023-09-14T07:00:00Z', 72)).toEqual({
      from: '2023-09-11T07:00:00.000Z',
      to: '2023-09-14T07:00:00.000Z',
    });
  });
});
