import { flag } from '../../../roles/text-features.ts';
import { declaresNews } from '../declared-news.ts';
import { distanceTo, type PageView } from '../page-view.ts';
import { DATE_SOURCES, monthOf } from './declared-dates.ts';
import { daysFrom, type FoundDay, ownDays } from './found-days.ts';

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
  'says',
  'nearHead',
  'othersNearHead',
  'declaredNearHead',
  'plainNearHead',
  'otherPlainNearHead',
  'news',
  'titleYear',
  'afterEnd',
  'byline',
  'firstNear',
];

/** Blocks from the article's first one, or from its headline. */
const NEAR = 8;
const NEAR_HEADLINE = 6;
const MOST_BYLINES = 100;

/** The days that may be the article's, each with its signs in the order of `DATE_FEATURES`. */
export function dateSigns(
  found: readonly FoundDay[],
  view: PageView,
): readonly { readonly day: FoundDay; readonly values: readonly number[] }[] {
  const all = ownDays(found, view);
  const days = all.map((one) => one.published.date).sort();
  const near = (one: FoundDay): boolean =>
    one.places.some((place) => Math.abs(distanceTo(view, place)) <= NEAR);
  const nearHead = (one: FoundDay): boolean =>
    one.places.some(
      (place) =>
        (view.headline >= 0 && Math.abs(place - view.headline) <= NEAR_HEADLINE) ||
        (distanceTo(view, place) <= 1 && distanceTo(view, place) >= -NEAR),
    );
  const isDeclared = (one: FoundDay): boolean =>
    one.sources.has('ldPublished') || one.sources.has('metaPublished');
  const isPlain = (one: FoundDay): boolean => nearHead(one) && !one.isUpdated && !one.updatedBefore;
  const month = monthOf(view.facts.url);
  const isNews = declaresNews(view.facts);
  const declaredDay = all.find(isDeclared)?.published.date;
  const year = /(?<!\d)20[0-3]\d(?!\d)/.exec(view.blocks[view.headline]?.text ?? view.facts.window)?.[0];
  const bylines = view.bylines.slice(0, MOST_BYLINES).map(({ index }) => index);
  const firstNear = Math.min(
    ...all.filter(nearHead).flatMap((one) => one.places.filter((place) => place >= 0)),
  );
  return all.map((day) => {
    const others = all.filter((other) => other !== day);
    return {
      day: { ...day, ambiguous: day.ambiguous && day.sources.size === 1 },
      values: [
        ...valuesOf(day, days, view),
        flag(near(day)),
        others.filter(near).length,
        flag(others.some(isDeclared)),
        declaredDay ? between(-400, 4000, daysFrom(declaredDay, day.published.date)) : -500,
        flag(day.labelBefore),
        flag(day.updatedBefore),
        flag(day.published.time !== undefined),
        month === null ? 0 : day.published.date.startsWith(month) ? 1 : -1,
        flag(day.says),
        flag(nearHead(day)),
        others.filter(nearHead).length,
        flag(all.some((one) => isDeclared(one) && nearHead(one))),
        flag(isPlain(day)),
        flag(others.some(isPlain)),
        flag(isNews),
        year === undefined ? 0 : day.published.date.startsWith(year) ? 1 : -1,
        view.last < 0 ? 0 : between(0, 40, Math.min(...day.places.map((place) => place - view.last), 40)),
        Math.min(20, ...day.places.flatMap((place) => bylines.map((index) => Math.abs(index - place)))),
        flag(day.places.includes(firstNear)),
      ],
    };
  });
}

function valuesOf(one: FoundDay, days: readonly string[], view: PageView): readonly number[] {
  const { date } = one.published;
  const far = one.places.map((place) => distanceTo(view, place));
  const above = far.filter((distance) => distance <= 1);
  const nearest = far.length > 0 ? far.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a)) : 41;
  return [
    ...DATE_SOURCES.map((source) => flag(one.sources.has(source))),
    one.sources.size,
    days.length,
    flag(days[0] === date),
    flag(days.at(-1) === date),
    Math.min(400, daysFrom(days[0] ?? date, date)),
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

function between(least: number, most: number, value: number): number {
  return Math.max(least, Math.min(most, value));
}
