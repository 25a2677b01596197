import data from './data/measures.json' with { type: 'json' };
import { NUMBERS, type Statement } from './statements.ts';
import { words } from './words.ts';

/** How long or how far one event was, as a sentence states it; in seconds or kilometres. */
export interface Measure {
  readonly event: string;
  readonly kind: 'time' | 'length';
  readonly least: number;
  readonly most: number;
}

/** "About 40" is 32 to 48, and a plain "40" may be rounded: only what lies clearly apart differs. */
const ROUGHLY = 0.2;
/** Words from an event to its figure: "a handshake at the gate that lasted around 40 seconds". */
const REACH = 9;
const BEFORE_FIGURE = 3;

/** Inside of a word ("п'ять"), where it would make two words of one. */
const APOSTROPHE = /(?<=\p{L})['’ʼ](?=\p{L})/gu;
const SPELLED = new Map(
  [...NUMBERS].map(([language, list]) => [
    language,
    new Map([...list].map(([word, value]) => [word.replace(APOSTROPHE, ''), value])),
  ]),
);
const EVENTS = Object.entries(data.events).map(([event, phrases]) => ({
  event,
  phrases: new Map(Object.entries(phrases).map(([language, list]) => [language, list.map(words)])),
}));
const UNITS = Object.values(data.units).map((unit) => ({
  factor: unit.factor,
  kind: 'length' in unit ? ('length' as const) : ('time' as const),
  words: new Map(
    Object.entries(unit).flatMap(([language, list]) =>
      typeof list === 'string' ? [[language, new Set(words(list))] as const] : [],
    ),
  ),
}));
const LISTS = { extent: data.extent, atLeast: data.atLeast, atMost: data.atMost, scope: data.scope };

/**
 * What a sentence says of the length of an event that it names; null where it names none, gives two figures, or counts
 * only a part of it ("with the delegations", "counting dinner"). Phrases are in `data/measures.json`.
 */
export function measureOf({ quote, language }: Statement): Measure | null {
  const tokens = words(quote.text.replace(APOSTROPHE, ''));
  const has = (list: keyof typeof LISTS, from: number, to: number) =>
    tokens.slice(Math.max(0, from), to).some((word) => wordsOf(list, language).has(word));
  const figures = tokens.flatMap((token, at) => {
    const value = figureOf(token, language);
    const unit = UNITS.find(({ words: known }) => known.get(language)?.has(tokens[at + 1] ?? '') ?? false);
    return value === null || unit === undefined ? [] : [{ at, value: value * unit.factor, kind: unit.kind }];
  });
  const [figure] = figures;
  if (figure === undefined || figures.length > 1) return null;
  for (const { event, phrases } of EVENTS) {
    for (const phrase of phrases.get(language) ?? []) {
      const start = tokens.findIndex((_, at) => phrase.every((word, i) => tokens[at + i] === word));
      if (start < 0) continue;
      const end = start + phrase.length;
      const follows = start <= figure.at && figure.at - end <= REACH && has('extent', start, figure.at);
      const leads = start === figure.at + 2;
      if (!follows && !leads) continue;
      // The unit itself ("40 seconds") may be a word of order: it is left out of the search.
      if (has('scope', 0, figure.at) || has('scope', figure.at + 2, tokens.length)) return null;
      const near = [figure.at - BEFORE_FIGURE, figure.at] as const;
      return {
        event,
        kind: figure.kind,
        least: has('atMost', ...near) ? 0 : figure.value * (has('atLeast', ...near) ? 1 : 1 - ROUGHLY),
        most: has('atLeast', ...near) ? Number.POSITIVE_INFINITY : figure.value * (1 + ROUGHLY),
      };
    }
  }
  return null;
}

/** One event, and no figure that both could have meant. */
export function measuresDiffer(a: Measure, b: Measure): boolean {
  return a.event === b.event && a.kind === b.kind && (a.most < b.least || b.most < a.least);
}

function figureOf(token: string, language: string): number | null {
  const spelled = SPELLED.get(language)?.get(token);
  if (spelled !== undefined) return spelled;
  return /^[0-9]{1,4}$/u.test(token) ? Number(token) : null;
}

const FOLDED = new Map<string, ReadonlySet<string>>();

function wordsOf(list: keyof typeof LISTS, language: string): ReadonlySet<string> {
  const name = `${list} ${language}`;
  const known = FOLDED.get(name);
  if (known !== undefined) return known;
  const found = new Set(words(new Map<string, string>(Object.entries(LISTS[list])).get(language) ?? ''));
  FOLDED.set(name, found);
  return found;
}
