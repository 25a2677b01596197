import type { KnownFacts } from '../known-facts.ts';
import { knownDay } from '../metadata/date-order.ts';
import { findDate } from '../metadata/dates.ts';
import { hostOf, outletNamed, outletOfUrl } from '../metadata/links.ts';
import { splitNames, tidyName } from '../metadata/names.ts';
import { fold } from '../roles/lines.ts';
import names from '../rules/fields.json' with { type: 'json' };

/** The address of a page: a path, and no part of it marked. */
const PAGE = /^https?:\/\/[^/#?]+\/[^#]+$/i;

/** How objects in data say what they are: a name, a rendering (WordPress), a headline's and a byline's text, an address. */
const NAMING = ['name', 'rendered', 'main', 'original', '@id', 'url'];

/** Words before a name that begin no surname, as "von" and "di" do. */
const BY = /^(?:by|par|por)\s+(?=\S)/i;

export type Fields = ReadonlyMap<string, unknown>;
export type FieldName = keyof typeof names;

/** The first text among the names that a field goes by, in their order. */
export function field(fields: Fields, name: FieldName): string | null {
  for (const key of names[name]) {
    const [text] = textsOf(fields.get(key));
    if (text) return text;
  }
  return null;
}

/** What front matter or a JSON object says about its article, by the names in `rules/fields.json`. */
export function knownFrom(fields: Fields, from: string): KnownFacts {
  const title = field(fields, 'title');
  const sources = names.outlet.flatMap((key) => textsOf(fields.get(key)));
  // A clipper's "source" is the page's address; a publisher's node by its id is nobody's name.
  const address = sources.find((source) => hostOf(source) !== null && PAGE.test(source)) ?? null;
  const outlet = sources.find((source) => source !== address) ?? address;
  const agency = field(fields, 'agency');
  const url = field(fields, 'url');
  const date = field(fields, 'published');
  const link = url !== null && hostOf(url) !== null ? url : address;
  const authors = names.authors.flatMap((key) => textsOf(fields.get(key)));
  return {
    title: title === null ? null : fold(title),
    outlet: outlet === null ? null : outlet === address ? outletOfUrl(address) : outletNamed(fold(outlet)),
    agency: agency === null ? null : fold(agency),
    authors: [...new Set(authors.flatMap((author) => namesOf(fold(author).replace(BY, ''))))],
    ...knownDay(date === null ? null : findDate(date), from, { url: link }),
    url: link,
  };
}

function namesOf(author: string): readonly string[] {
  const several = splitNames(author);
  return several.length > 0 ? several : [tidyName(author)].filter(Boolean);
}

/** Texts in a value as people write it: a text, a number, a date, a list, or an object that says what it is. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (typeof value === 'number') return [String(value)];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? [] : [value.toISOString()];
  if (Array.isArray(value)) return value.slice(0, 50).flatMap(textsOf);
  if (value instanceof Map)
    return textsOf(NAMING.map((key) => value.get(key)).find((one) => one !== undefined && one !== null));
  if (typeof value === 'object' && value !== null) return textsOf(new Map(Object.entries(value)));
  return [];
}
