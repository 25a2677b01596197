import { InvalidUpload } from '../../invalid-upload.ts';
import type { Reading } from '../../reading.ts';
import { type OfficeDocument, type Paragraph, readDocument } from './office-document.ts';
import { CHANGES, type Destination, type State } from './rtf-state.ts';
import { type RtfToken, rtfTokens } from './rtf-tokens.ts';
import words from './rtf-words.json' with { type: 'json' };
import { kindNamed } from './word-styles.ts';

interface ParagraphState {
  readonly style: number;
  readonly isOutlined: boolean;
  readonly isListed: boolean;
}

const SIGNS: ReadonlyMap<string, string> = new Map(Object.entries(words.signs));
const SKIPPED = new Set(words.skipped);
const FRAMES = new Set(words.frames);
const CODE_PAGES: ReadonlyMap<string, string> = new Map(Object.entries(words.codePages));
const FONT_CHARSETS: ReadonlyMap<string, number> = new Map(Object.entries(words.fontCharsets));
const PLAIN_PARAGRAPH: ParagraphState = { style: 0, isOutlined: false, isListed: false };
/** Destinations that old readers may ignore, and that hold text. */
const READ_OPTIONALS = new Set(['ud', 'shpinst', 'footnote']);
const DEEPEST = 2_000;

/** A file in Rich Text Format (Word, LibreOffice, TextEdit). Throws `InvalidUpload`. */
export async function readRtf(bytes: Uint8Array): Promise<Reading> {
  let document: OfficeDocument;
  try {
    document = rtfDocument(bytes);
  } catch (cause) {
    throw new InvalidUpload(
      'corrupt',
      'This is a Rich Text document (.rtf) that is damaged. Save it again, or save its text as a .txt file, and upload that.',
      { cause },
    );
  }
  return readDocument(document);
}

/** Its paragraphs, page headers and notes. What is hidden, struck through or deleted is left out. */
export function rtfDocument(bytes: Uint8Array): OfficeDocument {
  const reader = rtfReader(isUtf8(bytes));
  for (const token of rtfTokens(Buffer.from(bytes).toString('latin1'))) reader.take(token);
  return reader.end();
}

type Control = (number: number | null) => void;

interface RtfReader {
  take(token: RtfToken): void;
  end(): OfficeDocument;
}

