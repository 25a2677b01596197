import type { DeliveryPorts } from '../../lambdas/reader/delivery/delivery.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import type { CallResult, Reader, Send, Shard } from '../../lambdas/types.ts';

export const KEY = new TextEncoder().encode('a key that only these tests have');

export function aReader(name: string, change: Partial<Reader> = {}): Reader {
  const address = `${name}@readers.example.org`;
  return {
    id: readerId(address, KEY),
    address,
    language: 'en',
    state: 'confirmed',
    confirmedAt: '2023-09-10T00:00:00.000Z',
    ...change,
  };
}

export function aShard(readers: readonly Reader[], change: Partial<Shard> = {}): Shard {
  return {
    edition: '2023-09-14T07-00-00Z',
    shard: '0-0',
    sendBy: '2023-09-14T13:00:00.000Z',
    readers: readers.map(({ id }) => id),
    ...change,
  };
}

/** A worker was stopped here: thrown by the world below, caught by nobody inside. */
export class Killed extends Error {}

export type Moment = 'before' | 'after';

export interface World {
  /** Reader ids in the order in which the mail service was called for them. */
  readonly calls: string[];
  /** Editions that are stopped, with the reason. */
  readonly stops: Map<string, string>;
  /** Of the calls, the ones that it accepted. */
  readonly accepted: string[];
  /** Ports for one worker, which dies at its `at`-th step; `at` beyond the last step is a whole run. */
  worker(kill?: {
    readonly at: number;
    readonly moment: Moment;
  }): DeliveryPorts & { readonly steps: () => number };
  tick(ms: number): void;
}

export interface Store {
  readonly rows: DeliveryPorts['rows'];
  readonly row: DeliveryPorts['row'];
  readonly write: DeliveryPorts['write'];
}

/** The world of a delivery: a ledger, readers, a mail service that answers as told, and a clock that stands still. */
export function world(
  store: Store,
  readers: readonly Reader[],
  answer: (reader: Reader, call: number) => CallResult = (_, call) => ({
    kind: 'sent',
    messageId: `m-${call}`,
  }),
  /** Waited for before and after each step of a worker: whoever holds it decides who goes on. */
  meanwhile: () => Promise<void> = async () => undefined,
): World {
  const people = new Map(readers.map((reader) => [reader.id, reader]));
  const calls: string[] = [];
  const accepted: string[] = [];
  const stops = new Map<string, string>();
  let clock = Date.parse('2023-09-14T07:00:05.000Z');
  return {
    calls,
    accepted,
    stops,
    tick: (ms) => {
      clock += ms;
    },
    worker(kill) {
      let step = 0;
      let isDead = false;
      const stoppable = <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) => {
        return async (...args: A): Promise<R> => {
          await meanwhile();
          const here = step;
          step += 1;
          if (kill?.at === here && kill.moment === 'before') isDead = true;
          // A dead worker does nothing any more, not even what a handler of errors would do.
          if (isDead) throw new Killed(`before step ${here}`);
          const result = await work(...args);
          if (kill?.at === here) isDead = true;
          await meanwhile();
          // What its other calls had asked for happens, and nobody is left to hear the answer.
          if (isDead) throw new Killed(`after step ${here}`);
          return result;
        };
      };
      return {
        steps: () => step,
        rows: stoppable(store.rows),
        row: stoppable(store.row),
        write: stoppable(store.write),
        reader: stoppable(async (id: string) => people.get(id)),
        stopped: stoppable(async (edition: string) => stops.get(edition) ?? null),
        stop: stoppable(async (edition: string, reason: string) => {
          stops.set(edition, reason);
        }),
        pace: stoppable(async () => true),
        prepare: stoppable(async (reader: Reader) => ({
          kind: 'ready' as const,
          call: stoppable(async () => {
            calls.push(reader.id);
            const result = answer(reader, calls.length);
            if (result.kind === 'sent') accepted.push(reader.id);
            return result;
          }),
        })),
        now: () => clock,
        today: () => new Date(clock).toISOString().slice(0, 10),
        onTrouble: () => undefined,
        hasTime: () => true,
      };
    },
  };
}

/** A ledger in memory with the table's own rule: a row is written only on top of the revision before it. */
export function memoryLedger(): Store & { readonly all: () => readonly Send[] } {
  const stored = new Map<string, Send>();
  const key = (edition: string, shard: string, reader: string) => `${edition} ${shard} ${reader}`;
  return {
    all: () => [...stored.values()],
    rows: async (edition, shard) =>
      new Map(
        [...stored.values()]
          .filter((row) => row.edition === edition && row.shard === shard)
          .map((row) => [row.reader, row]),
      ),
    row: async (edition, shard, reader) => stored.get(key(edition, shard, reader)),
    write: async (row) => {
      const name = key(row.edition, row.shard, row.reader);
      if ((stored.get(name)?.revision ?? 0) !== row.revision - 1) return false;
      stored.set(name, row);
      return true;
    },
  };
}
