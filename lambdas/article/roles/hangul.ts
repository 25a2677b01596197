const WORD = /[\p{Script=Hangul}\p{N}]+/gu;
/** Particles and endings that no Korean word consists of alone, so that they belong to the word before them. */
const PARTICLE =
  /^(?:[은는이가을를에의와과도만로께랑]|에서|에게|으로|까지|부터|처럼|보다|라고|이라고|라며|이라며|이다|였다|했다|했고|했으며|한다|하고|하며|하는|하기|해|됐다|되는|된|으며|으면|으나|으니|으므로|었다|었고|았다|았고|면서|들이|들은|들을|들의|다|고|며|지만|습니다|합니다|입니다)(?![\p{Script=Hangul}])/u;
/** Particles and endings that begin no line unless a word was broken before them. */
const BROKEN =
  /^(?:[은는을를의]|에서|에게|으로|까지|부터|처럼|라고|이라고|라며|였다|했다|했고|했으며|한다|하고|하며|하는|됐다|되는|으며|으면|었다|았다|들이|들은|들을|다|습니다|합니다)(?![\p{Script=Hangul}])/u;
/** One syllable that is a word: counters, numbers, "this", "thing", "time". */
const SINGLE = new Set(
  '한 두 세 네 석 넉 몇 첫 새 그 이 저 약 총 각 전 후 뒤 때 및 등 수 것 곳 중 채 더 안 못 잘 또 즉 년 월 일 원 명 달 해 번 개 살 시 분 말 땅 집 물 길 배 책'.split(
    ' ',
  ),
);
/** A syllable that ends no word but with a particle or ending behind it. */
const SHORTEST_STEM = 2;

/** The words inside of lines: those at an edge may be halves. */
export function hangulWords(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => [...line.matchAll(WORD)].slice(1, -1).map(([word]) => word)));
}

/** Whether lines were broken inside of Korean words: some begin with what only ends a word. */
export function breaksHangul(lines: readonly string[]): boolean {
  return lines.some((line) => BROKEN.test(line.trim()));
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
  const isWord = (half: string) => half.length >= SHORTEST_STEM || SINGLE.has(half);
  return isWord(end) && isWord(start) ? ' ' : '';
}

/** The word without one or two syllables of particle. */
function stems(word: string): readonly string[] {
  return [1, 2].flatMap((cut) => (word.length - cut >= SHORTEST_STEM ? [word.slice(0, -cut)] : []));
}
