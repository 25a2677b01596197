import { type ParseArgsOptionDescriptor, parseArgs } from 'node:util';

export interface CommandOption extends ParseArgsOptionDescriptor {
  /** What stands for its value in the help, such as FILE. */
  readonly value?: string;
  readonly about: string;
}

export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** One command: its call is parsed by this, and its help is made of this. */
export interface Command<Options extends CommandOptions> {
  /** How it is called, without its options: `npm run --silent read -- FILE…`. */
  readonly call: string;
  /** How many words it takes besides options. */
  readonly words: { readonly least: number; readonly most: number };
  readonly about: string;
  readonly options: Options;
  /** What the help ends with, exit codes for one. */
  readonly notes?: string;
}

type Parsed<Options extends CommandOptions> = ReturnType<
  typeof parseArgs<{ readonly options: Options; readonly allowPositionals: true }>
>;

export interface Call<Options extends CommandOptions> {
  readonly values: Parsed<Options>['values'];
  readonly words: readonly string[];
}

/** The call is wrong: its message says how. Such a command ends with exit code 2. */
export class WrongCall extends Error {
  override readonly name = 'WrongCall';
}

/** What `--briefing` means to most commands. */
export const BRIEFING_ABOUT = 'another briefing than the one that cdk.json names';

const HELP = { help: { type: 'boolean', short: 'h', about: 'this text' } } as const;

/** Keeps the names of the options in the type, so that `values` has them. */
export const defineCommand = <const Options extends CommandOptions>(
  command: Command<Options>,
): Command<Options> => command;

/** @throws WrongCall for an unknown option, one that lacks its value, and too few or too many words. */
export function readCall<const Options extends CommandOptions>(
  command: Command<Options>,
  argv: readonly string[],
): Call<Options> | 'help' {
  const args = [...argv];
  const { least, most } = command.words;
  try {
    const { help } = parseArgs({ args, options: HELP, strict: false }).values;
    if (help) return 'help';
    const { values, positionals } = parseArgs({ args, options: command.options, allowPositionals: true });
    if (positionals.length >= least && positionals.length <= most) return { values, words: positionals };
  } catch (cause) {
    // Node goes on to explain how to pass a file whose name begins with a dash.
    throw new WrongCall(String(cause instanceof Error ? cause.message : cause).replace(/\. .*$/s, '.'), {
      cause,
    });
  }
  throw new WrongCall(`This command is called like this: ${usageOf(command)}`);
}

/** The text of `--help`. */
export function helpOf(command: Command<CommandOptions>): string {
  const options = Object.entries<CommandOption>({ ...command.options, ...HELP });
  const names = options.map(([name, { value }]) => `  --${name}${value === undefined ? '' : ` ${value}`}`);
  const column = Math.max(...names.map(({ length }) => length)) + 2;
  const lines = options.map(([, { about }], at) => {
    const [first = '', ...rest] = wrapped(about, LINE - column);
    return [`${(names[at] ?? '').padEnd(column)}${first}`, ...rest.map((line) => ' '.repeat(column) + line)];
  });
  const parts = [`Usage: ${usageOf(command)}`, command.about.trim(), lines.flat().join('\n'), command.notes];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}

/** Signs in a line of the help. */
const LINE = 100;

function usageOf({ call, options }: Command<CommandOptions>): string {
  const named = Object.entries(options).map(
    ([name, { value }]) => `[--${name}${value === undefined ? '' : ` ${value}`}]`,
  );
  return [call, ...named].join(' ');
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/**
 * Runs a command and sets its exit code: 0 after `--help`, 2 after a wrong call, 1 after any other error that a person can
 * act on, each with one sentence. A bug is thrown with its stack.
 */
export async function runCommand<const Options extends CommandOptions>(
  command: Command<Options>,
  main: (call: Call<Options>) => number | Promise<number>,
): Promise<void> {
  try {
    const call = readCall(command, process.argv.slice(2));
    if (call === 'help') process.stdout.write(helpOf(command));
    process.exitCode = call === 'help' ? 0 : await main(call);
  } catch (error) {
    if (!(error instanceof Error) || BUGS.some((kind) => error instanceof kind)) throw error;
    const isWrongCall = error instanceof WrongCall;
    process.stderr.write(`${error.message}\n${isWrongCall ? '--help tells more.\n' : ''}`);
    process.exitCode = isWrongCall ? 2 : 1;
  }
}

const BUGS = [TypeError, RangeError, ReferenceError];
