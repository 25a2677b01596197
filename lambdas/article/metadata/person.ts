import { once } from '../once.ts';
import { phrases } from '../roles/phrases.ts';
import rules from '../rules/name-words.json' with { type: 'json' };
import { isName, splitNames } from './names.ts';

const givenNames = once(() => new Set(Object.values(rules.given).flat()));
const neverNames = once(() => new Set(Object.values(rules.never).flat()));
const kickers = once(() => new Set(rules.kickers));
const hanFamilies = once(() => new Set(rules.familyHan));
const hangulFamilies = once(() => new Set(rules.familyHangul));
/** Scripts without capitals say nothing by how a word begins: only a known given name makes two words a person. */
const hasCase = once(() => /[\p{Lu}\p{Ll}]/u);
const han = once(() => /^\p{Script=Han}{2,4}$/u);
const hangul = once(() => /^\p{Script=Hangul}{2,4}$/u);
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
  if (han().test(text)) return hanFamilies().has(text[0] ?? '');
  if (hangul().test(text)) return text.length === 3 && hangulFamilies().has(text[0] ?? '');
  const words = text.split(/\s+/).filter((word) => !PARTICLE.test(word));
  if (words.length < 2 || words.length > 4) return false;
  const lower = words.map((word) => word.toLowerCase().replace(/[.’']s?$/u, ''));
  if (lower.slice(1).some((word) => neverNames().has(word))) return false;
  const given = lower
    .slice(0, -1)
    .some((word) => givenNames().has(word) || givenNames().has(word.split('-')[0] ?? ''));
  if (!hasCase().test(text)) return given;
  if (lower.slice(1).some((word) => small.has(word))) return false;
  return given || lower.every((word) => !neverNames().has(word) && !small.has(word));
}

/** Whether a byline's words can be a person at all: it says who wrote, so any name will do that is not made of a newspaper's own words. */
export function canBePerson(text: string): boolean {
  const lower = text.toLowerCase().split(/[\s-]+/);
  if (isKicker(text) || givenNames().has(lower[0] ?? '')) return !isKicker(text);
  return lower.filter((word) => neverNames().has(word)).length * 2 < lower.length;
}

export function beginsWithGivenName(text: string): boolean {
  return givenNames().has(text.toLowerCase().split(/[\s-]+/)[0] ?? '');
}

/** "World News", "Middle East": a section's name over an article. */
export function isKicker(text: string): boolean {
  return kickers().has(text.trim().toLowerCase());
}

const placed = once(
  () =>
    new RegExp(
      `\\s+(?:${phrases('places')
        .filter((one) => /^\p{L}+$/u.test(one))
        .join('|')})\\s+\\p{Lu}.*$`,
      'u',
    ),
);

/** "Ada Lind in Varneth and Jonas Roth" → both; empty unless every part is surely a person. */
export function surePeople(text: string, small?: SmallWords): readonly string[] {
  const parts = splitNames(text).map((part) => part.replace(placed(), ''));
  return parts.length > 0 && parts.length <= 8 && parts.every((part) => isSurelyPerson(part, small))
    ? [...new Set(parts)]
    : [];
}
