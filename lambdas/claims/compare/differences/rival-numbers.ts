import { fold } from '../../../language/words.ts';
import earlier from '../../data/earlier.json' with { type: 'json' };
import { areOfOneGrain, type Quantity } from '../../numbers/quantities.ts';
import type { Pair, Read } from '../pair.ts';
import { coverageBeside } from '../support.ts';
import { boundsOf, mayMeet } from './number-bounds.ts';
import { numberClashes } from './number-clashes.ts';
import { countsSpan, describes, isOneTime, MOST_APART, quantityAt } from './shown-differences.ts';

/** Two numbers of two sentences that may be of one thing: too little for a difference of two outlets alone. */
export interface RivalNumbers {
  readonly a: number;
  readonly b: number;
}

/** Each sentence is covered by the other like this beside its number at least. */
const COVERED = 0.4;
/** Of two as near as this, one told in round figures, one may be the other rounded. */
const ROUNDED = 1.15;

const EARLIER = new Map(
  Object.entries(earlier).map(([language, list]) => [language, list.split(' ').map(fold)] as const),
);

/** The first two numbers of one thing, of one time and in one unit, that cannot both be right; null where there are none. */
export function rivalNumbers(pair: Pair): RivalNumbers | null {
  const { a, b } = pair;
  if (!isOneTime(a, b) || tellsEarlier(a) || tellsEarlier(b)) return null;
  for (const { a: i, b: j } of numberClashes(pair)) {
    const [one, other] = [quantityAt(a, i), quantityAt(b, j)];
    if (one === undefined || other === undefined || describes(a, one) || describes(b, other)) continue;
    if (!areRivals(pair, one, other)) continue;
    const covered = [coverageBeside(a, pair.alignment.a, [i]), coverageBeside(b, pair.alignment.b, [j])];
    if (Math.min(...covered) >= COVERED) return { a: one.value, b: other.value };
  }
  return null;
}

function areRivals({ a, b }: Pair, one: Quantity, other: Quantity): boolean {
  const [less, more] = [Math.min(one.value, other.value), Math.max(one.value, other.value)];
  if (more >= MOST_APART * less) return false;
  if (more <= ROUNDED * less && !areOfOneGrain(less, more)) return false;
  if (more - less === 1 && countsSpan(a, one)) return false;
  const bounds = (read: Read, quantity: Quantity) =>
    boundsOf(quantity, read.statement.text, read.statement.language);
  return !mayMeet(bounds(a, one), bounds(b, other));
}

function tellsEarlier({ reading, statement: { language } }: Read): boolean {
  const words = EARLIER.get(language ?? '') ?? [];
  return reading.forms.some((form) =>
    words.some((word) => (word.endsWith('*') ? form.startsWith(word.slice(0, -1)) : form === word)),
  );
}
