import { looksLikeHtml } from '../bytes/sniff.ts';
import { elementsOf, textIn, treeOf } from './tree.ts';

/** Markup with what was around it taken off. */
export interface PageSource {
  readonly html: string;
  /** Where the program that wrapped it says it is from. */
  readonly url: string | null;
}

const CLIPBOARD = /^\s*Version:\d[^\n]*\r?\n(?:[A-Za-z]+:[^\n]*\r?\n){2,12}/;
const SOURCE_URL = /^SourceURL:(https?:\S+)/m;
const FRAGMENT = /<!--\s*StartFragment\s*-->([\s\S]*?)<!--\s*EndFragment\s*-->/i;
/** What browsers and programs that save pages write above one. */
const SAVED =
  /<!--\s{0,20}(?:saved from url=\(\d{4}\)|page saved with singlefile\s{1,20}url:\s{0,9})(https?:\/\/[^\s<>"]{3,2000})/i;
const FURTHEST_COMMENT = 4_000;
const VIEWED_SOURCE = /class="line-(?:content|gutter-backdrop|number)"|<body[^>]*\bid="viewsource"/i;

/** The page itself, and the address that a program noted above it: out of the clipboard format of Windows ("HTML Format"), or of a saved view of its source. */
export function pageSource(text: string): PageSource {
  const header = CLIPBOARD.exec(text)?.[0];
  if (header !== undefined) {
    const html = text.slice(header.length);
    return { html: FRAGMENT.exec(html)?.[1] ?? html, url: SOURCE_URL.exec(header)?.[1] ?? null };
  }
  if (VIEWED_SOURCE.test(text.slice(0, 20_000))) {
    const source = viewedSource(text);
    if (looksLikeHtml(source)) return { html: source, url: null };
  }
  return { html: text, url: SAVED.exec(text.slice(0, FURTHEST_COMMENT))?.[1] ?? null };
}

function viewedSource(text: string): string {
  const lines: string[] = [];
  for (const element of elementsOf(treeOf(text))) {
    if (element.name === 'pre' || element.attributes.class === 'line-content') lines.push(textIn(element));
  }
  return lines.join('\n');
}
