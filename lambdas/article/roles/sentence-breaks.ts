import { once } from '../once.ts';
import { LETTERS } from './letters.ts';

/** Unicode's property Sentence_Break, as far as the rules below ask for it. */
const Kind = {
  unknown: 0,
  other: 1,
  lower: 2,
  upper: 3,
  digit: 4,
  stop: 5,
  end: 6,
  close: 7,
  space: 8,
  onward: 9,
};

/** Characters beside letters and digits. `stop` may stand in an abbreviation or a number, `end` only ends. */
const SIGNS = {
  stop: '.',
  end: '!?',
  close: '"\'()[]{}«»‘’‚‛“”„‟‹›',
  space: ' \t',
  onward: ',-:;–—',
  other: '#$%&*+/<=>@\\^_`|~¡¢£¤¥¦§¨©¬®¯°±²³´¶·¸¹¼½¾¿×÷‐‑‒―†‡•…‰′″€№™',
} as const;
const LAST = 0x2122;

const kinds = once(() => {
  const table = new Uint8Array(LAST + 1);
  for (const [from, to] of LETTERS)
    for (let code = from; code <= to; code += 1) table[code] = letterKind(String.fromCharCode(code));
  for (let digit = 0x30; digit <= 0x39; digit += 1) table[digit] = Kind.digit;
  for (const kind of ['stop', 'end', 'close', 'space', 'onward', 'other'] as const)
    for (const sign of SIGNS[kind]) table[sign.charCodeAt(0)] = Kind[kind];
  return table;
});

/** Letters that have no second case are left to Unicode's own tables. */
function letterKind(letter: string): number {
  if (letter !== letter.toLowerCase()) return Kind.upper;
  return letter === letter.toUpperCase() ? Kind.unknown : Kind.lower;
}

/**
 * Where sentences begin in a text of Latin or Cyrillic letters and the usual characters, by the rules SB6 to SB11 of
 * https://www.unicode.org/reports/tr29/#Sentence_Boundary_Rules, as `Intl.Segmenter` finds them. Null for a text with any
 * other character: the segmenter knows them all, but making the first one costs a fresh process more than reading a text.
 */
export function sentenceStarts(text: string): readonly number[] | null {
  const table = kinds();
  const kindAt = (at: number): number => table[text.charCodeAt(at)] ?? Kind.unknown;
  const skipped = (kind: number, from: number): number => {
    let at = from;
    while (kindAt(at) === kind) at += 1;
    return at;
  };
  for (let at = 0; at < text.length; at += 1) if (kindAt(at) === Kind.unknown) return null;
  const starts = text === '' ? [] : [0];
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindAt(at);
    if (kind !== Kind.stop && kind !== Kind.end) continue;
    const next = skipped(Kind.space, skipped(Kind.close, at + 1));
    if (next >= text.length || goesOn(kindAt(next))) continue;
    if (kind === Kind.end || !(isGlued(at, next, kindAt) || isFollowedBySmall(next, kindAt)))
      starts.push(next);
  }
  return starts;
}

/** SB8a. */
function goesOn(kind: number): boolean {
  return kind === Kind.onward || kind === Kind.stop || kind === Kind.end;
}

/** "3.5" and "U.N": SB6 and SB7. */
function isGlued(at: number, next: number, kindAt: (at: number) => number): boolean {
  if (next !== at + 1) return false;
  if (kindAt(next) === Kind.digit) return true;
  const before = at > 0 ? kindAt(at - 1) : Kind.unknown;
  return kindAt(next) === Kind.upper && (before === Kind.upper || before === Kind.lower);
}

/** The next letter is a small one: SB8. */
function isFollowedBySmall(from: number, kindAt: (at: number) => number): boolean {
  for (let at = from; ; at += 1) {
    const kind = kindAt(at);
    if (kind === Kind.lower) return true;
    if (kind === Kind.unknown || kind === Kind.upper || kind === Kind.stop || kind === Kind.end) return false;
  }
}
