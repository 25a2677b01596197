import type { Published } from '../../types.ts';
import { findDate, isoDate, publishedFrom } from '../dates.ts';
import { fold } from '../lines.ts';
import { hostOf, outletOfUrl } from '../links.ts';
import rules from '../rules/html.json' with { type: 'json' };
import { authorsOf } from './authors.ts';
import type { DomDocument } from './dom.ts';
import { articleNode, type Json, textOf } from './json-ld.ts';
import { first, type Meta, metaOf } from './meta.ts';
import { titleOf } from './title.ts';

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

/** What a page says about itself: JSON-LD, then meta tags, then what is printed. Reads, never changes the document. */
export function pageMetadata(document: DomDocument): PageMetadata {
  const node = articleNode(document);
  const meta = metaOf(document);
  const url = urlOf(document, node, meta);
  const outlet = textOf(node?.publisher) ?? first(meta, rules.siteMeta) ?? null;
  const { authors, agency } = authorsOf(document, node, meta, { outlet, url });
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

function publishedOf(document: DomDocument, node: Json | null, meta: Meta): Published | null {
  const declared =
    textOf(node?.datePublished) ??
    first(meta, rules.dateMeta) ??
    textOf(node?.dateCreated) ??
    textOf(node?.dateModified);
  const found = declared ? isoDate(declared, 'metadata') : null;
  if (found) return found;
  for (const time of document.querySelectorAll('time[datetime], [itemprop=datePublished]')) {
    const value = time.getAttribute('datetime') ?? time.getAttribute('content') ?? time.textContent ?? '';
    const at = isoDate(value, 'page');
    if (at) return at;
  }
  for (const place of document.querySelectorAll(
    'time, [class*=date], [class*=Date], [class*=time], [class*=publish]',
  )) {
    const text = fold(place.textContent ?? '');
    const at = text.length < 120 ? findDate(text) : null;
    if (at) return publishedFrom(at, 'page');
  }
  return null;
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
