import { documentOf } from '../html/document.ts';
import { fragmentBlocks } from '../html/fragment-blocks.ts';
import type { Reading } from '../reading.ts';
import type { Paragraph } from './office/office-document.ts';
import { readText } from './text.ts';

/** HTML that is the article and nothing else (a Word file's, a JSON field's): read as the paste that it would make. */
export function readFragment(html: string): Promise<Reading> {
  const lines = fragmentBlocks(documentOf(html).body).map(({ role, text }) => {
    if (role === 'subheading') return `## ${text}`;
    if (role === 'list') return `- ${text}`;
    return role === 'quote' ? `> ${text}` : text;
  });
  return readText(lines.join('\n\n'));
}

/** A fragment's blocks as the paragraphs of a document. */
export function fragmentParagraphs(html: string): readonly Paragraph[] {
  return fragmentBlocks(documentOf(html).body).map(({ role, text }): Paragraph => {
    const kind = role === 'subheading' ? 'heading' : role;
    return {
      kind: kind === 'heading' || kind === 'list' || kind === 'quote' || kind === 'caption' ? kind : 'text',
      text,
    };
  });
}
