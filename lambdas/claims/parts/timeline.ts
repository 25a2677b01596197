import { relativeDays } from '../../article/metadata/relative-days.ts';
import { dayOf, dayWithoutYear, MONTHS, monthWithoutYear, WEEKDAYS } from '../../language/calendar.ts';
import data from '../../language/data/calendar.json' with { type: 'json' };
import { words } from '../../language/words.ts';
import type { Published, Quote, RelativeDay, Story } from '../../types.ts';
import { likeness } from '../statements/sentence-table.ts';
import type { Statement } from '../statements/statements.ts';

const MOST_DATED = 6;
const MOST_OF_A_DAY = 2;
const FURTHEST_POSITION = 40;
/** Days back beyond which the coming day of that name is nearer: no list of verbs tells all that lies ahead ("agreed to cease fire on Thursday"). */
const FURTHEST_BACK = 3;
const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
/** "Tuesday's earthquake": the day of what is named, not of what is told. */
const OF_A_DAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun|yester)day['’]s\b/iu;
/** Two sentences nearer than this tell one event. */
const REPEATED = 0.6;

const PLANS = new Map(
  Object.entries(data.plans).map(([language, list]) => [
    language,
    list.map((one) => ` ${words(one).join(' ')} `),
  ]),
);

/**
 * Dated sentences, earliest day first: whole ones that can stand alone, tell what happened (no plans), and name exactly
 * one day. `publishedOf` gives a source's own date. Empty where all is of one day.
 */
export function timelineOf(
  statements: readonly Statement[],
  publishedOf: (source: number) => Published | null,
  language: string | null,
): NonNullable<Story['timeline']> {
  const dated = statements.flatMap((statement) => {
    const { quote, whole, midAir, modal, negated, position } = statement;
    if (!whole || midAir || modal || negated || position > FURTHEST_POSITION) return [];
    const date = dayIn(quote.text, quote.language, publishedOf(statement.source));
    return date === null ? [] : [{ statement, date, own: quote.language === language ? 0 : 1 }];
  });
  dated.sort(
    (a, b) =>
      a.own - b.own || a.statement.position - b.statement.position || a.statement.source - b.statement.source,
  );
  const chosen: typeof dated = [];
  for (const item of dated) {
    if (chosen.length === MOST_DATED) break;
    const sameDay = chosen.filter(({ date }) => date === item.date);
    const repeats = sameDay.some(({ statement }) => likeness(statement, item.statement) >= REPEATED);
    if (sameDay.length < MOST_OF_A_DAY && !repeats) chosen.push(item);
  }
  if (new Set(chosen.map(({ date }) => date)).size < 2) return [];
  return chosen
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map(({ date, statement }): { date: string; quote: Quote } => ({ date, quote: statement.quote }));
}

/**
 * The one day or month that a sentence names, `YYYY-MM-DD` or `YYYY-MM`, or null. Weekdays and "yesterday" as `relativeDays` has them; a
 * day or month without a year is of the year of publication, around New Year the nearer one. Quoted speech, plans, what lies ahead of the
 * publication, "last Monday" and "Tuesday's earthquake" say no sure day, nor does a day without a year that is nearer ahead.
 */
export function dayIn(text: string, language: string | null, published: Published | null): string | null {
  const unquoted = text.replaceAll(/[“"«][^”"»]*[”"»]/gu, ' ');
  const tokens = words(unquoted);
  const weekdays = WEEKDAYS.get(language ?? '');
  const months = MONTHS.get(language ?? '');
  if (weekdays === undefined || months === undefined) return null;
  const said = ` ${tokens.join(' ')} `;
  if ((PLANS.get(language ?? '') ?? []).some((plan) => said.includes(plan))) return null;
  const relative = published === null ? [] : relativeDays(text, language, published.date);
  // A weekday that is not sure leaves the sentence without a sure day.
  if (tokens.filter((token) => weekdays.has(token)).length > relative.length) return null;
  const isFar = ({ date }: RelativeDay) =>
    Date.parse(published?.date ?? '') - Date.parse(date) > FURTHEST_BACK * DAY_MS;
  if (relative.some(isFar) || (language === 'en' && OF_A_DAY.test(unquoted))) return null;
  const days = new Set<string | null>(relative.map(({ date }) => date));
  for (const [at, token] of tokens.entries()) {
    const month = months.get(token);
    if (month === undefined) continue;
    const [before, after] = [tokens[tokens[at - 1] === 'de' ? at - 2 : at - 1], tokens[at + 1]];
    const day = dayNumber(before) ?? (language === 'en' ? dayNumber(after) : null);
    const year = [after, tokens[at + 2]].find((word) => /^(?:19|20)\d\d$/u.test(word ?? ''));
    if (day !== null) days.add(dateOf(day, month, year === undefined ? null : Number(year), published));
    else if (year !== undefined && year === tokens[tokens[at + 1] === 'de' ? at + 2 : at + 1])
      days.add(`${year}-${String(month + 1).padStart(2, '0')}`);
    else if (language === 'en' && tokens[at - 1] === 'in') days.add(monthNear(month, published));
  }
  const [only] = days;
  return days.size === 1 && only !== undefined && only !== null && !isAhead(only, published) ? only : null;
}

function dayNumber(word: string | undefined): number | null {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(word ?? '')?.[1];
  return digits === undefined || Number(digits) < 1 || Number(digits) > 31 ? null : Number(digits);
}

/** "in July": of the year of publication, or the much nearer one around New Year. */
function monthNear(month: number, published: Published | null): string | null {
  const [year, now] = (published?.date ?? '').split('-').map(Number);
  if (year === undefined || now === undefined || Number.isNaN(now)) return null;
  const index = monthWithoutYear(month, year * 12 + now - 1);
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** What had not come when the article was published is a plan, however it is worded ("travels there in October"). */
function isAhead(day: string, published: Published | null): boolean {
  return published !== null && day > published.date.slice(0, day.length);
}

/** "The line opens on 15 March", written in November: of the day that has been and the one that comes, the nearer may be meant. */
function isNearerAhead(meant: number, near: number): boolean {
  return meant < near && near - meant > YEAR_MS / 2;
}

function dateOf(day: number, month: number, year: number | null, published: Published | null): string | null {
  if (year === null && published === null) return null;
  const near = published === null ? Number.NaN : Date.parse(`${published.date}T00:00:00Z`);
  const meant = year === null ? dayWithoutYear(month, day, near) : dayOf(year, month, day);
  if (year === null && meant !== null && isNearerAhead(meant, near)) return null;
  return meant === null || Number.isNaN(meant) ? null : new Date(meant).toISOString().slice(0, 10);
}
