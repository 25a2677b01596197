import { once } from '../once.ts';
import cjk from '../rules/phrases/cjk.json' with { type: 'json' };
import de from '../rules/phrases/de.json' with { type: 'json' };
import en from '../rules/phrases/en.json' with { type: 'json' };
import es from '../rules/phrases/es.json' with { type: 'json' };
import fr from '../rules/phrases/fr.json' with { type: 'json' };
import pl from '../rules/phrases/pl.json' with { type: 'json' };
import rest from '../rules/phrases/rest.json' with { type: 'json' };
import ru from '../rules/phrases/ru.json' with { type: 'json' };
import tr from '../rules/phrases/tr.json' with { type: 'json' };
import uk from '../rules/phrases/uk.json' with { type: 'json' };

const BOOKS = { en, uk, ru, es, fr, de, pl, tr, cjk, rest } as const;
/** One heading of the phrase books in `rules/phrases/`: a new "Read more" is a line there, not here. */
export type PhraseKind = keyof typeof en;

/** Begins and ends with a letter: nothing stands around it. */
const BARE = /^[a-z](?:.*[a-z])?$/s;

/** Every phrase of a topic, all languages together: a paste often mixes the site's language and the article's. */
export function phrases(topic: PhraseKind): readonly string[] {
  return [...new Set(Object.values(BOOKS).flatMap((book): readonly string[] => book[topic]))];
}

/** The phrases of one language, for rules that other languages' small words would upset; English where it has no book of its own (`rest` is several languages, so none). */
export function phrasesOf(language: string | null, topic: PhraseKind): readonly string[] {
  const name = language && /^(?:zh|ja|ko)$/.test(language) ? 'cjk' : language;
  const book = Object.entries(BOOKS).find(([key]) => key === name)?.[1] ?? en;
  return book[topic];
}

/** Typographic apostrophes and quotes to plain ones, so that one spelling of a phrase suffices. For matching only. */
export function plainSigns(text: string): string {
  return text.replace(/[’‘ʼ`´]/g, "'").replace(/[“”„«»]/g, '"');
}

/**
 * Says how long the phrase is that a text begins with, as whole words and whatever the case; 0 for none. Tables and not
 * one big expression: compiling a thousand alternatives took over a second at a cold start.
 */
export function opener(list: Phrases): (text: string) => number {
  const table = once(() => byFirstSign(listed(list)));
  return (text) => phraseAt(table(), text.slice(0, 80).toLowerCase(), 0)?.length ?? 0;
}

/** As `opener`, for a topic in every language. */
export function beginsWith(topic: PhraseKind): (text: string) => number {
  return opener(() => phrases(topic));
}

/** Says whether a text is one of the phrases and nothing more than characters, counts or arrows around it. */
export function isOneOf(topic: PhraseKind): (text: string) => boolean {
  const bare = (text: string): string => {
    const lower = text.toLowerCase();
    return BARE.test(lower) ? lower : lower.replace(/^[^\p{L}]+|[\s\p{P}\p{S}\d]+$/gu, '');
  };
  const all = once(() => new Set(phrases(topic).map(bare)));
  return (text) => text.length < 120 && all().has(bare(text));
}

/** Finds all phrases of a list in a text, as whole words, in order. */
export function finder(list: Phrases): (text: string) => readonly string[] {
  const table = once(() => byFirstSign(listed(list)));
  // Two characters rule out nearly every place before a phrase is looked up; a phrase of one character stands there with that alone.
  const pair = (text: string, at: number): number =>
    text.charCodeAt(at) * 0x10000 + (text.charCodeAt(at + 1) || 0);
  const beginnings = once(() => new Set([...table().values()].flat().map((phrase) => pair(phrase, 0))));
  return (text) => {
    const [starts, isOfWord] = [beginnings(), letters()];
    const lower = text.toLowerCase();
    const found: string[] = [];
    let before = 0;
    for (let at = 0; at < lower.length; at += 1) {
      const code = lower.charCodeAt(at);
      const isInside = before === 1;
      before = isOfWord[code] ?? 0;
      if (isInside && before === 1) continue;
      if (!starts.has(pair(lower, at)) && !starts.has(code * 0x10000)) continue;
      const phrase = phraseAt(table(), lower, at);
      if (!phrase) continue;
      found.push(phrase);
      at += phrase.length - 1;
      before = isOfWord[lower.charCodeAt(at)] ?? 0;
    }
    return found;
  };
}

/** As `finder`, for a topic in every language. */
export function anywhere(topic: PhraseKind): (text: string) => readonly string[] {
  return finder(() => phrases(topic));
}

/** A list, or what makes it when it is first looked at. */
type Phrases = readonly string[] | (() => readonly string[]);

function listed(list: Phrases): readonly string[] {
  return typeof list === 'function' ? list() : list;
}

type Table = ReadonlyMap<string, readonly string[]>;

/** Longest first, so that "read more on" wins over "read more". */
function byFirstSign(list: readonly string[]): Table {
  const table = new Map<string, string[]>();
  for (const phrase of [...list].sort((a, b) => b.length - a.length)) {
    const first = phrase[0] ?? '';
    const others = table.get(first);
    if (others) others.push(phrase);
    else table.set(first, [phrase]);
  }
  return table;
}

function phraseAt(table: Table, lower: string, at: number): string | undefined {
  return table.get(lower[at] ?? '')?.find((phrase) => {
    const end = at + phrase.length;
    return (
      lower.startsWith(phrase, at) &&
      !(isLetter(phrase.charCodeAt(phrase.length - 1)) && isLetter(lower.charCodeAt(end)))
    );
  });
}

/** Digits, and letters of Latin and Cyrillic, where spaces stand between words. A table by code: it is asked for every character. */
const letters = once(() => {
  const table = new Uint8Array(0x1f00);
  for (const [from, to] of [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
    [0xc0, 0x24f],
    [0x400, 0x52f],
    [0x1e00, 0x1eff],
  ] as const)
    table.fill(1, from, to + 1);
  table[0xd7] = 0;
  table[0xf7] = 0;
  return table;
});

function isLetter(code: number): boolean {
  return letters()[code] === 1;
}
