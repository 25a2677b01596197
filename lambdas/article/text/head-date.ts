import type { Published } from '../../types.ts';
import { type DateEvidence, settled } from '../metadata/date-order.ts';
import type { HeadLine } from '../metadata/head.ts';

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
