import type { Account } from './account.ts';
import type { Event } from './event.ts';
import type { Rarity } from './facts.ts';
import type { Likeness } from './likeness.ts';
import type { Statement } from './statements.ts';

/** What the parts of a story are chosen from. */
export interface Material {
  /** By source, best first, in the order of its text. */
  readonly statements: readonly Statement[];
  /** Who vouches for each source: two papers with one agency's text are one witness. */
  readonly independent: readonly string[];
  readonly rarity: Rarity;
  /** To each of `statements`, in their order. */
  readonly likeness: Likeness;
  /** How much others tell of what it tells, 0 … 1. */
  readonly centrality: (statement: Statement) => number;
  readonly event: Event;
  readonly account: Account;
  /** The headline's, ISO 639-1: what is in it comes first. */
  readonly language: string | null;
}
