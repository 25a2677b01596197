import type { Settings } from '../../types.ts';
import { ownName, put, type ReaderWording } from '../wording.ts';
import { dayInWords, weekdaysInWords, zoneInWords } from './days-in-words.ts';

interface Fact {
  readonly label: string;
  readonly text: string;
  /** Where the text leads. */
  readonly href?: string;
}

/** What a subscriber would get, shown before they give an address. What the briefing leaves out is left out. */
export function factsView(
  settings: Settings,
  latest: { readonly href: string; readonly slot: string } | undefined,
  language: string,
  { pages }: ReaderWording,
): readonly Fact[] {
  const { facts } = pages.subscribe;
  const { topic, schedule, coverage, languages, timeZone, sender } = settings;
  const fact = (label: string, text: string | undefined, href?: string): Fact[] =>
    text === undefined || text === '' ? [] : [{ label, text, ...(href === undefined ? {} : { href }) }];
  return [
    ...fact(facts.topic, topic.title),
    ...fact(facts.when, schedule && when(schedule, timeZone, language, facts)),
    ...fact(facts.until, coverage && dayInWords(`${coverage.last}T12:00:00Z`, language, 'UTC')),
    ...fact(facts.languages, languages.map(ownName).join(', ')),
    ...fact(facts.from, `${sender.name} <${sender.address}>`),
    ...(latest === undefined
      ? []
      : fact(
          facts.sample,
          put(facts.latest, { day: dayInWords(latest.slot, language, timeZone) }),
          latest.href,
        )),
  ];
}

function when(
  { time, days }: NonNullable<Settings['schedule']>,
  timeZone: string,
  language: string,
  { everyDay, at }: ReaderWording['pages']['subscribe']['facts'],
): string {
  const said = days.length === 7 ? everyDay : weekdaysInWords(days, language);
  return put(at, { days: said, time, zone: zoneInWords(timeZone, language) });
}
