import { sentenceCosine } from '../../encoder/chosen.ts';
import type { ComparedText } from '../types.ts';
import { type Alignment, align } from './align.ts';
import { readStatement, type StatementReading } from './statement-reading.ts';

/** A statement with what plain rules see in it: read once, however many it is compared with. */
export interface Read {
  readonly statement: ComparedText;
  readonly reading: StatementReading;
}

/** Two statements with their words aligned. */
export interface Pair {
  readonly a: Read;
  readonly b: Read;
  readonly alignment: Alignment;
  readonly cosine: number;
}

export function read(statement: ComparedText): Read {
  return { statement, reading: readStatement(statement) };
}

export function pairOf(a: Read, b: Read): Pair {
  const [encodedA, encodedB] = [a.statement.encoded, b.statement.encoded];
  return { a, b, alignment: align(encodedA, encodedB), cosine: sentenceCosine(encodedA, encodedB) };
}

/** The same pair seen from B. */
export function turned({ a, b, alignment, cosine }: Pair): Pair {
  return { a: b, b: a, alignment: { a: alignment.b, b: alignment.a }, cosine };
}

export function isAcross({ a, b }: Pair): boolean {
  return a.statement.language !== b.statement.language;
}
