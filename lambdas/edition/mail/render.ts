import type { Edition, Settings } from '../../types.ts';
import { briefView } from '../brief/brief-view.ts';
import { fittedBrief } from '../brief/fit-brief.ts';
import { fitted } from '../full/fit-full.ts';
import { editionView } from '../full/full-view.ts';
import { editionTemplates, type Templates } from '../mail-templates.ts';
import { fill } from '../wording.ts';
import { htmlOf } from './html.ts';
import { briefMinutes, fullMinutes } from './reading-time.ts';
import { wrapText } from './text.ts';

export type { Depth, Templates } from '../mail-templates.ts';

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

export interface RenderedFull extends Rendered {
  /** That it takes to read, as the language writes the number. */
  readonly minutes: string;
}

/**
 * One edition's full mail in one language: subject, HTML and text with the same facts and links, placeholders where each
 * reader's tokens go. The same input, the same bytes, and never more than mail programs take (`fitted`).
 */
export async function renderEdition(edition: Edition, options: RenderOptions): Promise<RenderedFull> {
  const { markup, plain } = editionTemplates(options.templates, 'full');
  return fitted(editionView(edition, options), async (view) => {
    const full = fullMinutes(view);
    const minutes = view.quiet === null ? fill(view.words.fullMinutes, { full }) : '';
    const timed = { ...view, minutes };
    return {
      subject: view.subject,
      html: await htmlOf(markup(timed)),
      text: wrapText(plain(timed)),
      minutes: full,
    };
  });
}

/** The same edition in brief. `full` is its full mail: how long each takes is said in the brief one. */
export async function renderBrief(
  edition: Edition,
  { full, ...options }: RenderOptions & { readonly full: Pick<RenderedFull, 'minutes'> },
): Promise<Rendered> {
  const { markup, plain } = editionTemplates(options.templates, 'brief');
  return fittedBrief(briefView(edition, options), async (view) => {
    const both = { brief: briefMinutes(view), full: full.minutes };
    const minutes = view.quiet === null ? fill(view.words.minutes, both) : '';
    const timed = { ...view, minutes };
    return { subject: view.subject, html: await htmlOf(markup(timed)), text: wrapText(plain(timed)) };
  });
}
