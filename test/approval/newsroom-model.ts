import { createHash } from 'node:crypto';
import type { AdvancePorts } from '../../lambdas/approval/advance.ts';
import type { Draft, Entry } from '../../lambdas/approval/types.ts';
import { editionId } from '../../lambdas/edition/slot.ts';
import { edition } from '../edition/sample.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const START = Date.parse('2023-09-14T02:00:00.000Z');
export const SLOTS = ['2023-09-14T04:00:00.000Z', '2023-09-14T08:00:00.000Z', '2023-09-14T12:00:00.000Z'];

/** The power went off here. */
export class Power extends Error {}

interface Fingerprint {
  readonly fingerprint: string;
  readonly articles: readonly string[];
  readonly acts: readonly string[];
  readonly before: string | null;
}

/** A newsroom in memory, whose every port lets others go first now and then. */
export function newsroom(otherwise: 'hold' | 'send', seed: number) {
  let now = START;
  let random = seed >>> 0;
  const chance = (n: number) => {
    random = (random * 1_664_525 + 1_013_904_223) >>> 0;
    return random % n;
  };
  const articles = new Map<string, { version: string; received: string }>();
  const acts: { id: string; article: string; at: string }[] = [];
  const logs = new Map<string, Entry[]>();
  const drafts = new Map<string, Draft>();
  const waiting = new Set(SLOTS);
  const released = new Map<string, string[]>();
  const order: string[] = [];
  const proofs: string[] = [];
  const iso = () => new Date(now).toISOString();
  const logOf = (id: string) => logs.get(id) ?? [];
  const previous = (slot: string) => order.filter((id) => id < editionId(slot)).at(-1) ?? null;

  const ports: AdvancePorts<Fingerprint> = {
    otherwise,
    now: () => now,
    idOf: editionId,
    sendBy: (slot) => new Date(Date.parse(slot) + 6 * HOUR).toISOString(),
    log: {
      read: async (id) => [...logOf(id)],
      append: async (id, entry, length) => {
        if (logOf(id).length !== length) return false;
        logs.set(id, [...logOf(id), entry]);
        return true;
      },
    },
    waiting: async () => SLOTS.filter((slot) => waiting.has(slot) && Date.parse(slot) - 2 * HOUR <= now),
    close: async (slot) => void waiting.delete(slot),
    material: async (slot, until, dropped) => {
      const gone = new Set(dropped.flat());
      const inside = [...articles].filter(([id, { received }]) => received < slot && !gone.has(id));
      const names = inside.map(([id, { version }]) => `${id}/${version}`).toSorted();
      const own = acts.filter(({ article, at }) => at < until && inside.some(([id]) => id === article));
      const made = { articles: names, acts: own.map(({ id }) => id), before: previous(slot) };
      return { ...made, fingerprint: JSON.stringify([made, dropped]) };
    },
    compose: async (slot, material) => {
      const { fingerprint, ...made } = material;
      const hash = createHash('sha256').update(`${slot}${fingerprint}`).digest('hex').slice(0, 32);
      const draft = {
        ...made,
        slot: editionId(slot),
        hash,
        material: fingerprint,
        questions: [],
        edition: { ...edition([]), id: editionId(slot), slot, articles: made.articles },
      };
      drafts.set(hash, draft);
      return draft;
    },
    draft: async (_, hash) => {
      const found = drafts.get(hash);
      if (found === undefined) throw new Error(`no draft ${hash}`);
      return found;
    },
    present: async ({ edition: made }) => ({
      articles: new Set([...articles].map(([id, { version }]) => `${id}/${version}`)),
      acts: new Set(
        acts.flatMap(({ id, article }) =>
          made.articles.some((name) => name.startsWith(`${article}/`)) ? [id] : [],
        ),
      ),
      takenDown: new Set(),
      before: previous(made.slot),
    }),
    isOvertaken: async (slot) => order.some((id) => id > editionId(slot)),
    prove: async ({ hash }) => void proofs.push(hash),
    finish: async ({ slot, hash }) => {
      released.set(slot, [...(released.get(slot) ?? []), hash]);
      if (!order.includes(slot)) order.push(slot);
    },
    note: () => undefined,
  };

  const wrapped = (wait: () => Promise<void>): AdvancePorts<Fingerprint> => {
    const slow =
      <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        await wait();
        const result = await work(...args);
        await wait();
        return result;
      };
    return {
      ...ports,
      log: { read: slow(ports.log.read), append: slow(ports.log.append) },
      waiting: slow(ports.waiting),
      close: slow(ports.close),
      material: slow(ports.material),
      compose: slow(ports.compose),
      draft: slow(ports.draft),
      present: slow(ports.present),
      isOvertaken: slow(ports.isOvertaken),
      prove: slow(ports.prove),
      finish: slow(ports.finish),
    };
  };
  const yielding = async () => {
    for (let n = chance(4); n > 0; n -= 1) await Promise.resolve();
  };
  return {
    ports: wrapped(yielding),
    /** The same, until the power goes off at this moment. */
    crashing: (at: number) => {
      let left = at;
      return wrapped(async () => {
        await yielding();
        left -= 1;
        if (left < 0) throw new Power();
      });
    },
    pass: (ms: number) => {
      now += ms;
    },
    arrive: (id: string) => void articles.set(id, { version: `v${chance(3)}`, received: iso() }),
    withdraw: (id: string) => void articles.delete(id),
    edit: (id: string) => void acts.push({ id: `act-${acts.length}`, article: id, at: iso() }),
    logOf,
    draftsOf: (id: string) => logOf(id).flatMap((entry) => (entry.kind === 'draft' ? [entry.hash] : [])),
    articleIn: (_: string, hash: string) => drafts.get(hash)?.edition.articles[0]?.split('/')[0],
    beforeOf: (id: string) => drafts.get(released.get(id)?.[0] ?? '')?.before,
    released,
    order,
    proofs,
  };
}
