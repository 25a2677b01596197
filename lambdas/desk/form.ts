import { type ReadEdit, readChanges } from '../edits/shape.ts';
import type { Changes, Decided, Field } from '../edits/types.ts';
import type { Article } from '../types.ts';

/** How a text field looks on the page; each is left out where it does not hold. */
interface FieldLook {
  readonly isWide?: true;
  /** Of several lines. */
  readonly isLong?: true;
  /** Stands below the question of the topic. */
  readonly isAfterTopic?: true;
  /** Wants another file's name: the page suggests those of the coming edition. */
  readonly namesFile?: true;
}

/** Text fields of the form, with the name that an edit gives them. */
export const TEXT_FIELDS: readonly (readonly [name: string, label: string, look?: FieldLook])[] = [
  ['title', 'Title', { isWide: true }],
  ['outlet', 'Outlet'],
  ['authors', 'Authors, with commas between'],
  ['date', 'Date, like 2023-09-14'],
  ['language', 'Language, two letters'],
  ['url', 'Address, https'],
  ['copy-of', 'Copy of the file (its name)', { namesFile: true }],
  ['same-story-as', 'Same story as the file (its name)', { namesFile: true }],
  ['headline', 'Headline of its story', { isWide: true, isAfterTopic: true }],
  ['note', 'Editors’ note under its story', { isWide: true, isLong: true }],
];

/** Switches of the form. */
export const SWITCHES = [
  ['not-a-copy', 'Not a copy'],
  ['lead', 'Its story leads the edition'],
  ['drop', 'Drop: in no edition'],
  ['confirmed', 'Confirmed: it may go out as it stands'],
] as const;

/** What each field of the form shows: what was decided, else what was read. */
export function formValues(
  article: Article,
  { changes }: Pick<Decided, 'changes'>,
): ReadonlyMap<string, string> {
  const text = (decided: string | null | undefined, read: string | null = null) => decided ?? read ?? '';
  return new Map<string, string>([
    ['title', text(changes.title, article.titleFrom === 'derived' ? null : article.title)],
    ['outlet', text(changes.outlet, article.outlet)],
    ['authors', (changes.authors ?? article.authors).join(', ')],
    ['date', text(changes.date, article.published?.date)],
    ['language', text(changes.language, article.language)],
    ['url', text(changes.url, article.url)],
    ['headline', text(changes.headline)],
    ['note', text(changes.note)],
    ['copy-of', text(changes.copyOf)],
    ['same-story-as', text(changes.sameStoryAs)],
    ['topic', changes.topic ?? ''],
    ['not-a-copy', changes.notACopy ? 'yes' : ''],
    ['lead', changes.lead ? 'yes' : ''],
    ['drop', changes.drop ? 'yes' : ''],
    ['confirmed', changes.confirmed ? 'yes' : ''],
  ]);
}

/**
 * What an editor changed in the form. Each field comes with what stood in it (`was-…`), so that a field that was left alone decides
 * nothing; an emptied field takes a decision back.
 */
export function changesIn(form: URLSearchParams, article: Article, roles: Changes['roles']): ReadEdit {
  const given: (readonly [string, unknown])[] = [];
  for (const [name] of [...TEXT_FIELDS, ...SWITCHES]) {
    if (!form.has(`was-${name}`)) continue;
    const value = (form.get(name) ?? '').trim();
    if (value !== (form.get(`was-${name}`) ?? '').trim()) given.push([name, value === '' ? null : value]);
  }
  const topic = form.get('topic') ?? '';
  if (form.has('was-topic') && topic !== form.get('was-topic'))
    given.push(topic === 'on' || topic === 'off' ? [`${topic}-topic`, true] : ['on-topic', null]);
  const changed = article.blocks.flatMap(({ text, role }, at) => {
    const chosen = form.get(`role-${at}`);
    const was = form.get(`was-role-${at}`);
    return chosen === null || chosen === was ? [] : [{ begins: beginning(text), role: chosen, read: role }];
  });
  const read = readChanges(given);
  if (changed.length === 0) return read;
  const { changes, problems } = readChanges([
    ['roles', Object.fromEntries(changed.map(({ begins, role }) => [begins, role]))],
  ]);
  // A form changes some blocks; what was decided about the others stays.
  const own = new Set(changed.map(({ begins }) => begins));
  const kept = (roles ?? []).filter(({ begins }) => !own.has(begins));
  return {
    changes: { ...read.changes, ...(changes.roles ? { roles: [...kept, ...changes.roles] } : {}) },
    problems: [...read.problems, ...problems],
  };
}

/** Enough of a block to know it by. */
export function beginning(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 160).trimEnd();
}

/** Fields that both an editor and somebody since decided. */
export function overtaken(changes: Changes, decided: Decided, seen: string): readonly Field[] {
  return (Object.keys(changes) as Field[]).filter((field) => {
    const act = decided.by[field];
    return act !== undefined && `${act.at} ${act.id}` > seen;
  });
}
