import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** A line of a file is not what the command reads: the message names file, line and key. */
export class BadLine extends Error {}

/** The lines of a JSONL file, empty ones aside, each with its number from 1. @throws BadLine for the first that does not fit. */
export function jsonLines<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
): readonly { readonly value: v.InferOutput<Schema>; readonly number: number }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const place = `${file}, line ${index + 1}`;
      const read = v.safeParse(schema, parsed(line, place));
      if (read.success) return [{ value: read.output, number: index + 1 }];
      const [issue] = read.issues;
      throw new BadLine(`${place}: ${v.getDotPath(issue) ?? 'the line'} ${faultOf(issue)}`);
    });
}

function faultOf({ kind, received, expected, message }: v.BaseIssue<unknown>): string {
  if (received === 'undefined') return 'is missing';
  return kind === 'schema' ? `has to be a ${expected}, and is ${received}` : message;
}

function parsed(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new BadLine(`${place}: not JSON`, { cause });
  }
}
