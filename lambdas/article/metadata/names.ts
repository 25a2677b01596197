import { phrases } from '../roles/phrases.ts';

const PARTICLE = "(?:de|del|della|di|da|dos|van|von|der|den|ter|el|al|bin|ben|la|le|du|d'|y|e)";
const WORD = "(?:\\p{Lu}[\\p{L}\\p{M}'’‘.-]*|\\p{Lo}[\\p{Lo}\\p{M}]{0,11})";
const NAME = new RegExp(`^${WORD}(?:\\s+(?:${PARTICLE}\\s+){0,2}${WORD}){0,4}$`, 'u');
const JOIN = new RegExp(
  `\\s*(?:,\\s*(?:${alternatives()})\\s+|[,;|·•&]|、|\\s(?:${alternatives()})\\s)\\s*`,
  'iu',
);
const ROLE = new RegExp(
  `^(?:${phrases('staff').join('|')}|${phrases('bornAs').join('|')})$|\\b(?:correspondent|reporter|editor|writer|redactor[a]?|desk|redaktion)\\b`,
  'iu',
);
const AFFILIATION =
  /\s*(?:\[\[|\]\]|\(@?[^)]{2,60}\)|[–—|/-]\s+.{2,60}|@\w{2,30}|<[^>]{3,80}>|[\w.+-]+@[\w-]+\.[\w.]+)\s*$/u;

/** "Anna Martel und Lea Wagner, Nairobi": where they wrote it, one word after the last comma. */
const PLACE = /,\s*\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\s*$/u;

/** A longer text is no list of names, and not worth the backtracking. */
const LONGEST_LIST = 600;

/** Names written without a space; three letters of Arabic are a word like any other. */
const ONE_WORD = /^(?:\p{Script=Han}|\p{Script=Hangul}|\p{Script=Katakana}|\p{Script=Hiragana}){2,4}$/u;

/** One person's name as a byline writes it: two to five capitalised words, or two to four signs of Han or Hangul. */
export function isName(text: string): boolean {
  return NAME.test(text) && (/\s/.test(text) || ONE_WORD.test(text)) && text.length <= 60;
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
    .split(JOIN)
    .map((part) => tidyName(part ?? ''));
  return parts.filter((part) => part !== '' && !ROLE.test(part));
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
