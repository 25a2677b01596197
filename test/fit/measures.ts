/** The measures of the benchmarks that the labelled pages come from, in their own form. */

export function sameTitle(found: string | null, wanted: string): boolean {
  const [a, b] = [plain(found), plain(wanted)];
  return a === b || (Math.min(a.length, b.length) > 15 && (a.startsWith(b) || b.startsWith(a)));
}

/** The day as the page writes it, or the same instant's day in UTC. */
export function sameDay(found: string | null, wanted: string): boolean {
  const instant = new Date(wanted.replace(' ', 'T'));
  return (
    found === wanted.slice(0, 10) || (!Number.isNaN(+instant) && found === instant.toISOString().slice(0, 10))
  );
}

export function sameName(found: string, wanted: string): boolean {
  const [a, b] = [plain(found), plain(wanted)];
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a));
}

function plain(text: string | null): string {
  return `${text ?? ''}`
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Words of four, each run counted: precision and recall of one page. */
export function runsOfFour(wanted: string, found: string) {
  const [a, b] = [wanted, found].map((text) => text.match(/[\p{L}\p{N}_]+/gu) ?? []);
  const [one, two] = [counted(grams(a ?? [])), counted(grams(b ?? []))];
  const common = [...one].reduce((sum, [gram, count]) => sum + Math.min(count, two.get(gram) ?? 0), 0);
  return {
    common,
    wanted: total(one),
    found: total(two),
    isExact: (a ?? []).join(' ') === (b ?? []).join(' '),
  };
}

/** F1 of the words as a bag. */
export function wordsF1(wanted: string, found: string): number {
  const [one, two] = [wanted, found].map((text) =>
    counted(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []),
  );
  if (!one || !two) return 0;
  const common = [...one].reduce((sum, [word, count]) => sum + Math.min(count, two.get(word) ?? 0), 0);
  return common === 0 ? 0 : harmonic(common / total(two), common / total(one));
}

/** Precision and recall averaged over pages, their harmonic mean, and the share of pages that are exactly right. */
export function averaged(
  pages: readonly { common: number; wanted: number; found: number; isExact: boolean }[],
) {
  const precision = mean(pages.filter((page) => page.found > 0).map((page) => page.common / page.found));
  const recall = mean(pages.filter((page) => page.wanted > 0).map((page) => page.common / page.wanted));
  return {
    f1: harmonic(precision, recall),
    precision,
    recall,
    exact: mean(pages.map((page) => (page.isExact ? 1 : 0))),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

export function harmonic(a: number, b: number): number {
  return a + b > 0 ? (2 * a * b) / (a + b) : 0;
}

function grams(words: readonly string[]): readonly string[] {
  return Array.from({ length: Math.max(1, words.length - 3) }, (_, at) =>
    words.slice(at, at + 4).join(' '),
  ).filter(Boolean);
}

function counted(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
