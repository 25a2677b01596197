import { bodyText } from '../../article/body.ts';
import { isCorrection } from '../../article/metadata/correction.ts';
import { byCodeUnits } from '../../language/by-code-units.ts';
import { sentencesOf } from '../../language/sentences.ts';
import { words } from '../../language/words.ts';
import { originOf } from '../../stories/sources.ts';
import type { Quote, WindowArticle } from '../../types.ts';
import type { Conflict } from '../compare/differences/conflicts.ts';
import { quantitiesOf } from '../numbers/quantities.ts';
import { chosenSentences } from '../statements/chosen.ts';
import type { Statement } from '../statements/statements.ts';

/** A notice speaks of what it corrects in its own names and figures: with fewer in common it is about something else. */
const SHARED_SIGNS = 3;
/** Of the words of a sentence that is put right, so many stand in the notice. */
const SAME_MATTER = 0.5;
const MOST_SENTENCES = 3;

/** The articles that tell, and an outlet's notices that put its own articles right. A story of notices alone is told like any other. */
export function apartFromCorrections(articles: readonly WindowArticle[]): {
  readonly reports: readonly WindowArticle[];
  readonly corrections: readonly WindowArticle[];
} {
  const corrections = articles.filter(({ article }) => isCorrection(article));
  const reports = articles.filter((one) => !corrections.includes(one));
  return reports.length === 0 ? { reports: articles, corrections: [] } : { reports, corrections };
}

/** For each notice the article that it follows: an earlier one of the same outlet, with most names and figures in common. */
export function followedByCorrections(
  articles: readonly WindowArticle[],
): ReadonlyMap<WindowArticle, WindowArticle> {
  const notices = articles.filter(({ article }) => isCorrection(article));
  const followed = new Map<WindowArticle, WindowArticle>();
  for (const notice of notices) {
    const own = signsOf(notice);
    const [nearest] = articles
      .filter((one) => !notices.includes(one) && originOf(one) === originOf(notice))
      .filter((one) => dayOf(one) <= dayOf(notice))
      .map((one) => ({ one, shared: [...signsOf(one)].filter((sign) => own.has(sign)).length }))
      .filter(({ shared }) => shared >= SHARED_SIGNS)
      .toSorted((a, b) => b.shared - a.shared || byCodeUnits(a.one.article.version, b.one.article.version));
    if (nearest !== undefined) followed.set(notice, nearest.one);
  }
  return followed;
}

/** A notice in its own words: its first sentences. */
export function quotesOfCorrection({ id, article }: WindowArticle): readonly Quote[] {
  return chosenSentences(article)
    .slice(0, MOST_SENTENCES)
    .map(({ text, block, offset }) => ({
      text,
      language: article.language,
      articleId: id,
      version: article.version,
      block,
      offset,
    }));
}

/**
 * Whether a notice takes back one side of a conflict: it is of that side's outlet and no earlier, speaks of the same matter, and has
 * what the other side says instead.
 */
export function isTakenBack(
  { a, b }: Pick<Conflict, 'a' | 'b'>,
  corrections: readonly WindowArticle[],
): boolean {
  return corrections.some((notice) => takesBack(notice, a, b) || takesBack(notice, b, a));
}

function takesBack(notice: WindowArticle, old: Statement, rival: Statement): boolean {
  const { article } = notice;
  if (originOf(notice) !== old.origin || dayOf(notice) < (old.day ?? '')) return false;
  const text = [article.title ?? '', bodyText(article)].join('\n');
  const said = new Set(words(text));
  const before = words(old.quote.text);
  if (before.filter((word) => said.has(word)).length < SAME_MATTER * before.length) return false;
  const wrong = figuresOf(old.quote.text, old.language);
  const right = figuresOf(rival.quote.text, rival.language).filter((value) => !wrong.includes(value));
  if (right.length > 0) return right.some((value) => figuresOf(text, article.language).includes(value));
  const instead = words(rival.quote.text).filter((word) => !before.includes(word));
  return rival.language === article.language && instead.some((word) => said.has(word));
}

function figuresOf(text: string, language: string | null): readonly number[] {
  return quantitiesOf(text, language).map(({ value }) => value);
}

/** Names and figures, as far as capitals and digits show them; the first word of a sentence shows nothing. */
function signsOf({ article }: WindowArticle): ReadonlySet<string> {
  const signs = new Set<string>();
  for (const { text } of sentencesOf(bodyText(article), article.language))
    for (const [word] of text.matchAll(/(?<=[\s“«"(])[\p{Lu}\p{N}][\p{L}\p{N}-]{2,}/gu))
      signs.add(word.toLowerCase());
  return signs;
}

function dayOf({ article, received }: WindowArticle): string {
  return article.published?.date ?? received.slice(0, 10);
}
