import { shortened } from '../../article/cut.ts';
import type { Edition } from '../../types.ts';
import type { OverlayEntry } from '../overlay/overlay.ts';
import { type EditorsNote, shownOf } from '../overlay/shown.ts';
import { headlineIn } from '../select/headline-in-language.ts';
import { cleanLine, shorten } from '../view/clean.ts';
import { type Foreign, foreign } from '../view/source-view.ts';
import { storyAnchor } from './address.ts';
import type { PageWording } from './wording.ts';

/** What the index, the feeds and the neighbours' pages tell of an edition: small, so that none of them reads the edition again. */
export interface EditionLine {
  readonly id: string;
  readonly number: number;
  /** ISO instant. */
  readonly slot: string;
  /** In which it has a page; the first is the edition's own. */
  readonly languages: readonly string[];
  readonly counts: Edition['counts'];
  /** ISO instant of its last correction or take-down. */
  readonly changed?: string;
  /** Its newest corrections and take-downs, the newest first. */
  readonly notes?: readonly EditorsNote[];
  /** The whole edition was taken down. */
  readonly isTakenDown?: true;
  /** Its stories' ids, as far as there is room for them; absent in lines written before stories had pages. */
  readonly stories?: readonly string[];
  /** Languages in which it has a picture. */
  readonly pictures?: readonly string[];
  /** Of its first stories. */
  readonly headlines: readonly {
    /** Of the story on the edition's page. */
    readonly anchor: string;
    readonly text: string;
    readonly language: string | null;
    /** Titles that sources in other languages of the edition gave the story, by language. */
    readonly own: Readonly<Record<string, string>>;
  }[];
}

/** Headlines that the index and the feed show of one edition. */
const HEADLINES = 5;
/** Notes of the editors that the feed shows of one edition, and characters of each. */
const NOTES = 3;
const LONGEST_NOTE = 500;
/** Stories that have pages of their own. */
export const STORIES = 40;
const LONGEST_HEADLINE = 160;
/** UTF-8: a line is a row of the table, which holds 400 KB, whatever characters an upload heaps upon a letter. */
const LARGEST_HEADLINE = { characters: 2 * LONGEST_HEADLINE, bytes: 4 * LONGEST_HEADLINE };

/** An edition's line in the calendar as corrections and take-downs leave it, `languages` being those in which its pages are published. */
export function lineOf(
  made: Edition,
  languages: readonly string[],
  overlay: readonly OverlayEntry[] = [],
  pictures: readonly string[] = [],
): EditionLine {
  const { edition, isTakenDown, notes, storyNotes } = shownOf(made, overlay);
  const changes = [
    ...new Map([...notes, ...storyNotes.values()].flat().map((one) => [JSON.stringify(one), one])),
  ]
    .map(([, one]) => one)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const changed = changes[0]?.at;
  return {
    id: edition.id,
    number: edition.number,
    slot: edition.slot,
    languages,
    counts: edition.counts,
    ...(changed === undefined ? {} : { changed, notes: changes.slice(0, NOTES).map(withoutRest) }),
    ...(isTakenDown ? { isTakenDown } : {}),
    ...(pictures.length === 0 ? {} : { pictures }),
    stories: edition.stories.slice(0, STORIES).map(({ id }) => id),
    headlines: edition.stories.slice(0, HEADLINES).map((story) => ({
      anchor: storyAnchor(story.id),
      text: cut(story.headline.text),
      language: story.headline.language,
      own: Object.fromEntries(
        languages.flatMap((language) => {
          const title = headlineIn(story, language);
          const isOwn = language !== story.headline.language && title.language === language;
          return isOwn ? [[language, cut(title.text)]] : [];
        }),
      ),
    })),
  };
}

const withoutRest = (one: EditorsNote): EditorsNote => ({
  ...one,
  note: shortened(shorten(cleanLine(one.note), LONGEST_NOTE), {
    characters: 2 * LONGEST_NOTE,
    bytes: 4 * LONGEST_NOTE,
  }),
});

const cut = (text: string): string => shortened(shorten(cleanLine(text), LONGEST_HEADLINE), LARGEST_HEADLINE);

/** The title that a source in the reader's language gave, where there is one; the story's own headline elsewhere. */
export function headlineFor(headline: EditionLine['headlines'][number], language: string): Foreign {
  const own = Object.hasOwn(headline.own, language) ? headline.own[language] : undefined;
  return own === undefined ? foreign(headline.text, headline.language) : foreign(own, language);
}

/** What stands in a headline's place where an edition has none. */
export function nothingTold({ changed, isTakenDown }: EditionLine, words: PageWording): string {
  return isTakenDown || changed !== undefined ? words.takenDown : words.quiet;
}

/** The editions before and after one, by their slots. */
export function neighboursOf(
  id: string,
  calendar: readonly EditionLine[],
): { readonly earlier: EditionLine | null; readonly later: EditionLine | null } {
  const lines = inOrder(calendar);
  const at = lines.findIndex((line) => line.id === id);
  return { earlier: (at > 0 ? lines[at - 1] : null) ?? null, later: (at < 0 ? null : lines[at + 1]) ?? null };
}

/** Earliest first: slots are all written alike, so they compare as text. */
export function inOrder(calendar: readonly EditionLine[]): readonly EditionLine[] {
  return calendar.toSorted((a, b) => (a.slot < b.slot ? -1 : a.slot > b.slot ? 1 : 0));
}
