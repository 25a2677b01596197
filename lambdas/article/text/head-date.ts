import type { Published } from '../../types.ts';
import { type DateEvidence, settled } from '../metadata/date-order.ts';
import { findDate, publishedFrom } from '../metadata/dates.ts';
import type { HeadLine } from '../metadata/head.ts';
import { wordCount } from '../roles/sentences.ts';

/** "ORVEL, 12 September 2023 (Meridian Wire) – ": place and day before a dash. */
const DATELINE = /^(\p{Lu}.{1,110}?)\s(?:[-–—]|--)\s(?=\S)/u;
const LONGEST_DATELINE = 12;

/** The day in the dateline that a text begins with, for one that has no other. */
export function datelineDay(text: string): Published | null {
  const place = DATELINE.exec(text.slice(0, 140))?.[1] ?? '';
  const found = wordCount(place) <= LONGEST_DATELINE ? findDate(place) : null;
  return found && !found.ambiguous ? publishedFrom(found, 'dateline') : null;
}

/** The day of publication before the day of a change; day and month in the order that the rest of the file decides. */
export function headDate(
  heads: readonly HeadLine[],
  evidence: DateEvidence,
): { readonly published: Published; readonly ambiguous: boolean } | null {
  const dated = heads.filter((head) => head.published);
  const best = dated.find((head) => !head.updated) ?? dated[0];
  if (!best?.published) return null;
  const sure = best.ambiguous ? settled(best.published, evidence) : best.published;
  return { published: sure ?? best.published, ambiguous: sure === null };
}
