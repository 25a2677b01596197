import type { Published } from '../../../types.ts';
import { orderOf, swappedDay } from '../../metadata/date-order.ts';
import { isoDate, publishedFrom } from '../../metadata/dates.ts';
import { flag } from '../../roles/text-features.ts';
import { isHidden, wordsOf } from '../features/class-words.ts';
import { DATE_SOURCES, type DateSource, declaredDates, monthOf } from './declared-dates.ts';
import { distanceTo, type PageView } from './page-view.ts';
import { datesIn, lastLabel, publishedLabel, updatedLabel } from './printed-dates.ts';

/** A day that may be the article's, with everything that speaks for it. */
export interface DateCandidate {
  readonly published: Published;
  readonly ambiguous: boolean;
  readonly values: readonly number[];
}

export const DATE_FEATURES: readonly string[] = [
  ...DATE_SOURCES,
  'sources',
  'days',
  'isFirst',
  'isLast',
  'daysAfterFirst',
  'place',
  'besideHeadline',
  'below',
  'published',
  'updated',
  'dateClass',
  'words',
  'texts',
  'inBody',
  'declared',
  'hidden',
  'lastAbove',
  'printedNear',
  'othersNear',
  'otherDeclared',
  'afterDeclared',
  'labelBefore',
  'updatedBefore',
  'timed',
  'urlMonth',
];

const MODIFIED = /modif|updated|last-/i;
const LONGEST_WORDS = 30;
const MOST_TEXTS = 60;
const LONGEST_LABELLED = 12;
const TOLD = 0.5;
/** Blocks above the article's first one beyond which a day is a menu's or an advertisement's. */
const FAR_ABOVE = 30;
/** Words of a line that is a day and nothing else. */
const BARE = 4;
const DATE_NAMES = new Set(
  'date time timestamp published publish pubdate datum fecha posted dateline entrydate'.split(' '),
);
/** Blocks from the article's first one. */
const NEAR = 8;

interface Found {
  published: Published;
  readonly sources: Set<DateSource>;
  ambiguous: boolean;
  places: number[];
  isPublished: boolean;
  isUpdated: boolean;
  hasClass: boolean;
  words: number;
  hidden: boolean;
  /** The words before its line say that it is when the article was published, or changed. */
  labelBefore: boolean;
  updatedBefore: boolean;
}

