import type { Published } from '../../../../types.ts';
import { swappedDay } from '../../../metadata/date-order.ts';
import { isoDate, publishedFrom } from '../../../metadata/dates.ts';
import { isHidden, wordsOf } from '../../features/class-words.ts';
import type { PageElement } from '../../tree.ts';
import { dataDay, distanceTo, type PageView } from '../page-view.ts';
import { dateFeatures } from './date-features.ts';
import { type DateSource, declaredDates } from './declared-dates.ts';
import type { FoundDay } from './found-days.ts';
import { otherStories } from './other-stories.ts';
import { datesIn, labelOf, lastLabel } from './printed-dates.ts';
import { looksAmerican, slashOrder } from './slash-order.ts';

/** A day that may be the article's, with everything that speaks for it. */
export interface DateCandidate {
  readonly published: Published;
  readonly ambiguous: boolean;
  readonly values: readonly number[];
}

const MODIFIED = /modif|updated|last-/i;
const LONGEST_WORDS = 30;
const MOST_TEXTS = 60;
const MOST_MARKED = 300;
const LONGEST_LABELLED = 12;
const TOLD = 0.5;
/** Blocks. */
const BESIDE_TITLE = 6;
const DATE_NAMES = new Set(
  'date time timestamp published publish pubdate datum fecha posted dateline entrydate'.split(' '),
);

/** Every day that the page declares or prints in a short line, equal ones put together. */
export function dateCandidates(view: PageView): readonly DateCandidate[] {
  const found = new Map<string, FoundDay>();
  const add = (published: Published | null, source: DateSource, more: Partial<Place> = {}): void => {
    if (!published || published.date < '1980') return;
    const known = found.get(published.date) ?? newDay(published, more.ambiguous ?? false);
    found.set(published.date, known);
    joined(known, published, source, more);
  };
  for (const { published, source } of declaredDates(view.facts)) add(published, source);
  const isOthers = otherStories(view);
  addPrinted(view, (date) => found.has(date), isOthers, add);
  addMarked(view, isOthers, add);
  return dateFeatures([...found.values()], view).map(({ day, values }) => ({
    published: day.published,
    ambiguous: day.ambiguous,
    values,
  }));
}

interface Place {
  readonly place: number;
  readonly look: string;
  readonly ambiguous: boolean;
  readonly isPublished: boolean;
  readonly isUpdated: boolean;
  readonly says: boolean;
  readonly hasClass: boolean;
  readonly words: number;
  readonly hidden: boolean;
  readonly labelBefore: boolean;
  readonly updatedBefore: boolean;
}

type IsOthers = ReturnType<typeof otherStories>;
type Add = (published: Published | null, source: DateSource, more?: Partial<Place>) => void;

function newDay(published: Published, ambiguous: boolean): FoundDay {
  return {
    published,
    sources: new Set(),
    ambiguous,
    places: [],
    looks: [],
    isPublished: false,
    isUpdated: false,
    says: false,
    hasClass: false,
    words: 0,
    hidden: false,
    labelBefore: false,
    updatedBefore: false,
  };
}

function joined(known: FoundDay, published: Published, source: DateSource, more: Partial<Place>): void {
  if (known.sources.size > 0 && !known.published.time && published.time) known.published = published;
  known.ambiguous &&= more.ambiguous ?? false;
  known.sources.add(source);
  if (more.place !== undefined) known.places.push(more.place);
  if (more.look !== undefined) known.looks.push(more.look);
  known.isPublished ||= more.isPublished ?? false;
  known.isUpdated ||= more.isUpdated ?? false;
  known.says ||= more.says ?? false;
  known.hasClass ||= more.hasClass ?? false;
  known.words = Math.max(known.words, more.words ?? 0);
  known.hidden ||= more.hidden ?? false;
  known.labelBefore ||= more.labelBefore ?? false;
  known.updatedBefore ||= more.updatedBefore ?? false;
}

