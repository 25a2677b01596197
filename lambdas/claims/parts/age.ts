import { tellsAhead } from '../../article/metadata/relative-days.ts';
import type { Statement } from '../statements/statements.ts';

const DAY_MS = 86_400_000;
/** Older than this is old. */
const MOST_DAYS = 3;

/** How many days the article of a sentence is older than the newest of these, 0 … 3; 0 where a day is unknown. */
export function agesAmong(statements: readonly Statement[]): (statement: Statement) => number {
  const latest = statements.reduce((day, one) => (one.day !== null && one.day > day ? one.day : day), '');
  return ({ day }) => {
    if (day === null || latest === '') return 0;
    return Math.min(MOST_DAYS, Math.round((Date.parse(latest) - Date.parse(day)) / DAY_MS));
  };
}

/** "The leaders will meet on Thursday" from a paper of Monday, beside reports of Friday. */
const PASSED_FROM = 2;

/** Whether a plan is told by an article so much older than the newest that it may have come to pass, or as of "today" what was so on another day. */
export function isOldPlan({ modal, quote: { text, language } }: Statement, age: number): boolean {
  if (age === 0) return false;
  const ahead = tellsAhead(text, language);
  return ahead.now || (age >= PASSED_FROM && (modal || ahead.plan));
}
