import { isSpeechVerb } from '../../language/speakers.ts';
import type { Pair } from './pair.ts';
import { sameName } from './reading.ts';

/** In eighths: rarer words tell who, what and where; a verb, what was done. */
const [TELLING_RARITY, VERB_RARITY] = [96, 64];
const VERB = 0.5;
/** Words beside a speech verb that tell who speaks. */
const ATTRIBUTION = 2;
/** Below this the nearest word of the other sentence says something else. */
const SAID = 0.6;

/**
 * Whether a telling word of A is nowhere in B. The regressions were fitted on whole sentences, where one such word may be a title; of a
 * few words it is the fact. Of the judged sides without such a gap, all that pass for "all of it" were.
 */
export function hasGap({ a, b, alignment }: Pair): boolean {
  const speech = a.reading.forms.flatMap((form, n) =>
    isSpeechVerb(form, a.statement.language ?? '') ? [n] : [],
  );
  return a.statement.encoded.words.some(({ rarity }, n) => {
    // "a spokesman said" beside "his office said": who lends the words is told in many ways.
    if (speech.some((at) => Math.abs(at - n) <= ATTRIBUTION)) return false;
    const name = a.reading.names[n] ?? '';
    const least = (a.reading.verbs[n] ?? 0) > VERB && name === '' ? VERB_RARITY : TELLING_RARITY;
    if (rarity < least || (alignment.a.best[n] ?? 0) >= SAID) return false;
    return !b.reading.names.some((other) => sameName(name, other));
  });
}
