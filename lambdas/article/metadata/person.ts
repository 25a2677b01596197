import { phrases } from '../roles/phrases.ts';
import rules from '../rules/name-words.json' with { type: 'json' };
import { isName, splitNames } from './names.ts';

const GIVEN = new Set(Object.values(rules.given).flat());
const NEVER = new Set(Object.values(rules.never).flat());
const KICKERS = new Set(rules.kickers);
const HAN_FAMILY = new Set(rules.familyHan);
const HANGUL_FAMILY = new Set(rules.familyHangul);
/** Scripts without capitals say nothing by how a word begins: only a known given name makes two words a person. */
const HAS_CASE = /[\p{Lu}\p{Ll}]/u;
const HAN = /^\p{Script=Han}{2,4}$/u;
const HANGUL = /^\p{Script=Hangul}{2,4}$/u;
const PARTICLE =
  /^(?:de|del|della|di|da|dos|van|von|der|den|ter|el|al|bin|ben|la|le|du|y|e|abu|ibn|af|av|zu|zur)$/iu;

/** The words that a text also writes small: "presidents", "deal". What stands among them is no name. */
export type SmallWords = ReadonlySet<string>;

export function smallWordsOf(texts: readonly string[]): SmallWords {
  const words = new Set<string>();
  for (const text of texts)
    for (const word of text.match(/(?<![\p{L}\p{N}])\p{Ll}[\p{Ll}'’-]+/gu) ?? []) words.add(word);
  return words;
}

/**
 * Whether a text that nothing calls a byline is surely one person's name: a known given name among two to four words; or
 * words that nobody writes small, neither in the text itself nor in what newspapers put over articles. Of three letters of
 * Han or Hangul the first must be a family name.
 */
export function isSurelyPerson(text: string, small: SmallWords = new Set()): boolean {
  if (!isName(text) || isKicker(text)) return false;
  if (HAN.test(text)) return HAN_FAMILY.has(text[0] ?? '');
  if (HANGUL.test(text)) return text.length === 3 && HANGUL_FAMILY.has(text[0] ?? '');
  const words = text.split(/\s+/).filter((word) => !PARTICLE.test(word));
  if (words.length < 2 || words.length > 4) return false;
  const lower = words.map((word) => word.toLowerCase().replace(/[.’']s?$/u, ''));
  if (lower.slice(1).some((word) => NEVER.has(word))) return false;
  const given = lower.slice(0, -1).some((word) => GIVEN.has(word) || GIVEN.has(word.split('-')[0] ?? ''));
  if (!HAS_CASE.test(text)) return given;
  if (lower.slice(1).some((word) => small.has(word))) return false;
  return given || lower.every((word) => !NEVER.has(word) && !small.has(word));
}

/** Whether a byline's words can be a person at all: it says who wrote, so any name will do that is not made of a newspaper's own words. */
export function canBePerson(text: string): boolean {
  const lower = text.toLowerCase().split(/[\s-]+/);
  if (isKicker(text) || GIVEN.has(lower[0] ?? '')) return !isKicker(text);
  return lower.filter((word) => NEVER.has(word)).length * 2 < lower.length;
}

export function beginsWithGivenName(text: string): boolean {
  return GIVEN.has(text.toLowerCase().split(/[\s-]+/)[0] ?? '');
}

/** "World News", "Middle East": a section's name over an article. */
export function isKicker(text: string): boolean {
  return KICKERS.has(text.trim().toLowerCase());
}

const PLACED = new RegExp(
  `\\s+(?:${phrases('places')
    .filter((one) => /^\p{L}+$/u.test(one))
    .join('|')})\\s+\\p{Lu}.*$`,
  'u',
);

/** "Ada Lind in Varneth and Jonas Roth" → both; empty unless every part is surely a person. */
export function surePeople(text: string, small?: SmallWords): readonly string[] {
  const parts = splitNames(text).map((part) => part.replace(PLACED, ''));
  return parts.length > 0 && parts.length <= 8 && parts.every((part) => isSurelyPerson(part, small))
    ? [...new Set(parts)]
    : [];
}
