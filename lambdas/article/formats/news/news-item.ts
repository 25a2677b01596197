import type { Published } from '../../../types.ts';
import { type KnownFacts, withKnown } from '../../known-facts.ts';
import { isoDate } from '../../metadata/dates.ts';
import { headLine } from '../../metadata/head.ts';
import { hostOf, outletNamed } from '../../metadata/links.ts';
import { splitNames, tidyName } from '../../metadata/names.ts';
import type { Reading } from '../../reading.ts';
import { fold } from '../../roles/lines.ts';
import { type Paragraph, readDocument } from '../office/office-document.ts';

/** What a news format says about its article, as it says it. */
export interface NewsItem {
  readonly title?: string | undefined;
  readonly outlet?: string | undefined;
  /** "By Ada Lind and Jonas Roth", or a name each. */
  readonly bylines?: readonly string[];
  /** ISO 8601, RFC 822, or the basic form "20230912T180400Z". */
  readonly published?: string | undefined;
  readonly url?: string | undefined;
  readonly paragraphs: readonly Paragraph[];
}

/** The article of a news format: its text read like any text, its fields taken for what they are. */
export async function readNewsItem(item: NewsItem): Promise<Reading> {
  const title = fold(item.title ?? '');
  const paragraphs = item.paragraphs.filter(({ text }) => fold(text) !== title);
  return withKnown(
    await readDocument({ paragraphs, frame: [], notes: [], title: null }),
    knownOf(item),
    'metadata',
  );
}

function knownOf(item: NewsItem): KnownFacts {
  const title = fold(item.title ?? '');
  const outlet = fold(item.outlet ?? '');
  const authors = (item.bylines ?? []).flatMap((line) => authorsIn(fold(line)));
  return {
    ...(title ? { title } : {}),
    ...(outlet ? { outlet: outletNamed(outlet) } : {}),
    authors: [...new Set(authors)],
    published: item.published ? dateIn(item.published) : null,
    url: item.url && hostOf(item.url.trim()) !== null ? item.url.trim() : null,
  };
}

/** A byline with its "By", a list of names, or a name beside a mail address ("ada@post.example (Ada Lind)"). */
export function authorsIn(line: string): readonly string[] {
  const plain = line
    .replace(/\S+@\S+/g, ' ')
    .replace(/[()<>]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const named = headLine(plain)?.authors ?? [];
  if (named.length > 0) return named;
  const several = splitNames(plain);
  return several.length > 0 ? several : [tidyName(plain)].filter(Boolean);
}

const BASIC = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/;
const RFC_822 =
  /^(?:[A-Za-z]{3},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})(?:\s+(\d{2}:\d{2}(?::\d{2})?))?\s*([+-]\d{4}|[A-Z]{1,4})?/;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The date in the zone that it was written in. */
export function dateIn(text: string): Published | null {
  const plain = text.trim();
  const basic = BASIC.exec(plain);
  if (basic) {
    const [, year, month, day, hour, minute, second = '00', zone = ''] = basic;
    return isoDate(`${year}-${month}-${day}${hour ? `T${hour}:${minute}:${second}${zone}` : ''}`, 'metadata');
  }
  const mail = RFC_822.exec(plain);
  const month = mail ? MONTHS.indexOf((mail[2] ?? '').toLowerCase()) + 1 : 0;
  if (!mail || month === 0) return isoDate(plain, 'metadata');
  const [, day = '', , year, time, zone = ''] = mail;
  const two = (value: string | number) => String(value).padStart(2, '0');
  const offset = /^[+-]\d{4}$/.test(zone)
    ? `${zone.slice(0, 3)}:${zone.slice(3)}`
    : /^(?:GMT|UT|UTC|Z)$/.test(zone)
      ? 'Z'
      : '';
  return isoDate(
    `${year}-${two(month)}-${two(day)}${time ? `T${time.length === 5 ? `${time}:00` : time}${offset}` : ''}`,
    'metadata',
  );
}
