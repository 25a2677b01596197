import { sentencesOf } from '../../language/sentences.ts';
import type { Story } from '../../types.ts';
import { languageName, type Wording } from '../wording.ts';
import { cleanLine, shorten } from './clean.ts';
import { type Line, lineOf } from './linked-text.ts';
import type { Quoter } from './quote-view.ts';
import { type Foreign, foreign, titleOf } from './source-view.ts';

/** What an article brought in the reader's language, and whose words those are. */
export interface AidView {
  readonly label: Line;
  readonly title: Foreign | null;
  readonly summary: Foreign | null;
}

const LONGEST_TITLE = 240;
/** Letters of a translation's summary, in whole sentences; whole articles have been seen there. */
const LONGEST_SUMMARY = 700;

/**
 * Where the headline is in another language: the title that a source in the reader's language gave, and translations
 * that came with an article, each with its label. Translations are shown, never used as evidence.
 */
export function aidsFor(story: Story, language: string, quoter: Quoter, wording: Wording): AidView[] {
  if (story.headline.language === language) return [];
  const spoken = languageName(language, wording.locale);
  const label = (pattern: string, articleId: string) =>
    lineOf(pattern, { language: spoken, outlet: quoter.by(articleId) });
  const own = story.sources.find((source) => source.language === language && source.title !== null);
  if (own !== undefined) {
    return [
      { label: label(wording.inYourLanguage, own.articleId), title: titleOf(own, wording), summary: null },
    ];
  }
  return story.sources.flatMap((source) =>
    source.translations
      .filter((translation) => translation.language === language)
      .map(({ title, summary }) => ({
        label: label(wording.translation, source.articleId),
        title: title === null ? null : foreign(title, language, LONGEST_TITLE),
        summary: summary === null ? null : foreign(beginningOf(cleanLine(summary), language), language),
      })),
  );
}

function beginningOf(text: string, language: string): string {
  if (text.length <= LONGEST_SUMMARY) return text;
  const ends = sentencesOf(text, language).map((sentence) => sentence.offset + sentence.text.length);
  const end = ends.filter((at) => at < LONGEST_SUMMARY).at(-1);
  return end === undefined ? shorten(text, LONGEST_SUMMARY) : `${text.slice(0, end)} …`;
}
