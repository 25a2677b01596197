import data from './data/sentences.json' with { type: 'json' };
import { wordSets } from './word-sets.ts';

const ABBREVIATIONS = wordSets(data.abbreviations);
/** UTF-16 units before a stop that are looked at: more than any abbreviation has. */
const LONGEST_ABBREVIATION = 32;

/** Whether the full stop at this place belongs to an abbreviation or an initial and ends nothing ("Mr. Lee", "U.S. offices", "Yu. Gorin"). */
export function isAbbreviationStop(text: string, at: number, language: string | null): boolean {
  if (text[at] !== '.') return false;
  const before = text.slice(Math.max(0, at - LONGEST_ABBREVIATION), at);
  const last = /([\p{L}.]+)$/u.exec(before)?.[1]?.toLowerCase() ?? '';
  return (
    /(?<!\p{L})\p{Lu}$/u.test(before) ||
    /^\.(?:\p{L}|\s\p{Ll})/u.test(text.slice(at, at + 3)) ||
    (ABBREVIATIONS.get(language ?? '')?.has(last) ?? false)
  );
}
