import type { CopyText } from './copy-text.ts';

/** A version this much shorter than the longest is cut, whatever its metadata says. */
const WHOLE = 0.8;
/** Text that other copies confirm: furniture and misread words do not count as completeness. */
const CONFIRMED = 0.97;

/** The copy to show for a group: complete first, then metadata, then the earliest date; never the order of arrival. */
export function chooseRepresentative(group: readonly number[], texts: readonly CopyText[]): number {
  const confirmed = new Map<number, number>();
  for (const member of group) {
    for (const gram of texts[member]?.trigrams ?? []) confirmed.set(gram, (confirmed.get(gram) ?? 0) + 1);
  }
  const judged = group.map((index) => {
    let shared = 0;
    for (const gram of texts[index]?.trigrams ?? []) if ((confirmed.get(gram) ?? 0) > 1) shared++;
    return { index, shared, length: texts[index]?.hashes.length ?? 0 };
  });
  const longest = judged.reduce((most, { length }) => Math.max(most, length), 0);
  const whole = judged.filter(({ length }) => length >= WHOLE * longest);
  const most = whole.reduce((highest, { shared }) => Math.max(highest, shared), 0);
  const best = whole.filter(({ shared }) => shared >= CONFIRMED * most);
  // Texts stand in order of merit already: the lowest index is the best of the rest.
  return best.reduce((least, { index }) => Math.min(least, index), Number.POSITIVE_INFINITY);
}
