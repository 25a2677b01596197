import data from './data/opposites.json' with { type: 'json' };
import { words } from './words.ts';

type Sides = readonly [ReadonlySet<string>, ReadonlySet<string>];

const OPPOSITES = new Map(
  Object.entries(data).map(([language, pairs]) => [
    language,
    pairs.map(([one = '', other = '']): Sides => [new Set(words(one)), new Set(words(other))]),
  ]),
);

/** Which sides of which opposites a sentence takes: `3+` for "accepted", `3-` for "refused"; nothing where it has both. */
export function sidesTaken(tokens: readonly string[], language: string): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const [index, [one, other]] of (OPPOSITES.get(language) ?? []).entries()) {
    const [has, hasOther] = [tokens.some((word) => one.has(word)), tokens.some((word) => other.has(word))];
    if (has !== hasOther) taken.add(`${language} ${index}${has ? '+' : '-'}`);
  }
  return taken;
}

/** "The trial began" beside "the trial ended": one matter, not one fact. */
export function areOpposed(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((side) => b.has(side.endsWith('+') ? `${side.slice(0, -1)}-` : `${side.slice(0, -1)}+`));
}
