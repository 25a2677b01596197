import { dateKey } from './calendar.ts';
import data from './data/sentences.json' with { type: 'json' };
import stopwords from './data/stopwords.json' with { type: 'json' };
import { wordSets } from './word-sets.ts';
import { words } from './words.ts';

/** A sentence where it stands: `text.slice(offset, offset + sentence.text.length) === sentence.text`. */
export interface Sentence {
  readonly text: string;
  readonly offset: number;
}

const ABBREVIATIONS = wordSets(data.abbreviations);
const STOP = wordSets(stopwords);
const MID_AIR = new Map(Object.entries(data.midAir));
const POINTERS = new Map(
  Object.entries(data.pointers).map(([language, { pointers, times }]) => [
    language,
    { pointers: new Set(words(pointers)), times: new Set(words(times)) },
  ]),
);
const NO_POINTERS = { pointers: new Set<string>(), times: new Set<string>() };
const IT = new Map(Object.entries(data.it));
const LATER = new Map(Object.entries(data.later));
const CONNECTIVE = new Map(Object.entries(data.connective));
const SPEAKER = new Map(Object.entries(data.speaker));

const QUOTES_OPEN = /[“«„]/gu;
const QUOTES_CLOSE = /[”»]/gu;
/** Characters in which a sentence says when. */
const OPENING_WORDS = 32;
/** Words without a capital that a sentence has at least. */
const FEWEST_SMALL = 2;
/** An initial ("Edith M.", "Yu. A."), or letters with dots between ("U.N."). Some sounds are spelled with two letters. */
const INITIALS = new RegExp(String.raw`(?:^|[\s(“«"'])(?:(?:\p{Lu}|${data.initials.join('|')})\.)+$`, 'u');
/** "am 3. Mai": languages that write an ordinal number with a stop. */
const ORDINALS_WITH_STOP: ReadonlySet<string> = new Set(data.ordinalsWithStop);
const LAST_WORD = /([\p{L}.]+)\.$/u;
const ENDS = /[.!?…。！？।؟]["”»’')\]」』]*$/u;
/** Written without spaces between words. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;
/**
 * UTF-16 units. What can be quoted has 60 words at most, a third of this; with a bound here, all that compares the words
 * of one sentence with each other is bounded too.
 */
export const LONGEST_SENTENCE = 1_000;
/** Initials and abbreviations are shorter. */
const LONGEST_TAIL = 64;

/**
 * The sentences of one paragraph. Intl.Segmenter, repaired: it splits after abbreviations and initials, inside open
 * quotes and before a lower-case follow-up. A repair never reaches beyond the paragraph, nor on from a sentence that is
 * longer than any that can be shown; of such a one its beginning is given. Linear.
 */
export function sentencesOf(paragraph: string, language: string | null): Sentence[] {
  return [...eachSentence(paragraph, language)];
}

/** The same, one after another: who needs the first of a long paragraph reads no further. */
export function* eachSentence(paragraph: string, language: string | null): Generator<Sentence> {
  const abbreviations = ABBREVIATIONS.get(language ?? '') ?? new Set<string>();
  const lastClose = Math.max(...['”', '»', '"'].map((sign) => paragraph.lastIndexOf(sign)));
  const ordinals = ORDINALS_WITH_STOP.has(language ?? '');
  let start = 0;
  let marks = NO_MARKS;
  for (const { segment, index } of segmenterFor(language).segment(paragraph)) {
    const end = index + segment.length;
    marks = added(marks, segment);
    const open = isUnclosed(marks) && lastClose >= end;
    const repaired =
      end < paragraph.length &&
      end - start <= LONGEST_SENTENCE &&
      (open || goesOn(paragraph, start, end, { abbreviations, ordinals }));
    if (repaired) continue;
    const found = sentenceAt(paragraph, start, end);
    if (found.text !== '') yield found;
    start = end;
    marks = NO_MARKS;
  }
}

const SEGMENTERS = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string | null): Intl.Segmenter {
  const name = language ?? 'en';
  const known = SEGMENTERS.get(name) ?? new Intl.Segmenter(name, { granularity: 'sentence' });
  SEGMENTERS.set(name, known);
  return known;
}

