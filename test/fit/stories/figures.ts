import type { LabelledSet } from './sets.ts';

export type Figures = Readonly<Record<string, number>>;

/** A grouping of a whole set, and the part of the set that it is judged by; null for all. */
export interface Judged {
  readonly fold: number | null;
  readonly groups: readonly number[];
}

/** What groupings reach together, each on its own part of the set: B-cubed and pairs, or the labelled pairs alone. */
export function figuresOf(set: LabelledSet, judged: readonly Judged[]): Figures {
  if (set.labelled) {
    const pairs = (wanted: (pair: LabelledSet['pairs'][number]) => boolean) => {
      let [made, right, all] = [0, 0, 0];
      for (const { fold, groups } of judged) {
        for (const pair of set.pairs) {
          if (pair.same === null || (fold !== null && pair.folds[0] !== fold) || !wanted(pair)) continue;
          const joined = groups[pair.a] === groups[pair.b];
          if (joined) made += 1;
          if (pair.same) all += 1;
          if (joined && pair.same) right += 1;
        }
      }
      return f1(right / (made || 1), right / (all || 1));
    };
    return {
      'labelled pairs F1': pairs(() => true),
      'in one language': pairs(({ a, b }) => set.languages[a] === set.languages[b]),
      'across languages': pairs(({ a, b }) => set.languages[a] !== set.languages[b]),
    };
  }
  const of = (some: (index: number) => boolean) => clusters(set, judged, some);
  const all = of(() => true);
  if (new Set(set.languages).size === 1) return all;
  const two = of((index) => ['en', 'ru'].includes(set.languages[index] ?? ''));
  return { ...all, 'en and ru alone, pair F1': two['pair F1'] ?? 0 };
}

function clusters(set: LabelledSet, judged: readonly Judged[], some: (index: number) => boolean): Figures {
  let [precision, recall, counted] = [0, 0, 0];
  let [right, made, wanted] = [0, 0, 0];
  for (const { fold, groups } of judged) {
    const part = [...set.folds.keys()].filter(
      (index) => (fold === null || set.folds[index] === fold) && some(index),
    );
    const everyone = [...set.folds.keys()].filter(some);
    const inGroup = Map.groupBy(everyone, (index) => groups[index]);
    const inStory = Map.groupBy(everyone, (index) => set.stories[index]);
    for (const index of part) {
      const [group, story] = [inGroup.get(groups[index]) ?? [], inStory.get(set.stories[index]) ?? []];
      const both = group.filter((other) => set.stories[other] === set.stories[index]).length;
      precision += both / group.length;
      recall += both / story.length;
      counted += 1;
      right += both - 1;
      made += group.length - 1;
      wanted += story.length - 1;
    }
  }
  const [p, r] = [precision / counted, recall / counted];
  const [pairP, pairR] = [right / (made || 1), right / (wanted || 1)];
  return {
    'B-cubed F1': f1(p, r),
    'B-cubed precision': p,
    'B-cubed recall': r,
    'pair F1': f1(pairP, pairR),
    'pair precision': pairP,
    'pair recall': pairR,
  };
}

function f1(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
