import { headLine } from '../../metadata/head.ts';
import { hostOf } from '../../metadata/links.ts';
import { isName, namesIn, splitNames, tidyName } from '../../metadata/names.ts';
import { fold } from '../../roles/lines.ts';
import { beginsWith } from '../../roles/phrases.ts';
import type { PageElement } from '../tree.ts';

/** A longer text of an element that is called an author's is a biography. */
export const LONGEST_TEXT = 200;
const MOST_WORDS = 6;
const bylineLabel = beginsWith('bylines');

/** "By" and a name in elements of their own are two words. */
export function spacedTextIn(element: PageElement): string {
  const parts: string[] = [];
  let size = 0;
  const walk = (node: PageElement): void => {
    for (const child of node.children) {
      if (size > LONGEST_TEXT) return;
      if (typeof child !== 'string') {
        if (!UNSEEN.has(child.name)) walk(child);
        continue;
      }
      const text = fold(child);
      if (text === '') continue;
      parts.push(text);
      size += text.length + 1;
    }
  };
  walk(element);
  return parts.join(' ').replace(/ (?=[,.;:])/g, '');
}

const UNSEEN = new Set(['script', 'style', 'noscript', 'svg', 'template']);

/** A declared author may be written in any way, a company too: up to six words of each part, addresses left out. */
export function declaredNames(value: string): readonly string[] {
  const plain = value.slice(bylineLabel(value)).replace(/^[\s:]+/, '');
  const names = namesIn(plain);
  if (names.length > 0) return names;
  return splitNames(plain).filter(
    (part) =>
      part.length > 1 &&
      hostOf(part) === null &&
      !part.includes('@') &&
      part.split(/\s+/).length <= MOST_WORDS,
  );
}

/** The names in a printed line: after "By", before a bar, a date or a job. */
export function printedNames(text: string): readonly string[] {
  const head = text.length <= LONGEST_TEXT ? headLine(text) : null;
  if (head?.authors?.length) return head.authors;
  const label = bylineLabel(text);
  const plain = text.slice(label).replace(/^[\s:]+/, '');
  const first = plain.split(/\s*(?:[|•·]|\s[–—-]\s|\d|\b(?:Published|Updated|Posted|Last)\b)/u)[0] ?? '';
  const names = namesIn(first);
  if (names.length > 0) return names;
  const tidy = tidyName(first.split(',')[0] ?? '');
  if (isName(tidy)) return [tidy];
  return label > 0 && /^\p{L}[\p{L}.'’ -]{1,40}$/u.test(tidy) && tidy.split(/\s+/).length <= 4 ? [tidy] : [];
}
