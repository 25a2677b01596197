import { shownSource } from '../bytes/mail-bytes.ts';

/** The bytes of one mail, and how many mails stood in the file. */
export interface MailFile {
  readonly mail: Uint8Array;
  readonly count: number;
}

const LATIN = 'latin1';
/** An mbox's line before each mail, as RFC 4155 has it: a sender, and a date as C prints it. */
const MBOX_LINE = /^From \S+ .{0,8}\w{3} \w{3} [\d ]\d \d{2}:\d{2}(?::\d{2})? .{0,12}\d{4}.{0,12}$/gm;
/** Apple Mail writes the number of the mail's bytes before it and a property list behind it. */
const EMLX_LENGTH = /^\s*(\d{1,9})\s*\r?\n/;
const HEADER_LINE = /^[A-Za-z][\w-]{1,60}:[ \t]/;

/** The mail in what was saved around it: empty lines, an mbox, Apple's `.emlx`, a web mail's "Show original" page. */
export function mailFile(bytes: Uint8Array): MailFile {
  const text = Buffer.from(bytes).toString(LATIN);
  const length = EMLX_LENGTH.exec(text);
  if (length && HEADER_LINE.test(text.slice(length[0].length))) {
    const start = length[0].length;
    return { mail: bytes.subarray(start, start + Number(length[1])), count: 1 };
  }
  const marks = [...text.matchAll(MBOX_LINE)].filter((match) => startsMail(text, match));
  const [first, second] = marks;
  if (first && text.slice(0, first.index).trim() === '') {
    const start = first.index + first[0].length;
    return { mail: trimmed(bytes.subarray(start, second?.index)), count: marks.length };
  }
  return { mail: trimmed(bytes.subarray(shownSource(text))), count: 1 };
}

function startsMail(text: string, match: RegExpExecArray): boolean {
  return HEADER_LINE.test(text.slice(match.index + match[0].length).replace(/^[\r\n]+/, ''));
}

function trimmed(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length && /\s/.test(String.fromCharCode(bytes[start] ?? 0))) start += 1;
  return bytes.subarray(start);
}
