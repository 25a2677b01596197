import { once } from './once.ts';

/** A length as a reader counts it and as storage does: whichever is reached first ends the text. */
export interface Length {
  readonly characters: number;
  readonly bytes: number;
}

const segmenter = once(() => new Intl.Segmenter('und', { granularity: 'grapheme' }));
/** UTF-8. The longest sign that people write, a family joined into one picture, has 41; more is marks heaped upon a letter. */
const LONGEST_SIGN = 64;
const stop = once(() => /[\p{Sentence_Terminal}…]["'”’»)\]」』]*$/u);
/** Latin, Greek and Cyrillic letters and the usual characters, none of which joins another: a character as a reader counts is one of them. */
const PLAIN = /^[ -\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*$/;
/** UTF-8 bytes of a UTF-16 unit, at most. */
const MOST_BYTES = 3;
/** How far back a white space is looked for before a word is cut. */
const LOOK_BACK = 200;

/**
 * The text, or as much of its beginning as `most` allows: never half a sign, and whole words where it has words. Of a character
 * with marks heaped upon it, only the first ones stay.
 */
export function shortened(text: string, most: Length): string {
  if (text.length <= most.characters && text.length * MOST_BYTES <= most.bytes && PLAIN.test(text))
    return text;
  let kept = '';
  let characters = 0;
  let bytes = 0;
  let read = 0;
  for (const { segment } of segmenter().segment(text.slice(0, most.bytes + LONGEST_SIGN))) {
    const sign = clipped(segment);
    const size = Buffer.byteLength(sign);
    if (characters === most.characters || bytes + size > most.bytes)
      return wholeWords(kept, text.slice(read));
    kept += sign;
    characters += 1;
    bytes += size;
    read += segment.length;
  }
  return kept;
}

function clipped(sign: string): string {
  if (sign.length * 3 <= LONGEST_SIGN) return sign;
  let kept = '';
  for (const letter of sign.slice(0, LONGEST_SIGN)) {
    if (Buffer.byteLength(kept + letter) > LONGEST_SIGN) break;
    kept += letter;
  }
  return kept;
}

function wholeWords(kept: string, rest: string): string {
  const space = /^\s/u.test(rest) ? -1 : lastSpace(kept, kept.length - LOOK_BACK);
  return (space > 0 ? kept.slice(0, space) : kept).trimEnd();
}

/** The last white space at or behind `from`; -1 for none. */
function lastSpace(text: string, from: number): number {
  for (let at = text.length - 1; at >= Math.max(0, from); at -= 1) if (/\s/u.test(text[at] ?? '')) return at;
  return -1;
}

/**
 * Where to cut a text without stops, at most `most` units behind `from`: at a white space if there is one near, else
 * between two characters, and never behind a stop, so that what stands before the cut does not look like a whole sentence.
 */
export function cutPoint(text: string, from: number, most: number): number {
  const end = from + most;
  const start = Math.max(from, end - LOOK_BACK);
  const near = text.slice(start, end);
  for (let at = near.length; at > 0; at = lastSpace(near.slice(0, at), 0)) {
    if (at < near.length && !stop().test(near.slice(0, at).trimEnd())) return start + at + 1;
  }
  const characters = segmenter().segment(text.slice(start, end + LOOK_BACK));
  for (let at = near.length; at > 0; at -= 1) {
    const sign = characters.containing(at);
    if (sign && sign.index > 0 && !stop().test(near.slice(0, sign.index))) return start + sign.index;
    at = Math.min(at, sign?.index ?? at);
  }
  // Marks heaped upon one letter, or nothing but stops: only a pair of surrogates stays together.
  return /[\ud800-\udbff]/.test(text[end - 1] ?? '') ? end - 1 : end;
}
