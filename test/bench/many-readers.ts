import type { Bucket } from '../../lambdas/aws/archive.ts';
import type { Row, Table } from '../../lambdas/aws/table.ts';
import { countedTable } from '../aws/counted-table.ts';

/** An object store in memory: whole, or one that only counts what is put. */
export function memoryBucket(keeps: (key: string) => boolean = () => true) {
  const objects = new Map<string, Uint8Array>();
  const calls = { puts: 0, gets: 0 };
  const get: Bucket['get'] = async (key) => {
    calls.gets += 1;
    const bytes = objects.get(key);
    return bytes === undefined ? null : { bytes, eTag: '1' };
  };
  const put = async (key: string, body: string | Uint8Array) => {
    calls.puts += 1;
    if (keeps(key)) objects.set(key, typeof body === 'string' ? Buffer.from(body) : body);
  };
  const bucket: Bucket = {
    get,
    text: async (key) => {
      const found = await get(key);
      return found === null ? null : new TextDecoder().decode(found.bytes);
    },
    put,
    putNew: async (key, body) => {
      if (objects.has(key)) return false;
      await put(key, body);
      return true;
    },
    list: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(),
  };
  return { bucket, calls };
}

/** The `n`-th of the made-up readers of one part in sixteen: 22 characters, spread as hashes are. */
export function idIn(part: number, n: number): string {
  const bytes = Buffer.alloc(17);
  let state = (Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(part + 1, 0x85ebca6b)) >>> 0;
  for (let at = 0; at < bytes.length; at += 1) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + at) >>> 0;
    bytes[at] = state >>> 24;
  }
  bytes[0] = ((bytes[0] ?? 0) & 0xf0) | part;
  return bytes.toString('base64url').slice(0, 22);
}

/** A megabyte of the index of active readers. */
const PAGE = 6_000;

/** The index of so many readers, made while it is read: nothing of it is held. */
export function readersTable(count: number): Table & { readonly pagesRead: () => number } {
  const rest = countedTable();
  let pagesRead = 0;
  return {
    ...rest,
    pagesRead: () => pagesRead,
    pages: async function* ({ partition: [, value] }) {
      const part = Number(value.split('#')[1]);
      const own = Math.floor(count / 16) + (part < count % 16 ? 1 : 0);
      for (let from = 0; from < own; from += PAGE) {
        pagesRead += 1;
        yield Array.from(
          { length: Math.min(PAGE, own - from) },
          (_, n): Row => ({ id: idIn(part, from + n), confirmedAt: '2023-09-01T00:00:00.000Z' }),
        );
      }
    },
  };
}

/** Milliseconds of this thread's processor. */
export function cpu(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

export function heapMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/** The functions write their log to stdout, which here is the table's. */
export async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { write } = process.stdout;
  process.stdout.write = () => true;
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}
