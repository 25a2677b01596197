import type { Amendment, Edition, Settings } from '../../types.ts';
import { shortDay } from '../dates.ts';
import { fill, plural, type Wording } from '../wording.ts';
import { cleanLine, shorten } from './clean.ts';
import { type Foreign, foreign } from './source-view.ts';
import { numberOf } from './subject.ts';

/** What an edition opens with when something that was mailed has been corrected or taken down since. */
export interface AmendmentsView {
  readonly title: string;
  readonly lines: readonly {
    readonly label: string;
    /** The editors' own words; null where they gave none. */
    readonly text: Foreign | null;
    /** The earlier edition's page, as it stands now. */
    readonly url: string;
  }[];
  readonly more: string | null;
  /** That what was mailed stays mailed. */
  readonly stays: string;
}

/** More than that would push the news out of sight; the earlier editions' pages have all, and whole. */
const LINES = 6;
const LONGEST_NOTE = 400;

export function amendmentsView(
  { amendments = [] }: Pick<Edition, 'amendments'>,
  language: string,
  wording: Wording,
  settings: Settings,
): AmendmentsView | null {
  if (amendments.length === 0) return null;
  const left = amendments.length - LINES;
  return {
    title: wording.corrections,
    lines: amendments.slice(-LINES).map((one) => ({
      label: fill(patternOf(one, wording), {
        number: numberOf(one, wording),
        date: shortDay(one.at, wording, settings.timeZone),
      }),
      text: cleanLine(one.note) === '' ? null : foreign(shorten(one.note, LONGEST_NOTE), one.language),
      url: `${settings.publicAddress}/editions/${one.edition}.${language}.html`,
    })),
    more: left > 0 ? plural(wording.more, left, wording.locale) : null,
    stays: wording.mailedStays,
  };
}

function patternOf({ kind, of }: Amendment, wording: Wording): string {
  if (kind === 'correction') return wording.corrected;
  if (of === 'article') return wording.takenDownArticle;
  return of === 'story' ? wording.takenDownStory : wording.takenDownEdition;
}
