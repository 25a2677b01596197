import { unwrappedEastAsian } from './east-asian-lines.ts';

/** One piece of a text file, before anyone knows what it is. */
export interface Line {
  /** White space folded, marks of Markdown taken off; otherwise as the file has it. */
  readonly text: string;
  readonly mark: 'none' | 'heading' | 'bullet' | 'quote' | 'rule';
  /** An empty line stands before it. */
  readonly gap: boolean;
}

const BREAK = /\r\n|[\n\r\u2028\u2029\u0085\v\f]/;
const HEADING = /^#{1,6}\s+(?=\S)/;
const BULLET = /^(?:[-*•‣▪●◦·–—]|\(?\d{1,2}[.)])\s+(?=\S)/;
const QUOTE = /^(?:>\s?)+(?=\S)/;
const RULE = /^(?:[-*_=~–—]\s?){3,}$/;
const EMPHASISED = /^([*_])(?![\s*_])([^*_]{3,200})(?<!\s)\1$/u;
const UNDERLINE = /^(?:={3,}|-{3,})$/;
/** Mail programs and old editors break lines near these widths. */
const WRAP = { min: 50, max: 100 } as const;
const LEAST_FULL = 6;
const LEAST_OPEN = 3;
/** Letters by which programs and people miss a width. */
const SLACK = 8;

/** The non-empty lines of a text in order, hard-wrapped paragraphs joined again. */
export function linesOf(text: string): readonly Line[] {
  const given = withGaps(text.split(BREAK));
  const raw = (unwrappedEastAsian(given) ?? given).map(fold);
  const joined = isHardWrapped(raw) ? unwrap(raw) : raw;
  const lines: Line[] = [];
  let gap = true;
  for (const line of joined) {
    if (line === '') {
      gap = true;
      continue;
    }
    const previous = lines.at(-1);
    if (UNDERLINE.test(line) && !gap && previous && previous.mark === 'none' && previous.text.length < 200) {
      lines[lines.length - 1] = { ...previous, mark: 'heading' };
    } else {
      lines.push({ ...unmarked(line), gap });
    }
    gap = false;
  }
  return lines;
}

/** What `fold` changes, and halves of pairs of which one may be lost. */
const TO_FOLD =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what it takes out
  /[\0-\x1f\x7f-\xa0\xad\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ud800-\udfff\ufeff]| {2}|^ | $/;

/** Characters that print nothing part words for whoever compares them, or break whatever stores them; every kind of space becomes one. */
export function fold(text: string): string {
  if (!TO_FOLD.test(text)) return text;
  return text
    .replace(/(?!\s)\p{Cc}|[\ufeff\u2060\u00ad\u200b]/gu, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .toWellFormed();
}

const INDENT = /^(?:[ \t]{2,}|\u3000+)(?=\S)/u;

/** Where no empty line parts paragraphs and some lines are set in, each of those begins one. */
function withGaps(lines: readonly string[]): readonly string[] {
  const full = lines.filter((line) => line.trim() !== '');
  const indented = full.filter((line) => INDENT.test(line) && !BULLET.test(line.trim()));
  const parted = lines.length - full.length > full.length / 8;
  if (parted || indented.length < 2 || indented.length > full.length * 0.6) return lines;
  return lines.flatMap((line) => (INDENT.test(line) ? ['', line] : [line]));
}

function unmarked(line: string): Pick<Line, 'text' | 'mark'> {
  if (RULE.test(line)) return { text: line, mark: 'rule' };
  if (HEADING.test(line)) return { text: line.replace(HEADING, '').replace(/\s#+$/, ''), mark: 'heading' };
  if (QUOTE.test(line)) return { text: line.replace(QUOTE, ''), mark: 'quote' };
  const bullet = BULLET.exec(line);
  // "— Said a general" is speech in half of Europe; a dash is a bullet only where a list would be.
  if (bullet && !/^[–—]/.test(line)) return { text: line, mark: 'bullet' };
  const strong = /^(\*\*|__)(.{3,200})\1$/.exec(line);
  if (strong?.[2]) return { text: strong[2], mark: 'heading' };
  // Messengers mark a whole line as bold or slanted with one character at each end.
  const emphasised = EMPHASISED.exec(line);
  return { text: emphasised?.[2] ?? line, mark: 'none' };
}

function isHardWrapped(lines: readonly string[]): boolean {
  let full = 0;
  let open = 0;
  let longest = 0;
  lines.forEach((line, index) => {
    longest = Math.max(longest, line.length);
    if (line.length < WRAP.min || line.length > WRAP.max) return;
    full += 1;
    const next = lines[index + 1] ?? '';
    if (next !== '' && /[\p{L},;-]$/u.test(line) && /^[\p{Ll}\p{Lo}"“(]/u.test(next)) open += 1;
  });
  // A short text has few full lines; then most of them must go on in the next.
  const isWrapped = (full >= LEAST_FULL && open >= full * 0.35) || (open >= LEAST_OPEN && open >= full * 0.6);
  return isWrapped && longest <= WRAP.max + 20;
}

function unwrap(lines: readonly string[]): readonly string[] {
  const width = usualWidth(lines);
  const joined: string[] = [];
  let before = '';
  for (const line of lines) {
    const last = joined.at(-1);
    // A line ends where its next word did not fit; where it had fitted, the writer began a new one.
    const [word = ''] = /^\S*/.exec(line) ?? [];
    const isFull = before.length >= WRAP.min - 10 && before.length + word.length + 1 >= width - SLACK;
    const continues = last && line !== '' && isFull && !HEADING.test(line) && !BULLET.test(line);
    if (continues) joined[joined.length - 1] = rejoined(last, line);
    else joined.push(line);
    before = line;
  }
  return joined;
}

/** A word that was divided is one word again. */
function rejoined(before: string, after: string): string {
  return /\p{Ll}{2}[-\u2010]$/u.test(before) && /^\p{Ll}{2}/u.test(after)
    ? before.slice(0, -1) + after
    : `${before} ${after}`;
}

/** The width at which most lines of a hard-wrapped text were broken. */
function usualWidth(lines: readonly string[]): number {
  const widths = lines.map((line) => line.length).filter((width) => width >= WRAP.min && width <= WRAP.max);
  return widths.toSorted((a, b) => a - b)[Math.floor(widths.length * 0.8)] ?? WRAP.min;
}
