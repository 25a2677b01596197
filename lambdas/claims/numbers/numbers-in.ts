import type { Statement } from '../statements/statements.ts';
import { numberKind } from './number-kinds.ts';
import { quantitiesOf } from './quantities.ts';
import type { KindOfNumber } from './window-numbers.ts';

const READ = new WeakMap<Statement, readonly KindOfNumber[]>();

/** The numbers of a statement, read once. */
export function numbersIn(statement: Statement): readonly KindOfNumber[] {
  const known = READ.get(statement);
  if (known !== undefined) return known;
  const { text, language } = statement.quote;
  const found = quantitiesOf(text, language).map((quantity) => ({
    kind: numberKind(text, language, quantity),
    value: quantity.value,
  }));
  READ.set(statement, found);
  return found;
}
