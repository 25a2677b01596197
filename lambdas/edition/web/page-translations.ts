import type { Story } from '../../types.ts';
import { translationsIn } from '../select/supplied-translations.ts';
import { type SuppliedText, suppliedText } from '../view/supplied-text.ts';
import { fill, languageName } from '../wording.ts';
import { type Around, around, type PageWording } from './wording.ts';

/** What an article brought in the reader's language, and whose words those are. */
export interface PageTranslationView extends SuppliedText {
  readonly label: Around;
  readonly outlet: string;
}

/** With the label over each: whose title it is, or whose translation. */
export function pageTranslationViews(
  story: Story,
  language: string,
  names: ReadonlyMap<string, string>,
  words: PageWording,
): PageTranslationView[] {
  const spoken = languageName(language, words.locale);
  return translationsIn(story, language).map((brought) => ({
    label: around(
      fill(brought.kind === 'own-title' ? words.inYourLanguage : words.translation, {
        language: spoken,
        outlet: '{outlet}',
      }),
      'outlet',
    ),
    outlet: names.get(brought.by.articleId) ?? words.unnamed,
    ...suppliedText(brought, language),
  }));
}
