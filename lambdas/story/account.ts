import type { WindowArticle } from '../types.ts';
import type { Statement } from './statements.ts';

/** How much may be quoted of an article in one edition, and how that is counted. */
export interface Allowance {
  /** Words. */
  readonly of: (item: WindowArticle) => number;
  readonly words: (text: string) => number;
}

/** What a story has quoted of each source so far. What stands there already costs nothing. */
export interface Account {
  readonly fits: (statement: Statement) => boolean;
  /** Charges it, if it fits. */
  readonly take: (statement: Statement) => boolean;
  /** Words quoted of a source. */
  readonly spent: (source: number) => number;
}

/** An account for the sources of one story, in their order. */
export function openAccount(sources: readonly WindowArticle[], { of, words }: Allowance): Account {
  const limits = sources.map(of);
  const spent = new Map<number, number>();
  const taken = new Set<Statement>();
  const after = ({ source, quote }: Statement): number => (spent.get(source) ?? 0) + words(quote.text);
  const fits = (statement: Statement): boolean =>
    taken.has(statement) || after(statement) <= (limits[statement.source] ?? 0);
  return {
    fits,
    take: (statement) => {
      if (!fits(statement)) return false;
      if (!taken.has(statement)) spent.set(statement.source, after(statement));
      taken.add(statement);
      return true;
    },
    spent: (source) => spent.get(source) ?? 0,
  };
}
