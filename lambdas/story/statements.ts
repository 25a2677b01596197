import { isBody } from '../article/body.ts';
import type { Quote, WindowArticle } from '../types.ts';
import { dateKey } from './calendar.ts';
import data from './data/facts.json' with { type: 'json' };
import { type Lexicon, numeral } from './features.ts';
import { sidesTaken } from './opposites.ts';
import {
  beginsInMidAir,
  beginsWithConnective,
  beginsWithIt,
  eachSentence,
  isWhole,
  pointsBack,
} from './sentences.ts';
import { soundPart } from './sound-part.ts';
import { speakerRuns } from './speakers.ts';
import { venuesIn } from './venue.ts';
import { fold, words } from './words.ts';

/** A number as a sentence states it: "two ballistic missiles" is 2 with the unit `=missile` and `=ballistic`. */
export interface Quantity {
  readonly value: string;
  readonly units: readonly string[];
  /** "around", "at least": says only a bound. */
  readonly loose: boolean;
}

/** One sentence of one source, with what it is made of. Keys compare across languages unless they carry one. */
export interface Statement {
  readonly quote: Quote;
  /** Index of the source in the story. */
  readonly source: number;
  /** Place in the article, 0 is the lead. */
  readonly position: number;
  readonly language: string;
  readonly names: ReadonlySet<string>;
  /** Which names are words of one ("UN Relief and Works Agency"): key → the run that it first stands in. */
  readonly runs: ReadonlyMap<string, number>;
  /** See `sidesTaken`. */
  readonly sides: ReadonlySet<string>;
  readonly quantities: readonly Quantity[];
  /** Names, concepts and stems (`en:visit`). */
  readonly keys: ReadonlySet<string>;
  /** Where it says that a meeting was held: glossary concepts. */
  readonly venues: ReadonlySet<string>;
  /** Keys of who says it ("the Kremlin said", "according to the army"). */
  readonly speakers: ReadonlySet<string>;
  /** Can be shown alone. */
  readonly whole: boolean;
  readonly midAir: boolean;
  /** Its subject is "it". */
  readonly aboutIt: boolean;
  /** Leans on what came before by a connective alone ("Meanwhile, …"). */
  readonly connective: boolean;
  /** "… in this field": a word in it points at what came before. */
  readonly pointsBack: boolean;
  readonly negated: boolean;
  readonly modal: boolean;
  readonly ordered: boolean;
}

/** Number words by language, folded. */
export const NUMBERS = mapOf(
  data.numbers,
  (list) => new Map(Object.entries(list).map(([w, n]) => [fold(w), n])),
);
const NEGATIONS = mapOf(data.negations, (list) => new Set(words(list)));
const MODALS = mapOf(data.modals, (list) => new Set(words(list)));
const PLANS = mapOf(data.plans, (list) => list.map((phrase) => words(phrase)));
const BOUNDS = mapOf(data.bounds, (list) => new Set(words(list)));
const ORDER = mapOf(data.order, (list) => new Set(words(list)));

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?|\p{N}+(?:[.,]\p{N}+)*/gu;
/** A quantity's noun is looked for among this many content words after it. */
const UNIT_REACH = 4;
/** An article's sentences beyond this many are not compared: agreement is about what the news says first. */
export const MOST_SENTENCES = 80;
/** Of a longer sentence no more words are read; one that can be shown has 60. */
const MOST_WORDS = 160;
const FEWEST_WORDS = 6;
const MOST_WORDS_SHOWN = 60;
/** Letters and signs for each word, at most, of a sentence that can be shown: one that has no words is long as well. */
const SIGNS_PER_WORD = 12;
/** A table in one sentence is no statement of so many facts. */
const MOST_QUANTITIES = 24;

/**
 * The statements of an article's paragraphs and quotes in its own main language; never captions or translations.
 * `names` are the skeletons of names that the story's articles write with a capital inside a sentence. The first `most`.
 */
