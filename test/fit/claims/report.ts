import type { Said } from '../../../lambdas/claims/types.ts';
import type { LabelledPair } from './pairs.ts';

export interface Judged {
  readonly pair: LabelledPair;
  readonly across: boolean;
  readonly ab: Said;
  readonly ba: Said;
  readonly conflict: boolean;
  /** Whether an edition would name B's outlet under A, and A's under B. */
  readonly named: readonly [boolean, boolean];
}

/** Shares by name, for all, within a language and across languages; NaN where there is nothing to divide by. */
export function report(judged: readonly Judged[]): Readonly<Record<string, number>> {
  const real = judged.filter(({ pair }) => pair.kind === 'real');
  const groups: Readonly<Record<string, readonly Judged[]>> = {
    '': real,
    'one language, ': real.filter(({ across }) => !across),
    'across languages, ': real.filter(({ across }) => across),
    ...Object.fromEntries(
      [...new Set(real.map(({ pair }) => pair.group))].map((name) => [
        `${name}, `,
        real.filter(({ pair }) => pair.group === name),
      ]),
    ),
  };
  const conflicts = judged.filter(({ pair }) => pair.conflict);
  return {
    ...Object.assign({}, ...Object.entries(groups).map(([name, some]) => sideShares(name, some))),
    'conflict precision': share(
      judged.filter(({ conflict }) => conflict),
      ({ pair }) => pair.conflict,
    ),
    'conflict recall': share(conflicts, ({ conflict }) => conflict),
    'conflict cried over real pairs': share(
      real.filter(({ pair }) => !pair.conflict),
      ({ conflict }) => conflict,
    ),
    'agreed though they conflict': share(conflicts, ({ ab, ba }) => ab === 'full' || ba === 'full'),
  };
}

function sideShares(name: string, some: readonly Judged[]): Readonly<Record<string, number>> {
  const sides = some.flatMap(({ pair, ab, ba, named }) => [
    { found: ab, wanted: pair.ab, named: named[0] },
    { found: ba, wanted: pair.ba, named: named[1] },
  ]);
  const named = sides.filter((side) => side.named);
  const said = sides.filter(({ found }) => found === 'full');
  return {
    [`${name}"also reported" precision`]: share(said, ({ wanted }) => wanted === 'full'),
    [`${name}"also reported" recall`]: share(
      sides.filter(({ wanted }) => wanted === 'full'),
      ({ found }) => found === 'full',
    ),
    [`${name}named in an edition, precision`]: share(named, ({ wanted }) => wanted === 'full'),
    [`${name}named in an edition, recall`]: share(
      sides.filter(({ wanted }) => wanted === 'full'),
      (side) => side.named,
    ),
    [`${name}part counted as true`]: share(said, ({ wanted }) => wanted !== 'no'),
    [`${name}missed as unrelated`]: share(
      sides.filter(({ wanted }) => wanted !== 'no'),
      ({ found }) => found === 'no',
    ),
    [`${name}unrelated taken for part`]: share(
      sides.filter(({ wanted }) => wanted === 'no'),
      ({ found }) => found !== 'no',
    ),
  };
}

function share<T>(all: readonly T[], test: (one: T) => boolean): number {
  return all.filter(test).length / all.length;
}
