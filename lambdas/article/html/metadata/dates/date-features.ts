import { featureList } from '../../../roles/feature-list.ts';
import { flag } from '../../../roles/text-features.ts';
import { declaresNews } from '../declared-news.ts';
import { distanceTo, type PageView } from '../page-view.ts';
import { DATE_SOURCES, monthOf } from './declared-dates.ts';
import { daysFrom, type FoundDay, ownDays } from './found-days.ts';

/** Blocks from the article's first one, or from its headline. */
const NEAR = 8;
const NEAR_HEADLINE = 6;
const MOST_BYLINES = 100;

/** For a day that no block prints. */
const NOWHERE = 41;

/** What a day is compared with: all days of the page, and what the page says of its own. */
interface DayContext {
  readonly all: readonly FoundDay[];
  /** All of them, sorted. */
  readonly days: readonly string[];
  readonly view: PageView;
  /** The month in the address, `YYYY-MM`. */
  readonly month: string | null;
  readonly isNews: boolean;
  readonly declaredDay: string | undefined;
  /** Of the headline. */
  readonly year: string | undefined;
  /** Indexes of blocks that may be bylines. */
  readonly bylines: readonly number[];
  /** Index of the first block near the headline that prints a day. */
  readonly firstNear: number;
}

interface DaySubject extends DayContext {
  readonly day: FoundDay;
  readonly others: readonly FoundDay[];
}

const DAY = featureList<DaySubject>({
  sources: ({ day }) => day.sources.size,
  days: ({ days }) => days.length,
  isFirst: ({ day, days }) => days[0] === day.published.date,
  isLast: ({ day, days }) => days.at(-1) === day.published.date,
  daysAfterFirst: ({ day: { published }, days }) =>
    Math.min(400, daysFrom(days[0] ?? published.date, published.date)),
  place: ({ day, view }) =>
    day.places.length > 0
      ? day.places
          .map((place) => distanceTo(view, place))
          .reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a))
      : NOWHERE,
  besideHeadline: ({ day, view }) =>
    view.headline < 0 || day.places.length === 0
      ? NOWHERE
      : Math.min(40, ...day.places.map((place) => Math.abs(place - view.headline))),
  below: ({ day, view }) =>
    day.places.length > 0 && view.last >= 0 && day.places.every((place) => place > view.last),
  published: ({ day }) => day.isPublished,
  updated: ({ day }) => day.isUpdated,
  dateClass: ({ day }) => day.hasClass,
  words: ({ day }) => day.words,
  texts: ({ day }) => Math.min(9, day.places.length),
  inBody: ({ day, view }) => Math.max(0, ...day.places.map((place) => view.odds[place] ?? 0)),
  declared: ({ day }) => isDeclared(day),
  hidden: ({ day }) => day.hidden,
  lastAbove: ({ day, view }) => {
    const above = day.places.map((place) => distanceTo(view, place)).filter((distance) => distance <= 1);
    return above.length > 0 ? Math.max(...above) : -NOWHERE;
  },
  printedNear: ({ day, view }) => isNear(day, view),
  othersNear: ({ others, view }) => others.filter((other) => isNear(other, view)).length,
  otherDeclared: ({ others }) => others.some(isDeclared),
  afterDeclared: ({ day, declaredDay }) =>
    declaredDay ? between(-400, 4000, daysFrom(declaredDay, day.published.date)) : -500,
  labelBefore: ({ day }) => day.labelBefore,
  updatedBefore: ({ day }) => day.updatedBefore,
  timed: ({ day }) => day.published.time !== undefined,
  urlMonth: ({ day, month }) => (month === null ? 0 : day.published.date.startsWith(month) ? 1 : -1),
  says: ({ day }) => day.says,
  nearHead: ({ day, view }) => isNearHead(day, view),
  othersNearHead: ({ others, view }) => others.filter((other) => isNearHead(other, view)).length,
  declaredNearHead: ({ all, view }) => all.some((one) => isDeclared(one) && isNearHead(one, view)),
  plainNearHead: ({ day, view }) => isPlain(day, view),
  otherPlainNearHead: ({ others, view }) => others.some((other) => isPlain(other, view)),
  news: ({ isNews }) => isNews,
  titleYear: ({ day, year }) => (year === undefined ? 0 : day.published.date.startsWith(year) ? 1 : -1),
  afterEnd: ({ day, view }) =>
    view.last < 0 ? 0 : between(0, 40, Math.min(...day.places.map((place) => place - view.last), 40)),
  byline: ({ day, bylines }) =>
    Math.min(20, ...day.places.flatMap((place) => bylines.map((index) => Math.abs(index - place)))),
  firstNear: ({ day, firstNear }) => day.places.includes(firstNear),
});

export const DATE_FEATURES: readonly string[] = [...DATE_SOURCES, ...DAY.names];

/** The days that may be the article's, each with its features in the order of `DATE_FEATURES`. */
export function dateFeatures(
  found: readonly FoundDay[],
  view: PageView,
): readonly { readonly day: FoundDay; readonly values: readonly number[] }[] {
  const all = ownDays(found, view);
  const context = contextOf(all, view);
  return all.map((day) => {
    const others = all.filter((other) => other !== day);
    return {
      day: { ...day, ambiguous: day.ambiguous && day.sources.size === 1 },
      values: [
        ...DATE_SOURCES.map((source) => flag(day.sources.has(source))),
        ...DAY.rowOf({ ...context, day, others }),
      ],
    };
  });
}

function contextOf(all: readonly FoundDay[], view: PageView): DayContext {
  return {
    all,
    days: all.map((one) => one.published.date).sort(),
    view,
    month: monthOf(view.facts.url),
    isNews: declaresNews(view.facts),
    declaredDay: all.find(isDeclared)?.published.date,
    year: /(?<!\d)20[0-3]\d(?!\d)/.exec(view.blocks[view.headline]?.text ?? view.facts.window)?.[0],
    bylines: view.bylines.slice(0, MOST_BYLINES).map(({ index }) => index),
    firstNear: Math.min(
      ...all
        .filter((one) => isNearHead(one, view))
        .flatMap((one) => one.places.filter((place) => place >= 0)),
    ),
  };
}

function isDeclared({ sources }: FoundDay): boolean {
  return sources.has('ldPublished') || sources.has('metaPublished');
}

function isNear({ places }: FoundDay, view: PageView): boolean {
  return places.some((place) => Math.abs(distanceTo(view, place)) <= NEAR);
}

function isNearHead({ places }: FoundDay, view: PageView): boolean {
  return places.some(
    (place) =>
      (view.headline >= 0 && Math.abs(place - view.headline) <= NEAR_HEADLINE) ||
      (distanceTo(view, place) <= 1 && distanceTo(view, place) >= -NEAR),
  );
}

function isPlain(day: FoundDay, view: PageView): boolean {
  return isNearHead(day, view) && !day.isUpdated && !day.updatedBefore;
}

function between(least: number, most: number, value: number): number {
  return Math.max(least, Math.min(most, value));
}
