import sentences from './data/sentences.json' with { type: 'json' };
import stopwords from './data/stopwords.json' with { type: 'json' };
import { isWhole, type Sentence } from './sentences.ts';
import { wordSets } from './word-sets.ts';

const SMALL_WORDS = wordSets(stopwords);
const ABBREVIATIONS = wordSets(sentences.abbreviations);
/** A full stop before a small letter. */
const STRAY_STOP = /(\p{L}{4,})\.(?=\s+\p{Ll})/gu;
const GLUED = /(?:^|[\s,])(\p{Ll}{1,4})(?=\p{Lu}\p{Ll})/gu;
const FEWEST_WORDS = 8;
/** A sentence that is broken more often holds no sound part. */
const MOST_TRIES = 4;

/**
 * The part of a broken sentence that is a whole one, verbatim: what stands before a stray full stop ("… a toast. for the
 * …"), or what follows a small word glued to it ("At the site, andThe host showed …"). Else the sentence as it is.
 */
export function soundPart(sentence: Sentence, language: string | null): Sentence {
  const { text, offset } = sentence;
  if (isWhole(text, language)) return sentence;
  const small = SMALL_WORDS.get(language ?? '');
  for (const match of text.matchAll(GLUED).take(MOST_TRIES)) {
    if (!small?.has(match[1] ?? '')) continue;
    const start = match.index + match[0].length;
    if (isSound(text.slice(start), language)) return { text: text.slice(start), offset: offset + start };
  }
  for (const match of text.matchAll(STRAY_STOP).take(MOST_TRIES)) {
    if (ABBREVIATIONS.get(language ?? '')?.has((match[1] ?? '').toLowerCase())) continue;
    const part = text.slice(0, match.index + match[0].length);
    if (isSound(part, language)) return { text: part, offset };
  }
  return sentence;
}

function isSound(text: string, language: string | null): boolean {
  return text.split(' ').length >= FEWEST_WORDS && isWhole(text, language);
}
