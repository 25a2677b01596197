import { once } from '../once.ts';
import { remembered } from '../remembered.ts';
import { sentenceStarts } from './sentence-breaks.ts';

/** Ends like a sentence: a stop, with closing quotes or brackets after it. */
const TERMINAL = /[.!?…。！？｡؟।]["'”’»)\]」』]{0,16}$/u;
const LONGEST_TERMINAL = 17;
/** What a stop behind it does not end a sentence after; a lone capital is one as well. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'Mr Mrs Ms Dr Prof Gen Adm Col Lt Maj Capt Sgt Gov Sen Rep Rev St Sr Jr No Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec vs approx art cf etc e.g i.e a.m p.m U.S U.N U.K D.C Inc Ltd Co Corp p pp vol str ст ул вул ім им р г гг рр тис тыс млн млрд дол ред Sra Dra EE.UU pág núm av z.B u.a d.h bzw ca Nr M Mme MM'.split(
    ' ',
  ),
);
const LAST_WORD = /[^\s("“]*$/u;

/** For the texts that need it: making one is dear. */
const segmenter = once(() => new Intl.Segmenter('en', { granularity: 'sentence' }));

/** Longer than any abbreviation with the character before it: what ends a sentence is told by its tail alone. */
const TAIL = 24;

/** Whole sentences in order, verbatim, with their offset in the text: nothing between them but white space. */
export function sentencesOf(text: string): readonly { readonly text: string; readonly offset: number }[] {
  const starts: number[] = [];
  for (const index of sentenceStarts(text) ?? segmentStarts(text)) {
    // Unicode's rules cut at "Adm. Kim" and "U.N. …", and before a follow-up in lower case.
    if (starts.length === 0 || !(endsShort(text, index) || /^\p{Ll}/u.test(text.slice(index, index + 2))))
      starts.push(index);
  }
  return starts.map((start, at) => {
    const piece = text.slice(start, starts[at + 1] ?? text.length);
    return { text: piece.trim(), offset: start + piece.length - piece.trimStart().length };
  });
}

function segmentStarts(text: string): readonly number[] {
  return Array.from(segmenter().segment(text), ({ index }) => index);
}

/** Whether the text before `end` ends with an abbreviation, white space left out. */
function endsShort(text: string, end: number): boolean {
  let last = end;
  while (last > 0 && /\s/u.test(text[last - 1] ?? '')) last -= 1;
  if (text[last - 1] !== '.') return false;
  const [word = ''] = LAST_WORD.exec(text.slice(Math.max(0, last - TAIL), last - 1)) ?? [];
  return ABBREVIATIONS.has(word) || /^\p{Lu}$/u.test(word);
}

export function endsSentence(text: string): boolean {
  return TERMINAL.test(text.slice(-LONGEST_TERMINAL));
}

const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]/;
const UNSPACED_SIGNS = new RegExp(UNSPACED, 'g');

/** Words, with a Han, kana or Thai character counted as half a word: they are written without spaces. */
export const wordCount = remembered(counted);

function counted(text: string): number {
  const quick = quickCount(text);
  if (quick >= 0) return quick;
  const dense = UNSPACED.test(text) ? (text.match(UNSPACED_SIGNS)?.length ?? 0) : 0;
  const spaced = text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  return dense ? Math.max(spaced, Math.round(dense / 2)) : spaced;
}

/** The same by code points for plain Latin and Cyrillic, at a fifth of the time; -1 where another script occurs. */
function quickCount(text: string): number {
  let words = 0;
  let inside = false;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === 'other') return -1;
    if (kind === 'word') {
      if (!inside) words += 1;
      inside = true;
    } else if (kind !== 'joint' || !inside || kindOf(text.charCodeAt(at + 1)) !== 'word') inside = false;
  }
  return words;
}

function kindOf(code: number): 'word' | 'joint' | 'sign' | 'other' {
  if (code < 0x80) {
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39))
      return 'word';
    return code === 0x27 || code === 0x2e || code === 0x2d ? 'joint' : 'sign';
  }
  if (code === 0x2019) return 'joint';
  if (code >= 0xc0 && code <= 0x24f) return code === 0xd7 || code === 0xf7 ? 'sign' : 'word';
  if ((code >= 0x400 && code <= 0x481) || (code >= 0x48a && code <= 0x52f)) return 'word';
  if (code === 0xa0 || code === 0xab || code === 0xbb || code === 0xa9) return 'sign';
  return code >= 0x2010 && code <= 0x2027 ? 'sign' : 'other';
}
