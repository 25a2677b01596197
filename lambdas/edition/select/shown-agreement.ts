import type { Agreement, Quote, Source, Story } from '../../types.ts';

/** A fact as one quote, and the quotes of the others that report all of it. */
export interface ShownAgreement {
  readonly quote: Quote;
  readonly others: readonly Quote[];
}

/** An agreement as readers of a language are shown it, with those who say all of what is shown. Empty where nothing may be shown. */
export function shownAgreement(
  { quotes, shown = 1, reportedBy }: Agreement,
  language: string,
): ShownAgreement[] {
  const showable = quotes.slice(0, shown);
  const own = showable.findIndex((quote) => quote.language === language);
  const at = Math.max(0, own);
  const quote = showable[at];
  if (quote === undefined) return [];
  const others = reportedBy?.[at]?.flatMap((index) => quotes[index] ?? []);
  return [{ quote, others: others ?? quotes.filter((one) => one !== quote) }];
}

/** Articles that a story names beside its sources: their copies, and witnesses from other stories. */
export function furtherCited({ sources, elsewhere = [] }: Story): readonly Source[] {
  return [...sources.flatMap(({ copies }) => copies), ...elsewhere];
}
