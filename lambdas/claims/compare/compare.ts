import fitted from '../data/decision.json' with { type: 'json' };
import type { ComparedText, PairVerdict } from '../types.ts';
import { type Decision, mayName, oddsOf, saidOf } from './decide.ts';
import { conflictOf, hasOtherNumber } from './differences/conflict.ts';
import { hasOppositeDeed } from './opposite-deeds.ts';
import { isAcross, type Pair, pairOf, type Read, read, turned } from './pair.ts';
import { pairFeatures } from './pair-features.ts';

const MOST_LONGER = 1.25;
const DECISION: Decision = {
  ...fitted,
  bars: {
    ...fitted.bars,
    full: pairOfBars(fitted.bars.full),
    part: pairOfBars(fitted.bars.part),
    named: pairOfBars(fitted.bars.named),
  },
};

/** A comparison with what an edition needs to know besides: it prints less than it takes for likely. */
export interface EditionComparison extends PairVerdict {
  /** Whether B's outlet may be named under A, and A's under B. */
  readonly names: readonly [boolean, boolean];
}

/**
 * Whether A may be printed with B's outlet, B with A's, and whether they conflict. Both are sentences of two different outlets; the
 * answer for (B, A) is that for (A, B) turned. How often it is right on summits that it has not seen: `data/decision.json`, `report`.
 */
export function compare(a: ComparedText, b: ComparedText): PairVerdict {
  const { ab, ba, conflict } = compareRead(read(a), read(b));
  return { ab, ba, conflict };
}

/** The same for statements that were read before: reading costs more than one comparison. */
export function compareRead(a: Read, b: Read): EditionComparison {
  const pair = pairOf(a, b);
  const across = isAcross(pair);
  const [oddsA, oddsB] = [oddsOf(DECISION, pairFeatures(pair)), oddsOf(DECISION, pairFeatures(turned(pair)))];
  const conflict = conflictOf(pair) !== null;
  const differs = saysOther(pair);
  // What conflicts is printed side by side, never as one report.
  const said = (odds: typeof oddsA) => {
    const found = saidOf(odds, DECISION, across);
    return differs && found === 'full' ? 'part' : found;
  };
  const [ab, ba] = [said(oddsA), said(oddsB)];
  const names = [
    ab === 'full' && mayName(pair, oddsA, DECISION),
    ba === 'full' && mayName(turned(pair), oddsB, DECISION),
  ] as const;
  return { ab, ba, conflict, names };
}

/** Whether something in the two is told differently, so that neither says all of the other. */
export function saysOther(pair: Pair): boolean {
  const kind = conflictOf(pair);
  const conflicts = kind !== null && !(kind === 'day' && isMuchLonger(pair));
  return conflicts || hasOtherNumber(pair) || hasOppositeDeed(pair);
}

/** Where one sentence tells much more than the other, its day is that of something else in it ("a spokesman said on Friday"). */
export function isMuchLonger({ a, b }: Pick<Pair, 'a' | 'b'>): boolean {
  const [one, other] = [a.statement.encoded.words.length, b.statement.encoded.words.length];
  return Math.max(one, other) > MOST_LONGER * Math.min(one, other);
}

function pairOfBars(bars: readonly number[]): readonly [number, number] {
  const [within = Number.POSITIVE_INFINITY, across = within] = bars;
  return [within, across];
}
