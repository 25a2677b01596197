import { go, type ParagraphState, PLAIN_PARAGRAPH, type Progress, put } from './rtf-progress.ts';
import { CHANGES } from './rtf-state.ts';
import words from './rtf-words.json' with { type: 'json' };

type Control = (reader: Progress, number: number | null) => void;

/** Control words that print one letter. */
export const SIGNS: ReadonlyMap<string, string> = new Map(Object.entries(words.signs));
const SKIPPED = new Set(words.skipped);
const FRAMES = new Set(words.frames);
const FONT_CHARSETS: ReadonlyMap<string, number> = new Map(Object.entries(words.fontCharsets));
/** Destinations that old readers may ignore, and that hold text. */
const READ_OPTIONALS = new Set(['ud', 'shpinst', 'footnote']);

/** Control words that do more than print a letter or change their group (`CHANGES`). All others are of no account. */
const CONTROLS: ReadonlyMap<string, Control> = new Map<string, Control>([
  ['u', takeLetter],
  ['ansicpg', (reader, number) => setCodePage(reader, number || reader.codePage)],
  ['mac', (reader) => setCodePage(reader, 10_000)],
  ['deff', setDefaultFont],
  ['fonttbl', (reader) => go(reader, 'fonts')],
  ['fcharset', (reader, number) => setFontPage(reader, FONT_CHARSETS.get(String(number)))],
  ['cpg', (reader, number) => setFontPage(reader, number ?? undefined)],
  ['stylesheet', (reader) => go(reader, 'styles')],
  ['title', (reader) => go(reader, 'title', true)],
  ['footnote', (reader) => go(reader, 'note')],
  ['upr', (reader) => go(reader, 'skipped')],
  ['ud', (reader) => go(reader, reader.stack.at(-2)?.destination ?? 'text', true)],
  ['shptxt', (reader) => go(reader, 'box', true)],
  ['result', (reader) => go(reader, 'text', true)],
  ['s', setStyle],
  ['outlinelevel', (reader, number) => change(reader, { isOutlined: (number ?? 9) < 9 })],
  ['ls', (reader, number) => change(reader, { isListed: (number ?? 0) > 0 })],
  ['pard', (reader) => change(reader, PLAIN_PARAGRAPH)],
]);

/** Obeys a control word, such as `\par` or `\fcharset204`. */
export function takeWord(reader: Progress, word: string, number: number | null): void {
  const sign = SIGNS.get(word);
  const changed = CHANGES.get(word);
  if (reader.isOptional && !READ_OPTIONALS.has(word)) go(reader, 'skipped');
  else if (sign !== undefined) put(reader, sign);
  else if (FRAMES.has(word)) go(reader, 'frame');
  else if (SKIPPED.has(word)) go(reader, 'skipped');
  else if (changed) reader.state = { ...reader.state, ...changed(number) };
  else CONTROLS.get(word)?.(reader, number);
}

/** Obeys a backslash with a sign behind it. */
export function takeSign(reader: Progress, sign: string): void {
  if (sign === '*') reader.isOptional = true;
  else if (sign === '~') put(reader, ' ');
  else if (sign === '_') put(reader, '-');
  else if (sign === '\r' || sign === '\n') put(reader, '\n\n');
  else if (/[\\{}]/.test(sign)) put(reader, sign);
}

function takeLetter(reader: Progress, number: number | null): void {
  const code = number ?? 0;
  put(reader, String.fromCharCode(code < 0 ? code + 65_536 : code));
  reader.toSkip = reader.state.repeats;
}

function setCodePage(reader: Progress, page: number): void {
  reader.codePage = page;
}

function setDefaultFont(reader: Progress, number: number | null): void {
  reader.defaultFont = number ?? -1;
}

function setFontPage({ state, fontPages }: Progress, page: number | undefined): void {
  if (state.destination === 'fonts' && page !== undefined) fontPages.set(state.font, page);
}

function setStyle(reader: Progress, number: number | null): void {
  reader.style = number ?? 0;
  change(reader, { style: reader.style });
}

function change(reader: Progress, part: Partial<ParagraphState>): void {
  if (reader.state.destination === 'text') reader.paragraph = { ...reader.paragraph, ...part };
}
