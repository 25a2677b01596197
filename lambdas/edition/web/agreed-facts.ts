import type { Agreement, Quote } from '../../types.ts';
import { isWithin } from '../select/same-words.ts';
import { shownAgreement } from '../select/shown-agreement.ts';
import type { OutletLinkView, PageQuoteView } from './page-quotes.ts';
import { type Around, around, type PageWording } from './wording.ts';

/** A sentence, and who else reports all of it. */
export interface FactView {
  readonly said: PageQuoteView;
  /** "Also in {outlets}", cut at the slot. */
  readonly also: Around;
  /** All others who report it, each once. */
  readonly outlets: readonly (OutletLinkView & { readonly comma: string })[];
  /** Those of them whose own words may be shown. */
  readonly others: readonly PageQuoteView[];
}

export interface FactOptions {
  /** The reader's, ISO 639-1. */
  readonly language: string;
  readonly quoted: (quote: Quote) => PageQuoteView;
  readonly words: PageWording;
}

/** What a story opens with, each sentence with all who report it, and the further facts: the one that it opens with is not told again. */
export function factViews(
  summary: readonly Quote[],
  agree: readonly Agreement[],
  options: FactOptions,
): { readonly opening: readonly FactView[]; readonly further: readonly FactView[] } {
  const { quoted, words } = options;
  const facts = agree.flatMap((agreement) => factsOf(agreement, options));
  const [lead] = summary;
  const same = facts.filter(({ quote }) => lead !== undefined && isWithin(quote, lead));
  const [first] = same;
  return {
    opening: summary.map((quote) => {
      const others = quote === lead ? first?.view : undefined;
      return { ...(others ?? alone(words)), said: quoted(quote) };
    }),
    further: facts.filter((fact) => !same.includes(fact)).map(({ view }) => view),
  };
}

/**
 * One sentence to read, the reader's language first, and behind it what the others wrote, as far as the cap lets it be
 * shown. Editions made before `shown` was told hold nothing that may not be.
 */
function factsOf(
  agreement: Agreement,
  { language, quoted, words }: FactOptions,
): { readonly quote: Quote; readonly view: FactView }[] {
  const { quotes, shown = quotes.length } = agreement;
  return shownAgreement({ ...agreement, shown }, language).map(({ quote, others }) => {
    const told = quoted(quote);
    const voices = new Map(others.map(quoted).map(({ by }) => [by.outlet, by]));
    voices.delete(told.by.outlet);
    const view = {
      said: told,
      also: around(words.alsoIn, 'outlets'),
      outlets: [...voices.values()].map((by, at) => ({ ...by, comma: at > 0 ? words.comma : '' })),
      others: quotes
        .slice(0, shown)
        .filter((one) => one !== quote)
        .map(quoted),
    };
    return { quote, view };
  });
}

const alone = (words: PageWording) => ({ also: around(words.alsoIn, 'outlets'), outlets: [], others: [] });
