import { type Row, type Table, text } from '../../table.ts';

/** A change of the empty file that confirms an article. */
export interface Confirmation {
  readonly articleId: string;
  /** Padded, see `object-changes.ts`. */
  readonly sequencer: string;
  readonly state: 'present' | 'removed';
  /** ISO instant. */
  readonly time: string;
  /** An editor's act; absent: a `.confirm` file. Each is taken back on its own. */
  readonly by?: 'edit';
}

export interface Confirmations {
  /** Notes a confirmation or its removal, in whatever order it and its article come. */
  readonly note: (confirmation: Confirmation) => Promise<void>;
  /** Recomputes when each quarantined version of an article was released. Safe to repeat, in any order. */
  readonly settle: (articleId: string) => Promise<void>;
  /** Of these quarantined versions, those that are released now, with the instant: `article id/version` → ISO. */
  readonly released: (
    versions: readonly { readonly articleId: string; readonly version: string }[],
  ) => Promise<ReadonlyMap<string, string>>;
}

const POINTER = 'confirmation';
const POINTERS = [POINTER, `${POINTER}#edit`] as const;
/** One upload of a folder brings an article and its confirmation in any order. */
const SAME_UPLOAD_MS = 60_000;

/**
 * Per article the newest change of its confirmation (by sequencer), every confirmation ever made, and per quarantined
 * version a row in the index by day received that stands where its release does. Whoever writes reads everything once
 * more and settles, so the last of two at a time has seen both.
 */
export function confirmations(table: Table): Confirmations {
  const settle = async (articleId: string): Promise<void> => {
    const rows = await table.query({ partition: ['pk', `article#${articleId}`] });
    const times = rows.flatMap((row) => (rowKind(row) === 'confirmed' ? [text(row, 'time')] : []));
    for (const row of rows) {
      if (rowKind(row) !== 'version' || row.quarantine === undefined) continue;
      const at = releasedAt(text(row, 'received'), times);
      if (at === null) continue;
      await table.put(
        { ...row, sk: `release#${text(row, 'version')}`, received: at, day: at.slice(0, 10) },
        { expression: 'attribute_not_exists(pk) OR received > :received', values: { ':received': at } },
      );
    }
  };
  return {
    settle,
    note: async ({ articleId, sequencer, state, time, by }) => {
      const pk = `article#${articleId}`;
      if (state === 'present') await table.put({ pk, sk: `confirmed#${time}#${sequencer}`, time });
      await table.put(
        { pk, sk: by === undefined ? POINTER : `${POINTER}#${by}`, articleId, sequencer, state },
        {
          expression: 'attribute_not_exists(pk) OR sequencer < :sequencer',
          values: { ':sequencer': sequencer },
        },
      );
      await settle(articleId);
    },
    released: async (versions) => {
      if (versions.length === 0) return new Map();
      const ids = [...new Set(versions.map(({ articleId }) => articleId))];
      const pointers = await table.getMany(
        ids.flatMap((id) => POINTERS.map((sk) => ({ pk: `article#${id}`, sk }))),
      );
      const confirmed = new Set(
        pointers.filter((row) => row.state === 'present').map((row) => text(row, 'articleId')),
      );
      const wanted = new Map(
        versions
          .filter(({ articleId }) => confirmed.has(articleId))
          .map(({ articleId, version }) => [`${articleId}/${version}`, { articleId, version }]),
      );
      const rows = await table.getMany(
        [...wanted.values()].map(({ articleId, version }) => ({
          pk: `article#${articleId}`,
          sk: `release#${version}`,
        })),
      );
      return new Map(
        rows.map((row) => [`${text(row, 'articleId')}/${text(row, 'version')}`, text(row, 'received')]),
      );
    },
  };
}

/** What a row of an article's partition is, by its sort key: `version`, `release`, `confirmed` … */
export function rowKind(row: Row): string {
  return text(row, 'sk').split('#')[0] ?? '';
}

/**
 * When a version counts as received, given when its bytes first came and when its key was confirmed (ISO instants, any
 * order, repetitions allowed); null while no confirmation is meant for it. A confirmation is meant for what stood
 * there, not for what comes later.
 */
function releasedAt(received: string, confirmations: readonly string[]): string | null {
  const from = Date.parse(received) - SAME_UPLOAD_MS;
  const [first] = confirmations.filter((time) => Date.parse(time) >= from).toSorted();
  if (first === undefined) return null;
  return first < received ? received : first;
}
