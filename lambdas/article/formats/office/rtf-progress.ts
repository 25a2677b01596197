import type { OfficeDocument, Paragraph } from './office-document.ts';
import type { Destination, State } from './rtf-state.ts';
import words from './rtf-words.json' with { type: 'json' };
import { kindNamed } from './word-styles.ts';

export interface ParagraphState {
  readonly style: number;
  readonly isOutlined: boolean;
  readonly isListed: boolean;
}

/** How far a file is read: a stack of groups, and text collected for each destination until its paragraph ends. */
export interface Progress {
  /** Programs that know no code pages write their own letters as they are. */
  readonly isRawUtf8: boolean;
  state: State;
  paragraph: ParagraphState;
  codePage: number;
  /** The style that is being named in the table of styles, or that a paragraph has. */
  style: number;
  defaultFont: number;
  /** Bytes whose letters are not decoded yet: two of them may make one. */
  pending: string;
  /** Letters that only repeat the one before, for old readers. */
  toSkip: number;
  /** Behind `\*`: an unknown word begins what is to be skipped. */
  isOptional: boolean;
  readonly stack: State[];
  readonly fontPages: Map<number, number>;
  readonly styleNames: Map<number, string>;
  readonly paragraphs: Paragraph[];
  readonly texts: Record<Exclude<Destination, 'skipped' | 'styles'>, string>;
}

const CODE_PAGES: ReadonlyMap<string, string> = new Map(Object.entries(words.codePages));
export const PLAIN_PARAGRAPH: ParagraphState = { style: 0, isOutlined: false, isListed: false };

export function begun(isRawUtf8: boolean): Progress {
  return {
    isRawUtf8,
    state: { destination: 'text', repeats: 1, font: -1, isHidden: false, isStruck: false },
    paragraph: PLAIN_PARAGRAPH,
    codePage: 1252,
    style: 0,
    defaultFont: -1,
    pending: '',
    toSkip: 0,
    isOptional: false,
    stack: [],
    fontPages: new Map(),
    styleNames: new Map(),
    paragraphs: [],
    texts: { text: '', frame: '', note: '', box: '', fonts: '', title: '' },
  };
}

/** Text goes where its group goes; what is hidden or struck through is left out. */
export function put(reader: Progress, text: string): void {
  const { destination, isHidden, isStruck } = reader.state;
  if (destination === 'skipped' || isHidden || isStruck) return;
  if (destination === 'styles') nameStyle(reader, text);
  else if (destination === 'text' && text === '\n\n') endParagraph(reader);
  else reader.texts[destination] += text;
}

function nameStyle({ styleNames, style }: Progress, text: string): void {
  const name = (styleNames.get(style) ?? '') + text;
  styleNames.set(style, name.replace(/;.*/s, '').slice(0, 100));
}

function endParagraph({ paragraph, paragraphs, styleNames, texts }: Progress): void {
  const named = kindNamed(styleNames.get(paragraph.style) ?? '');
  const plain = paragraph.isOutlined ? 'heading' : paragraph.isListed ? 'list' : 'text';
  paragraphs.push({ kind: named !== 'text' ? named : plain, text: texts.text.replaceAll('\u00ad', '') });
  for (const line of texts.box.split('\n\n')) paragraphs.push({ kind: 'text', text: line });
  texts.text = '';
  texts.box = '';
}

/** Two bytes may make one letter: bytes wait for whatever follows them. */
export function decodePending(reader: Progress): void {
  if (reader.pending === '') return;
  const bytes = Buffer.from(reader.pending, 'latin1');
  reader.pending = '';
  const { state, fontPages, defaultFont, codePage, isRawUtf8 } = reader;
  const page = fontPages.get(state.font < 0 ? defaultFont : state.font) ?? codePage;
  const charset = isRawUtf8 ? 'utf-8' : (CODE_PAGES.get(String(page)) ?? 'windows-1252');
  put(reader, new TextDecoder(charset).decode(bytes));
}

/** Inside of what is skipped nothing comes back, but for what is `kept` whatever stands around it. */
export function go(reader: Progress, destination: Destination, isKept = false): void {
  if (reader.state.destination !== 'skipped' || isKept) reader.state = { ...reader.state, destination };
}

/** A group begins. @throws RangeError for nesting that no program writes. */
export function openGroup(reader: Progress, deepest: number): void {
  if (reader.stack.length > deepest) throw new RangeError('nested too deeply');
  reader.stack.push(reader.state);
  reader.toSkip = 0;
}

/** A group ends: what it changed for itself is as it was before. */
export function closeGroup(reader: Progress): void {
  const left = reader.state.destination;
  const outer = reader.stack.pop();
  if (!outer) return;
  reader.state = outer;
  reader.toSkip = 0;
  if ((left === 'frame' || left === 'note') && outer.destination !== left) reader.texts[left] += '\n';
}

/** The document when all is read. @throws RangeError when more is missing than the last brace, which often is: it was cut off. */
export function ended(reader: Progress): OfficeDocument {
  decodePending(reader);
  const { stack, paragraphs, texts } = reader;
  if (stack.length > 1) throw new RangeError(`${stack.length} groups are open`);
  endParagraph(reader);
  const lines = (text: string) => text.split(/\n+/).filter((line) => /\S/.test(line));
  return { paragraphs, frame: lines(texts.frame), notes: lines(texts.note), title: texts.title || null };
}
