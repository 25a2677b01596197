import type { Published } from '../../../../types.ts';
import { isoDate } from '../../../metadata/dates.ts';
import rules from '../../../rules/html.json' with { type: 'json' };
import { type Json, textOf } from '../json-ld.ts';
import type { PageFacts } from '../page-facts.ts';

/** Where a page may say a day. */
export const DATE_SOURCES = [
  'ldPublished',
  'ldCreated',
  'ldModified',
  'otherLd',
  'metaPublished',
  'metaOther',
  'metaModified',
  'time',
  'text',
  'url',
  'itemprop',
  'state',
  'data',
] as const;
export type DateSource = (typeof DATE_SOURCES)[number];

const MODIFIED = /modif|updated|last-/i;
const PUBLISHED = /publish|pubdate|issued|^date$|^dc\.date$|dcterms\.date|displaydate|parsely|sailthru/i;
/** Meta tags beyond the known ones whose names say that they hold a day: "w-published-date", "publish-date". */
const DATE_META =
  /(?:publi(?:sh|c)|modif|updat|creat|issued|release).*(?:date|time|on|at|ed)$|^(?:date|published|created|posted|fecha|datum|regdate|og:regdate|og:pubdate|bt:pubdate)$|^(?:citation|prism|dcterms|dc|rnews)[.:_].*(?:date|issued|created|available)/;
/** What scripts keep to draw a page from, and what they tell those who count its readers, where it says when something was published. */
const STATE =
  /["'{,\s](?:[a-z]{2,12}[_-]?){0,2}?(?:date_?published|published_?(?:at|date|on|time|datetime|local_?iso)?|publish_?(?:date|time|ed_?date|_?at)|pub_?date|publication_?date|first_?published(?:_?(?:at|date))?|display_?date|date_?gmt|date)\\?["']?\s*[:=]\s*\\?["']((?:19|20)\d{2}-\d{2}-\d{2}[^"'\\]{0,20})/gi;
/** A day in quotes: most scripts have none, and need no closer look. */
const QUOTED_DAY = /["'](?:19|20)\d{2}-\d{2}-\d{2}/;
const LONGEST_NAME = 60;
const MOST_SCRIPT = 600_000;
const MOST_STATES = 12;
const URL_DAY = /[/-](20\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/-]|$)/;
/** A number that begins with the minute in which the article was filed: "A2026012914320005196". */
const URL_MINUTE =
  /[/A-Za-z=_-](20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\d{0,12}(?=$|[^\d])/;
const URL_MONTH = /\/(20\d{2})\/(0[1-9]|1[0-2])(?=\/|$)/;
const DATE_NAMED: ReadonlySet<string> = new Set(rules.dateMeta);

/** The days that a page declares for machines, each with where: its data, its meta tags, what its scripts draw from, its address. */
export function declaredDates(
  facts: PageFacts,
): readonly { readonly published: Published; readonly source: DateSource }[] {
  const found: { published: Published; source: DateSource }[] = [];
  const add = (published: Published | null, source: DateSource): void => {
    if (published) found.push({ published, source });
  };
  const declared = (value: unknown, source: DateSource): void => {
    const text = textOf(value);
    add(text ? isoDate(text, 'metadata') : null, source);
  };
  declared(facts.article?.datePublished, 'ldPublished');
  declared(facts.article?.dateCreated, 'ldCreated');
  declared(facts.article?.dateModified, 'ldModified');
  for (const node of facts.data.nodes.slice(0, 100))
    if (node !== facts.article)
      for (const name of ['datePublished', 'uploadDate'] as const) declared((node as Json)[name], 'otherLd');
  for (const [name, values] of facts.meta)
    if (DATE_NAMED.has(name) || (name.length <= LONGEST_NAME && DATE_META.test(name)))
      for (const value of values)
        add(
          isoDate(value, 'metadata'),
          MODIFIED.test(name) ? 'metaModified' : PUBLISHED.test(name) ? 'metaPublished' : 'metaOther',
        );
  for (const value of statedIn(facts.scripts)) add(isoDate(value, 'metadata'), 'state');
  const day = URL_DAY.exec(facts.url ?? '') ?? URL_MINUTE.exec(facts.url ?? '');
  if (day) add(isoDate(`${day[1]}-${day[2]}-${day[3]}`, 'url'), 'url');
  return found;
}

function statedIn(scripts: readonly string[]): readonly string[] {
  const found: string[] = [];
  let room = MOST_SCRIPT;
  for (const script of scripts) {
    if (room <= 0) break;
    const start = script.slice(0, room);
    for (const [, value = ''] of QUOTED_DAY.test(start) ? start.matchAll(STATE) : []) {
      if (found.length >= MOST_STATES) return found;
      found.push(value);
    }
    room -= script.length;
  }
  return found;
}

/** The month that an address files its page under: `/2025/12/`. */
export function monthOf(url: string | null): string | null {
  return (
    URL_MONTH.exec(url ?? '')
      ?.slice(1)
      .join('-') ?? null
  );
}
