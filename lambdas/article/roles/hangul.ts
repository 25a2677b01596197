const WORD = /[\p{Script=Hangul}\p{N}]+/gu;
/** Particles and endings that no Korean word consists of alone, so that they belong to the word before them. */
const PARTICLE =
  /^(?:[은는이가을를에의와과도만로께랑]|에서|에게|으로|까지|부터|처럼|보다|라고|이라고|라며|이라며|이다|였다|했다|했고|했으며|한다|하고|하며|하는|하기|해|됐다|되는|된|들이|들은|들을|들의|다|고|며|지만|습니다|합니다|입니다)(?![\p{Script=Hangul}])/u;
/** A syllable that ends no word but with a particle or ending behind it. */
const SHORTEST_STEM = 2;

/** The words inside of lines: those at an edge may be halves. */
export function hangulWords(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => [...line.matchAll(WORD)].slice(1, -1).map(([word]) => word)));
}

/** What stands between two halves of a Korean line that was broken at a width: nothing inside of a word, a space elsewhere. */
export function hangulGap(before: string, after: string, words: ReadonlySet<string>): '' | ' ' {
  const end = /[\p{Script=Hangul}\p{N}]+$/u.exec(before)?.[0] ?? '';
  const start = /^[\p{Script=Hangul}\p{N}]+/u.exec(after)?.[0] ?? '';
  if (end === '' || start === '') return ' ';
  if (words.has(end + start)) return '';
  if (PARTICLE.test(after)) return '';
  if (stems(end + start).some((stem) => stem.length > end.length && words.has(stem))) return '';
  // One syllable is hardly ever a word of a newspaper by itself.
  if (end.length < SHORTEST_STEM || start.length < SHORTEST_STEM)
    return words.has(end) && words.has(start) ? ' ' : '';
  return ' ';
}

/** The word without one or two syllables of particle. */
function stems(word: string): readonly string[] {
  return [1, 2].flatMap((cut) => (word.length - cut >= SHORTEST_STEM ? [word.slice(0, -cut)] : []));
}
