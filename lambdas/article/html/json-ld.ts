import { fold } from '../lines.ts';
import rules from '../rules/html.json' with { type: 'json' };
import type { DomDocument } from './dom.ts';

export type Json = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 6;

/** The JSON-LD node that describes the article, or null. Broken scripts are passed over: pages are full of them. */
export function articleNode(document: DomDocument): Json | null {
  const nodes = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) =>
    nodesOf(parsed(script.textContent ?? ''), 0),
  );
  for (const type of rules.jsonLdTypes) {
    const found = nodes.find(
      (node) => typesOf(node).includes(type) && (node.headline ?? node.datePublished ?? node.author),
    );
    if (found) return found;
  }
  return null;
}

/** A string, or the name in an object, or the first in a list; HTML entities in it made plain. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return unescaped(value) || null;
  if (Array.isArray(value)) return value.map(textOf).find((text) => text !== null) ?? null;
  return isNode(value) ? textOf(value.name ?? value['@id'] ?? value.url ?? value['@value']) : null;
}

/** All names in a person, a list of persons, or a plain string. */
export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (isNode(value)) return value.name === undefined ? [] : textsOf(value.name);
  return typeof value === 'string' && !/^https?:/.test(value)
    ? [unescaped(value)].filter((text) => text !== '')
    : [];
}

function nodesOf(value: unknown, depth: number): readonly Json[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((one) => nodesOf(one, depth + 1));
  if (!isNode(value)) return [];
  return [value, ...nodesOf(value['@graph'], depth + 1), ...nodesOf(value.mainEntity, depth + 1)];
}

function typesOf(node: Json): readonly string[] {
  const type = node['@type'];
  return (Array.isArray(type) ? type : [type])
    .filter((one) => typeof one === 'string')
    .map((one) => one.replace(/^https?:\/\/schema\.org\//, ''));
}

function isNode(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  for (const attempt of [
    text,
    text
      .replace(/[\r\n\t]+/g, ' ')
      .replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*;?\s*$/g, '')
      .replace(/,\s*([}\]])/g, '$1'),
  ]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // the next attempt, or none
    }
  }
  return null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
  oacute: 'ó',
  aacute: 'á',
  iacute: 'í',
};

/** Entities that were escaped once too often made plain, tags taken out. Text only: what comes out is escaped again. */
export function unescaped(text: string): string {
  return fold(decodedEntities(text).replace(/<[^>]{1,200}>/g, ''));
}

/** The text with HTML's entities as the signs that they stand for. */
export function decodedEntities(text: string): string {
  return text.replace(/&(?:#(\d{2,6})|#x([\da-f]{2,5})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name) {
      const sign = ENTITIES[String(name).toLowerCase()];
      return sign === undefined ? whole : /^\p{Lu}/u.test(String(name)) ? sign.toUpperCase() : sign;
    }
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}
