import type { Act, Changes, Decided, EditRecord, Field } from './types.ts';

/** Decisions that exclude each other: one edit cannot say both, and of two edits the later one ends the other. */
export const EXCLUSIVE: readonly (readonly [Field, Field])[] = [
  ['notACopy', 'copyOf'],
  ['lead', 'drop'],
];

/**
 * What holds of each article by the acts received before `until` (ISO instant), whatever their order and however often
 * each comes. Acts count in the order of their instants; a later file beside the article replaces the earlier one.
 */
export function decidedBefore(records: Iterable<EditRecord>, until: string): ReadonlyMap<string, Decided> {
  const acts = new Map<string, EditRecord>();
  for (const record of records) if (Date.parse(record.at) < Date.parse(until)) acts.set(record.id, record);
  const byArticle = Map.groupBy(acts.values(), ({ articleId }) => articleId);
  return new Map([...byArticle].map(([id, own]) => [id, decidedOf(id, actsInForce(own))] as const));
}

/** Of an article's acts, oldest first, those that still count: undone and replaced ones are left out. */
export function actsInForce(records: readonly EditRecord[]): readonly EditRecord[] {
  const ordered = records.toSorted(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  const undone = new Set<string>();
  // An undoing may be undone itself, so the latest is looked at first.
  for (const { id, act } of ordered.toReversed()) {
    if (act.kind === 'undo' && !undone.has(id)) undone.add(act.of);
  }
  const newestFile = ordered.reduce(
    (newest, { act }) => (act.kind === 'file' && act.sequencer > newest ? act.sequencer : newest),
    '',
  );
  return ordered.filter(
    ({ id, act }) =>
      act.kind !== 'undo' && !undone.has(id) && !(act.kind === 'file' && act.sequencer < newestFile),
  );
}

function decidedOf(articleId: string, records: readonly EditRecord[]): Decided {
  const changes = new Map<Field, unknown>();
  const by: Partial<Record<Field, Act>> = {};
  const contradictions: string[] = [];
  let key = '';
  for (const { id, at, by: editor, act, key: own } of records) {
    key = own;
    const said = act.kind === 'undo' || act.changes === null ? {} : act.changes;
    const author: Act = { id, at, by: editor, version: act.kind === 'set' ? act.version : null };
    for (const field of fieldsOf(said)) {
      const before = changes.get(field);
      const after = said[field];
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(after))
        contradictions.push(`${NAMES[field]} was decided twice: the later decision, of ${at}, counts.`);
      if (after === null) {
        changes.delete(field);
        delete by[field];
        continue;
      }
      changes.set(field, after);
      by[field] = author;
      for (const other of EXCLUSIVE.flatMap(([a, b]) => (a === field ? [b] : b === field ? [a] : []))) {
        if (!changes.delete(other)) continue;
        delete by[other];
        contradictions.push(`${NAMES[field]}, of ${at}, ends ${NAMES[other]}.`);
      }
    }
  }
  return { articleId, key, changes: Object.fromEntries(changes), by, contradictions };
}

function fieldsOf(changes: Changes): readonly Field[] {
  return FIELDS.filter((field) => changes[field] !== undefined);
}

/** As an edit file spells them: a field without a name here does not compile, nor a name without a shape in `shape.ts`. */
export const NAMES = {
  title: 'title',
  outlet: 'outlet',
  authors: 'authors',
  date: 'date',
  language: 'language',
  url: 'url',
  roles: 'roles',
  notACopy: 'not-a-copy',
  copyOf: 'copy-of',
  sameStoryAs: 'same-story-as',
  topic: 'on-topic or off-topic',
  confirmed: 'confirmed',
  lead: 'lead',
  headline: 'headline',
  drop: 'drop',
  note: 'note',
} as const satisfies Readonly<Record<Field, string>>;

export const FIELDS = Object.keys(NAMES) as readonly Field[];
