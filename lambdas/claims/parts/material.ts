import type { WindowArticle } from '../../types.ts';
import type { Relations } from '../compare/relations.ts';
import type { Nearness } from '../statements/nearness.ts';
import type { Statement } from '../statements/statements.ts';

/** One sentence, and a statement of each other origin that says all of it. */
export interface Reported {
  readonly statement: Statement;
  readonly others: readonly Statement[];
}

/** A fact that several report: the sentence to show, then one for each further language that has one. */
export interface Agreed {
  readonly shown: readonly Reported[];
}

/** What the parts of a story are chosen from. */
export interface Material {
  /** By source, best first, in the order of its text. */
  readonly statements: readonly Statement[];
  readonly relations: Relations;
  readonly nearness: Nearness;
  readonly quota: Quota;
  /** The headline's, ISO 639-1: what is in it comes first. */
  readonly language: string | null;
  /** What somebody contradicts: shown as a difference or not at all. */
  readonly disputed: ReadonlySet<Statement>;
  /** What stories before this one showed as reported by several. */
  readonly agreedBefore?: readonly Agreed[];
  /** Whether another outlet's copy of a text has it. */
  readonly isCopied?: (statement: Statement) => boolean;
  /** Notices in which an outlet puts itself right. */
  readonly corrections?: readonly WindowArticle[];
}

/** How much may be quoted of an article in one edition, and how that is counted. */
export interface Allowance {
  /** Words. */
  readonly of: (item: WindowArticle) => number;
  readonly words: (text: string) => number;
}

/** How much an edition has quoted of each source so far. What stands there already costs nothing. */
export interface Quota {
  readonly fits: (statement: Statement) => boolean;
  /** Charges it, if it fits. */
  readonly take: (statement: Statement) => boolean;
}

/** A quota for the sources of one edition, by `id/version`. */
export function openQuota(sources: readonly WindowArticle[], { of, words }: Allowance): Quota {
  const limits: ReadonlyMap<string, number> = new Map(
    sources.map((item) => [`${item.id}/${item.article.version}`, of(item)]),
  );
  const spent = new Map<string, number>();
  const taken = new Set<Statement>();
  const nameOf = ({ quote }: Statement) => `${quote.articleId}/${quote.version}`;
  const fits = (statement: Statement): boolean => {
    if (taken.has(statement)) return true;
    const used = spent.get(nameOf(statement)) ?? 0;
    return used + words(statement.quote.text) <= (limits.get(nameOf(statement)) ?? 0);
  };
  return {
    fits,
    take: (statement) => {
      if (!fits(statement)) return false;
      if (!taken.has(statement)) {
        const name = nameOf(statement);
        spent.set(name, (spent.get(name) ?? 0) + words(statement.quote.text));
      }
      taken.add(statement);
      return true;
    },
  };
}

/** A question claims nothing. */
const QUESTION = /[?؟？]["”»’')\]」』]*$/u;

/** Whether a sentence can stand alone before a reader: whole, a claim, and leaning on nothing that came before. */
export function isQuotable({ whole, midAir, pointsBack, quote }: Statement): boolean {
  return whole && !midAir && !pointsBack && !QUESTION.test(quote.text);
}
