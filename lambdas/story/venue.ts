import data from './data/venues.json' with { type: 'json' };
import type { Lexicon } from './features.ts';
import { fold, words } from './words.ts';

/** Words between a meeting and its place: "the choice of the cosmodrome to hold this meeting". */
const REACH = 5;

const VENUES = new Set(data.venues);
const MEETING = byLanguage(data.meeting);
const APART = byLanguage(data.apart);

/**
 * The places (glossary concepts) at which a sentence says that a meeting was held: both named within five words of one
 * clause, with nothing between or just before that parts them ("talks after the tour of the cosmodrome", "will meet").
 */
export function venuesIn(text: string, language: string, known: Lexicon): ReadonlySet<string> {
  const [meeting, apart] = [MEETING.get(language), APART.get(language)];
  const found = new Set<string>();
  if (meeting === undefined || apart === undefined) return found;
  for (const clause of text.split(/[.,;:()«»“”"—–]/u)) {
    const tokens = words(clause);
    const places = tokens.map((word) => known.concepts(known.stem(fold(word))).filter((c) => VENUES.has(c)));
    for (const [at, token] of tokens.entries()) {
      if (!meeting.has(token)) continue;
      for (const [where, concepts] of places.entries()) {
        const [from, to] = at < where ? [at, where] : [where, at];
        if (concepts.length === 0 || to - from > REACH) continue;
        if (tokens.slice(Math.max(0, from - 2), to).some((word) => apart.has(word))) continue;
        for (const concept of concepts) found.add(concept);
      }
    }
  }
  return found;
}

function byLanguage(lists: Readonly<Record<string, string>>): Map<string, ReadonlySet<string>> {
  return new Map(Object.entries(lists).map(([language, list]) => [language, new Set(words(list))]));
}
