import type { Quote } from '../types.ts';
import { match, type Rarity } from './facts.ts';
import type { Statement } from './statements.ts';

export const MOST_SUMMARY = 4;
const FEWEST_SUMMARY = 3;
const LONGEST_SUMMARY = 900;
/** Characters; a longer sentence has to be worth it. */
const COMFORTABLE = 240;
/** Weight of what is new against what is central (maximal marginal relevance). */
const NOVELTY = 0.6;
/** Two sentences nearer than this say the same. */
const REPETITION = 0.4;
/** A sentence from a source not yet quoted gets this much more. */
const OTHER_SOURCE = 0.12;

/**
 * Three to four whole sentences of the story, verbatim: the first source's lead, then central ones that add something,
 * from other sources where they are as good. Fewer when the articles have no more that can stand alone. `language` is
 * the reader's: sentences in others are left out.
 */
export function summarize(statements: readonly Statement[], language: string, rarity: Rarity): Quote[] {
  const usable = statements.filter(
    (statement) => statement.language === language && statement.whole && !statement.midAir,
  );
  const lead = usable.toSorted((a, b) => leadOrder(a) - leadOrder(b) || a.source - b.source)[0];
  if (lead === undefined) return [];
  const centrality = new Map(
    usable.map((statement) => [statement, centralityOf(statement, statements, rarity)]),
  );
  const chosen = [lead];
  while (chosen.length < MOST_SUMMARY) {
    const length = chosen.reduce((sum, { quote }) => sum + quote.text.length, 0);
    let best: { readonly statement: Statement; readonly worth: number } | undefined;
    for (const statement of usable) {
      if (chosen.includes(statement)) continue;
      if (chosen.length >= FEWEST_SUMMARY && length + statement.quote.text.length > LONGEST_SUMMARY) continue;
      const repeated = Math.max(...chosen.map((other) => match(statement, other, rarity).score));
      if (repeated >= REPETITION) continue;
      const elsewhere = chosen.every(({ source }) => source !== statement.source) ? OTHER_SOURCE : 0;
      const worth =
        (centrality.get(statement) ?? 0) +
        0.5 / (1 + statement.position / 4) -
        NOVELTY * repeated -
        Math.max(0, statement.quote.text.length - COMFORTABLE) / 1500 +
        elsewhere;
      if (best === undefined || worth > best.worth) best = { statement, worth };
    }
    if (best === undefined) break;
    chosen.push(best.statement);
  }
  const [first, ...rest] = chosen;
  const inOrder = rest.toSorted((a, b) => a.source - b.source || a.position - b.position);
  return [first, ...inOrder].flatMap((statement) => statement?.quote ?? []);
}

/** The first source's first sentences before other sources' first ones. */
function leadOrder({ source, position }: Statement): number {
  return position < 4 ? source * 10 + position : 1000 + position * 50 + source;
}

function centralityOf(statement: Statement, all: readonly Statement[], rarity: Rarity): number {
  const near = all
    .filter((other) => other !== statement)
    .map((other) => match(statement, other, rarity).score);
  near.sort((a, b) => b - a);
  const top = near.slice(0, 5);
  return top.reduce((sum, score) => sum + score, 0) / Math.max(1, top.length);
}
