import type { Statement } from './statements.ts';

/** The first statement of each origin, in their order. */
export function oneOfEach(statements: readonly Statement[]): readonly Statement[] {
  const first = new Map<string, Statement>();
  for (const one of statements) if (!first.has(one.origin)) first.set(one.origin, one);
  return [...first.values()];
}
