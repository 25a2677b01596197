import { dateKey } from './calendar.ts';
import data from './data/venues.json' with { type: 'json' };
import type { Lexicon } from './features.ts';
import { fold, words } from './words.ts';

/** Small words between a meeting and its place: "the choice of the cosmodrome to hold this meeting". */
const REACH = 5;
/** From "at" to the name: "at the remote Geneva villa". */
const NAME_REACH = 3;

const VENUES = new Set(data.venues);
const MEETING = byLanguage(data.meeting);
const APART = byLanguage(data.apart);
const AT = byLanguage(data.at);

const WORD = /\p{L}[\p{L}\p{M}]*|\p{N}+/gu;

interface Token {
  readonly word: string;
  readonly capital: boolean;
  /** Keys of the places that it may name. */
  readonly places: readonly string[];
}

const NOTHING: Token = { word: '', capital: false, places: [] };

/**
 * The places at which a sentence says that a meeting was held, as keys: a meeting and a venue of the glossary, or a
 * name after "at" or "in", in one clause and near each other (names between them do not count), with nothing between or
 * just before that parts them ("talks after the tour of the cosmodrome", "will meet").
 */
export function venuesIn(text: string, language: string, known: Lexicon): ReadonlySet<string> {
  const [meeting, apart] = [MEETING.get(language), APART.get(language)];
  const found = new Set<string>();
  if (meeting === undefined || apart === undefined) return found;
  for (const clause of text.split(/[.,;:()«»“”"—–]/u)) {
    const tokens = tokensOf(clause, language, known);
    for (const [at, { word }] of tokens.entries()) {
      if (!meeting.has(word)) continue;
      for (const place of [...placesAfter(tokens, at, apart), ...placesBefore(tokens, at, apart)])
        found.add(place);
    }
  }
  return found;
}

/** Of the places from a meeting on, those near enough to it. The walk ends where the words between are too many or part them. */
function placesAfter(tokens: readonly Token[], at: number, apart: ReadonlySet<string>): string[] {
  if (tokens.slice(Math.max(0, at - 2), at).some(({ word }) => apart.has(word))) return [];
  const found = [...(tokens[at]?.places ?? [])];
  if (apart.has(tokens[at]?.word ?? '')) return found;
  for (let where = at + 1, small = 0; where < tokens.length && small <= REACH; where++) {
    const { word, capital, places } = tokens[where] ?? NOTHING;
    found.push(...places);
    if (apart.has(word)) break;
    if (!capital) small++;
  }
  return found;
}

/** The same the other way: what stands two words before the place parts them too. */
function placesBefore(tokens: readonly Token[], at: number, apart: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let where = at - 1, small = 0; where >= 0 && small <= REACH; where--) {
    const { capital, places } = tokens[where] ?? NOTHING;
    if (tokens.slice(Math.max(0, where - 2), where + 1).some(({ word }) => apart.has(word))) break;
    found.push(...places);
    if (!capital) small++;
  }
  return found;
}

function tokensOf(clause: string, language: string, known: Lexicon): Token[] {
  const raw = clause.match(WORD) ?? [];
  const plain = raw.map((one) => fold(one));
  return raw.map((one, index): Token => {
    const word = plain[index] ?? '';
    const capital = /^\p{Lu}/u.test(one);
    const stem = known.stem(word);
    const concepts = known.concepts(stem);
    const glossed = concepts.filter((concept) => VENUES.has(concept));
    if (glossed.length > 0) return { word, capital, places: glossed };
    const named = capital && dateKey(word, language) === null && isPlaced(plain, raw, index, language);
    if (!named) return { word, capital, places: [] };
    return { word, capital, places: concepts.length > 0 ? concepts : [known.skeleton(stem)] };
  });
}

/** Whether "at" or "in" stands before the name, with at most a few words or names between. */
function isPlaced(
  plain: readonly string[],
  raw: readonly string[],
  index: number,
  language: string,
): boolean {
  const prepositions = AT.get(language);
  let small = 0;
  for (let at = index - 1; at >= 0 && small < NAME_REACH; at--) {
    if (prepositions?.has(plain[at] ?? '')) return true;
    if (!/^\p{Lu}/u.test(raw[at] ?? '')) small++;
  }
  return false;
}

function byLanguage(lists: Readonly<Record<string, string>>): Map<string, ReadonlySet<string>> {
  return new Map(Object.entries(lists).map(([language, list]) => [language, new Set(words(list))]));
}
