import type { Edition, Settings } from '../../types.ts';
import { instantInWords } from '../dates.ts';
import { fill, plural, type Wording } from '../wording.ts';

/** Whether an edition has nothing that the one before it had not. */
export function isQuiet({ stories }: Edition): boolean {
  return stories.every(({ state }) => state === 'known');
}

/** Whether the edition goes to its readers, as the briefing decides for quiet ones. What was mailed and is corrected is always told. */
export function isMailed(edition: Edition, { quietEdition }: Pick<Settings, 'quietEdition'>): boolean {
  return quietEdition !== 'skip' || !isQuiet(edition) || edition.amendments !== undefined;
}

export interface QuietView {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What a quiet edition says: that nothing came, of which hours, and what goes on. Null for an edition with news. */
export function quietView(edition: Edition, wording: Wording, { timeZone }: Settings): QuietView | null {
  if (!isQuiet(edition)) return null;
  const at = (instant: string) => instantInWords(instant, wording, timeZone);
  const hours = fill(wording.quietText, { from: at(edition.window.from), to: at(edition.window.to) });
  const known = edition.stories.length;
  return {
    title: wording.quiet,
    lines: [
      known === 0 ? hours : wording.nothingNew,
      known === 0 ? wording.quietNothing : plural(wording.quietKnown, known, wording.locale),
    ],
  };
}
