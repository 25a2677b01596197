import data from './data/sentences.json' with { type: 'json' };
import { wordSets } from './word-sets.ts';
import { words } from './words.ts';

const OWN = wordSets(data.ownVoice, words);

/** "In the draft we carried on Sunday …": whether a sentence speaks, outside of quotations, of whoever wrote it. */
export function speaksOfItself(sentence: string, language: string | null): boolean {
  const own = OWN.get(language ?? '');
  if (own === undefined) return false;
  const outside = sentence.replace(/["“«„「][^"”»“」]*["”»“」]?|(?<!\p{L})‘[^’]*’/gu, ' ');
  return words(outside).some((word) => own.has(word));
}