/** A stack of groups, and text collected for each destination until its paragraph ends. */
function rtfReader(isRawUtf8: boolean): RtfReader {
  let state: State = { destination: 'text', repeats: 1, font: -1, isHidden: false, isStruck: false };
  let paragraph = PLAIN_PARAGRAPH;
  let codePage = 1252;
  let style = 0;
  let defaultFont = -1;
  let pending = '';
  let toSkip = 0;
  let isOptional = false;
  const stack: State[] = [];
  const fontPages = new Map<number, number>();
  const styleNames = new Map<number, string>();
  const paragraphs: Paragraph[] = [];
  const texts = { text: '', frame: '', note: '', box: '', fonts: '', title: '' };

  const endParagraph = (): void => {
    const named = kindNamed(styleNames.get(paragraph.style) ?? '');
    const plain = paragraph.isOutlined ? 'heading' : paragraph.isListed ? 'list' : 'text';
    paragraphs.push({ kind: named !== 'text' ? named : plain, text: texts.text.replaceAll('\u00ad', '') });
    for (const line of texts.box.split('\n\n')) paragraphs.push({ kind: 'text', text: line });
    texts.text = '';
    texts.box = '';
  };
  const nameStyle = (text: string): void => {
    const name = (styleNames.get(style) ?? '') + text;
    styleNames.set(style, name.replace(/;.*/s, '').slice(0, 100));
  };
  const put = (text: string): void => {
    const { destination, isHidden, isStruck } = state;
    if (destination === 'skipped' || isHidden || isStruck) return;
    if (destination === 'styles') nameStyle(text);
    else if (destination === 'text' && text === '\n\n') endParagraph();
    else texts[destination] += text;
  };
  /** Two bytes may make one letter: bytes wait for whatever follows them. */
  const decodePending = (): void => {
    if (pending === '') return;
    const bytes = Buffer.from(pending, 'latin1');
    pending = '';
    const page = fontPages.get(state.font < 0 ? defaultFont : state.font) ?? codePage;
    const charset = isRawUtf8 ? 'utf-8' : (CODE_PAGES.get(String(page)) ?? 'windows-1252');
    put(new TextDecoder(charset).decode(bytes));
  };
  /** Inside of what is skipped nothing comes back, but for what is `kept` whatever stands around it. */
  const go = (destination: Destination, isKept = false): void => {
    if (state.destination !== 'skipped' || isKept) state = { ...state, destination };
  };
  const close = (): void => {
    const left = state.destination;
    const outer = stack.pop();
    if (!outer) return;
    state = outer;
    toSkip = 0;
    if ((left === 'frame' || left === 'note') && outer.destination !== left) texts[left] += '\n';
  };
  const takeSign = (sign: string): void => {
    if (sign === '*') isOptional = true;
    else if (sign === '~') put(' ');
    else if (sign === '_') put('-');
    else if (sign === '\r' || sign === '\n') put('\n\n');
    else if (/[\\{}]/.test(sign)) put(sign);
  };
  const setFontPage = (page: number | undefined): void => {
    if (state.destination === 'fonts' && page !== undefined) fontPages.set(state.font, page);
  };
  const change = (part: Partial<ParagraphState>): void => {
    if (state.destination === 'text') paragraph = { ...paragraph, ...part };
  };
  const others: ReadonlyMap<string, Control> = new Map<string, Control>([
    [
      'u',
      (number) => {
        const code = number ?? 0;
        put(String.fromCharCode(code < 0 ? code + 65_536 : code));
        toSkip = state.repeats;
      },
    ],
    [
      'ansicpg',
      (number) => {
        codePage = number || codePage;
      },
    ],
    [
      'mac',
      () => {
        codePage = 10_000;
      },
    ],
    [
      'deff',
      (number) => {
        defaultFont = number ?? -1;
      },
    ],
    ['fonttbl', () => go('fonts')],
    ['fcharset', (number) => setFontPage(FONT_CHARSETS.get(String(number)))],
    ['cpg', (number) => setFontPage(number ?? undefined)],
    ['stylesheet', () => go('styles')],
    ['title', () => go('title', true)],
    ['footnote', () => go('note')],
    ['upr', () => go('skipped')],
    ['ud', () => go(stack.at(-2)?.destination ?? 'text', true)],
    ['shptxt', () => go('box', true)],
    ['result', () => go('text', true)],
    [
      's',
      (number) => {
        style = number ?? 0;
        change({ style });
      },
    ],
    ['outlinelevel', (number) => change({ isOutlined: (number ?? 9) < 9 })],
    ['ls', (number) => change({ isListed: (number ?? 0) > 0 })],
    ['pard', () => change(PLAIN_PARAGRAPH)],
  ]);
  const takeWord = (word: string, number: number | null): void => {
    const sign = SIGNS.get(word);
    const changed = CHANGES.get(word);
    if (isOptional && !READ_OPTIONALS.has(word)) go('skipped');
    else if (sign !== undefined) put(sign);
    else if (FRAMES.has(word)) go('frame');
    else if (SKIPPED.has(word)) go('skipped');
    else if (changed) state = { ...state, ...changed(number) };
    else others.get(word)?.(number);
  };

  return {
    take(token) {
      if (token.kind === 'bytes') {
        const skip = Math.min(toSkip, token.bytes.length);
        toSkip -= skip;
        if (state.destination !== 'skipped') pending += token.bytes.slice(skip);
        return;
      }
      if (toSkip > 0 && isLetter(token)) {
        toSkip -= 1;
        return;
      }
      decodePending();
      const wasOptional = isOptional;
      if (token.kind === 'open') {
        if (stack.length > DEEPEST) throw new RangeError('nested too deeply');
        stack.push(state);
        toSkip = 0;
      } else if (token.kind === 'close') close();
      else if (token.kind === 'sign') takeSign(token.sign);
      else takeWord(token.word, token.number);
      if (wasOptional) isOptional = false;
    },
    end() {
      decodePending();
      // The last brace is often missing; more than that was cut off.
      if (stack.length > 1) throw new RangeError(`${stack.length} groups are open`);
      endParagraph();
      const lines = (text: string) => text.split(/\n+/).filter((line) => /\S/.test(line));
      return { paragraphs, frame: lines(texts.frame), notes: lines(texts.note), title: texts.title || null };
    },
  };
}

/** Programs that know no code pages write their own letters as they are. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return bytes.some((byte) => byte > 127);
  } catch {
    return false;
  }
}

/** A control word that prints one letter counts as one of those that `\u` repeats. */
function isLetter(token: RtfToken): boolean {
  return token.kind === 'sign' ? /[\\{}~_]/.test(token.sign) : token.kind === 'word' && SIGNS.has(token.word);
}
