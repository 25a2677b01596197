import { type FoundDate, findDate } from '../../metadata/dates.ts';
import { beginsWith } from '../../roles/phrases.ts';

const MOST_DATES = 3;
/** How many letters of a line's beginning say that a day is when the article was published, or changed. */
export const publishedLabel = beginsWith('dateLabels');
export const updatedLabel = beginsWith('updatedLabels');

/** What a short line without a day says of the day below it: "Published", "Last updated:". */
export function lastLabel(line = ''): { readonly labelBefore: boolean; readonly updatedBefore: boolean } {
  if (line.length > 40 || findDate(line)) return { labelBefore: false, updatedBefore: false };
  const updatedBefore = updatedLabel(line) > 0 || /updat|modif/i.test(line);
  return {
    updatedBefore,
    labelBefore: !updatedBefore && (publishedLabel(line) > 0 || /publish|posted|^date\b/i.test(line)),
  };
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
