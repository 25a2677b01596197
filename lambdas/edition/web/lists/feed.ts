import type { Settings } from '../../../types.ts';
import { cleanLine } from '../../view/clean.ts';
import type { Foreign } from '../../view/source-view.ts';
import { archiveKey, editionKey, feedKey, ICON } from '../address.ts';
import { type EditionLine, headlineFor, inOrder, nothingTold } from '../calendar.ts';
import { coverageOf, numberOf, spokenLanguage } from '../edition-page.ts';
import { noteView } from '../editors-note.ts';
import { slotDay } from '../moments.ts';
import { pageWording } from '../wording.ts';

export interface FeedOptions {
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly settings: Settings;
  /** Every edition, in any order; at least one, since a feed must say when it was updated. */
  readonly calendar: readonly EditionLine[];
}

export interface FeedEntryView {
  /** The page's address: it stays, so it is the entry's identity too. */
  readonly url: string;
  readonly language: string;
  readonly title: string;
  readonly published: string;
  /** When it was published, or last corrected. */
  readonly updated: string;
  readonly coverage: string;
  /** What was corrected or taken down. */
  readonly notes: readonly { readonly label: string; readonly text: Foreign | null }[];
  readonly headlines: readonly (Foreign & { readonly url: string })[];
}

/** RFC 4287. Everything is text that an XML document may hold; the template escapes it. */
export interface FeedView {
  readonly lang: string;
  readonly name: string;
  readonly topic: string;
  readonly self: string;
  readonly page: string;
  readonly icon: string;
  readonly updated: string;
  readonly entries: readonly FeedEntryView[];
}

const ENTRIES = 30;
/** Characters that XML 1.0 has no way to write. https://www.w3.org/TR/xml/#charsets */
const NOT_XML = /[\uFFFE\uFFFF]/g;

/** The last editions, the newest first. Throws when there is none. */
export function feedView({ language, settings, calendar }: FeedOptions): FeedView {
  const { lang, words } = pageWording(language);
  const address = (path: string) => `${settings.publicAddress}/${path}`;
  const newest = inOrder(calendar).toReversed().slice(0, ENTRIES);
  const updated = newest
    .map(({ slot, changed = slot }) => changed)
    .toSorted()
    .at(-1);
  if (updated === undefined) throw new Error('A feed needs at least one edition.');
  return {
    lang,
    name: written(cleanLine(settings.name)),
    topic: written(cleanLine(settings.topic.title)),
    self: address(feedKey(language)),
    page: address(archiveKey(language)),
    icon: address(ICON),
    updated,
    entries: newest.map((line) => {
      const spoken = spokenLanguage(line, language);
      const url = address(editionKey(line.id, spoken));
      const [lead] = line.headlines;
      const title = lead === undefined ? nothingTold(line, words) : headlineFor(lead, language).text;
      return {
        url,
        language: spoken,
        title: written(`${title} · ${numberOf(line.number, words)}`),
        published: line.slot,
        updated: line.changed ?? line.slot,
        coverage: written(
          [slotDay(line.slot, words, settings.timeZone).words, ...coverageOf(line.counts, words)].join(' · '),
        ),
        notes: (line.notes ?? []).map((one) => {
          const { label, date, text } = noteView(one, words, settings.timeZone);
          return {
            label: written(`${label.before}${date.words}${label.after}`),
            text: text === null ? null : { ...text, text: written(text.text) },
          };
        }),
        headlines: line.headlines.map((headline) => {
          const { text, ...foreign } = headlineFor(headline, language);
          return { ...foreign, text: written(text), url: `${url}#${headline.anchor}` };
        }),
      };
    }),
  };
}

const written = (text: string): string => text.replaceAll(NOT_XML, '');
