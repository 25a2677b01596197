import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amendmentsOf, untold } from '../../lambdas/edition/overlay/amendments.ts';
import type { OverlayEntry } from '../../lambdas/edition/overlay/overlay.ts';
import { isMailed } from '../../lambdas/edition/select/quiet-edition.ts';
import { amendmentsView } from '../../lambdas/edition/view/amendments-view.ts';
import { SPOKEN, wordingFor } from '../../lambdas/edition/wording.ts';
import type { Amendment } from '../../lambdas/types.ts';
import { edition, renderShort, settings, source, story, storySource } from './sample.ts';

const told = source('Harbour Post');
const harbour = story('Harbour', { sources: [storySource('Harbour Post')] });
const earlier = edition([harbour], { id: 'earlier', number: 3 });
const entry = (hour: number, change: Partial<OverlayEntry> = {}): OverlayEntry => ({
  kind: 'correction',
  of: { kind: 'article', article: told.articleId },
  at: `2023-09-14T${String(hour).padStart(2, '0')}:00:00.000Z`,
  note: `Note of ${hour}`,
  by: 'an editor',
  ...change,
});
const amendment = (change: Partial<Amendment> = {}): Amendment => ({
  kind: 'correction',
  of: 'article',
  at: '2023-09-14T10:00:00.000Z',
  note: 'The quay is 90 metres long.',
  language: 'en',
  edition: 'earlier',
  number: 3,
  ...change,
});

describe('what became of earlier editions', () => {
  it('is told in the order of the decisions, however they were read, with the latest edition that had it', () => {
    const entries = [entry(7), entry(8, { kind: 'takeDown' }), entry(9)];
    const older = { ...earlier, id: 'older', number: 2 };
    const whole = amendmentsOf(entries, [earlier, older]);
    expect(whole.map(({ note, number }) => [note, number])).toEqual([
      ['Note of 7', 3],
      ['Note of 8', 3],
      ['Note of 9', 3],
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: 3 }), (mixed) => {
        expect(amendmentsOf(mixed, [earlier, older])).toEqual(whole);
      }),
    );
  });

  it('is not told of what no edition had, nor who decided it', () => {
    const nowhere = entry(7, { of: { kind: 'article', article: 'f'.repeat(32) } });
    expect(amendmentsOf([nowhere], [earlier])).toEqual([]);
    expect(JSON.stringify(amendmentsOf([entry(7)], [earlier]))).not.toContain('an editor');
  });

  it('is told once: by the first edition that knew of it', () => {
    const all = [entry(7), entry(8), entry(9)];
    const previous = { ...earlier, amendedUntil: entry(8).at };
    expect(untold(all, previous)).toEqual([entry(9)]);
    expect(untold(all, earlier)).toEqual(all);
    expect(untold(all, null)).toEqual([]);
  });

  it('is mailed though nothing is new and quiet editions are not mailed', () => {
    const quiet = edition([]);
    expect(isMailed(quiet, { quietEdition: 'skip' })).toBe(false);
    expect(isMailed({ ...quiet, amendments: [amendment()] }, { quietEdition: 'skip' })).toBe(true);
  });
});

describe('the lines that a mail opens with', () => {
  const view = (amendments: readonly Amendment[], language = 'en') =>
    amendmentsView({ amendments }, language, wordingFor(language).wording, settings);

  it.each(SPOKEN)('have words of their own in %s', (language) => {
    const lines = (['article', 'story', 'edition'] as const).flatMap(
      (of) => view([amendment({ kind: 'takeDown', of })], language)?.lines[0]?.label ?? [],
    );
    const corrected = view([amendment()], language)?.lines[0]?.label ?? '';
    expect(new Set([...lines, corrected]).size).toBe(4);
    if (language !== 'en') expect(corrected).not.toBe(view([amendment()])?.lines[0]?.label);
  });

  it('are few, the newest, and count the others', () => {
    const many = Array.from({ length: 9 }, (_, n) => amendment({ note: `Note ${n}` }));
    const shown = view(many);
    expect(shown?.lines.map(({ text }) => text?.text)).toEqual([3, 4, 5, 6, 7, 8].map((n) => `Note ${n}`));
    expect(shown?.more).toBe('and 3 more');
    expect(view([])).toBeNull();
  });

  it('stand before the news, as text', async () => {
    const note = 'The quay is <b>90</b> metres long.';
    const made = edition([harbour], { amendments: [amendment({ note })] });
    const { html, text } = await renderShort(made);
    expect(html).toContain('&lt;b&gt;90&lt;/b&gt;');
    expect(html.indexOf('Corrections')).toBeLessThan(html.indexOf('Harbour: the two leaders meet'));
    expect(text).toContain(note);
  });
});
