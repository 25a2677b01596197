import type { Role } from '../../../types.ts';
import { withFallback, withKnown } from '../../known-facts.ts';
import { headLine } from '../../metadata/head.ts';
import type { Reading } from '../../reading.ts';
import { fold } from '../../roles/lines.ts';
import { wordCount } from '../../roles/sentences.ts';
import { readText } from '../text.ts';

/** A paragraph of a word processor's document; `text` has `\n` where its author broke the line. */
export interface Paragraph {
  readonly kind: 'title' | 'heading' | 'list' | 'quote' | 'caption' | 'text';
  readonly text: string;
}

/** What word processors' files hold in common, whatever they are written in. */
export interface OfficeDocument {
  readonly paragraphs: readonly Paragraph[];
  /** Lines of page headers and footers. */
  readonly frame: readonly string[];
  /** Footnotes and endnotes. */
  readonly notes: readonly string[];
  /** The title among the file's properties. */
  readonly title: string | null;
}

const LONGEST_FRAME_LINE = 400;
const ITEM = '- ';

/** The article in a document: styles say what a heading is, page headers may have its date, notes are kept apart. */
export async function readDocument(document: OfficeDocument): Promise<Reading> {
  const paragraphs = document.paragraphs.filter(({ text }) => /\S/.test(text));
  const reading = await readText(paragraphs.map(marked).join('\n\n'));
  const titled = withKnown(reading, { title: titleIn(paragraphs) }, 'header');
  const items = new Set(paragraphs.filter(({ kind }) => kind === 'list').map(({ text }) => fold(text)));
  const captions = new Set(paragraphs.filter(({ kind }) => kind === 'caption').map(({ text }) => fold(text)));
  const framed = withFrame(
    {
      ...titled,
      blocks: titled.blocks.map((block) => {
        if (captions.has(block.text)) return { ...block, role: 'caption' as const };
        const item = block.text.startsWith(ITEM) ? block.text.slice(ITEM.length) : '';
        // The mark was ours: the document numbers or marks its lists by itself.
        return block.role === 'list' && items.has(item) ? { ...block, text: item } : block;
      }),
    },
    document.frame,
  );
  const notes = document.notes
    .map(fold)
    .filter(Boolean)
    .map((text) => ({ role: 'boilerplate' as const, text }));
  const property = fold(document.title ?? '');
  return withFallback(
    { ...framed, blocks: [...framed.blocks, ...notes] },
    // "Document1" and file names are no titles.
    wordCount(property) >= 3 ? { title: property } : {},
    'document',
  );
}

/** Plain text with the marks that the text reader knows: the same words by any program give the same article. */
function marked({ kind, text }: Paragraph): string {
  const lines = text.split('\n').map(fold);
  if (kind === 'title' || kind === 'heading') return `## ${fold(text)}`;
  if (kind === 'list') return `${ITEM}${fold(text)}`;
  if (kind === 'quote') return `> ${fold(text)}`;
  return brokenByHand(lines) ? lines.join('\n') : lines.join(' ');
}

/** A title on two lines is one text; line breaks after sentences, and many of them, stand for paragraphs. */
function brokenByHand(lines: readonly string[]): boolean {
  return lines.length > 3 || lines.slice(0, -1).some((line) => line === '' || /[.!?…"”»:]$/u.test(line));
}

/** The paragraph styled as title, or the only heading before any text. */
function titleIn(paragraphs: readonly Paragraph[]): string | null {
  const styled = paragraphs.find(({ kind }) => kind === 'title');
  if (styled) return fold(styled.text);
  const [first, second] = paragraphs;
  return first?.kind === 'heading' && second?.kind !== 'heading' ? fold(first.text) : null;
}

/** Page headers and footers as blocks of their own: each with what it says, and the date if the text has none. */
function withFrame(reading: Reading, frame: readonly string[]): Reading {
  const texts = new Set(reading.blocks.map(({ text }) => text));
  const lines = [...new Set(frame.flatMap((text) => text.split('\n')).map(fold))].filter(
    (text) => text !== '' && !texts.has(text),
  );
  const heads = lines.map((text) => (text.length < LONGEST_FRAME_LINE ? headLine(text) : null));
  const dated =
    heads.find((head) => head?.published && !head.ambiguous) ?? heads.find((head) => head?.published);
  const outlet = heads.find((head) => head?.outlet)?.outlet;
  const blocks = lines.map((text, at) => ({ role: heads[at]?.role ?? ('boilerplate' satisfies Role), text }));
  return withFallback(
    { ...reading, blocks: [...reading.blocks, ...blocks] },
    {
      ...(dated?.published ? { published: dated.published, ambiguousDate: dated.ambiguous ?? false } : {}),
      ...(outlet ? { outlet } : {}),
    },
    'header',
  );
}
