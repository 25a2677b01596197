import type { Edition, Settings } from '../types.ts';
import { fitted } from './fit.ts';
import { htmlOf } from './html.ts';
import { editionTemplates, type Templates } from './template.ts';
import { wrapText } from './text.ts';
import { editionView } from './view.ts';

export type { Templates } from './template.ts';

export interface RenderOptions {
  /** ISO 639-1. */
  readonly language: string;
  readonly settings: Settings;
  readonly templates: Templates;
}

export interface Rendered {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * One edition's mail in one language: subject, HTML and text with the same facts and links, placeholders where each
 * reader's tokens go. The same input, the same bytes, and never more than mail programs take (`fitted`).
 */
export async function renderEdition(edition: Edition, options: RenderOptions): Promise<Rendered> {
  const { markup, plain } = editionTemplates(options.templates);
  return fitted(editionView(edition, options), async (view) => ({
    subject: view.subject,
    html: await htmlOf(markup(view)),
    text: wrapText(plain(view)),
  }));
}
