import bent from '../data/number-forms.json' with { type: 'json' };
import grammar from '../data/number-grammar.json' with { type: 'json' };
import written from '../data/number-words.json' with { type: 'json' };
import { magnitudeNamed } from './magnitudes.ts';

/** A number in words: `text.slice(start, end)`. */
export interface WrittenNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

type Values = ReadonlyMap<string, number>;

/** How one language writes numbers. */
interface Grammar {
  readonly values: Values;
  readonly one: ReadonlySet<string>;
  readonly hundred: ReadonlySet<string>;
  /** "cent" is a hundred; "hundred" is none without a number before it. */
  readonly isHundredAlone: boolean;
  /** "mil quinientos" is fifteen hundred. */
  readonly isThousandAlone: boolean;
  /** Twenty, of which four make eighty and three leave room for twenty: "quatre-vingt-dix", "soixante-dix". */
  readonly score: ReadonlySet<string>;
  /** Words between two parts, with the least unit that may stand before them: "hundred and twelve", "treinta y uno". */
  readonly between: Values;
  readonly halves: readonly string[];
}

const WORD = /[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
/** What may stand between two words of one number. */
const GAP = /^[-\s\u2011]{1,2}$/u;
const [FOUR, SCORE, SIXTY, HUNDRED] = [4, 20, 60, 100];

interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The numbers that a text writes out, from two on, put together: "thirty-one", "doscientos cincuenta", "four hundred and twelve million". */
export function writtenNumbers(text: string, language: string | null): readonly WrittenNumber[] {
  const own = grammarOf(language ?? '');
  if (own.values.size === 0) return [];
  const words = [...text.matchAll(WORD)].map(
    ({ 0: word, index }): Word => ({
      word: plain(word),
      start: index,
      end: index + word.length,
    }),
  );
  const found: WrittenNumber[] = [];
  for (let at = 0; at < words.length; ) {
    const run = runFrom(at, words, { own, text, language });
    if (run !== null && run.value > 1)
      found.push({ value: run.value, start: words[at]?.start ?? 0, end: run.end });
    at = run === null ? at + 1 : run.next;
  }
  return found;
}

/** The half behind what is counted: "cuatro horas y media", "4 heures et demie". */
export function halfBehind(text: string, end: number, language: string | null): number {
  const counted = COUNTED.exec(text.slice(end, end + LONGEST_COUNTED))?.[0].length;
  if (counted === undefined) return 0;
  const behind = text.slice(end + counted);
  return grammarOf(language ?? '').halves.some((phrase) => isPhrase(behind, phrase)) ? 0.5 : 0;
}

const COUNTED = /^\s\p{L}+\s/u;
const LONGEST_COUNTED = 30;

function isPhrase(text: string, phrase: string): boolean {
  return text.startsWith(phrase) && !/^\p{L}/u.test(text.slice(phrase.length));
}

interface Source {
  readonly own: Grammar;
  readonly text: string;
  readonly language: string | null;
}

/** The longest number that begins with a word; `next` is the first word behind it. Null where none begins. */
function runFrom(
  from: number,
  words: readonly Word[],
  { own, text, language }: Source,
): { readonly value: number; readonly end: number; readonly next: number } | null {
  // `room`: what is added has to be smaller, since "twenty" leaves room for ones, and "five" for nothing.
  let [total, current, room] = [0, 0, Number.POSITIVE_INFINITY];
  let [at, end, next] = [from, 0, from];
  for (;;) {
    const word = words[at];
    if (word === undefined || (next > from && !GAP.test(text.slice(end, word.start)))) break;
    const value = own.values.get(word.word) ?? (own.one.has(word.word) ? 1 : undefined);
    const factor = magnitudeNamed(word.word, language);
    if (own.hundred.has(word.word) && (current > 0 ? current < 10 : own.isHundredAlone && room > HUNDRED)) {
      [current, room] = [Math.max(1, current) * HUNDRED, HUNDRED];
    } else if (own.score.has(word.word) && current === FOUR) {
      [current, room] = [FOUR * SCORE, SCORE];
    } else if (factor !== undefined && (current > 0 || isThousand(factor, words.slice(at, at + 2), own))) {
      [total, current, room] = [total + Math.max(1, current) * factor, 0, factor];
    } else if (factor !== undefined && total > 0 && factor > room) {
      // "dos mil millones": thousands of millions.
      [total, room] = [total * factor, factor];
    } else if (value !== undefined && value < room) {
      [current, room] = [current + value, roomBehind(value, own)];
    } else {
      const least = own.between.get(word.word);
      if (least === undefined || room < least || room === Number.POSITIVE_INFINITY) break;
      const behind = words[at + 1];
      const added = behind && (own.values.get(behind.word) ?? (own.one.has(behind.word) ? 1 : undefined));
      if (added === undefined || added >= room || !GAP.test(text.slice(word.end, behind?.start))) break;
      [at, end] = [at + 1, word.end];
      continue;
    }
    [at, end, next] = [at + 1, word.end, at + 1];
    const half = own.halves.find((phrase) => isPhrase(text.slice(end + 1), phrase));
    if (half !== undefined && current > 0) {
      [current, room, end] = [current + 0.5, 0, end + 1 + half.length];
      next += half.split(' ').length;
      at = next;
    }
  }
  if (next === from) return null;
  return { value: total + current, end, next };
}

/** A thousand that begins a number: what follows is a part of it. */
function isThousand(factor: number, [, behind]: readonly Word[], own: Grammar): boolean {
  return own.isThousandAlone && factor === 1000 && own.values.has(behind?.word ?? '');
}

/** "twenty" is followed by less than ten, "two hundred" by less than a hundred, "five" by nothing. */
function roomBehind(value: number, { score }: Grammar): number {
  if (value >= HUNDRED) return HUNDRED;
  if (score.size > 0 && value === SIXTY) return SCORE;
  return value >= 20 && value % 10 === 0 ? 10 : 0;
}

const BENT: Readonly<Record<string, Readonly<Record<string, number>>>> = bent.forms;
const WRITTEN: Readonly<Record<string, Readonly<Record<string, number>>>> = written;
const GRAMMARS = new Map<string, Grammar>();

function grammarOf(language: string): Grammar {
  const known = GRAMMARS.get(language);
  if (known !== undefined) return known;
  // Whoever declares a language may call it "constructor".
  const own = <T>(lists: Readonly<Record<string, T>>): T | undefined =>
    Object.hasOwn(lists, language) ? lists[language] : undefined;
  const words = (lists: Readonly<Record<string, string>>) => new Set(own(lists)?.split(' '));
  const values = Object.entries({ ...own(BENT), ...own(WRITTEN) });
  const between: Readonly<Record<string, Readonly<Record<string, number>>>> = grammar.between;
  const halves: Readonly<Record<string, readonly string[]>> = grammar.half;
  const made: Grammar = {
    values: new Map(values.map(([word, value]) => [plain(word), value])),
    one: words(grammar.one),
    hundred: words(grammar.hundred),
    isHundredAlone: grammar.hundredAlone.split(' ').includes(language),
    isThousandAlone: grammar.thousandAlone.split(' ').includes(language),
    score: words(grammar.score),
    between: new Map(Object.entries(own(between) ?? {})),
    halves: own(halves) ?? [],
  };
  GRAMMARS.set(language, made);
  return made;
}

/** Lower case, all apostrophes alike. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[’ʼ]/g, "'");
}
