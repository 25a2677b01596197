import type { Difference } from '../../types.ts';
import type { Statement } from '../statements/statements.ts';
import { compareRead, type EditionComparison, isMuchLonger } from './compare.ts';
import type { ConflictKind } from './differences/conflict.ts';
import { shownDifference } from './differences/shown-differences.ts';
import { gapsIn, SAID } from './gaps.ts';
import { isAcross, pairOf, type Read, read } from './pair.ts';
import type { Compare } from './relations.ts';

const ABOUT: Readonly<Record<ConflictKind, Difference['about']>> = {
  number: 'number',
  share: 'number',
  extent: 'extent',
  day: 'date',
  year: 'date',
  negation: 'denial',
  speaker: 'attribution',
};

interface ReadStatement {
  readonly statement: Statement;
  readonly read: Read;
}

/** All of it wished for, a part of it got: both may be. And a day in a much longer sentence may be that of something else. */
function isShown(kind: ConflictKind, a: ReadStatement, b: ReadStatement): boolean {
  if (kind === 'extent') return !a.statement.modal && !b.statement.modal;
  return kind !== 'day' || !isMuchLonger({ a: a.read, b: b.read });
}

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
    if (a.isBeginning) return ofBeginning(comparison, left, right);
    if (!comparison.conflict) return comparison;
    const kind = shownDifference(pairOf(left, right))?.kind;
    if (kind === undefined || !isShown(kind, { statement: a, read: left }, { statement: b, read: right }))
      return { ...comparison, conflict: false };
    return { ...comparison, about: ABOUT[kind] };
  };
}

/** The few words of A are all said only where no telling one of them is missing. */
function ofBeginning(comparison: EditionComparison, a: Read, b: Read): EditionComparison {
  const pair = pairOf(a, b);
  if (
    comparison.ab !== 'full' ||
    gapsIn(pair, isAcross(pair) ? SAID.beginningAcross : SAID.beginning).missing === 0
  )
    return comparison;
  return { ...comparison, ab: 'part', names: [false, comparison.names[1]] };
}
