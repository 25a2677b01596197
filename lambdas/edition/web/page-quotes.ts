import type { Quote, Story } from '../../types.ts';
import { furtherCited } from '../select/shown-agreement.ts';
import { safeUrl } from '../view/clean.ts';
import { isCut } from '../view/quote-view.ts';
import { type Foreign, foreign, languageTag, namesIn } from '../view/source-view.ts';
import { languageName } from '../wording.ts';
import { storyAnchor } from './address.ts';
import type { PageWording } from './wording.ts';

/** Who published a sentence, and where the page says more of it. */
export interface OutletLinkView {
  readonly outlet: string;
  /** Of the article's entry under Sources; null when it has none. */
  readonly anchor: string | null;
  /** Of the sentence, where it is not the page's. */
  readonly language: string | null;
}

/** A sentence of a source, word for word. */
export interface PageQuoteView extends Foreign {
  /** Something was left off behind it. */
  readonly cut: boolean;
  readonly by: OutletLinkView;
  /** The article's own address. */
  readonly cite: string | null;
}

/** One quote of a story, as the page shows it anywhere. */
export function pageQuoteView(story: Story, quote: Quote, words: PageWording): PageQuoteView {
  return quoter(story, namesIn(story, words), words)(quote);
}

/** Of an article's entry under a story's sources. */
export const sourceAnchor = (storyId: string, at: number): string =>
  `${storyAnchor(storyId)}-source-${at + 1}`;

/** How the quotes of a story are shown. */
export function quoter(
  story: Story,
  names: ReadonlyMap<string, string>,
  words: PageWording,
): (quote: Quote) => PageQuoteView {
  // A copy is cited by the entry that it is folded under.
  const places = new Map(
    story.sources.flatMap((source, at) =>
      [source, ...source.copies].map((one) => [one.articleId, at] as const),
    ),
  );
  const addresses = new Map(
    [...furtherCited(story), ...story.sources].map(({ articleId, url }) => [articleId, safeUrl(url)]),
  );
  return ({ text, language, articleId }) => {
    const place = places.get(articleId);
    return {
      ...foreign(text, language),
      cut: isCut(text),
      by: {
        outlet: names.get(articleId) ?? words.unnamed,
        anchor: place === undefined ? null : sourceAnchor(story.id, place),
        language: foreignTo(words, language),
      },
      cite: addresses.get(articleId) ?? null,
    };
  };
}

/** The name of a sentence's language, where the page is not in it. */
function foreignTo({ locale }: PageWording, language: string | null): string | null {
  const tag = languageTag(language);
  return tag === null || tag === locale.split('-')[0] ? null : languageName(tag, locale);
}
