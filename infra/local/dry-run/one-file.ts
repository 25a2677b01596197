import { readFileSync } from 'node:fs';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import * as v from 'valibot';
import { helped } from '../command.ts';

/** How a command about one file was called; or it is over, since the help was asked for or the call is wrong, and that was told. */
export type Called = { readonly file: string; readonly values: Values } | { readonly exitCode: number };

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Reads the command line of a command that takes one file. @throws TypeError of `parseArgs` for an option that it does not know. */
export function calledWithOneFile(help: string, options: ParseArgsOptionsConfig = {}): Called {
  const { values, positionals } = parseArgs({
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const [file = ''] = positionals;
  const exitCode = helped(help, values.help === true, positionals.length !== 1);
  return exitCode === null ? { file, values } : { exitCode };
}

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
