import type { Story } from '../../types.ts';
import { cleanLine, shorten } from '../mail/clean.ts';
import { type Foreign, foreign } from '../mail/source-view.ts';
import { translationsIn } from '../select/translations.ts';
import { fill, languageName } from '../wording.ts';
import { type Around, around, type PageWording } from './wording.ts';

/** What an article brought in the reader's language, and whose words those are. */
export interface TranslationView {
  readonly label: Around;
  readonly outlet: string;
  readonly title: Foreign | null;
  readonly summary: Foreign | null;
}

const LONGEST_TITLE = 240;
/** Of a translation's summary; whole articles have been seen there. */
const LONGEST_SUMMARY = 600;

/** With the label over each: whose title it is, or whose translation. */
export function translationViews(
  story: Story,
  language: string,
  names: ReadonlyMap<string, string>,
  words: PageWording,
): TranslationView[] {
  const spoken = languageName(language, words.locale);
  return translationsIn(story, language).map(({ by, kind, title, summary }) => ({
    label: around(
      fill(kind === 'own-title' ? words.inYourLanguage : words.translation, {
        language: spoken,
        outlet: '{outlet}',
      }),
      'outlet',
    ),
    outlet: names.get(by.articleId) ?? words.unnamed,
    title: title === null ? null : foreign(title, language, LONGEST_TITLE),
    summary: summary === null ? null : foreign(shorten(cleanLine(summary), LONGEST_SUMMARY), language),
  }));
}
