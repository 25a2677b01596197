/** Letters and characters that a word has at most on average, in any alphabet; half as many are usual. */
const SIGNS_PER_WORD = 12;

/**
 * Words of any script; a figure ("1,700.5"), a compound or a contraction is one. Characters without words, a word without an
 * end and writing without spaces take room as well: every twelve letters and characters count as a word at least.
 */
export function countWords(text: string): number {
  const words = text.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  const signs = text.replace(/\s+/gu, '').length;
  return Math.max(words, Math.ceil(signs / SIGNS_PER_WORD));
}

/** Words of more than three letters, folded: enough to see whether two sentences say the same. */
export function longWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 3));
}
