import { openZip, type Zip } from '../../bytes/zip.ts';
import type { Reading } from '../../reading.ts';
import { allIn, BrokenXml, elementsIn, firstIn, parseXml, textIn, type XmlElement } from '../../xml/tree.ts';
import { type OfficeDocument, type Paragraph, readDocument } from './office-document.ts';
import { type WordStyles, wordStyles } from './word-styles.ts';
import { type WordBlock, wordBlocks } from './word-xml.ts';

interface Part {
  readonly type: string;
  readonly path: string;
}

/** Parts of one document, by the ids under which it names them. */
type Relations = ReadonlyMap<string, Part>;

/** Documents inside documents inside documents are no newsroom's. */
const DEEPEST = 3;

/** A Word document (.docx, .dotx, .docm), unpacked. Throws what the parser and the ZIP throw. */
export async function readDocx(zip: Zip): Promise<Reading> {
  return readDocument(await documentIn(zip, 0));
}

async function documentIn(zip: Zip, depth: number): Promise<OfficeDocument> {
  const parse = (path: string | undefined): XmlElement | undefined => {
    const xml = path === undefined ? undefined : zip.read([path]).get(path);
    return xml ? parseXml(xml) : undefined;
  };
  const main = partsOf(relationsOf(parse('_rels/.rels'), ''), 'officeDocument')[0] ?? 'word/document.xml';
  const root = parse(main);
  const body = root && firstIn(root, 'body');
  if (!body) throw new BrokenXml('no body');
  const at = main.lastIndexOf('/') + 1;
  const home = main.slice(0, at);
  const relations = relationsOf(parse(`${home}_rels/${main.slice(at)}.rels`), home);
  const styles = wordStyles(parse(partsOf(relations, 'styles')[0]));
  const core = parse('docProps/core.xml');
  const title = core && elementsIn(core, 'title')[0];
  return {
    paragraphs: await withEmbedded(wordBlocks(body, styles), relations, zip, depth),
    frame: ['header', 'footer'].flatMap((type) =>
      partsOf(relations, type).flatMap((path) => linesIn(parse(path), styles)),
    ),
    notes: ['footnotes', 'endnotes'].flatMap((type) =>
      partsOf(relations, type).flatMap((path) => notesIn(parse(path), styles)),
    ),
    title: title ? textIn(title) : null,
  };
}

function relationsOf(rels: XmlElement | undefined, home: string): Relations {
  const found = (rels ? allIn(rels, 'Relationship') : []).map((one): readonly [string, Part] => {
    const target = one.attributes.get('Target') ?? '';
    const type = one.attributes.get('Type') ?? '';
    return [
      one.attributes.get('Id') ?? '',
      { type: type.slice(type.lastIndexOf('/') + 1), path: resolved(target, home) },
    ];
  });
  return new Map(found);
}

function resolved(target: string, home: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${home}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function partsOf(relations: Relations, type: string): readonly string[] {
  return [...relations.values()].filter((part) => part.type === type).map(({ path }) => path);
}

function textsOf(blocks: readonly WordBlock[]): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'embedded' ? [] : [block.text]));
}

function linesIn(part: XmlElement | undefined, styles: WordStyles): readonly string[] {
  return part ? textsOf(wordBlocks(part, styles)) : [];
}

function notesIn(part: XmlElement | undefined, styles: WordStyles): readonly string[] {
  if (!part) return [];
  // Notes with a type are the lines that separate notes from the text.
  return elementsIn(part)
    .filter((note) => /^(?:footnote|endnote)$/.test(note.name) && !note.attributes.has('type'))
    .map((note) => textsOf(wordBlocks(note, styles)).join(' '));
}

/** Other programs lay a page of HTML, or a whole document, into Word's: it is read where it stands. */
async function withEmbedded(
  blocks: readonly WordBlock[],
  relations: Relations,
  zip: Zip,
  depth: number,
): Promise<readonly Paragraph[]> {
  const found: Paragraph[] = [];
  for (const block of blocks) {
    if (block.kind !== 'embedded') found.push(block);
    else found.push(...(await embedded(zip.bytesOf(relations.get(block.id)?.path ?? ''), depth)));
  }
  return found;
}

async function embedded(bytes: Uint8Array | undefined, depth: number): Promise<readonly Paragraph[]> {
  if (!bytes || depth >= DEEPEST) return [];
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return (await documentIn(openZip(bytes), depth + 1)).paragraphs;
  const text = new TextDecoder().decode(bytes);
  if (text.startsWith('{\\rtf')) {
    const { rtfDocument } = await import('./rtf.ts');
    return rtfDocument(bytes).paragraphs;
  }
  if (!text.includes('<')) return text.split(/\r?\n/).map((line) => ({ kind: 'text', text: line }));
  return (await import('../html-fragment.ts')).fragmentParagraphs(text);
}
