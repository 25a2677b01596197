import { describe, expect, it } from 'vitest';
import { articleId } from '../../lambdas/article/id.ts';
import { decidedBefore } from '../../lambdas/edits/fold.ts';
import type { EditRecord } from '../../lambdas/edits/types.ts';
import { inFile, instantOf, onDesk, undoing } from './acts.ts';

const KEY = 'a.txt';
const holds = (acts: readonly EditRecord[], minute = 100) =>
  decidedBefore(acts, instantOf(minute)).get(articleId(KEY));

describe('what holds of an article', () => {
  it('is what was decided last, field by field', () => {
    const acts = [onDesk(KEY, 1, { title: 'A', outlet: 'X' }), onDesk(KEY, 2, { title: 'B' }, { by: 'bo' })];
    const held = holds(acts);
    expect(held?.changes).toEqual({ title: 'B', outlet: 'X' });
    expect(held?.by.title).toMatchObject({ by: 'bo', at: instantOf(2) });
    expect(held?.contradictions).toEqual([
      `title was decided twice: the later decision, of ${instantOf(2)}, counts.`,
    ]);
  });

  it('goes back to what was read', () => {
    expect(holds([onDesk(KEY, 1, { title: 'A' }), onDesk(KEY, 2, { title: null })])?.changes).toEqual({});
  });

  it('ends with the instant: what comes at the slot or after it waits', () => {
    const acts = [onDesk(KEY, 1, { title: 'A' }), onDesk(KEY, 5, { title: 'B' })];
    expect(holds(acts, 5)?.changes).toEqual({ title: 'A' });
    expect(holds(acts, 1)).toBeUndefined();
  });

  it('follows a file as it stands: a later one replaces all of it, and without it nothing is left of it', () => {
    const acts = [inFile(KEY, 1, { title: 'A', outlet: 'X' }), inFile(KEY, 3, { title: 'B' })];
    expect(holds(acts)?.changes).toEqual({ title: 'B' });
    expect(holds([...acts, inFile(KEY, 4, null)])?.changes).toEqual({});
    expect(holds([...acts, inFile(KEY, 4, null), onDesk(KEY, 2, { title: 'C' })])?.changes).toEqual({
      title: 'C',
    });
  });

  it('is undone, and the undoing too', () => {
    const first = onDesk(KEY, 1, { title: 'A' });
    const second = onDesk(KEY, 2, { title: 'B' });
    const undo = undoing(second, 3);
    expect(holds([first, second, undo])?.changes).toEqual({ title: 'A' });
    expect(holds([first, second, undo, undoing(undo, 4)])?.changes).toEqual({ title: 'B' });
  });

  it('lets the later of two that exclude each other stand, and says so', () => {
    const held = holds([onDesk(KEY, 1, { notACopy: true }), onDesk(KEY, 2, { copyOf: 'b.txt' })]);
    expect(held?.changes).toEqual({ copyOf: 'b.txt' });
    expect(held?.contradictions).toEqual([`copy-of, of ${instantOf(2)}, ends not-a-copy.`]);
  });
});
