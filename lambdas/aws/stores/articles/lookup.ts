import { type Row, type Table, text } from '../../table.ts';

/** One version of an article, and when it came (ISO). */
export interface LookupEntry {
  readonly articleId: string;
  readonly version: string;
  readonly received: string;
}

export interface Lookup {
  /**
   * Notes a version under its keys, and tells which others, received since `from`, stand there: who shares most and
   * rarest keys first. Costs two units a key, however many articles there are.
   */
  readonly meet: (
    entry: LookupEntry,
    keys: readonly string[],
    from: string,
  ) => Promise<readonly LookupEntry[]>;
}

/** Versions kept under a key, the newest: with them a row stays under a kilobyte, which is one unit to write. */
const KEPT = 6;
/** Longer than any window. */
const KEEP_DAYS = 30;

/**
 * Which articles share a key. Two uploads that meet a key in the same instant may each not see the other: this serves a
 * receipt's remark, never an edition.
 */
export function lookup(table: Table): Lookup {
  return {
    meet: async (entry, keys, from) => {
      const rows = await table.getMany(keys.map(keyOf));
      const found = new Map(rows.map((row) => [text(row, 'pk'), entriesOf(row)]));
      const weights = new Map<string, number>();
      const changed = keys.map((key): Row => {
        const name = keyOf(key);
        const own = nameOf(entry);
        const all = (found.get(name.pk) ?? []).filter((one) => !isOf(one, entry));
        const others = all.filter((one) => one >= from);
        for (const one of others) weights.set(one, (weights.get(one) ?? 0) + 1 / others.length);
        const kept = [own, ...all].toSorted().toReversed().slice(0, KEPT);
        const newest = Date.parse(kept[0]?.split(' ', 1)[0] ?? entry.received);
        return { ...name, entries: kept.join('\n'), ttl: Math.floor(newest / 1000) + KEEP_DAYS * 86_400 };
      });
      await table.putMany(changed);
      return [...weights]
        .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .map(([one]) => entryOf(one));
    },
  };
}

const keyOf = (key: string) => ({ pk: `shingle#${key}`, sk: 'newest' });

const nameOf = ({ received, articleId, version }: LookupEntry) => `${received} ${articleId} ${version}`;

const isOf = (name: string, { articleId }: LookupEntry) => name.split(' ')[1] === articleId;

function entriesOf(row: Row): readonly string[] {
  return text(row, 'entries').split('\n');
}

function entryOf(name: string): LookupEntry {
  const [received = '', articleId = '', version = ''] = name.split(' ');
  return { received, articleId, version };
}
