import { decidedBefore } from '../../../edits/fold.ts';
import type { Decided, EditRecord } from '../../../edits/types.ts';
import type { Bucket } from '../../archive.ts';
import { type Table, text } from '../../table.ts';
import { confirmations } from './confirmations.ts';

export interface Edits {
  /** Keeps an act for ever, and lets it count. Safe to repeat. */
  readonly keep: (record: EditRecord) => Promise<void>;
  /** All acts about these articles, in no order. */
  readonly about: (articleIds: readonly string[]) => Promise<readonly EditRecord[]>;
  /** What holds of these articles by the acts received before `until`; articles without any are left out. */
  readonly decided: (articleIds: readonly string[], until: string) => Promise<ReadonlyMap<string, Decided>>;
}

/** Objects fetched side by side. */
const FETCHES = 16;
/** After every act that there will be. */
const FOR_EVER = '9999-12-31T23:59:59.999Z';
const MARK = 'edited';
const PREFIX = 'edit#';

/**
 * Editors' acts: each an object `edits/<article id>/<instant>-<id>.json` that never changes. The table has a row for each, and a
 * mark on every article that has any, so that a window without edits costs one read for a hundred articles.
 */
export function edits(archive: Bucket, table: Table): Edits {
  const about: Edits['about'] = async (articleIds) => {
    const marks = await table.getMany(articleIds.map((id) => ({ pk: `article#${id}`, sk: MARK })));
    const edited = marks.map((row) => text(row, 'articleId'));
    const keys: string[] = [];
    for (let at = 0; at < edited.length; at += FETCHES) {
      const some = edited
        .slice(at, at + FETCHES)
        .map((id) =>
          table.query({ partition: ['pk', `article#${id}`], between: ['sk', PREFIX, `${PREFIX}~`] }),
        );
      for (const rows of await Promise.all(some)) keys.push(...rows.map((row) => text(row, 'object')));
    }
    const records: EditRecord[] = [];
    for (let at = 0; at < keys.length; at += FETCHES) {
      const some = keys.slice(at, at + FETCHES).map(async (key): Promise<readonly EditRecord[]> => {
        const stored = await archive.text(key);
        return stored === null ? [] : [JSON.parse(stored)];
      });
      records.push(...(await Promise.all(some)).flat());
    }
    return records;
  };
  return {
    about,
    decided: async (articleIds, until) => decidedBefore(await about(articleIds), until),
    keep: async (record) => {
      const { id, articleId, at } = record;
      const object = `edits/${articleId}/${at.replaceAll(':', '-')}-${id}.json`;
      await archive.putNew(object, JSON.stringify(record), { contentType: 'application/json' });
      const pk = `article#${articleId}`;
      await table.put({ pk, sk: `${PREFIX}${at}#${id}`, articleId, object });
      await table.put({ pk, sk: MARK, articleId });
      const all = await about([articleId]);
      // Whoever keeps an act looks at all of them again, so the last of two at a time has seen both.
      if (!all.some(saysConfirmed)) return;
      const confirmed = decidedBefore(all, FOR_EVER).get(articleId)?.by.confirmed;
      const last =
        all
          .map((one) => `${one.at}#${one.id}`)
          .toSorted()
          .at(-1) ?? '';
      await confirmations(table).note({
        articleId,
        by: 'edit',
        sequencer: last,
        state: confirmed === undefined ? 'removed' : 'present',
        time: confirmed?.at ?? at,
      });
    },
  };
}

function saysConfirmed({ act }: EditRecord): boolean {
  return act.kind !== 'undo' && act.changes !== null && act.changes.confirmed !== undefined;
}
