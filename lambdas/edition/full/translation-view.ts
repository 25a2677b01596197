import type { Story } from '../../types.ts';
import { translationsIn } from '../select/supplied-translations.ts';
import { type Line, lineOf } from '../view/linked-text.ts';
import type { Quoter } from '../view/quote-view.ts';
import { type SuppliedText, suppliedText } from '../view/supplied-text.ts';
import { languageName, type Wording } from '../wording.ts';

/** A translation that an article brought in the reader's language, and whose words those are. */
export interface TranslationView extends SuppliedText {
  readonly label: Line;
}

/** With the label over each: whose translation it is. A source's own title in the reader's language is the headline. */
export function translationViews(
  story: Story,
  language: string,
  quoter: Quoter,
  wording: Wording,
): TranslationView[] {
  const spoken = languageName(language, wording.locale);
  const came = translationsIn(story, language).filter(({ kind }) => kind === 'translation');
  return came.map((brought) => ({
    label: lineOf(wording.translation, { language: spoken, outlet: quoter.by(brought.by.articleId) }),
    ...suppliedText(brought, language),
  }));
}
