import type { Article } from '../../types.ts';
import { bodyText } from '../body.ts';
import labels from '../rules/corrections.json' with { type: 'json' };

/** A longer text that begins so is an article about a correction, or a list of them. */
const MOST_LETTERS = 1_500;
const LABELS: readonly string[] = Object.values(labels).flat();

/** True for an outlet's notice that puts right what it printed: short, and labelled so where it begins. */
export function isCorrection(article: Article): boolean {
  const body = bodyText(article);
  if (body.length > MOST_LETTERS) return false;
  return [article.titleFrom === 'derived' ? null : article.title, body].some(isLabelled);
}

/** "Correction: …", "Corrección – …", "更正：…"; a headline such as "Correction hits the markets" is none. */
function isLabelled(text: string | null): boolean {
  const begin = (text ?? '').trimStart().toLowerCase().slice(0, 60);
  return LABELS.some(
    (label) => begin.startsWith(label) && /^\s*(?:[:：]|[-–—]\s|$)/u.test(begin.slice(label.length)),
  );
}
