import type { Block, Role, Translation } from '../types.ts';
import { isBody } from './body.ts';
import { cutPoint, type Length, shortened } from './cut.ts';
import { sentencesOf } from './roles/sentences.ts';

/**
 * What an article holds at most, however large its file. Texts are counted in UTF-16 units, which is what every pass
 * over them costs; names in signs as a reader counts them and in UTF-8 bytes, which is what storage and mail pay.
 */
export const BOUNDS = {
  /** All body blocks together: what an edition is made from. */
  body: 60_000,
  bodyBlocks: 1_000,
  /** All blocks of a file, its furniture included; a saved page has some hundred. */
  blocks: 5_000,
  block: 8_000,
  /** Of a sentence, or of what stands between two stops. */
  sentence: 2_000,
  title: { characters: 500, bytes: 2_000 },
  name: { characters: 100, bytes: 400 },
  authors: 30,
  contributors: 60,
  url: 2_000,
  translations: 20,
  summary: { characters: 3_000, bytes: 12_000 },
} as const;

/** The part of a reading, or of a finished article, that an upload fills with text. */
interface Bounded {
  readonly blocks: readonly Piece[];
  readonly title: string | null;
  readonly outlet: string | null;
  readonly agency: string | null;
  readonly authors: readonly string[];
  readonly contributors: readonly string[];
  readonly url: string | null;
  readonly translations: readonly Translation[];
}

type Piece = Pick<Block, 'role' | 'text'> & Partial<Pick<Block, 'days'>>;

/**
 * The same within `BOUNDS`, and whether anything had to be cut for it. Text is never dropped: a long block becomes
 * several, and what goes beyond the body's bounds keeps its place as `suspect`, which no edition reads. Names and titles
 * are cut between signs; an address that is too long is none. What is within bounds comes back as it is.
 */
export function withinBounds<T extends Bounded>(read: T): { readonly value: T; readonly cut: boolean } {
  const blocks = boundedBlocks(read.blocks);
  const fields = {
    title: orNone(read.title, BOUNDS.title),
    outlet: orNone(read.outlet, BOUNDS.name),
    agency: orNone(read.agency, BOUNDS.name),
    authors: namesOf(read.authors, BOUNDS.authors),
    contributors: namesOf(read.contributors, BOUNDS.contributors),
    url: read.url !== null && read.url.length > BOUNDS.url ? null : read.url,
    translations: read.translations.slice(0, BOUNDS.translations).map(
      (one): Translation => ({
        ...one,
        title: orNone(one.title, BOUNDS.title),
        summary: orNone(one.summary, BOUNDS.summary),
      }),
    ),
  };
  const cut = blocks !== read.blocks || !sameFields(fields, read);
  return { value: cut ? { ...read, ...fields, blocks } : read, cut };
}

function orNone(text: string | null, most: Length): string | null {
  return text === null ? null : shortened(text, most);
}

function namesOf(names: readonly string[], most: number): readonly string[] {
  return names.slice(0, most).map((name) => shortened(name, BOUNDS.name));
}

function sameFields(fields: Omit<Bounded, 'blocks'>, read: Bounded): boolean {
  const { title, outlet, agency, authors, contributors, url, translations } = read;
  return (
    JSON.stringify(fields) ===
    JSON.stringify({ title, outlet, agency, authors, contributors, url, translations })
  );
}

/** The very same list where nothing had to be changed. */
function boundedBlocks(blocks: readonly Piece[]): readonly Piece[] {
  const divided = blocks.flatMap(divide);
  let size = 0;
  let count = 0;
  const kept = divided.map((block): Piece => {
    if (!isBody(block.role)) return block;
    size += block.text.length;
    count += 1;
    return size > BOUNDS.body || count > BOUNDS.bodyBlocks ? aside(block) : block;
  });
  const joined = kept.length > BOUNDS.blocks ? join(kept) : kept;
  const same = joined.length === blocks.length && joined.every((block, at) => block === blocks[at]);
  return same ? blocks : joined;
}

function aside(block: Piece): Piece {
  return { ...block, role: 'suspect' };
}

/** A block within bounds as it is; a longer one as several, cut between sentences where it has any. */
function divide(block: Piece): readonly Piece[] {
  const { text, role } = block;
  if (text.length <= BOUNDS.sentence || (!isBody(role) && text.length <= BOUNDS.block)) return [block];
  if (!isBody(role)) {
    const rest: Role = role === 'title' ? 'suspect' : role;
    return spans(text, 0, text.length, BOUNDS.block).map(([start, end], at) =>
      part(block, start, end, at === 0 ? role : rest),
    );
  }
  const parts: Piece[] = [];
  let from = 0;
  let to = 0;
  const flush = () => {
    if (to > from) parts.push(part(block, from, to, role));
  };
  for (const { text: sentence, offset } of sentencesOf(text)) {
    const end = offset + sentence.length;
    if (sentence.length > BOUNDS.sentence) {
      flush();
      const pieces = spans(text, offset, end, BOUNDS.sentence);
      // No piece may pass for a whole sentence: the first ends without a stop, and the last one is set aside.
      parts.push(...pieces.map(([start, stop]) => part(block, start, stop, stop === end ? 'suspect' : role)));
      from = end;
    } else if (end - from > BOUNDS.block) {
      flush();
      from = offset;
    }
    to = end;
  }
  flush();
  return parts.length > 1 ? parts : [block];
}

/** Where to cut `text` from `start` to `end`, so that no piece is longer than `most`. */
function spans(
  text: string,
  start: number,
  end: number,
  most: number,
): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  let from = start;
  while (end - from > most) {
    const to = cutPoint(text, from, most);
    found.push([from, to]);
    from = to;
  }
  return [...found, [from, end]];
}

function part(block: Piece, start: number, end: number, role: Role): Piece {
  const text = block.text.slice(start, end);
  const offset = start + text.length - text.trimStart().length;
  const { days, ...rest } = block;
  const own = days
    ?.filter((day) => day.offset >= offset && day.offset + day.text.length <= end)
    .map((day) => ({ ...day, offset: day.offset - offset }));
  return { ...rest, role, text: text.trim(), ...(own && own.length > 0 ? { days: own } : {}) };
}

/** Neighbours of one role that no edition reads, put together until a block is full. */
function join(blocks: readonly Piece[]): readonly Piece[] {
  const runs: { readonly first: Piece; readonly texts: string[]; size: number }[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    const fits =
      last?.first.role === block.role && !isBody(block.role) && last.size + block.text.length < BOUNDS.block;
    if (last && fits) {
      last.texts.push(block.text);
      last.size += block.text.length + 1;
    } else runs.push({ first: block, texts: [block.text], size: block.text.length });
  }
  return runs.map(({ first, texts }) => (texts.length === 1 ? first : { ...first, text: texts.join('\n') }));
}
