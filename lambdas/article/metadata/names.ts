import { once } from '../once.ts';
import { phrases } from '../roles/phrases.ts';

const PARTICLES: ReadonlySet<string> = new Set(
  "de del della di da dos van von der den ter el al bin ben la le du d' y e".split(' '),
);
const WORD = /^(?:\p{Lu}[\p{L}\p{M}'’‘.-]*|\p{Lo}[\p{Lo}\p{M}]{0,11})$/u;
const MOST_WORDS = 5;
/** "de la", "van den": as many stand before one word of a name. */
const MOST_PARTICLES = 2;
const LONGEST_NAME = 60;
const join = once(
  () =>
    new RegExp(`\\s*(?:,\\s*(?:${alternatives()})\\s+|[,;|·•&]|、|\\s(?:${alternatives()})\\s)\\s*`, 'iu'),
);
const roles = once(() => new Set([...phrases('staff'), ...phrases('bornAs')]));
const ROLE = /\b(?:correspondent|reporter|editor|writer|redactora?|desk|redaktion)\b/i;
const AFFILIATION =
  /\s*(?:\[\[|\]\]|\(@?[^)]{2,60}\)|[–—|/-]\s+.{2,60}|@\w{2,30}|<[^>]{3,80}>|[\w.+-]+@[\w-]+\.[\w.]+)\s*$/u;

/** "Anna Martel und Lea Wagner, Nairobi": where they wrote it, one word after the last comma. */
const PLACE = /,\s*\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\s*$/u;

/** A longer text is no list of names, and not worth the backtracking. */
const LONGEST_LIST = 600;

/** Names written without a space; three letters of Arabic are a word like any other. */
const oneWord = once(
  () => /^(?:\p{Script=Han}|\p{Script=Hangul}|\p{Script=Katakana}|\p{Script=Hiragana}){2,4}$/u,
);

/** One person's name as a byline writes it: two to five capitalised words, or two to four characters of Han or Hangul. */
export function isName(text: string): boolean {
  if (text.length > LONGEST_NAME) return false;
  const words = text.split(/\s+/);
  return isNameOf(words) && (words.length > 1 || oneWord().test(text));
}

/** Capitalised words, small particles among them but not at an end. Word by word: one pattern for all is dear to compile. */
function isNameOf(words: readonly string[]): boolean {
  let count = 0;
  let particles = 0;
  for (const word of words) {
    if (PARTICLES.has(word)) {
      particles += 1;
      if (count === 0 || particles > MOST_PARTICLES) return false;
    } else {
      count += 1;
      particles = 0;
      if (count > MOST_WORDS || !WORD.test(word)) return false;
    }
  }
  return particles === 0;
}

/** "A, B and C" → names. Empty when any part is something else, so that a headline never becomes three authors. */
export function namesIn(text: string): readonly string[] {
  const people = splitNames(text.replace(PLACE, ''));
  return people.length > 0 && people.length <= 12 && people.every(isName) ? [...new Set(people)] : [];
}

/** The parts of a list of names, job titles left out, whatever they look like. */
export function splitNames(text: string): readonly string[] {
  if (text.length > LONGEST_LIST) return [];
  const parts = text
    .replace(/[.:]\s*$/, '')
    .split(join())
    .map((part) => tidyName(part ?? ''));
  return parts.filter((part) => part !== '' && !roles().has(part.toLowerCase()) && !ROLE.test(part));
}

/** The name without "(Kyiv)", "@handle", "| Correspondent" or an address after it; capitals made readable stay as they are. */
export function tidyName(text: string): string {
  let name = text.trim();
  for (let round = 0; round < 3 && AFFILIATION.test(name); round += 1)
    name = name.replace(AFFILIATION, '').trim();
  return name.replace(/^[\s,;:–—[-]+|[\s,;:–—\]-]+$/g, '');
}

function alternatives(): string {
  return phrases('and')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|');
}
