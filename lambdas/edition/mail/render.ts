import type { Edition, Settings } from '../../types.ts';
import { fittedBrief } from '../brief/fit.ts';
import { type BriefView, briefView } from '../brief/view.ts';
import { countWords } from '../select/count-words.ts';
import { editionTemplates, type Templates } from '../template.ts';
import { fill, numberIn } from '../wording.ts';
import { fitted } from './fit.ts';
import { htmlOf } from './html.ts';
import { wrapText } from './text.ts';
import { editionView } from './view.ts';

export type { Depth, Templates } from '../template.ts';

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
 * One edition's full mail in one language: subject, HTML and text with the same facts and links, placeholders where each
 * reader's tokens go. The same input, the same bytes, and never more than mail programs take (`fitted`).
 */
export async function renderEdition(edition: Edition, options: RenderOptions): Promise<Rendered> {
  const { markup, plain } = editionTemplates(options.templates, 'full');
  return fitted(editionView(edition, options), async (view) => ({
    subject: view.subject,
    html: await htmlOf(markup(view)),
    text: wrapText(plain(view)),
  }));
}

/** Words a minute: what an adult reads of such texts. Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047 */
const WORDS_A_MINUTE = 238;

/** The same edition for one minute. `full` is its full mail: how long each takes is said in the brief one. */
export async function renderBrief(
  edition: Edition,
  { full, ...options }: RenderOptions & { readonly full: Pick<Rendered, 'text'> },
): Promise<Rendered> {
  const { markup, plain } = editionTemplates(options.templates, 'brief');
  return fittedBrief(briefView(edition, options), async (view) => {
    const timed = withMinutes(view, full.text);
    return { subject: view.subject, html: await htmlOf(markup(timed)), text: wrapText(plain(timed)) };
  });
}

function withMinutes(view: BriefView, full: string): BriefView {
  if (view.quiet !== null) return view;
  const { locale, minutes } = view.words;
  const spent = (text: string) =>
    numberIn(Math.max(1, Math.round(countWords(text) / WORDS_A_MINUTE)), locale);
  const whole = full.replaceAll(/https?:\S+/g, '');
  return { ...view, minutes: fill(minutes, { brief: spent(toBeRead(view)), full: spent(whole) }) };
}

/** What is read from top to end: headlines, sentences, differences, claims; names of outlets and our own notes are glanced at. */
function toBeRead({ contents, stories }: BriefView): string {
  const lines = stories.flatMap(({ headline, sentences, differ, matrix, spoken }) => [
    headline,
    ...sentences,
    ...(differ?.sides ?? []),
    ...(matrix?.rows.map(({ claim }) => claim) ?? []),
    ...(spoken === null ? [] : [spoken]),
  ]);
  return [...contents.map(({ headline }) => headline), ...lines].map(({ text }) => text).join(' ');
}
