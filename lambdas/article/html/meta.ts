import { fold } from '../lines.ts';
import type { DomDocument } from './dom.ts';

/** The page's meta tags: lower-case names to their contents, in order. */
export type Meta = ReadonlyMap<string, readonly string[]>;

/** All meta tags that have a name and a content. */
export function metaOf(document: DomDocument): Meta {
  const found = new Map<string, string[]>();
  for (const tag of document.querySelectorAll('meta')) {
    const name = (
      tag.getAttribute('property') ??
      tag.getAttribute('name') ??
      tag.getAttribute('itemprop')
    )?.toLowerCase();
    const content = fold(tag.getAttribute('content') ?? '');
    if (name && content) found.set(name, [...(found.get(name) ?? []), content]);
  }
  return found;
}

/** The first content among these names, by the order of the names. */
export function first(meta: Meta, names: readonly string[]): string | undefined {
  return names.flatMap((name) => meta.get(name) ?? [])[0];
}

/** Letters and digits only: what stays of a headline or a name when its dress is taken off. */
export function keyOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
