import type { Odds } from './decide.ts';
import { isAcross, type Pair } from './pair.ts';
import { numbersMissing } from './signs.ts';

export function isConflict(pair: Pair, _a: Odds, _b: Odds): boolean {
  return isAcross(pair) && numbersMissing(pair.a.reading, pair.b.reading).length > 1e9;
}
