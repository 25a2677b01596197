import { DATE, type DateInText, datesIn } from '../../numbers/dates-in.ts';
import type { Pair, Read } from '../pair.ts';
import { coverageBeside, supportAround } from '../support.ts';
import { wordAt } from './number-clashes.ts';
import type { RivalNumbers } from './rival-numbers.ts';

/** Words around two dates that tell what they are of, and how far off theirs may stand. */
const REACH = { around: 4, within: 7 } as const;
/** Letters beside the month in which the day and the weekday of a date stand. */
const BESIDE = 12;
/**
 * Two dates are of one thing where the cosine of their sentences, the share of each that the other covers beside the date, and the words
 * around it come to this: set on twenty-three invented summits, of which no false one comes nearer than .2.
 */
const SURE = 1.45;
/** Two days further apart than this are of two events: the treaty in May, the next summit in November. */
const MOST_APART_MS = 100 * 86_400_000;

/**
 * The dates of two sentences that may be of one thing, where each names a single one and it lies ahead: what is over has many days. Their
 * one sign is by how much they are surer than sure.
 */
export function rivalDates({ a, b, alignment, cosine }: Pair): readonly RivalNumbers[] {
  const [one, other] = [dateAhead(a), dateAhead(b)];
  if (one === undefined || other === undefined || one.value === other.value) return [];
  if (Math.abs(Date.parse(one.day) - Date.parse(other.day)) > MOST_APART_MS) return [];
  const [i, j] = [wordAt(a, one.start), wordAt(b, other.start)];
  if (i < 0 || j < 0) return [];
  const covered = Math.min(
    coverageBeside(a, alignment.a, wordsOf(a, one)),
    coverageBeside(b, alignment.b, wordsOf(b, other)),
  );
  const around = supportAround({ a, b, alignment, cosine }, [i, j], REACH);
  return [{ a: one.value, b: other.value, kind: DATE, signs: [cosine + covered + around - SURE] }];
}

function dateAhead({ statement: { text, language, published } }: Read): DateInText | undefined {
  const [date, ...others] = datesIn(text, language, published);
  return others.length === 0 && date !== undefined && date.day > (published ?? '') ? date : undefined;
}

/** The words of a date, its weekday among them. */
function wordsOf({ statement: { encoded } }: Read, { start, end }: DateInText): readonly number[] {
  return encoded.words.flatMap((word, n) =>
    word.end > start - BESIDE && word.start < end + BESIDE / 2 ? [n] : [],
  );
}
