/**
 * Features by name, each with what it is of a subject. Names and rows come from this one list, so that a fitted model and what reads
 * with it cannot fall out of step.
 */
export interface FeatureList<Subject> {
  readonly names: readonly string[];
  /** In the order of `names`; true is 1, false is 0. */
  readonly rowOf: (subject: Subject) => readonly number[];
}

/** The order is that in which they are written. No name may be a whole number: objects put those first. */
export function featureList<Subject>(
  features: Readonly<Record<string, (subject: Subject) => number | boolean>>,
): FeatureList<Subject> {
  const values = Object.values(features);
  return {
    names: Object.keys(features),
    rowOf: (subject) => values.map((of) => Number(of(subject))),
  };
}
