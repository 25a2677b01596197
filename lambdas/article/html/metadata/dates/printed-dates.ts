import { type FoundDate, findDate } from '../../../metadata/dates.ts';
import { beginsWith } from '../../../roles/phrases.ts';

const MOST_DATES = 3;
/** How many letters of a line's beginning say that a day is when the article was published, or changed. */
const publishedLabel = beginsWith('dateLabels');
const updatedLabel = beginsWith('updatedLabels');
const UPDATED = /updat|modif|edited|reviewed/i;
const PUBLISHED = /publish|posted/i;
/** What parts the words before a day: only the last of them are its label. */
const PARTS = /[|·•—–,;/]|\s-\s/u;

export interface DateLabel {
  readonly isPublished: boolean;
  readonly isUpdated: boolean;
}

/** What the words before a day say of it, in its line or in the line above. */
export function labelOf(words: string): DateLabel {
  const last = words.split(PARTS).at(-1)?.trim() || words.trim();
  const isUpdated = updatedLabel(last) > 0 || UPDATED.test(last);
  const isPublished = !isUpdated && (publishedLabel(last) > 0 || PUBLISHED.test(last));
  if (isUpdated || isPublished) return { isUpdated, isPublished };
  const mayUpdate = updatedLabel(words) > 0 || UPDATED.test(words);
  return {
    isUpdated: mayUpdate,
    isPublished: !mayUpdate && (publishedLabel(words) > 0 || PUBLISHED.test(words)),
  };
}

/** What a short line without a day says of the day below it: "Published", "Last updated:". */
export function lastLabel(line = ''): { readonly labelBefore: boolean; readonly updatedBefore: boolean } {
  if (line.length > 40 || findDate(line)) return { labelBefore: false, updatedBefore: false };
  const { isPublished, isUpdated } = labelOf(line);
  return { updatedBefore: isUpdated, labelBefore: isPublished || (!isUpdated && /^date\b/i.test(line)) };
}

/** The days in a line, each with the words before it: "Updated 14 May 2023 – First published 12 May 2023". */
export function datesIn(text: string): readonly { readonly date: FoundDate; readonly label: string }[] {
  const dates: { date: FoundDate; label: string }[] = [];
  let rest = text;
  while (dates.length < MOST_DATES) {
    const date = findDate(rest);
    if (!date) break;
    dates.push({ date, label: rest.slice(0, date.index).replace(/^[\s\p{P}]+/u, '') });
    rest = rest.slice(date.end);
  }
  return dates;
}
