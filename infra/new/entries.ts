import { addedBehind, camel, type Laid, pascal, type ReadSource } from './laid.ts';

/** Things that are no file of their own but lines in several lists: a setting, an alarm, a key of an edit. */

/** Where a line goes: behind a text that stands in the file once. */
type Place = readonly [path: string, mark: string, line: string];

/** @throws Error when one of the lines is there already. */
function inLists(read: ReadSource, places: readonly Place[]): Laid['lists'] {
  const texts = new Map<string, string>();
  for (const [path, mark, line] of places) {
    const text = texts.get(path) ?? read(path);
    if (text.includes(line))
      throw new Error(`${path} has this already, so nothing was written: ${line.trim()}`);
    texts.set(path, addedBehind(path, text, mark, line));
  }
  return Object.fromEntries(texts);
}

/** A key of the briefing that functions get: optional, a line of text, until it is made what it has to be. */
export function laySetting(name: string, read: ReadSource): Laid {
  const key = camel(name);
  const [schema, types, briefing] = ['infra/briefing/schema.ts', 'lambdas/types.ts', 'infra/briefing.ts'];
  return {
    files: {},
    lists: inLists(read, [
      [schema, 'const Keys = group({\n', `  ${key}: described(v.optional(line), ''),\n`],
      [types, 'export interface Settings {\n', `  readonly ${key}?: string;\n`],
      [
        briefing,
        '    postalAddress,\n',
        `    ...(briefing.${key} === undefined ? {} : { ${key}: briefing.${key} }),\n`,
      ],
    ]),
    test: 'test/infra/briefing.test.ts',
    next: [
      `${schema}: put ${key} in its place, with the shape that it must have and its row of the table of keys; ${types}: the same shape.`,
      'test/infra/briefing.test.ts: give it a value in "gives the functions every setting". If only the stacks use it, take it out of Settings and settingsOf and name it in the list there.',
      'npm run document: writes the table of keys and the JSON Schema.',
      'Then let something obey it: a function by settings(), or a construct in infra/parts/.',
    ],
  };
}

/** A number that a function writes into its log, and the alarm that rings when it does. */
export function layAlarm(name: string, read: ReadSource): Laid {
  const metric = pascal(name);
  const list = 'infra/parts/alarm-list.ts';
  return {
    files: {},
    lists: inLists(read, [
      ['lambdas/aws/metrics.ts', 'export type Metric =\n', `  | '${metric}'\n`],
      [
        list,
        'export const ALARMS: readonly AlarmEntry[] = [\n',
        `  own('${metric}Alarm', 'Compose', '${metric}', ''),\n`,
      ],
    ]),
    test: 'test/infra/stacks.test.ts',
    next: [
      `${list}: put the alarm among its like, name the function that counts it, and say what happened and what the operator is to do.`,
      `Call count({ ${metric}: 1 }) of lambdas/aws/metrics.ts where it happens. An alarm about several within a quarter of an hour says { least, statistic: 'sum' }, and stands in the list of such alarms in test/infra/stacks.test.ts.`,
      'npm run document: writes its row of infra/alarms.md.',
    ],
  };
}

/** A key of `KEY.edit.yaml` and of the desk's form: a text, until it is made what it has to be. */
export function layEditKey(name: string, read: ReadSource): Laid {
  const field = camel(name);
  const key = name.includes('-') ? `'${name}'` : name;
  const [types, fold, shape] = ['types', 'fold', 'shape'].map((file) => `lambdas/edits/${file}.ts`);
  const form = 'lambdas/desk/form.ts';
  return {
    files: {},
    lists: inLists(read, [
      [`${types}`, 'export interface Changes {\n', `  readonly ${field}?: string | null;\n`],
      [`${fold}`, 'export const NAMES = {\n', `  ${field}: '${name}',\n`],
      [`${shape}`, 'const SHAPE = {\n', `  ${key}: line(LONGEST.line),\n`],
      [form, 'look?: FieldLook])[] = [\n', `  ['${name}', ''],\n`],
      [form, 'return new Map<string, string>([\n', `    ['${name}', text(changes.${field})],\n`],
      ['templates/desk/help.html', '<p>Fields: ', `${name}, `],
    ]),
    test: 'test/edits/apply.test.ts',
    next: [
      'test/edits/apply.test.ts: give it a value in EACH.',
      'lambdas/edits/apply.ts: do what it says to the article, or put it into Decisions, for grouping (lambdas/stories/decided.ts) or for what a story shows (lambdas/claims/parts/editorial.ts).',
      `${types}, ${shape}, ${form}: its true shape, what it excludes (EXCLUSIVE in ${fold}), other words for it (ALIASES), its label and how its field looks (TEXT_FIELDS); templates/desk/help.html: its place.`,
    ],
  };
}
