import type { Statement } from '../statements/statements.ts';
import { DATE, datesIn } from './dates-in.ts';
import { numberKind } from './number-kinds.ts';
import { quantitiesOf } from './quantities.ts';
import type { KindOfNumber } from './window-numbers.ts';

const READ = new WeakMap<Statement, readonly KindOfNumber[]>();

/** The numbers of a statement and its dates, read once. */
export function numbersIn(statement: Statement): readonly KindOfNumber[] {
  const known = READ.get(statement);
  if (known !== undefined) return known;
  const { text, language } = statement.quote;
  const numbers = quantitiesOf(text, language).map((quantity) => ({
    kind: numberKind(text, language, quantity),
    value: quantity.value,
  }));
  const dates = numbers.length === 0 ? [] : datesIn(text, language, statement.day);
  const found = [...numbers, ...dates.map(({ value }) => ({ kind: DATE, value }))];
  READ.set(statement, found);
  return found;
}
