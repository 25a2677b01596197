/**
 * Words as the machine compares them: NFKD, lower case, marks dropped, letters and digits only.
 * Scripts written without spaces give one token for each character.
 */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]]+/gv;

const ASCII_ONLY = /^\p{ASCII}*$/u;

/** Folds a text for comparison; never for display. */
export function fold(text: string): string {
  const plain = ASCII_ONLY.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return plain.toLowerCase();
}

/** The tokens of a text, in order, folded. */
export function words(text: string): string[] {
  return fold(text).match(TOKEN) ?? [];
}

/** FNV-1a over UTF-16 units, then mixed: 32 bits, the same on every machine. */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Distinct hashes of all runs of `size` tokens, in rising order. */
export function shingles(hashes: Uint32Array, size: number): Uint32Array {
  const count = hashes.length - size + 1;
  if (count <= 0) return new Uint32Array(0);
  const all = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    let hash = size;
    for (let j = 0; j < size; j++) {
      hash = Math.imul(hash ^ (hashes[i + j] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    all[i] = hash >>> 0;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < count; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i] ?? 0;
  return all.slice(0, kept);
}

/** How many values two rising lists share. */
export function sharedCount(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}

/** Values of a list above which a sample stands for it: texts of some 4,000 words are still compared whole. */
const SAMPLE = 4_096;
const EVERY = 2 ** 32;

/** What two rising lists of hashes share, and how much of each was looked at. */
export interface Overlap {
  readonly shared: number;
  readonly left: number;
  readonly right: number;
}

/**
 * How much two rising lists of hashes have in common. Of long ones the values up to one hash stand for all: the same
 * sample of both, since a hash falls anywhere alike, so that shares hold within some hundredths and a book costs no more.
 */
export function overlapOf(a: Uint32Array, b: Uint32Array, sample = SAMPLE): Overlap {
  const most = Math.min(limitOf(a, sample), limitOf(b, sample));
  const [left, right] = [countUpTo(a, most), countUpTo(b, most)];
  return { shared: sharedCount(a.subarray(0, left), b.subarray(0, right)), left, right };
}

function limitOf(list: Uint32Array, sample: number): number {
  return list.length <= sample ? EVERY : (list[sample - 1] ?? EVERY);
}

function countUpTo(list: Uint32Array, most: number): number {
  if (most === EVERY) return list.length;
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}
