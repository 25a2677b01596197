import { agencyNamed } from '../contributors.ts';
import { fold } from '../lines.ts';
import { hostOf } from '../links.ts';
import { isName, namesIn, splitNames, tidyName } from '../names.ts';
import { beginsWith } from '../phrases.ts';
import rules from '../rules/html.json' with { type: 'json' };
import type { DomDocument } from './dom.ts';
import { type Json, textsOf, unescaped } from './json-ld.ts';
import { keyOf, type Meta } from './meta.ts';

const bylineLabel = beginsWith('bylines');

/** Persons first; an agency or the house itself only where the page declares it as the author and names nobody. */
export function authorsOf(
  document: DomDocument,
  node: Json | null,
  meta: Meta,
  { outlet, url }: { readonly outlet: string | null; readonly url: string | null },
) {
  const declared = [...textsOf(node?.author), ...textsOf(node?.creator)].map(fold).flatMap(declaredNames);
  const agency = declared.map((value) => agencyNamed(value)).find((name) => name !== null) ?? null;
  const host = hostOf(url ?? '');
  if (declared.some((name) => !isHouse(name, outlet, host)))
    return { authors: [...new Set(declared)], agency };
  const sources: readonly (() => readonly string[])[] = [
    () => rules.authorMeta.flatMap((name) => meta.get(name) ?? []).filter((value) => hostOf(value) === null),
    () => printedBylines(document),
  ];
  for (const source of sources) {
    const people = source()
      .flatMap((value) => peopleOf(unescaped(value)))
      .filter((name) => !isHouse(name, outlet, host));
    if (people.length > 0) return { authors: [...new Set(people)], agency };
  }
  return { authors: [...new Set(declared)], agency };
}

/** A declared author may be written in any way, a company too: up to six words of each part, addresses left out. */
function declaredNames(value: string): readonly string[] {
  const names = namesIn(value);
  if (names.length > 0) return names;
  const plain = value.slice(bylineLabel(value)).replace(/^[\s:]+/, '');
  return splitNames(plain).filter(
    (part) =>
      part.length > 1 && hostOf(part) === null && !part.includes('@') && part.split(/\s+/).length <= 6,
  );
}

function peopleOf(value: string): readonly string[] {
  const plain = value
    .slice(bylineLabel(value))
    .replace(/^[\s:]+/, '')
    .trim();
  const names = namesIn(plain);
  if (names.length > 0) return names;
  const tidy = tidyName(plain);
  if (isName(tidy)) return [tidy];
  // A declared author may be written in any way ("reporter_7" aside): take two to four words as they are.
  return /^\p{L}[\p{L}.'’-]*(?:\s+\p{L}[\p{L}.'’-]*){1,3}$/u.test(tidy) ? [tidy] : [];
}

function printedBylines(document: DomDocument): readonly string[] {
  for (const selector of rules.bylineSelectors) {
    const found = [...document.querySelectorAll(selector)]
      .slice(0, 4)
      .map((place) => fold(place.textContent ?? ''))
      .filter((text) => text.length > 3 && text.length < 120 && peopleOf(text).length > 0);
    if (found.length > 0) return found;
  }
  return [];
}

function isHouse(name: string, outlet: string | null, host: string | null): boolean {
  // "n-tv NACHRICHTEN" at n-tv.de: the site's own name, or the beginning of it.
  const label = keyOf(host?.replace(/^www\./, '').split('.')[0] ?? '');
  return (
    agencyNamed(name) !== null ||
    (outlet !== null && keyOf(name) === keyOf(outlet)) ||
    (label.length > 2 && keyOf(name).startsWith(label)) ||
    /\.(?:com|de|net|org|ru|at|be|tr|is)\b/.test(name)
  );
}
