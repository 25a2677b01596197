import type { Settings } from '../../types.ts';
import { cleanLine } from '../mail/clean.ts';
import { type Foreign, foreign } from '../mail/source-view.ts';
import { languageName, plural } from '../wording.ts';
import { archiveKey, editionKey } from './address.ts';
import { type EditionLine, headlineFor, inOrder, nothingTold } from './calendar.ts';
import { coverageOf, numberOf, spokenLanguage } from './edition-page.ts';
import { type FrameView, frameView } from './frame.ts';
import { dayOrMonth, type Moment, monthReader, slotDay } from './moments.ts';
import { type PageWording, pageWording } from './wording.ts';

export interface ArchiveOptions {
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly settings: Settings;
  /** Every edition, in any order. */
  readonly calendar: readonly EditionLine[];
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

export interface ArchivePageView {
  readonly frame: FrameView;
  /** In the language that the operator wrote it in, the first of the briefing. */
  readonly topic: Foreign;
  readonly count: string;
  readonly months: readonly {
    readonly anchor: string;
    readonly name: string;
    readonly entries: readonly EntryView[];
  }[];
}

/** Headlines besides the first. */
const MORE = 2;

/** Every edition, the newest first, by month: the same for the same set, whatever its order. */
export function archivePageView({
  language,
  settings,
  calendar,
  stylesheet,
}: ArchiveOptions): ArchivePageView {
  const { words } = pageWording(language);
  const newestFirst = inOrder(calendar).toReversed();
  const monthOf = monthReader(settings.timeZone);
  const months = Map.groupBy(newestFirst, ({ slot }) => monthOf(slot));
  const count = plural(words.editions, calendar.length, words.locale);
  return {
    frame: frameView({
      settings,
      language,
      stylesheet,
      top: '',
      title: words.archive,
      description: `${cleanLine(settings.topic.title)}. ${count}.`,
      key: archiveKey,
      languages: settings.languages,
    }),
    topic: foreign(settings.topic.title, settings.languages[0] ?? null),
    count,
    months: [...months].map(([month, lines]) => ({
      anchor: `month-${month}`,
      name: dayOrMonth(month, words)?.words ?? month,
      entries: lines.map((line) => entryView(line, language, words, settings.timeZone)),
    })),
  };
}

function entryView(line: EditionLine, language: string, words: PageWording, timeZone: string): EntryView {
  const spoken = spokenLanguage(line, language);
  const path = editionKey(line.id, spoken);
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
