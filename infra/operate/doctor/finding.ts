/** What somebody answered: AWS, DNS, the disk. `none`: there is no such thing. `unseen`: nobody could be asked, and why. */
export type AwsAnswer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'unseen'; readonly why: string };

/** One line of the doctor. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warn' | 'fail' | 'unseen';
  readonly says: string;
  /** What to do; every `warn` and `fail` has it. */
  readonly remedy?: string;
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says });
export const warn = (check: string, says: string, remedy: string): Finding => ({
  check,
  state: 'warn',
  says,
  remedy,
});
export const fail = (check: string, says: string, remedy: string): Finding => ({
  check,
  state: 'fail',
  says,
  remedy,
});
export const notLookedAt = (check: string, why: string): Finding => ({ check, state: 'unseen', says: why });

/** Whether `value` is there; a finding where it is not. */
export function findingFor<T>(
  check: string,
  answer: AwsAnswer<T>,
  {
    none,
    answered,
  }: { readonly none: () => Finding; readonly answered: (value: T) => Finding | readonly Finding[] },
): readonly Finding[] {
  if (answer.kind === 'unseen') return [notLookedAt(check, answer.why)];
  return [answer.kind === 'none' ? none() : answered(answer.value)].flat();
}

const MARKS = { ok: 'ok', warn: 'warn', fail: 'FAIL', unseen: 'not looked at' } as const;

/** A finding as one or two lines, without colours: it may be piped into a ticket. */
export function lineOf({ check, state, says, remedy }: Finding): string {
  const first = `${MARKS[state].padEnd(13)}  ${check}: ${says}`;
  return remedy === undefined ? first : `${first}\n${' '.repeat(15)}→ ${remedy}`;
}

/** `12 ok, 1 warn, 0 fail, 3 not looked at`. */
export function sumOf(findings: readonly Finding[]): string {
  return (['ok', 'warn', 'fail', 'unseen'] as const)
    .map(
      (state) =>
        `${findings.filter((one) => one.state === state).length} ${state === 'unseen' ? MARKS.unseen : state}`,
    )
    .join(', ');
}
