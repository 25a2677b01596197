import type { Article } from '../../../types.ts';
import { type Row, type Table, text } from '../../table.ts';
import { type Confirmation, confirmations, rowKind } from './confirmations.ts';
import { lookup } from './lookup.ts';

/** Where an article's current bytes are: the newest change of its key decides, in whatever order changes arrive. */
export interface Pointer {
  readonly articleId: string;
  /** Padded, see `object-changes.ts`. */
  readonly sequencer: string;
  /** `refused`: the newest upload at this key is no article. `removed`: the editor took the file back. */
  readonly state: 'present' | 'refused' | 'removed';
  readonly version: string | null;
}

export interface VersionRow {
  readonly articleId: string;
  readonly version: string;
  readonly key: string;
  /** ISO instant of the first upload of these bytes at this key; of a confirmed version, of its release. */
  readonly received: string;
}

export interface PrintedRow extends VersionRow {
  readonly textHash: string;
}

export interface WindowRow extends VersionRow {
  /** Only of a version that was quarantined: whether an editor has released it. */
  readonly confirmed?: boolean;
}

export interface Articles {
  /** Notes that these bytes stood at this key at `received`; the earliest notice wins. */
  readonly noteVersion: (article: Article, row: VersionRow, print: Fingerprint) => Promise<void>;
  readonly movePointer: (pointer: Pointer) => Promise<void>;
  /** Notes a confirmation or its removal, in whatever order it and its article come. */
  readonly confirm: (confirmation: Confirmation) => Promise<void>;
  /** Whether a quarantined version is released now. */
  readonly isReleased: (articleId: string, version: string) => Promise<boolean>;
  /** Versions received in `from <= received < to` that their keys still hold, quarantined ones included. Sorted by id. */
  readonly window: (from: string, to: string) => Promise<readonly WindowRow[]>;
  /** What stands at an article's key now; undefined when nothing does, or no article. */
  readonly current: (articleId: string) => Promise<VersionRow | undefined>;
  /** The newest state of each of these files; what was never seen is left out. */
  readonly states: (articleIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** All versions that ever stood at an article's key. */
  readonly versions: (articleId: string) => Promise<readonly PrintedRow[]>;
  /** All articles that ever were these bytes, and whether the key of one of them holds them now. */
  readonly sameBytes: (
    version: PrintedRow,
  ) => Promise<{ readonly articleIds: readonly string[]; readonly areThere: boolean }>;
  /** Another article with exactly this text, if one is current: the first by key. */
  readonly sameText: (textHash: string, articleId: string) => Promise<VersionRow | undefined>;
  /**
   * Notes this version under its keys, and tells the current article, received in `from <= received <= to`, whose sketch is most like its
   * own: at least `least` by `likeness`. Its cost does not depend on how many articles there are; it may miss one in a thousand, and what is uploaded in the same instant.
   */
  readonly mostAlike: (search: LikenessSearch) => Promise<VersionRow | undefined>;
}

export interface LikenessSearch {
  readonly articleId: string;
  readonly version: string;
  readonly sketch: Uint8Array;
  /** Of `lookupKeys`. */
  readonly keys: readonly string[];
  readonly from: string;
  readonly to: string;
  /** 0 … 1, from two sketches. */
  readonly likeness: (a: Uint8Array, b: Uint8Array) => number;
  readonly least: number;
}

export interface Fingerprint {
  readonly textHash: string;
  readonly sketch: Uint8Array;
}

const DAY_MS = 86_400_000;
/** Articles that share keys with an upload and are compared with it: those that share most. */
const LOOKED_AT = 6;

/** The article index: per key a pointer, per version a row in the index by day received. */
export function articles(table: Table): Articles {
  /** Of these rows, the ones whose bytes are what their key holds now. */
  const current = async <R extends VersionRow>(rows: readonly R[]): Promise<readonly R[]> => {
    const ids = [...new Set(rows.map((row) => row.articleId))];
    const pointers = await table.getMany(ids.map((id) => ({ pk: `article#${id}`, sk: 'current' })));
    const versions = new Map(
      pointers.filter((row) => row.state === 'present').map((row) => [text(row, 'articleId'), row.version]),
    );
    return rows.filter((row) => versions.get(row.articleId) === row.version);
  };
  const received = async (from: string, to: string): Promise<readonly Row[]> => {
    const days = daysBetween(from, to).map((day) =>
      table.query({ index: 'window', partition: ['day', day], between: ['received', from, to] }),
    );
    return (await Promise.all(days)).flat();
  };
  const releases = confirmations(table);
  /** Of these rows, those that may be named: nothing that waits for an editor. */
  const nameable = async (rows: readonly Row[]): Promise<readonly VersionRow[]> => {
    const held = rows.filter((row) => row.quarantine !== undefined).map(versionRow);
    const released = await releases.released(held);
    return rows
      .filter((row) => row.quarantine === undefined || released.has(nameOf(versionRow(row))))
      .map(versionRow);
  };
  return {
    confirm: releases.note,
    isReleased: async (articleId, version) => (await releases.released([{ articleId, version }])).size > 0,
    noteVersion: async (article, row, print) => {
      await table.put(
        {
          pk: `article#${row.articleId}`,
          sk: `version#${row.version}`,
          ...row,
          day: row.received.slice(0, 10),
          ...print,
          ...(article.quarantine ? { quarantine: article.quarantine.code } : {}),
          ...(article.title === null ? {} : { title: article.title }),
          ...(article.outlet === null ? {} : { outlet: article.outlet }),
          ...(article.language === null ? {} : { language: article.language }),
        },
        {
          expression: 'attribute_not_exists(pk) OR received > :received',
          values: { ':received': row.received },
        },
      );
      await table.put({
        pk: `text#${print.textHash}`,
        sk: row.articleId,
        ...row,
        ...(article.quarantine ? { quarantine: article.quarantine.code } : {}),
      });
      if (article.quarantine) await releases.settle(row.articleId);
    },
    movePointer: async (pointer) => {
      const { articleId, sequencer, state, version } = pointer;
      await table.put(
        {
          pk: `article#${articleId}`,
          sk: 'current',
          articleId,
          sequencer,
          state,
          ...(version === null ? {} : { version }),
        },
        {
          expression: 'attribute_not_exists(pk) OR sequencer < :sequencer',
          values: { ':sequencer': sequencer },
        },
      );
    },
    window: async (from, to) => {
      const rows = (await received(from, to)).filter((row) => text(row, 'received') < to);
      const held = rows.filter((row) => row.quarantine !== undefined);
      const released = await releases.released(held.map(versionRow));
      const inside = rows.flatMap((row): readonly WindowRow[] => {
        const found = versionRow(row);
        if (row.quarantine === undefined) return [found];
        const at = released.get(nameOf(found));
        const confirmed = at !== undefined && at < to;
        // A version stands in the index where it came and where it was released: one of the two counts.
        return (rowKind(row) === 'release') === confirmed ? [{ ...found, confirmed }] : [];
      });
      return [...(await current(inside))].sort((a, b) => (a.articleId < b.articleId ? -1 : 1));
    },
    current: async (articleId) => {
      const pk = `article#${articleId}`;
      const [pointer] = await table.getMany([{ pk, sk: 'current' }]);
      if (pointer?.state !== 'present') return undefined;
      const [row] = await table.getMany([{ pk, sk: `version#${text(pointer, 'version')}` }]);
      return row && versionRow(row);
    },
    states: async (articleIds) => {
      const rows = await table.getMany(articleIds.map((id) => ({ pk: `article#${id}`, sk: 'current' })));
      return new Map(rows.map((row) => [text(row, 'articleId'), text(row, 'state')] as const));
    },
    mostAlike: async ({ articleId, version, sketch, keys, from, to, likeness, least }) => {
      const met = await lookup(table).meet({ articleId, version, received: to }, keys, from);
      // The same bytes may stand there with two times, where they were uploaded twice: DynamoDB refuses a list that names a row twice.
      // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
      const some = new Map(
        met
          .filter(({ received }) => received <= to)
          .map((one) => [nameOf(one), { pk: `article#${one.articleId}`, sk: `version#${one.version}` }]),
      );
      const rows = await table.getMany([...some.values()].slice(0, LOOKED_AT));
      const alike = rows
        .filter((row) => row.sketch instanceof Uint8Array)
        .map((row) => ({ row, score: likeness(sketch, bytes(row.sketch)) }))
        .filter(({ score }) => score >= least)
        .sort((a, b) => b.score - a.score || (text(a.row, 'key') < text(b.row, 'key') ? -1 : 1));
      for (const { row } of alike) {
        const [found] = await current(await nameable([row]));
        if (found) return found;
      }
      return undefined;
    },
    versions: async (articleId) => {
      const versions = ['sk', 'version#', 'version#~'] as const;
      const rows = await table.query({ partition: ['pk', `article#${articleId}`], between: versions });
      return rows.map((row) => ({ ...versionRow(row), textHash: text(row, 'textHash') }));
    },
    sameBytes: async ({ articleId, version, textHash }) => {
      const rows = (await table.query({ partition: ['pk', `text#${textHash}`] })).map(versionRow);
      const same = rows.filter((row) => row.version === version);
      return {
        articleIds: [...new Set([articleId, ...same.map((row) => row.articleId)])],
        areThere: (await current(same)).length > 0,
      };
    },
    sameText: async (textHash, articleId) => {
      const rows = await table.query({ partition: ['pk', `text#${textHash}`] });
      const others = await current(await nameable(rows.filter((row) => row.articleId !== articleId)));
      return [...others].sort((a, b) => (a.key < b.key ? -1 : 1))[0];
    },
  };
}

function nameOf({ articleId, version }: Pick<VersionRow, 'articleId' | 'version'>): string {
  return `${articleId}/${version}`;
}

function bytes(value: Row[string] | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}

function versionRow(row: Row): VersionRow {
  return {
    articleId: text(row, 'articleId'),
    version: text(row, 'version'),
    key: text(row, 'key'),
    received: text(row, 'received'),
  };
}

/** The UTC days that `[from, to]` touches, `YYYY-MM-DD`. */
function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from.slice(0, 10)}T00:00:00Z`); at <= Date.parse(to); at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
