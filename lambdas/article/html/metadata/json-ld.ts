import { fold } from '../../roles/lines.ts';
import rules from '../../rules/html.json' with { type: 'json' };

export type Json = Readonly<Record<string, unknown>>;

/** What a page declares in JSON-LD: all nodes, and those that others mean by their `@id`. */
export interface LinkedData {
  readonly nodes: readonly Json[];
  readonly byId: ReadonlyMap<string, Json>;
}

const MAX_DEPTH = 8;
const MOST_NODES = 2000;

/** The JSON-LD of a page's scripts. Broken scripts are passed over: pages are full of them. */
export function linkedDataOf(scripts: readonly string[]): LinkedData {
  const nodes: Json[] = [];
  for (const script of scripts) collect(parsed(script), 0, nodes);
  const byId = new Map<string, Json>();
  for (const node of nodes) {
    const id = node['@id'];
    const isMore =
      typeof id === 'string' && Object.keys(node).length > Object.keys(byId.get(id) ?? {}).length;
    if (isMore) byId.set(id, node);
  }
  return { nodes, byId };
}

/** The node that describes the article, or null. */
export function articleNode({ nodes }: LinkedData): Json | null {
  for (const type of rules.jsonLdTypes) {
    const found = nodes.find(
      (node) => typesOf(node).includes(type) && (node.headline ?? node.datePublished ?? node.author),
    );
    if (found) return found;
  }
  return null;
}

/** A string, or the name in an object, or the first in a list, an `@id` followed; null where it leads nowhere. */
export function textOf(value: unknown, data?: LinkedData): string | null {
  if (typeof value === 'string') return unescaped(value) || null;
  if (Array.isArray(value))
    return value.map((one) => textOf(one, data)).find((text) => text !== null) ?? null;
  const node = resolved(value, data);
  return node ? textOf(node.name ?? node['@value']) : null;
}

/** All names in a person, a list of persons, or a plain string, with the type that is declared of each. */
export function namedIn(
  value: unknown,
  data: LinkedData,
): readonly { readonly name: string; readonly type: string }[] {
  if (Array.isArray(value)) return value.flatMap((one) => namedIn(one, data));
  const node = typeof value === 'string' ? data.byId.get(value) : resolved(value, data);
  if (node) {
    const names = Array.isArray(node.name) ? node.name : [node.name];
    const type = typesOf(node)[0] ?? '';
    return names.flatMap((name) => (typeof name === 'string' ? [{ name: unescaped(name), type }] : []));
  }
  return typeof value === 'string' && !/^(?:https?:|#|\/)/.test(value)
    ? [{ name: unescaped(value), type: 'string' }]
    : [];
}

/** The node that is meant: itself, or the one with its `@id` where it says no more than that. */
function resolved(value: unknown, data?: LinkedData): Json | null {
  if (!isNode(value)) return null;
  const id = value['@id'];
  return value.name === undefined && typeof id === 'string' ? (data?.byId.get(id) ?? value) : value;
}

function collect(value: unknown, depth: number, nodes: Json[]): void {
  if (depth > MAX_DEPTH || nodes.length >= MOST_NODES) return;
  if (Array.isArray(value)) for (const one of value) collect(one, depth + 1, nodes);
  if (!isNode(value)) return;
  nodes.push(value);
  for (const one of Object.values(value)) if (typeof one === 'object') collect(one, depth + 1, nodes);
}

export function typesOf(node: Json): readonly string[] {
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
  prime: '′',
  minus: '−',
  zwnj: '\u200c',
  emsp: ' ',
  ensp: ' ',
  thinsp: ' ',
  shy: '',
  times: '×',
  frac12: '½',
  sect: '§',
  iexcl: '¡',
  iquest: '¿',
  trade: '™',
  reg: '®',
  copy: '©',
  pound: '£',
  euro: '€',
  deg: '°',
  middot: '·',
  bull: '•',
  zcaron: 'ž',
  scaron: 'š',
  yacute: 'ý',
  igrave: 'ì',
  ugrave: 'ù',
  ograve: 'ò',
  oelig: 'œ',
  aelig: 'æ',
  oslash: 'ø',
  aring: 'å',
  otilde: 'õ',
  atilde: 'ã',
  iuml: 'ï',
  euml: 'ë',
  ucirc: 'û',
  ocirc: 'ô',
  icirc: 'î',
  acirc: 'â',
  ecirc: 'ê',
  uacute: 'ú',
  rsaquo: '›',
  lsaquo: '‹',
  raquo: '»',
  laquo: '«',
  sbquo: '‚',
  bdquo: '„',
  ntilde: 'ñ',
  oacute: 'ó',
  aacute: 'á',
  iacute: 'í',
};

/** Entities that were escaped once too often made plain, tags taken out. Text only: what comes out is escaped again. */
export function unescaped(text: string): string {
  return fold(decodedEntities(text).replace(/<[^>]{1,200}>/g, ''));
}

/** The text with HTML's entities as the characters that they stand for. */
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
