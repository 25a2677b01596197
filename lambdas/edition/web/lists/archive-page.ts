import type { Settings } from '../../../types.ts';
import { cleanLine } from '../../view/clean.ts';
import { type Foreign, foreign } from '../../view/source-view.ts';
import { languageName, plural } from '../../wording.ts';
import { archiveKey, archivePartKey, editionKey } from '../address.ts';
import { type EditionLine, headlineFor, nothingTold } from '../calendar.ts';
import { coverageOf, numberOf, spokenLanguage } from '../edition-page.ts';
import { dayOrMonth, type Moment, monthReader, slotDay, yearInWords } from '../moments.ts';
import { type FrameView, frameView } from '../page-frame.ts';
import { type PageWording, pageWording } from '../wording.ts';
import { type ArchiveLists, yearOf } from './archive-lists.ts';

export interface ArchiveOptions {
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly settings: Settings;
  /** Key of the stylesheet. */
  readonly stylesheet: string;
}

export interface EntryView {
  readonly path: string;
  /** Of the page that it leads to. */
  readonly language: string;
  /** The name of that language, where it is not the reader's. */
  readonly spoken: string | null;
  readonly number: string;
  readonly day: Moment;
  readonly headline: Foreign;
  /** Other headlines of the edition. */
  readonly more: readonly (Foreign & { readonly path: string })[];
  readonly coverage: readonly string[];
}

/** Links to other pages of the archive. */
interface PartsView {
  readonly label: string;
  readonly parts: readonly { readonly path: string; readonly name: string }[];
}

export interface ArchivePageView {
  readonly frame: FrameView;
  readonly title: string;
  /** In the language that the operator wrote it in, the first of the briefing. */
  readonly topic: Foreign;
  readonly text: string;
  /** What it lists, by month, the newest first. */
  readonly months: readonly {
    readonly anchor: string;
    /** Null where the page's own title says it. */
    readonly name: string | null;
    readonly entries: readonly EntryView[];
  }[];
  readonly parts: readonly PartsView[];
}

/** Headlines besides the first. */
const MORE = 2;
/** Editions that the index itself lists. */
const NEWEST = 30;

/** The newest editions by month, and links to the pages of all months. */
export function archivePageView(lists: ArchiveLists, options: ArchiveOptions): ArchivePageView {
  const { language, settings } = options;
  const { words } = pageWording(language);
  const monthOf = monthReader(settings.timeZone);
  const months = Map.groupBy(lists.newest.slice(0, NEWEST), ({ slot }) => monthOf(slot));
  const part = (name: (part: string) => string) => (of: string) => ({
    path: archivePartKey(of, language),
    name: name(of),
  });
  const parts: PartsView[] = [
    { label: words.byMonth, parts: lists.months.map(part((month) => monthInWords(month, words))) },
    { label: words.olderByYear, parts: lists.years.map(part((year) => yearInWords(year, words))) },
  ];
  return {
    ...opening(words.archive, words.archiveText, archiveKey, '', options),
    months: [...months].map(([month, lines]) => ({
      anchor: `month-${month}`,
      name: monthInWords(month, words),
      entries: lines.map((line) => entryView(line, '', options)),
    })),
    parts: parts.filter((some) => some.parts.length > 0),
  };
}

/** The editions of a month, the newest first. */
export function monthPageView(
  { month, lines }: ArchiveLists['monthPages'][number],
  options: ArchiveOptions,
): ArchivePageView {
  const { words } = pageWording(options.language);
  const year = yearOf(month);
  const count = `${plural(words.editions, lines.length, words.locale)}.`;
  return {
    ...opening(monthInWords(month, words), count, (code) => archivePartKey(month, code), '../', options),
    months: [
      {
        anchor: `month-${month}`,
        name: null,
        entries: lines.map((line) => entryView(line, '../', options)),
      },
    ],
    parts: [
      {
        label: words.byMonth,
        parts: [{ path: `../${archivePartKey(year, options.language)}`, name: yearInWords(year, words) }],
      },
    ],
  };
}

/** The months of a year. */
export function yearPageView(
  { year, months }: ArchiveLists['yearPages'][number],
  options: ArchiveOptions,
): ArchivePageView {
  const { language } = options;
  const { words } = pageWording(language);
  const title = yearInWords(year, words);
  const parts = months.map((month) => ({
    path: `../${archivePartKey(month, language)}`,
    name: monthInWords(month, words),
  }));
  return {
    ...opening(title, '', (code) => archivePartKey(year, code), '../', options),
    months: [],
    parts: [{ label: words.byMonth, parts }],
  };
}

function opening(
  title: string,
  text: string,
  key: (language: string) => string,
  top: '' | '../',
  { language, settings, stylesheet }: ArchiveOptions,
) {
  const { languages, topic } = settings;
  const description = [cleanLine(topic.title), title, text].filter((part) => part !== '').join('. ');
  return {
    frame: frameView({ settings, language, stylesheet, top, title, description, key, languages }),
    title,
    topic: foreign(topic.title, languages[0] ?? null),
    text,
  };
}

function monthInWords(month: string, words: PageWording): string {
  return dayOrMonth(month, words)?.words ?? yearOf(month);
}

function entryView(
  line: EditionLine,
  top: '' | '../',
  { language, settings: { timeZone } }: ArchiveOptions,
): EntryView {
  const { words } = pageWording(language);
  const spoken = spokenLanguage(line, language);
  const path = `${top}${editionKey(line.id, spoken)}`;
  const [lead, ...others] = line.headlines;
  return {
    path,
    language: spoken,
    spoken: spoken === language ? null : languageName(spoken, words.locale),
    number: numberOf(line.number, words),
    day: slotDay(line.slot, words, timeZone),
    headline:
      lead === undefined
        ? { text: nothingTold(line, words), lang: null, dir: words.dir === 'rtl' ? 'rtl' : 'ltr' }
        : headlineFor(lead, language),
    more: others
      .slice(0, MORE)
      .map((headline) => ({ ...headlineFor(headline, language), path: `${path}#${headline.anchor}` })),
    coverage: coverageOf(line.counts, words),
  };
}
