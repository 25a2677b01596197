import type { Edition, Settings } from '../../types.ts';
import { numberFormat } from '../formats.ts';
import type { OverlayEntry } from '../overlay/overlay.ts';
import { shownOf } from '../overlay/shown.ts';
import { bulletsOf } from '../select/bullets.ts';
import { hasEditorsWords } from '../select/editors-words.ts';
import { storyInLanguage } from '../select/story-in-language.ts';
import { type AmendmentsView, amendmentsView } from '../view/amendments-view.ts';
import { cleanLine } from '../view/clean.ts';
import { type Foreign, foreign, outletOf } from '../view/source-view.ts';
import { fill, plural, wordingFor } from '../wording.ts';
import { editionKey, pictureKey, storyAnchor } from './address.ts';
import { type EditionLine, headlineFor, lineOf, neighboursOf } from './calendar.ts';
import { type NoteView, noteView } from './editors-note.ts';
import { instantInFull, type Moment, slotDay } from './moments.ts';
import { type FrameView, frameView } from './page-frame.ts';
import { type PageQuoteView, pageQuoteView } from './page-quotes.ts';
import { type ArticleView, articleView } from './page-sources.ts';
import { type PageStoryView, pageStoryView } from './page-story.ts';
import { closenessInWords, type PageWording, pageWording } from './wording.ts';

export interface EditionPageOptions {
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly settings: Settings;
  /** Every edition that is known, in any order; this one among them. */
  readonly calendar: readonly EditionLine[];
  /** Key of the stylesheet. */
  readonly stylesheet: string;
  /** Corrections and take-downs, in any order. */
  readonly overlay?: readonly OverlayEntry[] | undefined;
}

export interface NeighbourView {
  readonly rel: 'prev' | 'next';
  /** "Earlier edition" or "Later edition". */
  readonly label: string;
  readonly path: string;
  readonly number: string;
  readonly day: Moment;
}

export interface EditionPageView {
  readonly frame: FrameView;
  readonly number: string;
  readonly day: Moment;
  /** In the language that the operator wrote it in, the first of the briefing. */
  readonly topic: Foreign;
  readonly cutOff: string;
  readonly coverage: readonly string[];
  /** What was corrected, and what stood here and was taken down. */
  readonly notes: readonly NoteView[];
  /** What was corrected or taken down in earlier editions before this one. */
  readonly corrections: AmendmentsView | null;
  readonly quiet: { readonly title: string; readonly text: string } | null;
  readonly nothingNew: string | null;
  readonly bullets: readonly (PageQuoteView & { readonly story: string })[];
  /** Of several stories; a page with one needs no list of them. */
  readonly contents: readonly {
    readonly anchor: string;
    readonly headline: Foreign;
    readonly standing: string;
  }[];
  readonly stories: readonly (PageStoryView & { readonly changes: readonly NoteView[] })[];
  readonly setAside: readonly ArticleView[];
  /** What square brackets mean, where there are any. */
  readonly editorsWords: string | null;
  /** The edition before and the one after, as far as there are any. */
  readonly neighbours: readonly NeighbourView[];
}

