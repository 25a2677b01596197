import Handlebars from 'handlebars';
import en from './wording/en.json' with { type: 'json' };
import es from './wording/es.json' with { type: 'json' };
import uk from './wording/uk.json' with { type: 'json' };

export type PageKind = 'leave' | 'left' | 'broken';

interface PageOptions {
  /** ISO 639-1; a language without wording of ours reads English. */
  readonly language: string;
  /** The briefing's name. */
  readonly name: string;
  /** Where the button posts to: a path of this site. */
  readonly action?: string;
  /** `templates/reader/page.html`. */
  readonly template: string;
}

interface PageWording {
  readonly title: string;
  readonly text: string;
  readonly button?: string;
}

const WORDING: Readonly<
  Record<string, { readonly direction: string } & Readonly<Record<PageKind, PageWording>>>
> = {
  en,
  es,
  uk,
};

/** A whole page for a reader, in his language. It loads nothing and runs no script. */
export function readerPage(kind: PageKind, options: PageOptions): string {
  const language = options.language in WORDING ? options.language : 'en';
  const wording = WORDING[language] ?? en;
  const { name, action, template } = options;
  const view = { language, direction: wording.direction, name, action, ...wording[kind] };
  return Handlebars.compile(template)(view);
}
