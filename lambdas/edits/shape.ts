import * as v from 'valibot';
import type { Role } from '../types.ts';
import { EXCLUSIVE, FIELDS, NAMES } from './fold.ts';
import type { Changes, Field } from './types.ts';

/** What was understood of an edit, and a sentence for each part of it that was not. */
export interface ReadEdit {
  readonly changes: Changes;
  readonly problems: readonly string[];
}

/** Every role that a block can have, for forms too. */
export const ROLES = [
  'title',
  'byline',
  'dateline',
  'metadata',
  'paragraph',
  'subheading',
  'quote',
  'list',
  'caption',
  'embed',
  'promotion',
  'contributors',
  'translation',
  'boilerplate',
  'suspect',
] as const satisfies readonly Role[];

/** Longer than any title or name that is printed whole; a note is a few sentences. */
const LONGEST = { line: 500, note: 1000, key: 1024, names: 30, blocks: 200 } as const;

const isSet = (text: string) => text !== '';
const line = (most: number) =>
  v.pipe(
    v.union([v.string(), v.number()]),
    v.transform((value) =>
      String(value)
        .replaceAll(/[\p{Cc}\s]+/gu, ' ')
        .trim(),
    ),
    v.check(isSet, 'is empty'),
    v.maxLength(most, `is longer than ${most} characters`),
  );
const yes = v.pipe(
  v.union([v.boolean(), v.literal('yes'), v.literal('no')], 'must be true or false'),
  v.transform((value) => (value === true || value === 'yes' ? (true as const) : null)),
);
const day = v.pipe(
  line(LONGEST.line),
  v.check(
    (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
    'must be a day like 2023-09-14',
  ),
);
const names = v.pipe(
  v.union([v.string(), v.array(v.string())], 'must be a name or a list of names'),
  v.transform((value) => (typeof value === 'string' ? value.split(/[,;\n]/) : value)),
  v.transform((all) => all.map((name) => name.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()).filter(isSet)),
  v.maxLength(LONGEST.names, `has more than ${LONGEST.names} names`),
  v.everyItem((name) => name.length <= LONGEST.line, 'has a name that is too long'),
);
const roles = v.pipe(
  v.record(
    v.string(),
    v.picklist(ROLES, `must be one of: ${ROLES.join(', ')}`),
    'must be a list of "first words: role"',
  ),
  v.transform((all) =>
    Object.entries(all).map(([begins, role]) => ({
      begins: begins.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim(),
      role,
    })),
  ),
  v.check(
    (all) => all.every(({ begins }) => begins.length >= 3),
    'needs at least three letters of each block',
  ),
  v.maxLength(LONGEST.blocks, `names more than ${LONGEST.blocks} blocks`),
);
const language = v.pipe(
  line(LONGEST.line),
  v.toLowerCase(),
  v.regex(/^[a-z]{2}$/, 'must be a code of two letters, like en or uk'),
);
const https = v.pipe(
  line(2000),
  v.check((text) => URL.parse(text)?.protocol === 'https:', 'must begin with https://'),
  v.check((text) => (URL.parse(text)?.username ?? '') === '', 'must not hold a name before the host'),
);

/** The topic is one field under two names. */
type Name = Exclude<(typeof NAMES)[Field], typeof NAMES.topic> | 'on-topic' | 'off-topic';

/** By the names that an edit file uses. */
const SHAPE = {
  title: line(LONGEST.line),
  outlet: line(100),
  authors: names,
  date: day,
  language,
  url: https,
  roles,
  'not-a-copy': yes,
  'copy-of': line(LONGEST.key),
  'same-story-as': line(LONGEST.key),
  'on-topic': yes,
  'off-topic': yes,
  confirmed: yes,
  lead: yes,
  headline: line(240),
  drop: yes,
  note: line(LONGEST.note),
} as const satisfies Readonly<Record<Name, v.GenericSchema>>;

/** Every key that an edit may have. */
export const EDIT_KEYS = Object.keys(SHAPE) as readonly Name[];

const FIELD_OF: ReadonlyMap<string, Field> = new Map(FIELDS.map((field) => [NAMES[field], field]));

/** What one edit cannot say at once. The topic is one field, so the fold need not know that its two names do. */
const EXCLUSIVE_NAMES: readonly (readonly [string, string])[] = [
  ['on-topic', 'off-topic'],
  ...EXCLUSIVE.map(([one, other]) => [NAMES[one], NAMES[other]] as const),
];

/** Other words that editors write for a field. */
const ALIASES: ReadonlyMap<string, Name> = new Map<string, Name>([
  ['author', 'authors'],
  ['by', 'authors'],
  ['byline', 'authors'],
  ['published', 'date'],
  ['lang', 'language'],
  ['link', 'url'],
  ['role', 'roles'],
  ['confirm', 'confirmed'],
  ['editors-note', 'note'],
  ['not-copy', 'not-a-copy'],
  ['same-story', 'same-story-as'],
]);

const isName = (name: string): name is Name => Object.hasOwn(SHAPE, name);

/**
 * Reads what stands in an edit file, or came from the desk's form: names and values, in any order. Each is judged alone, so
 * that one bad value costs the others nothing. An empty value takes a decision back.
 */
export function readChanges(given: Iterable<readonly [unknown, unknown]>): ReadEdit {
  const problems: string[] = [];
  const said = new Map<string, unknown>();
  for (const [spelled, value] of given) {
    const name = nameOf(String(spelled));
    if (name === null) problems.push(unknownKey(String(spelled)));
    else if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
      said.set(name, null);
    else {
      const read = v.safeParse(SHAPE[name], value instanceof Map ? Object.fromEntries(value) : value);
      if (read.success) said.set(name, read.output);
      else problems.push(`"${name}" ${sentenceOf(read.issues[0].message)}: it was left as it is.`);
    }
  }
  for (const [one, other] of EXCLUSIVE_NAMES) {
    if (!said.get(one) || !said.get(other)) continue;
    problems.push(`"${one}" and "${other}" exclude each other: take one of them out.`);
    said.delete(one);
    said.delete(other);
  }
  return { changes: changesOf(said), problems };
}

function changesOf(said: ReadonlyMap<string, unknown>): Changes {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of said) {
    if (name === 'on-topic' || name === 'off-topic') {
      const topic = value === true ? (name === 'on-topic' ? 'on' : 'off') : null;
      if (topic !== null || changes.topic === undefined) changes.topic = topic;
    } else changes[FIELD_OF.get(name) ?? name] = value;
  }
  return changes;
}

/** "Not a copy", "notACopy" and "not_a_copy" are one name. */
function nameOf(spelled: string): Name | null {
  const name = spelled
    .trim()
    .replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[\s_]+/g, '-');
  return isName(name) ? name : (ALIASES.get(name) ?? null);
}

function unknownKey(spelled: string): string {
  const shown = spelled.slice(0, 60);
  const near = Object.keys(SHAPE).find((name) => distance(name, spelled.toLowerCase().slice(0, 30)) <= 2);
  const hint = near === undefined ? `known are ${Object.keys(SHAPE).join(', ')}` : `did you mean "${near}"?`;
  return `"${shown}" is not known: ${hint}${hint.endsWith('?') ? '' : '.'}`;
}

/** Letters to change, add or leave out to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries())
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

function sentenceOf(message: string): string {
  return /^(?:must|is|has|needs|names)\b/.test(message) ? message : `was not understood (${message})`;
}
