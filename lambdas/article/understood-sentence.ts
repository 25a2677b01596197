import type { Article } from '../types.ts';
import { isBody } from './body.ts';
import { wordCount } from './roles/sentences.ts';

/** What was understood of a file, as sentences for whoever uploaded it: title, outlet, authors, day, language, length. */
export function understoodSentence(article: Article): string {
  const { title, titleFrom, outlet, agency, authors, published, language } = article;
  const body = article.blocks.filter((block) => isBody(block.role));
  const words = body.reduce((sum, block) => sum + wordCount(block.text), 0);
  const from = outlet ?? agency;
  const parts = [
    title === null ? 'no title' : titleFrom === 'derived' ? `no title (it begins "${title}")` : `"${title}"`,
    from === null ? 'outlet not named' : from,
    authors.length === 0 ? 'no author' : `by ${authors.join(', ')}`,
    published === null ? 'no date' : `of ${published.date}`,
    `${languageName(language)}, ${body.length} ${body.length === 1 ? 'paragraph' : 'paragraphs'}, ${words} words`,
  ];
  return `Read as ${parts.join('; ')}.`;
}

function languageName(language: string | null): string {
  if (language === null) return 'language unknown';
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}
