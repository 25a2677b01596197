import { findDate } from '../../metadata/dates.ts';
import { ADDRESS_SIGN, type LabelledLine, type MailField } from './mail-line.ts';

/** A day or an hour, in whatever calendar and script its digits are. */
const CLOCK = /\p{Nd}{1,2}[:.]\p{Nd}{2}/u;
const YEAR = /\p{Nd}{4}/u;

/**
 * The fields of a header whose labels no table knows, by what stands behind them: the first address is the sender's, a day
 * is when it was sent, and a line that is neither is the subject. Null unless all three are there.
 */
export function withGuessedFields(
  known: ReadonlyMap<MailField, string>,
  unknown: readonly LabelledLine[],
): ReadonlyMap<MailField, string> | null {
  if (known.size + unknown.length < 3) return null;
  const fields = new Map(known);
  for (const { value } of unknown) {
    const field = fieldOf(value, fields);
    if (field !== null) fields.set(field, value);
  }
  const whole = fields.has('from') && fields.has('date') && fields.has('subject');
  return whole && ADDRESS_SIGN.test(fields.get('from') ?? '') ? fields : null;
}

function fieldOf(value: string, fields: ReadonlyMap<MailField, string>): MailField | null {
  if (ADDRESS_SIGN.test(value)) return fields.has('from') ? 'to' : 'from';
  if (!fields.has('date') && (findDate(value) !== null || (CLOCK.test(value) && YEAR.test(value))))
    return 'date';
  return value !== '' && !fields.has('subject') ? 'subject' : null;
}
