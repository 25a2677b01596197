import { agencyNamed } from '../metadata/contributors.ts';
import { once } from '../once.ts';
import alphabets from '../rules/alphabets.json' with { type: 'json' };
import outletWords from '../rules/outlet-words.json' with { type: 'json' };
import { finder } from './phrases.ts';

const outletWord = finder(outletWords.nouns);
const agencyWord = finder(outletWords.agencies);
/** "MOSCOW (Meridian Wire) —", "OSLO (Norvège), 3 mai 2027 (Agence Nord) –": letters without case begin a place as well. */
const DATELINE = once(
  () =>
    /^([\p{Lu}\p{Lo}][\p{L}\p{M}\d\s.,،'’/()-]{1,90}?)?\s*\(([\p{L}][\p{L}\p{M}\s.&/-]{1,40})\)\s*([-–—―:.]|--)\s*(?=\S)/u,
);
/** What every such line has, and few others. */
const BRACKETED = /\([^()]{2,90}\)\s*(?:[-–—―:.])/;
/** "… on Wednesday (Meridian Wire)." */
const BEHIND_SENTENCE = /\(([\p{L}][\p{L}\p{M}\s.&/-]{1,40})\)(?=[.!?。۔]?\s*$|[.!?。۔]\s)/gu;
const LONGEST_DATELINE = 180;
const MOST_WORDS = 4;

/** The agency from which the first paragraph of an article says that it comes, in front of it or behind one of its sentences; or null. */
export function creditedAgency(text: string): string | null {
  return datelineAgency(text) ?? agencyBehind(text);
}

/** "MOSCOW (Meridian Wire) — …" at the start of the body names the agency that the text comes from. */
export function datelineAgency(text: string): string | null {
  const start = text.slice(0, LONGEST_DATELINE);
  const match = BRACKETED.test(start) ? DATELINE().exec(start) : null;
  const name = match?.[2]?.trim();
  if (!name) return null;
  const known = agencyNamed(name) ?? agencyNamed(name.split(/[/-]/)[0] ?? '');
  if (known) return known;
  // Behind a dash; a point ends a sentence as often as a dateline.
  const placed = match?.[1] !== undefined && /^[^:.]/u.test(match[3] ?? '');
  return (placed || outletWord(name).length > 0) && mayBeAgency(name) && !isCountry(name) ? name : null;
}

/** Only a known agency, or what calls itself one: much else stands in brackets behind a sentence. */
function agencyBehind(text: string): string | null {
  for (const [, bracketed = ''] of text.matchAll(BEHIND_SENTENCE)) {
    const name = bracketed.trim();
    const known = agencyNamed(name);
    if (known) return known;
    const callsItself = agencyWord(name).length > 0 || outletWord(name).length > 0;
    if (callsItself && mayBeAgency(name) && /\s/u.test(name)) return name;
  }
  return null;
}

function mayBeAgency(name: string): boolean {
  return /^[\p{Lu}\p{Lo}]/u.test(name) && name.split(/\s+/u).length <= MOST_WORDS;
}

/** Languages of other letters than those of the list of alphabets. */
const OTHER_LETTERS = ['uk', 'ru', 'bg', 'sr', 'be', 'el', 'ar', 'fa', 'he', 'hi', 'ja', 'ko', 'zh'];

/** "TBILISI (Georgia) —" names a country, in whatever language we read. */
function isCountry(name: string): boolean {
  return countryNames().has(name.toLowerCase());
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const countryNames = once((): ReadonlySet<string> => {
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return new Set(
    [...Object.keys(alphabets), ...OTHER_LETTERS].flatMap((language) => {
      const names = new Intl.DisplayNames([language, 'en'], { type: 'region', fallback: 'none' });
      return codes.flatMap((code) => names.of(code)?.toLowerCase() ?? []);
    }),
  );
});
