/** Emulators that ship no types: what we use of them, and no more. */

declare module 'dynalite' {
  import type { Server } from 'node:http';
  export default function dynalite(options: {
    readonly createTableMs: number;
    readonly deleteTableMs: number;
    readonly updateTableMs: number;
    readonly path?: string | undefined;
  }): Server;
}

declare module 'dynalite/db/index.js' {
  /** As on the wire: `{ "name": { "S": "value" } }`. */
  export type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  interface Keys {
    readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];
  }
  type Index = Keys & { readonly IndexName: string };
  export interface TableOfKeys extends Keys {
    readonly GlobalSecondaryIndexes?: readonly Index[];
    readonly LocalSecondaryIndexes?: readonly Index[];
  }
  const db: {
    itemSize: (item: Item, ...asPage: readonly unknown[]) => number;
    validateItem: (item: Item, table: TableOfKeys) => Error | null | undefined;
    updateIndexes: (
      store: unknown,
      table: TableOfKeys,
      before: Item | null | undefined,
      item: Item | null | undefined,
      done: (error?: Error) => void,
    ) => void;
    readonly validationError: (message: string) => Error;
  };
  export default db;
}
