/** Shared runs of fewer words than this are set phrases. */
const FEWEST_WORDS = 8;

/** A stretch of a text; `shared` when it stands in the other text, too. */
export interface Passage {
  readonly text: string;
  readonly shared: boolean;
}

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/**
 * Cuts a block of text into what it has in common with another article's text and what it has not: runs of eight words and
 * more, whatever their case and the characters between them. Linear in the length of both.
 */
export function passagesOf(text: string, other: ReadonlySet<string>): readonly Passage[] {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
  const isShared = words.map(() => false);
  for (let at = 0; at + FEWEST_WORDS <= words.length; at += 1) {
    const run = words.slice(at, at + FEWEST_WORDS).map(({ word }) => word);
    if (other.has(run.join(' '))) isShared.fill(true, at, at + FEWEST_WORDS);
  }
  const passages: Passage[] = [];
  let from = 0;
  for (let at = 0; at < words.length; ) {
    let end = at;
    while (end < words.length && isShared[end] === isShared[at]) end += 1;
    const stop =
      end < words.length && isShared[at] === true
        ? (words[end - 1]?.end ?? 0)
        : end < words.length
          ? (words[end]?.start ?? 0)
          : text.length;
    passages.push({ text: text.slice(from, stop), shared: isShared[at] === true });
    from = stop;
    at = end;
  }
  return passages.length === 0 ? [{ text, shared: false }] : passages;
}

/** Every run of eight words of a text, for `passagesOf`. */
export function runsOf(texts: readonly string[]): ReadonlySet<string> {
  const runs = new Set<string>();
  for (const text of texts) {
    const words = Array.from(text.matchAll(WORD), ([word]) => word.toLowerCase());
    for (let at = 0; at + FEWEST_WORDS <= words.length; at += 1)
      runs.add(words.slice(at, at + FEWEST_WORDS).join(' '));
  }
  return runs;
}
