import fitted from '../data/decision.json' with { type: 'json' };
import type { Comparison, Statement } from '../types.ts';
import { conflictOf, hasOtherNumber } from './conflict.ts';
import { type Decision, oddsOf, saidOf } from './decide.ts';
import { hasOppositeDeed } from './opposite-deeds.ts';
import { isAcross, pairOf, type Read, read, turned } from './pair.ts';
import { signsOf } from './signs.ts';

const DECISION: Decision = {
  ...fitted,
  bars: { ...fitted.bars, full: pairOfBars(fitted.bars.full), part: pairOfBars(fitted.bars.part) },
};

/**
 * Whether A may be printed with B's outlet, B with A's, and whether they conflict. Both are sentences of two different outlets; the
 * answer for (B, A) is that for (A, B) turned. How often it is right on summits that it has not seen: `data/decision.json`, `report`.
 */
export function compare(a: Statement, b: Statement): Comparison {
  return compareRead(read(a), read(b));
}

/** The same for statements that were read before: reading costs more than one comparison. */
export function compareRead(a: Read, b: Read): Comparison {
  const pair = pairOf(a, b);
  const across = isAcross(pair);
  const [oddsA, oddsB] = [oddsOf(DECISION, signsOf(pair)), oddsOf(DECISION, signsOf(turned(pair)))];
  const conflict = conflictOf(pair) !== null;
  const differs = conflict || hasOtherNumber(pair) || hasOppositeDeed(pair);
  // What conflicts is printed side by side, never as one report.
  const said = (odds: typeof oddsA) => {
    const found = saidOf(odds, DECISION, across);
    return differs && found === 'full' ? 'part' : found;
  };
  return { ab: said(oddsA), ba: said(oddsB), conflict };
}

function pairOfBars(bars: readonly number[]): readonly [number, number] {
  const [within = Number.POSITIVE_INFINITY, across = within] = bars;
  return [within, across];
}
