import type { Difference } from '../../../types.ts';
import { DATE } from '../../numbers/dates-in.ts';
import { BARE } from '../../numbers/number-kinds.ts';
import { type KindOfNumber, numbersIn } from '../../numbers/numbers-in.ts';
import type { WindowNumbers } from '../../numbers/window-numbers.ts';
import type { Statement } from '../../statements/statements.ts';
import type { Comparison } from '../comparisons.ts';
import { isOfOneTime } from './number-pairs.ts';
import { areKnownApart, isOfDispute, type Outlier } from './outliers.ts';

export interface Conflict {
  readonly a: Statement;
  readonly b: Statement;
  readonly about: Difference['about'];
  /** Where it is of numbers of a window: who else tells what A does, and what B does. */
  readonly alike?: readonly [readonly Statement[], readonly Statement[]];
  /** The numbers of A and B that cannot both be right, where they are known. */
  readonly numbers?: readonly [number, number];
}

/** A statement of another origin, and how it compares. */
export interface ToldByOther {
  readonly other: Statement;
  readonly comparison: Comparison;
}

interface ConflictOptions {
  readonly told: (statement: Statement) => readonly ToldByOther[];
  /** Disputes of this story, and of the whole window. */
  readonly outliers: readonly Outlier[];
  readonly ofWindow: readonly Outlier[];
  readonly numbers: WindowNumbers | undefined;
}

/** Each pair of a story that cannot both be right once, by the first of the two, and its disputes of the window. */
export function conflictsAmong(
  statements: readonly Statement[],
  { told, outliers, ofWindow, numbers }: ConflictOptions,
): readonly Conflict[] {
  const own = new Set(statements);
  const ofPairs = statements.flatMap((a) =>
    told(a).flatMap(({ other: b, comparison: { conflict, about, numbers: both } }): Conflict[] =>
      conflict && (!own.has(b) || order(a, b) < 0)
        ? [{ a, b, about: about ?? 'number', ...(both && { numbers: both }) }]
        : [],
    ),
  );
  const isApart = ({ a, b, numbers: both }: Conflict) => {
    if (both === undefined || numbers === undefined) return false;
    const [ofA, ofB] = [numberOf(a, both[0]), numberOf(b, both[1])];
    return (
      areKnownApart(numbers, [ofA, ofB], [a.origin, b.origin]) ||
      numbers.has(a.quote.articleId, ofB) ||
      numbers.has(b.quote.articleId, ofA) ||
      (![a, b].some(({ day }) => day === null) && !isOfOneTime([a, b], [ofA, ofB], numbers))
    );
  };
  return [
    ...ofPairs.filter((one) => !isApart(one) && !ofWindow.some((outlier) => isOfDispute(one, outlier))),
    ...outliers.flatMap(conflictOfOutlier),
  ];
}

function conflictOfOutlier({
  kind,
  lone: b,
  besides,
  number,
  common,
  several,
}: Outlier): readonly Conflict[] {
  const [a, ...others] = several;
  if (a === undefined) return [];
  const alike = [others, besides] as const;
  return kind === DATE
    ? [{ a, b, about: 'date', alike }]
    : [{ a, b, about: 'number', alike, numbers: [common, number] }];
}

/** A number of a statement with its kind. */
function numberOf(statement: Statement, value: number): KindOfNumber {
  return numbersIn(statement).find((one) => one.value === value) ?? { kind: BARE, value };
}

function order(a: Statement, b: Statement): number {
  return a.source - b.source || a.position - b.position;
}
