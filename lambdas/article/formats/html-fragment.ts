import { parseHTML } from 'linkedom';
import { blocksOf } from '../html/blocks.ts';
import type { DomDocument } from '../html/dom.ts';
import type { Reading } from '../reading.ts';
import { readText } from './text.ts';

/** HTML that is the article and nothing else (a Word file's, a JSON field's): read as the paste that it would make. */
export function readFragment(html: string): Promise<Reading> {
  const { document }: { document: DomDocument } = parseHTML(
    `<!doctype html><html><body>${html}</body></html>`,
  );
  const lines = blocksOf(document.body).map(({ role, text }) => {
    if (role === 'subheading') return `## ${text}`;
    if (role === 'list') return `- ${text}`;
    return role === 'quote' ? `> ${text}` : text;
  });
  return readText(lines.join('\n\n'));
}
