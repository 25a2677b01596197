import { findDate } from '../../metadata/dates.ts';
import { wordCount } from '../../roles/sentences.ts';
import { isForwarding, unquoted } from './mail-line.ts';

/** A sentence in place of a mail's header, on lines `start … end - 1`. */
export interface Attribution {
  readonly start: number;
  readonly end: number;
  readonly sentence: string;
}

/** An address in brackets, once or twice as Outlook writes it. */
export const ADDRESS =
  /[<[(]+\s*(?:mailto:)?[^\s<>()[\]]{1,80}@[^\s<>()[\]]{1,200}\s*(?:<mailto:[^<>]{1,200}>)?[>\])]+/u;
const ENDS = /(?:[:：]|>>>)$/;
const CLOCK = /\p{Nd}{1,2}[:.h]\p{Nd}{2}/u;
const MOST_LINES = 3;
const LONGEST = 300;
/** Words beside name and address; a sentence of an article has more. */
const MOST_WORDS = 26;

/**
 * The first sentence on lines `from … to - 1` that stands in place of a header, in any language: "On 12 Sep 2023, at 18:04, Ada
 * Lind <…> wrote:". It ends in a colon, names an address and a day or an hour, and may be broken over three lines.
 */
export function attribution(lines: readonly string[], from = 0, to = lines.length): Attribution | null {
  for (let at = from; at < to; at += 1) {
    const line = lines[at] ?? '';
    if (line.length > LONGEST || !ENDS.test(unquoted(line))) continue;
    for (let start = at; start >= from && start > at - MOST_LINES; start -= 1) {
      const part = unquoted(lines[start] ?? '');
      if (part === '') break;
      const sentence = lines
        .slice(start, at + 1)
        .map(unquoted)
        .join(' ');
      if (sentence.length > LONGEST) break;
      if (isAttribution(sentence, isForwarding(sentence))) return { start, end: at + 1, sentence };
    }
  }
  return null;
}

function isAttribution(sentence: string, isMarked: boolean): boolean {
  return (
    ADDRESS.test(sentence) &&
    wordCount(sentence.replace(ADDRESS, ' ')) <= MOST_WORDS &&
    (isMarked || findDate(sentence) !== null || CLOCK.test(sentence))
  );
}
