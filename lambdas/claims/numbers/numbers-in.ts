import { daysOf, isOfDate } from '../compare/days.ts';
import type { Statement } from '../statements/statements.ts';
import { DATE, datesIn } from './dates-in.ts';
import { numberKind } from './number-kinds.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';

/** A number with what it is given in: 30 per cent is not 30 hours. */
export interface KindOfNumber {
  readonly kind: string;
  readonly value: number;
}

export function keyOf({ kind, value }: KindOfNumber): string {
  return `${kind} ${value}`;
}

/** The numbers of a text and its dates, each once; what belongs to a date counts nothing. `day`: the article's, `YYYY-MM-DD`. */
export function numbersOf(
  text: string,
  language: string | null,
  day: string | null,
  isLeftOut: (quantity: Quantity) => boolean = () => false,
): readonly KindOfNumber[] {
  const isDated = /\p{N}/u.test(text);
  const days = isDated ? daysOf(text, language, day) : [];
  const dates = isDated ? datesIn(text, language, day) : [];
  const counted = quantitiesOf(text, language)
    .filter((quantity) => !isOfDate(days, quantity) && !isLeftOut(quantity))
    .map((quantity) => ({ kind: numberKind(text, language, quantity), value: quantity.value }));
  const all = [...counted, ...dates.map(({ value }) => ({ kind: DATE, value }))];
  return [...new Map(all.map((number) => [keyOf(number), number] as const)).values()];
}

const READ = new WeakMap<Statement, readonly KindOfNumber[]>();

/** Those of a statement without its years, read once. */
export function numbersIn(statement: Statement): readonly KindOfNumber[] {
  const known = READ.get(statement);
  if (known !== undefined) return known;
  const { text, language } = statement.quote;
  const found = numbersOf(text, language, statement.day, ({ kind }) => kind === 'year');
  READ.set(statement, found);
  return found;
}
