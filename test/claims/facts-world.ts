import type { Compare } from '../../lambdas/claims/compare/comparisons.ts';
import type { Statement, VectorsOf } from '../../lambdas/claims/statements/statements.ts';
import type { Said } from '../../lambdas/claims/types.ts';
import type { EncodedSentence } from '../../lambdas/encoder/encode.ts';
import { SENTENCE_WIDTH } from '../../lambdas/encoder/projection.ts';
import type { WindowArticle } from '../../lambdas/types.ts';
import { articleOf, day } from '../stories/factory.ts';

/*
 * A world in which it is known what each sentence says: its words are facts. Its encoder and its comparison are right by
 * construction, so whatever is told falsely is the telling's fault.
 */

/** Facts are `a0`, `a1` … ; `a0` and `b0` are rivals: nobody can be right with both. */
export type Fact = `${'a' | 'b'}${number}`;

const SUBJECTS = 12;
export const FACTS: readonly Fact[] = Array.from({ length: SUBJECTS }, (_, at): Fact => `a${at}`);

/** A sentence that says these facts, long enough to be shown. */
export function sentenceOf(facts: readonly Fact[], who: string): string {
  return `The paper ${who} wrote on that morning of ${facts.join(' and of ')} in Harbour Town.`;
}

export function factsIn(text: string): readonly Fact[] {
  return [...text.matchAll(/\b([ab]\d+)\b/g)].map(([, fact = 'a0']) => fact as Fact);
}

const subjectOf = (fact: Fact): number => Number(fact.slice(1));

/** One article of an outlet, a paragraph for each sentence. */
export function reportOf(
  outlet: string,
  sentences: readonly (readonly Fact[])[],
  told: Partial<Parameters<typeof articleOf>[0]> = {},
): WindowArticle {
  return articleOf({
    key: `${outlet}.txt`,
    outlet,
    title: `What ${outlet} tells of the harbour`,
    published: day('2024-05-06'),
    paragraphs: sentences.map((facts) => sentenceOf(facts, outlet)),
    ...told,
  });
}

/** All speak of the harbour town; rivals lie closer to each other, as they do for a real encoder, than other facts. */
export const vectorsOf: VectorsOf = (text): EncodedSentence => {
  const sentence = new Int8Array(SENTENCE_WIDTH);
  const facts = factsIn(text);
  const part = Math.round(90 / Math.sqrt(Math.max(1, facts.length)));
  for (const fact of facts) sentence[subjectOf(fact)] = part;
  sentence[SENTENCE_WIDTH - 1] = 90;
  return { words: [], vectors: new Int8Array(0), sentence };
};

export const compare: Compare = (a: Statement, b: Statement) => {
  const [left, right] = [factsIn(a.quote.text), factsIn(b.quote.text)];
  const rivals = left.some((one) =>
    right.some((other) => subjectOf(one) === subjectOf(other) && one !== other),
  );
  return { ab: degree(left, right), ba: degree(right, left), conflict: rivals };
};

function degree(facts: readonly Fact[], of: readonly Fact[]): Said {
  const said = facts.filter((fact) => of.includes(fact)).length;
  return said === facts.length ? 'full' : said > 0 ? 'part' : 'no';
}
