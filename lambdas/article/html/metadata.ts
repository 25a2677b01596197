import type { Published } from '../../types.ts';
import type { DomDocument } from './dom.ts';
import { agencyNamed } from '../contributors.ts';
import { findDate, isoDate, publishedFrom } from '../dates.ts';
import { fold } from '../lines.ts';
import { hostOf, outletOfUrl } from '../links.ts';
import { isName, namesIn, tidyName } from '../names.ts';
import { beginsWith } from '../phrases.ts';
import rules from '../rules/html.json' with { type: 'json' };
import { articleNode, type Json, textOf, textsOf } from './json-ld.ts';

export interface PageMetadata {
  readonly title: string | null;
  readonly titleFrom: string | null;
  readonly outlet: string | null;
  readonly outletFrom: string | null;
  readonly agency: string | null;
  readonly authors: readonly string[];
  readonly published: Published | null;
  readonly url: string | null;
}

type Meta = ReadonlyMap<string, readonly string[]>;

const BYLINE_LABEL = beginsWith('bylines', '[\\s:]+');
const SEPARATOR = /\s+[|–—»·•-]\s+|\s*\|\s*/u;

/** What a page says about itself: JSON-LD, then meta tags, then what is printed. Reads, never changes the document. */
export function pageMetadata(document: DomDocument): PageMetadata {
  const node = articleNode(document);
  const meta = metaOf(document);
  const url = urlOf(document, node, meta);
  const outlet = textOf(node?.publisher) ?? first(meta, rules.siteMeta) ?? null;
  const { authors, agency } = authorsOf(document, node, meta, outlet);
  return {
    ...titleOf(document, node, meta, outlet),
    outlet: outlet ?? (url ? outletOfUrl(url) : null),
    outletFrom: outlet ? 'metadata' : url ? 'url' : null,
    agency,
    authors,
    published: publishedOf(document, node, meta),
    url,
  };
}

function titleOf(document: DomDocument, node: Json | null, meta: Meta, outlet: string | null) {
  const headings = [...document.querySelectorAll('h1')].map((heading) => fold(heading.textContent ?? '')).filter((text) => text.length > 3);
  const window = fold(document.querySelector('title')?.textContent ?? '');
  const printed = headings.find((heading) => sameStart(window, heading)) ?? (headings.length === 1 ? headings[0] : undefined);
  const declared = textOf(node?.headline) ?? first(meta, rules.titleMeta);
  const found = declared ? withoutSite(fold(declared), outlet) : null;
  // The printed headline when it is the declared one at more length: many pages cut what they declare.
  if (found && printed && sameStart(printed, found) && printed.length > found.length) return { title: printed, titleFrom: 'h1' };
  if (found) return { title: found, titleFrom: 'metadata' };
  if (printed) return { title: printed, titleFrom: 'h1' };
  return window ? { title: withoutSite(window, outlet), titleFrom: 'metadata' } : { title: null, titleFrom: null };
}

/** "Headline | Outlet" → "Headline": only a last part that is the outlet, or short beside a long first part. */
function withoutSite(title: string, outlet: string | null): string {
  const parts = title.split(SEPARATOR);
  const last = parts.at(-1);
  if (parts.length < 2 || !last) return title;
  const cut = title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—»·•-]+$/u, '');
  const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const isOutlet = outlet !== null && (key(outlet).includes(key(last)) || key(last).includes(key(outlet)));
  if (isOutlet && cut.length > 3) return cut;
  return /\s\|\s/.test(title) && last.length <= 30 && cut.length > 30 ? cut : title;
}

function publishedOf(document: DomDocument, node: Json | null, meta: Meta): Published | null {
  const declared = textOf(node?.datePublished) ?? first(meta, rules.dateMeta) ?? textOf(node?.dateCreated) ?? textOf(node?.dateModified);
  const found = declared ? isoDate(declared, 'metadata') : null;
  if (found) return found;
  for (const time of document.querySelectorAll('time[datetime], [itemprop=datePublished]')) {
    const value = time.getAttribute('datetime') ?? time.getAttribute('content') ?? time.textContent ?? '';
    const at = isoDate(value, 'page');
    if (at) return at;
  }
  for (const place of document.querySelectorAll('time, [class*=date], [class*=Date], [class*=time], [class*=publish]')) {
    const text = fold(place.textContent ?? '');
    const at = text.length < 120 ? findDate(text) : null;
    if (at) return publishedFrom(at, 'page');
  }
  return null;
}

function authorsOf(document: DomDocument, node: Json | null, meta: Meta, outlet: string | null) {
  const declared = [...textsOf(node?.author), ...textsOf(node?.creator)];
  const sources: readonly (() => readonly string[])[] = [
    () => declared,
    () => rules.authorMeta.flatMap((name) => meta.get(name) ?? []).filter((value) => hostOf(value) === null),
    () => printedBylines(document),
  ];
  let agency: string | null = null;
  for (const source of sources) {
    const values = source().map(fold).filter((value) => value !== '');
    agency ??= values.map((value) => agencyNamed(value)).find((name) => name !== null) ?? null;
    const people = values.flatMap((value) => peopleOf(value)).filter((name) => !isHouse(name, outlet));
    if (people.length > 0) return { authors: [...new Set(people)], agency };
  }
  return { authors: [], agency };
}

function peopleOf(value: string): readonly string[] {
  const plain = value.replace(BYLINE_LABEL, '').trim();
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

function isHouse(name: string, outlet: string | null): boolean {
  const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return agencyNamed(name) !== null || (outlet !== null && key(name) === key(outlet));
}

function urlOf(document: DomDocument, node: Json | null, meta: Meta): string | null {
  const candidates = [
    document.querySelector('link[rel=canonical]')?.getAttribute('href'),
    first(meta, ['og:url']),
    textOf(node?.url),
    textOf(node?.mainEntityOfPage),
  ];
  return candidates.find((url): url is string => typeof url === 'string' && hostOf(url) !== null) ?? null;
}

function metaOf(document: DomDocument): Meta {
  const found = new Map<string, string[]>();
  for (const tag of document.querySelectorAll('meta')) {
    const name = (tag.getAttribute('property') ?? tag.getAttribute('name') ?? tag.getAttribute('itemprop'))?.toLowerCase();
    const content = fold(tag.getAttribute('content') ?? '');
    if (name && content) found.set(name, [...(found.get(name) ?? []), content]);
  }
  return found;
}

function first(meta: Meta, names: readonly string[]): string | undefined {
  return names.flatMap((name) => meta.get(name) ?? [])[0];
}

function sameStart(a: string, b: string): boolean {
  const [one, two] = [a, b].map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''));
  return Boolean(one && two && (one.startsWith(two) || two.startsWith(one)));
}