/** Every day that the page declares or prints in a short line, equal ones put together. */
export function dateCandidates(view: PageView): readonly DateCandidate[] {
  const { facts, blocks } = view;
  const found = new Map<string, Found>();
  const add = (
    published: Published | null,
    source: DateSource,
    more: Partial<Found> & { readonly place?: number } = {},
  ): void => {
    if (!published || published.date < '1980') return;
    const known = found.get(published.date) ?? {
      published,
      sources: new Set(),
      ambiguous: more.ambiguous ?? false,
      places: [],
      isPublished: false,
      isUpdated: false,
      hasClass: false,
      words: 0,
      hidden: false,
      labelBefore: false,
      updatedBefore: false,
    };
    if (known.sources.size > 0 && !known.published.time && published.time) known.published = published;
    known.ambiguous &&= more.ambiguous ?? false;
    known.sources.add(source);
    if (more.place !== undefined) known.places.push(more.place);
    known.isPublished ||= more.isPublished ?? false;
    known.isUpdated ||= more.isUpdated ?? false;
    known.hasClass ||= more.hasClass ?? false;
    known.words = Math.max(known.words, more.words ?? 0);
    known.hidden ||= more.hidden ?? false;
    known.labelBefore ||= more.labelBefore ?? false;
    known.updatedBefore ||= more.updatedBefore ?? false;
    found.set(published.date, known);
  };
  const isKnown = (date: string): boolean => found.has(date);
  for (const { published, source } of declaredDates(facts)) add(published, source);
  const order = orderOf(blocks.map((block) => block.text));
  let texts = 0;
  blocks.forEach((block, index) => {
    const words = view.texts[index]?.words ?? 0;
    if (words > LONGEST_WORDS || texts >= MOST_TEXTS) return;
    // Above an archived page's headline stands when it was archived.
    if (facts.isArchived && index < view.headline) return;
    const dates = datesIn(block.text);
    if (dates.length === 0) return;
    texts += 1;
    const names = [...wordsOf(block.element), ...(block.element.parent ? wordsOf(block.element.parent) : [])];
    const text = view.texts[index];
    // A day in a told sentence is what it tells of.
    const before = lastLabel(blocks[index - 1]?.text);
    const isTold = text?.isProse === true && words > LONGEST_LABELLED && (view.odds[index] ?? 0) >= TOLD;
    for (const { date, label } of dates) {
      if (isTold && publishedLabel(label) === 0) continue;
      const isUpdated = updatedLabel(label) > 0 || /updat|modif/i.test(label);
      const printed = publishedFrom(date, 'page');
      // "03/04" is the day that the page declares, where it is one of its two readings.
      const isDeclaredDay = date.ambiguous && isKnown(swappedDay(printed.date)) && !isKnown(printed.date);
      const isSwapped = isDeclaredDay || (date.ambiguous && order === 'month-first');
      add(isSwapped ? { ...printed, date: swappedDay(printed.date) } : printed, 'text', {
        ...before,
        place: index,
        words,
        ambiguous: date.ambiguous && !isSwapped && order === null,
        isPublished: !isUpdated && (publishedLabel(label) > 0 || /publish|posted/i.test(label)),
        isUpdated,
        hasClass: names.some((name) => DATE_NAMES.has(name)),
        hidden: isHidden(block.element),
      });
    }
  });
  for (const { element, index } of view.times) {
    const value = element.attributes.datetime ?? element.attributes.content ?? '';
    const near = {
      ...lastLabel(blocks[index - 1]?.text),
      place: index,
      isPublished:
        /publish|pubdate/i.test(element.attributes.itemprop ?? element.attributes.class ?? '') ||
        element.attributes.pubdate !== undefined,
      isUpdated: MODIFIED.test(`${element.attributes.itemprop ?? ''} ${element.attributes.class ?? ''}`),
    };
    add(isoDate(value, 'page'), element.attributes.itemprop ? 'itemprop' : 'time', near);
  }
  // A day that stands only beyond the article's end, and is not called its own, is another article's.
  for (const [day, one] of found) if (isElsewhere(one, view)) found.delete(day);
  const apart = [...found].filter(([, one]) => !isCaptions(one, view));
  const days = (apart.length > 0 ? apart : [...found]).map(([day]) => day).sort();
  const near = (one: Found): boolean => one.places.some((place) => Math.abs(distanceTo(view, place)) <= NEAR);
  const all = [...found.values()].filter((one) => days.includes(one.published.date));
  const isDeclared = (one: Found): boolean =>
    one.sources.has('ldPublished') || one.sources.has('metaPublished');
  const month = monthOf(facts.url);
  const declaredDay = all.find(isDeclared)?.published.date;
  return all.map((one) => ({
    published: one.published,
    ambiguous: one.ambiguous && one.sources.size === 1,
    values: [
      ...valuesOf(one, days, view),
      flag(near(one)),
      all.filter((other) => other !== one && near(other)).length,
      flag(all.some((other) => other !== one && isDeclared(other))),
      declaredDay
        ? Math.max(
            -400,
            Math.min(4000, (Date.parse(one.published.date) - Date.parse(declaredDay)) / 86_400_000),
          )
        : -500,
      flag(one.labelBefore),
      flag(one.updatedBefore),
      flag(one.published.time !== undefined),
      month === null ? 0 : one.published.date.startsWith(month) ? 1 : -1,
    ],
  }));
}

function isElsewhere(
  { sources, places, words, isPublished, isUpdated, hasClass, labelBefore }: Found,
  view: PageView,
): boolean {
  const isPrintedOnly = [...sources].every((source) => source === 'text' || source === 'time');
  return (
    isPrintedOnly &&
    !isPublished &&
    !isUpdated &&
    !hasClass &&
    !labelBefore &&
    view.last >= 0 &&
    places.every((place) => place > view.last + (words > BARE ? 0 : 1) || place < view.first - FAR_ABOVE)
  );
}

/** When a picture was taken, or a film shown. */
function isCaptions({ sources, places, hasClass, isPublished }: Found, { blocks }: PageView): boolean {
  return (
    sources.size === 1 &&
    sources.has('text') &&
    !hasClass &&
    !isPublished &&
    places.every((place) => blocks[place]?.role === 'caption' || blocks[place]?.element.name === 'figcaption')
  );
}

function valuesOf(one: Found, days: readonly string[], view: PageView): readonly number[] {
  const { date } = one.published;
  const far = one.places.map((place) => distanceTo(view, place));
  const above = far.filter((distance) => distance <= 1);
  const nearest = far.length > 0 ? far.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a)) : 41;
  const first = Date.parse(days[0] ?? date);
  return [
    ...DATE_SOURCES.map((source) => flag(one.sources.has(source))),
    one.sources.size,
    days.length,
    flag(days[0] === date),
    flag(days.at(-1) === date),
    Math.min(400, (Date.parse(date) - first) / 86_400_000),
    nearest,
    view.headline < 0 || one.places.length === 0
      ? 41
      : Math.min(40, ...one.places.map((place) => Math.abs(place - view.headline))),
    flag(one.places.length > 0 && view.last >= 0 && one.places.every((place) => place > view.last)),
    flag(one.isPublished),
    flag(one.isUpdated),
    flag(one.hasClass),
    one.words,
    Math.min(9, one.places.length),
    Math.max(0, ...one.places.map((place) => view.odds[place] ?? 0)),
    flag(one.sources.has('ldPublished') || one.sources.has('metaPublished')),
    flag(one.hidden),
    above.length > 0 ? Math.max(...above) : -41,
  ];
}