/** An edition with everything that it holds, in one language. Unknown languages get English words around the same quotes. */
export function editionPageView(made: Edition, options: EditionPageOptions): EditionPageView {
  const { language, settings, calendar, stylesheet, overlay = [] } = options;
  const { edition, notes, storyNotes } = shownOf(made, overlay);
  const { words } = pageWording(language);
  const { timeZone } = settings;
  const listed = calendar.find(({ id }) => id === edition.id);
  const line = lineOf(made, listed?.languages ?? settings.languages, overlay);
  const number = numberOf(edition.number, words);
  const day = slotDay(edition.slot, words, timeZone);
  const at = (instant: string) => instantInFull(instant, words, timeZone);
  const inLanguage = edition.stories.map((story) => storyInLanguage(story, language));
  const stories = inLanguage.map((story, index) => ({
    ...pageStoryView(story, { words, language, isLead: index === 0, edition: edition.id }),
    changes: (storyNotes.get(story.id) ?? []).map((note) => noteView(note, words, timeZone)),
  }));
  const nothingTold = notes.some(({ kind }) => kind === 'takeDown') ? words.takenDown : words.quiet;
  const coverage = coverageOf(edition.counts, words);
  const lead = line.headlines[0];
  const neighbours = neighbourViews(edition.id, options);
  return {
    frame: frameView({
      settings,
      language,
      stylesheet,
      top: '../',
      title: `${lead === undefined ? nothingTold : headlineFor(lead, language).text} · ${number}`,
      description: [
        `${cleanLine(edition.topic)}${coverage.length > 0 ? `: ${coverage.join(', ')}` : ''}`,
        day.words,
      ].join('. '),
      key: (code) => editionKey(edition.id, code),
      languages: line.languages,
      neighbours,
      published: edition.slot,
      ...(listed?.pictures?.includes(language) ? { picture: pictureKey(edition.id, language) } : {}),
      sources: edition.stories
        .flatMap(({ sources }) => sources)
        .flatMap(({ url, title, outlet }) => (url === null ? [] : [{ url, title, outlet }])),
    }),
    number,
    day,
    topic: foreign(edition.topic, settings.languages[0] ?? null),
    cutOff: fill(words.cutOff, { time: at(edition.window.to) }),
    coverage,
    notes: notes.map((note) => noteView(note, words, timeZone)),
    corrections: amendmentsView(edition, language, wordingFor(language).wording, settings),
    quiet:
      stories.length > 0 || nothingTold === words.takenDown
        ? null
        : {
            title: words.quiet,
            text: fill(words.quietText, { from: at(edition.window.from), to: at(edition.window.to) }),
          },
    nothingNew:
      stories.length > 0 && edition.stories.every(({ state }) => state === 'known') ? words.nothingNew : null,
    bullets: bulletsOf(inLanguage, language).map(({ story, quote }) => ({
      ...pageQuoteView(story, quote, words),
      story: storyAnchor(story.id),
    })),
    contents:
      stories.length > 1
        ? stories.map(({ anchor, headline, standing }) => ({ anchor, headline, standing }))
        : [],
    stories,
    setAside: edition.offTopic.map((source) =>
      articleView(
        source,
        outletOf(source) ?? words.unnamed,
        words,
        closenessInWords(source.closeness, words),
      ),
    ),
    editorsWords: hasEditorsWords(edition) ? words.editorsWords : null,
    neighbours,
  };
}

/** `{n}` as the language writes it, without separators: an edition's number is a name. */
export function numberOf(n: number, words: PageWording): string {
  return fill(words.number, { n: numberFormat(words.locale, { useGrouping: false }).format(n) });
}

/** "14 articles", "9 outlets" …; nothing is said of what there is none of. */
export function coverageOf(counts: Edition['counts'], words: PageWording): string[] {
  const counted = [
    [words.articles, counts.articles],
    [words.outlets, counts.outlets],
    [words.languages, counts.languages],
    [words.stories, counts.stories],
    [words.copies, counts.copies],
    [words.offTopic, counts.offTopic],
  ] as const;
  return counted.flatMap(([forms, n]) => (n > 0 ? [plural(forms, n, words.locale)] : []));
}

/** In which language an edition is linked from a page in `language`: that one if the edition has it, else its first. */
export function spokenLanguage(line: EditionLine, language: string): string {
  return line.languages.includes(language) ? language : (line.languages[0] ?? language);
}

function neighbourViews(id: string, { language, calendar, settings }: EditionPageOptions): NeighbourView[] {
  const { words } = pageWording(language);
  const { earlier, later } = neighboursOf(id, calendar);
  const view = (line: EditionLine | null, rel: NeighbourView['rel'], label: string) =>
    line === null
      ? []
      : [
          {
            rel,
            label,
            path: `../${editionKey(line.id, spokenLanguage(line, language))}`,
            number: numberOf(line.number, words),
            day: slotDay(line.slot, words, settings.timeZone),
          },
        ];
  return [...view(earlier, 'prev', words.earlier), ...view(later, 'next', words.later)];
}