/** Days in short lines of text. */
function addPrinted(view: PageView, isKnown: (date: string) => boolean, isOthers: IsOthers, add: Add): void {
  const { facts, blocks } = view;
  const order = slashOrder(
    blocks.map((block) => block.text),
    facts.locale,
  );
  let texts = 0;
  blocks.forEach((block, index) => {
    const text = view.texts[index];
    const words = text?.words ?? 0;
    if (words > LONGEST_WORDS || texts >= MOST_TEXTS) return;
    // Above an archived page's headline stands when it was archived.
    if (facts.isArchived && index < view.headline) return;
    const dates = datesIn(block.text);
    if (dates.length === 0 || isOthers(index, block.element)) return;
    texts += 1;
    const names = [...wordsOf(block.element), ...(block.element.parent ? wordsOf(block.element.parent) : [])];
    const before = lastLabel(blocks[index - 1]?.text);
    // A day in a told sentence is what it tells of.
    const isTold = text?.isProse === true && words > LONGEST_LABELLED && (view.odds[index] ?? 0) >= TOLD;
    for (const { date, label } of dates) {
      const { isPublished, isUpdated } = labelOf(label);
      if (isTold && !isPublished) continue;
      const printed = publishedFrom(date, 'page');
      // "03/04" is the day that the page declares, where it is one of its two readings.
      const isDeclaredDay = date.ambiguous && isKnown(swappedDay(printed.date)) && !isKnown(printed.date);
      const isAmerican = order === null && date.ambiguous && looksAmerican(block.text, facts.locale);
      const isSwapped = isDeclaredDay || (date.ambiguous && (order === 'month-first' || isAmerican));
      add(isSwapped ? { ...printed, date: swappedDay(printed.date) } : printed, 'text', {
        ...before,
        place: index,
        look: lookOf(block.element),
        words,
        ambiguous: date.ambiguous && !isDeclaredDay && order === null,
        isPublished,
        isUpdated,
        says: isPublished,
        hasClass: names.some((name) => DATE_NAMES.has(name)),
        hidden: isHidden(block.element),
      });
    }
  });
}

/** Days in elements whose markup says that they hold one. */
function addMarked(view: PageView, isOthers: IsOthers, add: Add): void {
  for (const { element, index } of view.times.slice(0, MOST_MARKED)) {
    if (isOthers(index, element)) continue;
    const { itemprop, property, pubdate, datetime, content, class: classes = '' } = element.attributes;
    const marked = itemprop ?? property ?? '';
    const near = {
      ...lastLabel(view.blocks[index - 1]?.text),
      place: index,
      look: lookOf(element),
      isPublished: /publish|pubdate/i.test(marked || classes) || pubdate !== undefined,
      isUpdated: MODIFIED.test(`${marked} ${classes}`),
      says: pubdate !== undefined || /published/i.test(marked),
    };
    const written = datetime ?? content;
    if (written !== undefined)
      add(isoDate(written, 'page'), marked && !near.isUpdated ? 'itemprop' : 'time', near);
    else if (isBesideTitle(view, index)) add(dayOfData(dataDay(element.attributes) ?? ''), 'data', near);
  }
}

/** Scripts find days of other articles, of pictures and of advertisements in attributes, too. */
function isBesideTitle(view: PageView, index: number): boolean {
  const from = distanceTo(view, index);
  return Math.abs(index - view.headline) <= BESIDE_TITLE || (from <= 1 && from >= -BESIDE_TITLE);
}

const EPOCH = /^1[0-9]{9}(?:[0-9]{3})?$/;

/** A day written out, or counted in seconds or milliseconds of 1970: then it is the day of Greenwich. */
function dayOfData(value: string): Published | null {
  if (!EPOCH.test(value)) return isoDate(value.slice(0, 60), 'page');
  const at = new Date(Number(value.padEnd(13, '0'))).toISOString();
  return { date: at.slice(0, 10), time: at.slice(11, 19), zone: 'Z', from: 'page' };
}

/** What an element is made as: days of other articles stand in elements that look alike. */
function lookOf({ name, attributes, parent }: PageElement): string {
  return [name, attributes.class ?? '', parent?.name ?? '', parent?.attributes.class ?? '']
    .join(' ')
    .slice(0, 200);
}
