import { dice } from './made-up.ts';

/**
 * Texts that no reporter writes and that an editor may upload, each of about so many letters: what once cost an
 * edition more than its square. For tests of growth, and for the bench.
 */
export const COSTLY: Readonly<Record<string, (letters: number) => string>> = {
  'a meeting without a stop': (letters) => repeated('meeting at Geneva ', letters),
  'Chinese without a stop': (letters) => repeated('会谈在日内瓦举行双方讨论粮食', letters),
  'one giant word and a stop': (letters) => `${repeated('ostrava', letters)}.`,
  'letters with stops between': (letters) => repeated('A.', letters),
  'an open quotation': (letters) => `“${repeated('The ministers met in Geneva on Monday. ', letters)}`,
  'rows of numbers': (letters) => numbers(letters),
  'rows of numbers with stops': (letters) => repeated('17 carriages. 20 missiles. 14:30. ', letters),
  'numbers in words and times': (letters) =>
    repeated('Thirty-one and a half million 14:30 4 hours and a half two hundred and ', letters),
  'numbers of East Asia': (letters) => repeated('総額4億6000万ドル、3억 5천만 달러,1万2,3.4亿人', letters),
  'a chain of names': (letters) => names(letters),
  'titles in a row': (letters) => repeated('Minister President Chairman Ann Lee, ', letters),
  'quotations and initials': (letters) =>
    repeated('A. B. “Cold rain fell on the old port,” C. D. said. ', letters),
  abbreviations: (letters) => repeated('Mr. ', letters),
  'words glued together': (letters) =>
    `${repeated('at the site, andThe host ofThe place met. for ', letters)}.`,
  'closing brackets and stops': (letters) => repeated('.”)’', letters),
  'signs without words': (letters) => repeated('⚡', letters),
  'marks on one letter': (letters) => `A${repeated('\u0301', letters)} spoke.`,
  'months and years': (letters) => repeated('On 13 September 2023 and in July 2021 they met. ', letters),
  'a long report': (letters) => report(letters),
};

function repeated(part: string, letters: number): string {
  return part
    .repeat(Math.ceil(letters / part.length))
    .slice(0, letters)
    .trimEnd();
}

function numbers(letters: number): string {
  const roll = dice(11);
  const rows: string[] = [];
  for (let size = 0; size < letters; size += 8) rows.push(`${1 + roll(9_999)} ${roll(99)}`);
  return rows.join(' ').slice(0, letters);
}

const SYLLABLES = 'ba de ko lu mi no pe ra sil to vun zar'.split(' ');

function names(letters: number): string {
  const roll = dice(13);
  const name = () => {
    const word = SYLLABLES[roll(SYLLABLES.length)] ?? '';
    return `${word.charAt(0).toUpperCase()}${word.slice(1)}${SYLLABLES[roll(SYLLABLES.length)]}`;
  };
  const chain: string[] = [];
  for (let size = 0; size < letters; size += 6) chain.push(name());
  return chain.join(' ').slice(0, letters);
}

/** Sentences with names, figures and words that many of them share, as in a story that sixty papers tell. */
export function report(letters: number, seed = 17): string {
  const [roll, common] = [dice(seed), dice(5)];
  const word = (of: (sides: number) => number) =>
    Array.from({ length: 2 + of(2) }, () => SYLLABLES[of(SYLLABLES.length)]).join('');
  const shared = Array.from({ length: 400 }, () => word(common));
  const sentences: string[] = [];
  for (let size = 0; size < letters; ) {
    const words = Array.from({ length: 12 }, () => shared[roll(shared.length)] ?? '');
    const sentence = `The ${words.slice(0, 4).join(' ')} Kim Vostok ${words.slice(4).join(' ')} ${10 + roll(90)} carriages.`;
    sentences.push(sentence);
    size += sentence.length + 1;
  }
  return sentences.join(' ');
}
