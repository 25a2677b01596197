import * as v from 'valibot';
import { BriefingSchema } from './schema.ts';

/** What is wrong with a parsed briefing file: one sentence per setting, each naming its key; all of them at once. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): readonly string[] {
  return [...new Set(issues.flatMap((issue) => namedKeys(issue).map((key) => `${key} ${issue.message}`)))];
}

/** An object with several unknown keys makes one issue, which names the first. */
function namedKeys({ path, expected, message }: v.BaseIssue<unknown>): readonly string[] {
  const last = path?.at(-1);
  const keys = (path ?? []).map(({ key }) => key);
  if (expected !== 'never' || last === undefined) return [placeOf(keys)];
  const known = new Set(message.replace(/^.*known here: /, '').split(', '));
  const strangers = Object.keys(Object(last.input)).filter((key) => !known.has(key));
  return strangers.map((key) => placeOf([...keys.slice(0, -1), key]));
}

/** `"schedule.time"`, `"sampleReaders[2].language"`; the root has no name. */
function placeOf(keys: readonly unknown[]): string {
  if (keys.length === 0) return 'the file';
  const steps = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return `"${steps.join('').replace(/^\./, '')}"`;
}

/** The checked briefing, or why it is none. */
export function checkBriefing(
  value: unknown,
): { readonly briefing: v.InferOutput<typeof BriefingSchema> } | { readonly problems: readonly string[] } {
  const { success, output, issues } = v.safeParse(BriefingSchema, value);
  return success ? { briefing: output } : { problems: problemsOf(issues) };
}
