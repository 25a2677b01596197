import type { Difference } from '../types.ts';
import { compareRead } from './compare.ts';
import { type ConflictKind, conflictOf } from './conflict.ts';
import { pairOf, type Read, read } from './pair.ts';
import type { Compare } from './relations.ts';
import type { Statement } from './statements.ts';

const ABOUT: Readonly<Record<ConflictKind, Difference['about']>> = {
  number: 'number',
  day: 'date',
  year: 'date',
  negation: 'denial',
  speaker: 'attribution',
};

/** The learned comparison for statements of one edition. Each is read once, however often it is compared. */
export function statementComparison(): Compare {
  const known = new Map<Statement, Read | null>();
  const readOf = (statement: Statement): Read | null => {
    const found = known.get(statement);
    if (found !== undefined) return found;
    const { quote, encoded, day } = statement;
    const made =
      encoded === null ? null : read({ text: quote.text, language: quote.language, published: day, encoded });
    known.set(statement, made);
    return made;
  };
  return (a, b) => {
    const [left, right] = [readOf(a), readOf(b)];
    if (left === null || right === null) return { ab: 'no', ba: 'no', conflict: false };
    const comparison = compareRead(left, right);
    if (!comparison.conflict) return comparison;
    const kind = conflictOf(pairOf(left, right));
    return kind === null ? comparison : { ...comparison, about: ABOUT[kind] };
  };
}
