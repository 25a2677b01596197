/**
 * Scripts of which the model has words or syllables (`model/README.md`). Of others it has single letters: whatever is written in Greek,
 * Hebrew, Thai or a script of India comes out alike, whatever it says.
 */
const LEGIBLE =
  /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;
const LETTER = /\p{L}/gu;
const LEAST = 0.5;

/** Whether the model can read a text: half of its letters, or more, are of scripts that it knows. */
export function isLegible(text: string): boolean {
  const letters = text.match(LETTER)?.length ?? 0;
  return (text.match(LEGIBLE)?.length ?? 0) >= LEAST * letters;
}

/** What the model cannot read has vectors that say nothing, and is as if it had none. */
export function ofLegible<Vectors>(
  vectorsOf: (text: string) => Vectors | null,
): (text: string) => Vectors | null {
  return (text) => (isLegible(text) ? vectorsOf(text) : null);
}