export function statementsOf(
  article: WindowArticle,
  source: number,
  known: Lexicon,
  names: ReadonlySet<string>,
  most = MOST_SENTENCES,
): Statement[] {
  const { blocks, language, version } = article.article;
  const statements: Statement[] = [];
  for (const [block, { role, text, language: own }] of blocks.entries()) {
    if (!isBody(role) || (role !== 'paragraph' && role !== 'quote')) continue;
    if (own !== null && own !== language) continue;
    for (const found of eachSentence(text, language)) {
      const { text: sentence, offset } = soundPart(found, language);
      if (statements.length >= most) return statements;
      const quote = { text: sentence, language, articleId: article.id, version, block, offset };
      statements.push(readStatement(quote, source, statements.length, known, names));
    }
  }
  return statements;
}

/** The keys of a title, in which a capital says nothing: a name is what the story's articles write as one. */
export function titleKeys(
  title: string,
  language: string,
  known: Lexicon,
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const raw = Array.from(title.matchAll(WORD), ([word]) => word.replace(/['’]s$/u, ''));
  return new Set(raw.flatMap((word) => tokenOf(word, true, language, known, names).keys));
}

function readStatement(
  quote: Quote,
  source: number,
  position: number,
  known: Lexicon,
  storyNames: ReadonlySet<string>,
): Statement {
  const language = quote.language ?? 'und';
  const named = new Set<string>();
  const keys = new Set<string>();
  const tokens: Joined[] = [];
  let end = 0;
  let first = true;
  const gaps: string[] = [];
  for (const match of quote.text.matchAll(WORD)) {
    if (tokens.length === MOST_WORDS) break;
    gaps.push(quote.text.slice(end, match.index));
    const raw = match[0].replace(/['’]s$/u, '');
    const fresh = first || /[.!?…:"“”«»]\s*$/u.test(quote.text.slice(end, match.index));
    end = match.index + match[0].length;
    first = false;
    const glued = /^-[\p{L}\p{N}]/u.test(quote.text.slice(end, end + 2));
    tokens.push({ ...tokenOf(raw, fresh, language, known, storyNames), glued });
  }
  for (const [index, token] of tokens.entries()) {
    for (const key of token.keys) keys.add(key);
    const model = token.name && token.glued ? tokens[index + 1]?.value : null;
    if (typeof model === 'string') keys.add(`${token.keys[0] ?? ''}${model}`);
    if (token.name) for (const key of token.keys) if (!/^[a-z]{2,3}:/u.test(key)) named.add(key);
  }
  const has = (sets: ReadonlyMap<string, ReadonlySet<string>>) =>
    tokens.some(({ word }) => sets.get(language)?.has(word) ?? false);
  const speaking = speakerRuns(
    tokens.map(({ word, name, keys: own, value }, index) => ({
      word,
      name,
      small: own.length === 0 && value === null,
      gap: gaps[index] ?? '',
    })),
    language,
  );
  const words_ = tokens.length;
  return {
    quote,
    source,
    position,
    language,
    names: named,
    quantities: quantitiesOf(tokens, language),
    keys,
    venues: venuesIn(quote.text, language, known),
    runs: nameRuns(tokens, gaps),
    sides: sidesTaken(
      tokens.map(({ word }) => word),
      language,
    ),
    speakers: new Set(
      speaking.flatMap(([from, to]) => tokens.slice(from, to).flatMap((token) => token.keys)),
    ),
    whole: words_ >= FEWEST_WORDS && isShort(quote.text, words_) && isWhole(quote.text, quote.language),
    midAir: beginsInMidAir(quote.text, quote.language),
    aboutIt: beginsWithIt(quote.text, quote.language),
    connective: beginsWithConnective(quote.text, quote.language),
    pointsBack: pointsBack(quote.text, quote.language),
    negated: has(NEGATIONS) || /n['’]t(?!\p{L})/u.test(quote.text),
    modal: has(MODALS) || saysPlan(tokens, language),
    ordered: has(ORDER),
  };
}

function isShort(text: string, words: number): boolean {
  return words <= MOST_WORDS_SHOWN && text.replace(/\s+/gu, '').length <= SIGNS_PER_WORD * MOST_WORDS_SHOWN;
}

interface Token {
  readonly word: string;
  readonly keys: readonly string[];
  readonly name: boolean;
  readonly value: string | null;
}

/** Names in a row, with at most one small word between them, are words of one name. */
function nameRuns(tokens: readonly Joined[], gaps: readonly string[]): Map<string, number> {
  const runs = new Map<string, number>();
  let run = 0;
  let small = 0;
  for (const [at, { name, keys }] of tokens.entries()) {
    if (/[^\s'’-]/u.test(gaps[at] ?? '') || small > 1) run++;
    small = name ? 0 : keys.length > 0 ? 2 : small + 1;
    if (name) for (const key of keys) if (!runs.has(key)) runs.set(key, run);
  }
  return runs;
}

/** "Is to travel": a plan in two small words. A month of May is none. */
function saysPlan(tokens: readonly Token[], language: string): boolean {
  return (PLANS.get(language) ?? []).some((plan) =>
    tokens.some((_, at) => plan.every((word, i) => tokens[at + i]?.word === word)),
  );
}

/** A token, and whether a hyphen joins it to the next: "Soyuz-2", "a one-yard pass". */
interface Joined extends Token {
  readonly glued: boolean;
}

function tokenOf(
  raw: string,
  fresh: boolean,
  language: string,
  known: Lexicon,
  names: ReadonlySet<string>,
): Token {
  const word = fold(raw);
  if (/^\p{N}/u.test(word)) {
    const digits = numeral(word) || `#${word}`;
    return { word, keys: [], name: false, value: digits };
  }
  const date = dateKey(word, language);
  // English has a modal in May, and a capital tells them apart, but not at the start of a sentence.
  if (date !== null && (language !== 'en' || (/^\p{Lu}/u.test(raw) && !(fresh && word === 'may'))))
    return { word: '', keys: [date], name: false, value: null };
  const spelled = NUMBERS.get(language)?.get(word);
  if (spelled !== undefined) return { word, keys: [], name: false, value: `#${spelled}` };
  if (known.isStop(word) || word.length < 2) return { word, keys: [], name: false, value: null };
  const stem = known.stem(word);
  const concepts = known.concepts(stem).map((concept) => `=${concept}`);
  const bones = known.skeleton(stem);
  const capital = /^\p{Lu}/u.test(raw);
  // Some Ukrainian papers write "путін" and "росія" without a capital, on purpose.
  const lowered = bones.length >= 3 && /^\p{Script=Cyrillic}/u.test(raw);
  const name = (capital && !fresh) || ((capital || lowered) && names.has(bones));
  if (concepts.length > 0) return { word, keys: concepts, name, value: null };
  return { word, keys: name ? [bones] : [`${language}:${stem}`], name, value: null };
}

function quantitiesOf(tokens: readonly Joined[], language: string): Quantity[] {
  const bounds = BOUNDS.get(language);
  const found: Quantity[] = [];
  for (const [index, token] of tokens.entries()) {
    if (found.length === MOST_QUANTITIES) break;
    if (token.value === null) continue;
    const before = tokens.slice(Math.max(0, index - 3), index);
    found.push({
      value: token.value,
      units: unitsAfter(tokens, index, token.glued ? 1 : UNIT_REACH),
      loose: before.some(({ word }) => bounds?.has(word) ?? false),
    });
  }
  return found;
}

/** The keys of the next `reach` words that say something. */
function unitsAfter(tokens: readonly Joined[], index: number, reach: number): string[] {
  const units: string[] = [];
  for (let at = index + 1, met = 0; at < tokens.length && met < reach; at++) {
    const { keys = [], value = null } = tokens[at] ?? {};
    if (keys.length > 0 || value !== null) met++;
    units.push(...keys);
  }
  return units;
}

function mapOf<From, To>(
  byLanguage: Readonly<Record<string, From>>,
  make: (list: From) => To,
): Map<string, To> {
  return new Map(Object.entries(byLanguage).map(([language, list]) => [language, make(list)]));
}
