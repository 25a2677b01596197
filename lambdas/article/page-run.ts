import rules from './rules/page-lines.json' with { type: 'json' };

const { enter, leave, enterAgain } = rules.change;

/**
 * Which lines belong to the article: the likeliest sequence of inside and outside (Viterbi) for these log-odds, when
 * each change costs. A short interruption is bridged, and a teaser far below the end is not worth coming back for.
 */
export function likeliestRun(evidence: readonly number[]): readonly boolean[] {
  const before = 0;
  let inside = Number.NEGATIVE_INFINITY;
  let after = Number.NEGATIVE_INFINITY;
  const cameInsideFrom: State[] = [];
  const cameAfterFrom: State[] = [];
  for (const odds of evidence) {
    const [fromBefore, fromAfter] = [before - enter, after - enterAgain];
    const stay = inside >= fromBefore && inside >= fromAfter;
    cameInsideFrom.push(stay ? 'inside' : fromBefore >= fromAfter ? 'before' : 'after');
    cameAfterFrom.push(after >= inside - leave ? 'after' : 'inside');
    [inside, after] = [Math.max(inside, fromBefore, fromAfter) + odds, Math.max(after, inside - leave)];
  }
  let state: State = before >= Math.max(inside, after) ? 'before' : inside >= after ? 'inside' : 'after';
  const found = evidence.map(() => false);
  for (let at = evidence.length - 1; at >= 0 && state !== 'before'; at -= 1) {
    found[at] = state === 'inside';
    state = (state === 'inside' ? cameInsideFrom[at] : cameAfterFrom[at]) ?? 'before';
  }
  return found;
}

type State = 'before' | 'inside' | 'after';
