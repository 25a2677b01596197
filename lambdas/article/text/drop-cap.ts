/** Letters that are words by themselves in a language that we know. */
const WORDS_OF_ONE = new Set('AIEOUYZWÀÅÖАВИКОСУЯЗЙІЄЇ');

/** Whether a capital is a word by itself in a language that we know. */
export function isWord(cap: string): boolean {
  return WORDS_OF_ONE.has(cap);
}

/**
 * A large first letter with what stands beside it: "T" and "he" are one word, "A" and "new bridge" are two. The text decides, by whether
 * it has the one or the other elsewhere; where it has neither, or both, they are one.
 */
export function withDropCap(cap: string, rest: string, counts: () => ReadonlyMap<string, number>): string {
  // "A Norwegian …": a capital behind it begins a word of its own.
  if (/^\p{Lu}\p{Ll}/u.test(rest) && isWord(cap)) return `${cap} ${rest}`;
  const word = /^\p{L}[\p{L}\p{M}'’-]*/u.exec(rest)?.[0] ?? '';
  if (word === '' || !isWord(cap)) return cap + rest;
  const words = counts();
  // The piece stands in the text once, beside its capital.
  const isApart = (words.get(word.toLowerCase()) ?? 0) > 1 && !words.has((cap + word).toLowerCase());
  return isApart ? `${cap} ${rest}` : cap + rest;
}

/** How often each word stands in a text, whatever its case. */
export function wordCounts(text: string): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const [word] of text.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu))
    words.set(word.toLowerCase(), (words.get(word.toLowerCase()) ?? 0) + 1);
  return words;
}