/** Without the white space around it, and no longer than the bound. */
function sentenceAt(paragraph: string, start: number, end: number): Sentence {
  const space = /\s*/uy;
  space.lastIndex = start;
  const offset = Math.min(end, start + (space.exec(paragraph)?.[0].length ?? 0));
  const most = offset + LONGEST_SENTENCE;
  // A letter of two units stays whole.
  const last =
    most < end && /[\uD800-\uDBFF]/.test(paragraph.charAt(most - 1)) ? most - 1 : Math.min(most, end);
  return { text: paragraph.slice(offset, last).trimEnd(), offset };
}

interface Stops {
  readonly abbreviations: ReadonlySet<string>;
  /** Whether an ordinal number ends in one. */
  readonly ordinals: boolean;
}

/** Looks at the end of what there is and at the beginning of what follows only. */
function goesOn(paragraph: string, start: number, end: number, { abbreviations, ordinals }: Stops): boolean {
  const tail = paragraph.slice(Math.max(start, end - LONGEST_TAIL), end).trimEnd();
  if (ordinals && /(?:^|\s)\d{1,2}\.$/u.test(tail)) return true;
  // A straight mark before a word opens the next sentence.
  if (/^(?:\p{Ll}|[”»’)]|"(?![\p{L}\p{N}]))/u.test(paragraph.slice(end, end + 2))) return true;
  if (INITIALS.test(tail)) return true;
  const last = LAST_WORD.exec(tail)?.[1]?.toLowerCase();
  return last !== undefined && abbreviations.has(last);
}

/** Quotation marks of a text, as many as were seen so far. */
interface Marks {
  readonly opened: number;
  readonly closed: number;
  readonly straight: number;
}

const NO_MARKS: Marks = { opened: 0, closed: 0, straight: 0 };

function added(marks: Marks, text: string): Marks {
  return {
    opened: marks.opened + count(text, QUOTES_OPEN),
    closed: marks.closed + count(text, QUOTES_CLOSE),
    straight: marks.straight + count(text, /"/g),
  };
}

function isUnclosed({ opened, closed, straight }: Marks): boolean {
  return opened > closed || straight % 2 === 1;
}

function isOpen(text: string): boolean {
  return isUnclosed(added(NO_MARKS, text));
}

/** Whether a sentence can stand alone: begins and ends like one, quotes and brackets are closed, no glued words. */
export function isWhole(sentence: string, language: string | null): boolean {
  // Letters without case (Arabic, Han, Hangul) begin a sentence as well as capitals.
  if (!/^["“«„「『¿¡('‘]*[\p{Lu}\p{Lo}\p{N}]/u.test(sentence) || !ENDS.test(sentence)) return false;
  if (isOpen(sentence) || count(sentence, /[“«„]/gu) !== count(sentence, /[”»]/gu)) return false;
  if (/^['‘]/u.test(sentence) && !/\S['’](?![\p{L}\p{N}])/u.test(sentence.slice(1))) return false;
  if (count(sentence, /\(/g) !== count(sentence, /\)/g)) return false;
  if (count(sentence, /``/g) !== count(sentence, /''/g)) return false;
  if (isNamesOnly(sentence)) return false;
  if (/(?:^|[\s,])\p{Ll}{2,}\p{Lu}\p{Ll}/u.test(sentence)) return false;
  if (/\p{Ll}[.!?]["”»]?\s+\p{Ll}/u.test(sentence)) return false;
  return !capitalAstray(sentence, language);
}

/** "White House, John Kirby.": the end of a sentence that was cut in two, not a sentence. */
function isNamesOnly(sentence: string): boolean {
  const capitals = count(sentence, /(?<![\p{L}\p{N}])\p{Lu}/gu);
  return capitals > 0 && count(sentence, /(?<![\p{L}\p{M}\p{N}'’])[\p{Ll}\p{Lo}]/gu) < FEWEST_SMALL;
}

/** A small word with a capital in the middle ("and They went"): two sentences grown together. */
function capitalAstray(sentence: string, language: string | null): boolean {
  const stop = STOP.get(language ?? '') ?? new Set<string>();
  // An article that belongs to a name has another capital behind it: "in The Hague", "en La Haya".
  const astray = /(?<!\p{L})(\p{Ll}+)\s+(\p{Lu}\p{Ll}+)(?!\p{L})(?!\s+\p{Lu})/gu;
  for (const [, before, word] of sentence.matchAll(astray)) {
    if (before === undefined || word === undefined || !stop.has(word.toLowerCase())) continue;
    if (dateKey(word.toLowerCase(), language ?? '') === null) return true;
  }
  return false;
}

/** Whether a sentence leans on one that came before: a pronoun, a connective, a quotation without its speaker. */
export function beginsInMidAir(sentence: string, language: string | null): boolean {
  const quoted = /^["“«„'‘]/u.test(sentence);
  const starts = MID_AIR.get(language ?? '') ?? [];
  if (!quoted)
    return starts.some((start) => startsWith(sentence, start)) || countsFromBefore(sentence, language);
  if (speaksOfOthers(sentence.slice(1), language)) return true;
  const outside = sentence
    .replace(/["“«„][^"”»]*["”»]/gu, ' ')
    .replace(/^['‘].*?\S['’](?![\p{L}\p{N}])/u, ' ')
    .replace(/^[^\p{L}]+/u, '');
  return !/(?<!\p{L})\p{Lu}\p{L}/u.test(outside) || outside.split(/\s+/u).length < 2;
}

/** Whether quoted words begin with someone or something from before ("They are trying …"); "we" and "I" are who speaks. */
export function speaksOfOthers(spoken: string, language: string | null): boolean {
  const speaker = SPEAKER.get(language ?? '') ?? [];
  return (MID_AIR.get(language ?? '') ?? []).some(
    (start) => !speaker.includes(start) && startsWith(spoken, start),
  );
}

/** Whether all that makes a sentence lean on the one before is a connective: "Meanwhile, the ministers met." */
export function beginsWithConnective(sentence: string, language: string | null): boolean {
  if (countsFromBefore(sentence, language)) return true;
  return (CONNECTIVE.get(language ?? '') ?? []).some((start) => {
    if (!startsWith(sentence, start)) return false;
    const rest = sentence.slice(start.length).replace(/^[\s,]+/u, '');
    return !beginsInMidAir(rest, language);
  });
}

/** "It closed a gap": what it is, only the sentence before tells. */
export function beginsWithIt(sentence: string, language: string | null): boolean {
  return (IT.get(language ?? '') ?? []).some((word) => startsWith(sentence, word));
}

/** Whether a word inside points at something said before ("in this field"); times do not count ("this week"). */
export function pointsBack(sentence: string, language: string | null): boolean {
  const tokens = words(sentence);
  const { pointers, times } = POINTERS.get(language ?? '') ?? NO_POINTERS;
  return tokens.some((word, at) => pointers.has(word) && !times.has(tokens[at + 1] ?? ''));
}

/** "Two days later, …" asks: later than what? */
function countsFromBefore(sentence: string, language: string | null): boolean {
  const start = sentence.slice(0, OPENING_WORDS).toLowerCase();
  return (LATER.get(language ?? '') ?? []).some((phrase) => start.includes(phrase));
}

function startsWith(sentence: string, start: string): boolean {
  // A character more than the start has tells whether its last word ends there.
  const folded = `${sentence
    .slice(0, start.length + 4)
    .toLowerCase()
    .replaceAll('’', "'")} `;
  if (!folded.startsWith(start)) return false;
  if (UNSPACED.test(start)) return true;
  // "The one-day summit" does not begin with "the one".
  return start.endsWith(',') || /^(?:[\s,:;–—]|-(?!\p{L}))/u.test(folded.slice(start.length));
}

function count(text: string, sign: RegExp): number {
  return text.match(sign)?.length ?? 0;
}
