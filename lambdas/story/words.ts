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
