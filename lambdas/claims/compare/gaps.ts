import { isSpeechVerb } from '../../language/speakers.ts';
import type { Pair } from './pair.ts';
import { numbersMissing } from './pair-features.ts';
import { mayBeRounded } from './quantities.ts';
import { sameName } from './statement-reading.ts';

/** In eighths: rarer words tell who, what and where; a verb, what was done. */
const [TELLING_RARITY, VERB_RARITY] = [96, 64];
const VERB = 0.5;
/** Words beside a speech verb that tell who speaks. */
const ATTRIBUTION = 2;
/** Below this the nearest word of the other sentence says something else: of whole sentences, of a beginning's few words, across languages. */
export const SAID = { whole: 0.6, beginning: 0.73, across: 0.3, beginningAcross: 0.5 } as const;
/** A sentence with so many words in quotation marks, and such a share of all, is a quotation: what stands around it is told in many ways. */
const [FEWEST_QUOTED, QUOTATION] = [5, 0.6];

/**
 * Telling words of A that are nowhere in B. The regressions weigh all words together; one such word may be the fact. Of 95 judged sides
 * without one that pass for "all of it", all were, of those with one 27 of 30, of those with more half.
 */
export function gapsIn({ a, b, alignment }: Pair, said: number = SAID.whole): number {
  const { forms, names, quoted, verbs, quantities } = a.reading;
  const speech = forms.flatMap((form, n) => (isSpeechVerb(form, a.statement.language ?? '') ? [n] : []));
  const inQuotes = quoted.filter(Boolean).length;
  const isQuotation = inQuotes >= FEWEST_QUOTED && inQuotes >= QUOTATION * forms.length;
  return a.statement.encoded.words.filter(({ rarity, start, end }, n) => {
    if (isQuotation && !quoted[n]) return false;
    // "a spokesman said" beside "his office said": who lends the words is told in many ways.
    if (speech.some((at) => Math.abs(at - n) <= ATTRIBUTION)) return false;
    const name = names[n] ?? '';
    const least = (verbs[n] ?? 0) > VERB && name === '' ? VERB_RARITY : TELLING_RARITY;
    if (rarity < least || (alignment.a.best[n] ?? 0) >= said) return false;
    const number = quantities.find((one) => one.start < end && one.end > start);
    if (number !== undefined)
      return !b.reading.quantities.some(({ value }) => mayBeRounded(value, number.value));
    return !b.reading.names.some((other) => sameName(name, other));
  }).length;
}

/** Whether A has a count that B has not: then B does not say all of it. */
export function lacksNumber({ a, b }: Pair): boolean {
  return numbersMissing(a.reading, b.reading).length > 0;
}
