/**
 * Runs a command and sets its exit code. A wrong call (an option that it does not know, one without its value) is told in
 * a sentence and ends with 2, what the person at the keyboard can mend with 1; a bug is thrown, stack and all.
 */
export async function runCommand(main: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const isWrongCall = codeOf(error).startsWith('ERR_PARSE_ARGS_');
    if (!(error instanceof Error) || (BUGS.some((kind) => error instanceof kind) && !isWrongCall))
      throw error;
    process.stderr.write(`${error.message}\n${isWrongCall ? '--help tells more.\n' : ''}`);
    process.exitCode = isWrongCall ? 2 : 1;
  }
}

/** The exit code of a call that asks for help, or that lacks what the command is about; null where the command goes on. */
export function helped(help: string, isAsked: boolean | undefined, isWrong: boolean): number | null {
  if (isAsked) process.stdout.write(help);
  else if (isWrong) process.stderr.write(help);
  else return null;
  return isAsked ? 0 : 2;
}

const BUGS = [TypeError, RangeError, ReferenceError];

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
