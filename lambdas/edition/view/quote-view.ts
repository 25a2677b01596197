import type { Quote, Story } from '../../types.ts';
import { furtherCited } from '../select/shown-agreement.ts';
import { languageName, plural, type Wording } from '../wording.ts';
import { safeUrl } from './clean.ts';
import { type Line, lineOf, listOf, named, ours } from './linked-text.ts';
import { type Foreign, foreign, languageTag, namesIn } from './source-view.ts';

/** A sentence of a source, word for word, or its beginning, and who published it. */
export interface QuoteView extends Foreign {
  /** Something was left off behind it. */
  readonly cut: boolean;
  readonly by: Line;
  /** "Also: Post, Herald (Spanish)": who reports the same; empty where nobody else does. */
  readonly also: Line;
}

/** How the quotes of one story are shown. */
export interface Quoter {
  readonly view: (quote: Quote) => QuoteView;
  /** Names the outlet without linking it again: its source list stands right below. */
  readonly plain: (quote: Quote) => QuoteView;
  readonly by: (articleId: string) => Line;
  readonly also: (others: readonly Quote[], shown: Quote) => Line;
}

/** An agreement of more outlets than this ends in "and 5 more". */
const MOST_NAMES = 8;

/** Only the beginning of a sentence ends without a character that ends one. */
export function isCut(text: string): boolean {
  return !/[.!?…。؟۔][\p{Pe}\p{Pf}"'»]*$/u.test(text.trim());
}

export function quoterOf(story: Story, wording: Wording): Quoter {
  const names = namesIn(story, wording);
  const urls = new Map(
    [...furtherCited(story), ...story.sources].map((source) => [source.articleId, safeUrl(source.url)]),
  );
  const nameOf = (articleId: string) => names.get(articleId) ?? wording.unnamed;
  const by = (articleId: string): Line => [named(nameOf(articleId), urls.get(articleId) ?? null)];
  const view = (quote: Quote, outlet: Line): QuoteView => ({
    ...foreign(quote.text, quote.language),
    cut: isCut(quote.text),
    by: outlet,
    also: [],
  });
  return {
    by,
    view: (quote) => view(quote, by(quote.articleId)),
    plain: (quote) => view(quote, [named(nameOf(quote.articleId))]),
    also: (others, shown) => {
      const seen = new Set([nameOf(shown.articleId)]);
      const inOwn = (quote: Quote) => quote.language === null || quote.language === shown.language;
      const ordered = others.toSorted((a, b) => Number(inOwn(b)) - Number(inOwn(a)));
      const items = ordered.flatMap((quote): Line[] => {
        const name = nameOf(quote.articleId);
        if (seen.has(name)) return [];
        seen.add(name);
        const outlet = by(quote.articleId);
        const tag = languageTag(quote.language);
        if (tag === null || inOwn(quote)) return [outlet];
        const language = languageName(tag, wording.locale);
        return [lineOf(wording.inLanguage, { outlet, language })];
      });
      if (items.length === 0) return [];
      const rest = items.length - MOST_NAMES;
      const listed =
        rest <= 1
          ? items
          : [...items.slice(0, MOST_NAMES), [ours(plural(wording.others, rest, wording.locale))]];
      return lineOf(wording.also, { outlets: listOf(listed, wording) });
    },
  };
}

/** A quote in another language than the reader's says in which. */
export function inItsLanguage(
  view: QuoteView,
  quote: Quote,
  { language, wording }: { readonly language: string; readonly wording: Wording },
): QuoteView {
  const tag = languageTag(quote.language);
  if (tag === null || tag === language) return view;
  const by = lineOf(wording.inLanguage, { outlet: view.by, language: languageName(tag, wording.locale) });
  return { ...view, by };
}
