import { afterAll, beforeAll } from 'vitest';
import type { Bucket } from '../../lambdas/aws/archive.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { type LocalBuckets, localBuckets } from './local-buckets.ts';
import { type LocalTables, localTables } from './local-table.ts';

/** For the tests of a file: an empty table at each call. */
export function freshTables(name: string): () => Promise<Table> {
  let tables: LocalTables;
  let count = 0;
  beforeAll(async () => {
    tables = await localTables();
  });
  afterAll(() => tables.close());
  return () => {
    count += 1;
    return tables.table(`${name}-${count}`);
  };
}

interface Remove<Kind> {
  /** As an editor does; no adapter of ours removes an object. */
  readonly removeFrom: (kind: Kind, key: string) => Promise<void>;
}

/** For the tests of a file: an empty bucket of each kind at each call. */
export function freshBuckets<Kind extends string>(name: string, kinds: readonly Kind[]) {
  let buckets: LocalBuckets;
  let count = 0;
  beforeAll(async () => {
    buckets = await localBuckets();
  });
  afterAll(() => buckets.close());
  return async (): Promise<Readonly<Record<Kind, Bucket>> & Remove<Kind>> => {
    count += 1;
    const names = new Map(kinds.map((kind) => [kind, `${name}-${kind}-${count}`]));
    const made = kinds.map(async (kind) => [kind, await buckets.bucket(names.get(kind) ?? '')] as const);
    return {
      ...(Object.fromEntries(await Promise.all(made)) as Record<Kind, Bucket>),
      removeFrom: (kind, key) => buckets.remove(names.get(kind) ?? '', key),
    };
  };
}
