import type { Amendment, Edition } from '../../types.ts';
import type { OverlayEntry } from './overlay.ts';
import { concerns } from './shown.ts';

/**
 * What became of earlier editions, the oldest decision first, each with the latest edition that had what it is about. `earlier`: as many released
 * editions as are wanted, the newest first. What no edition ever had went out to nobody and is left out.
 */
export function amendmentsOf(
  entries: readonly OverlayEntry[],
  earlier: readonly Edition[],
): readonly Amendment[] {
  return entries
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .flatMap((entry) => {
      const had = earlier.find((edition) => concerns(entry, edition));
      if (had === undefined) return [];
      const { kind, of, at, note, language } = entry;
      const about = { edition: had.id, number: had.number };
      return [{ kind, of: of.kind, at, note, language: language ?? null, ...about }];
    });
}

/** Those that came before an edition was made and that the one before it cannot have told. `previous`: null for a first edition, which has nothing to amend. */
export function untold(entries: readonly OverlayEntry[], previous: Edition | null): readonly OverlayEntry[] {
  if (previous === null) return [];
  // Where it saw no entry at all, whatever there is came after it was made, which was within its window.
  const from = previous.amendedUntil ?? previous.window.from;
  return entries.filter(({ at }) => at > from);
}

/** ISO instant of the newest; null without any. */
export function newestOf(entries: readonly OverlayEntry[]): string | null {
  return entries.reduce<string | null>(
    (newest, { at }) => (newest !== null && newest > at ? newest : at),
    null,
  );
}

const order = (entry: OverlayEntry) => `${entry.at} ${JSON.stringify(entry)}`;
