/** A worker was stopped here: thrown by what `mortal` wraps, caught by nobody inside. */
export class Killed extends Error {}

export interface Life {
  /** Steps taken so far. */
  steps: number;
  /** The step at which the worker dies, and whether that step still happens. */
  readonly at?: number;
  readonly moment?: 'before' | 'after';
  /** Of each step, on what it was taken and whether it may change something. */
  readonly taken?: Step[];
}

export interface Step {
  readonly on: string;
  readonly writes: boolean;
}

/** Of a bucket and a table. */
const READS: ReadonlySet<PropertyKey> = new Set(['get', 'getMany', 'text', 'list', 'query', 'pages']);

/** The same object, but each call of a method is a step of `life`, and one of them is the last. */
export function mortal<T extends object>(thing: T, life: Life, name = ''): T {
  return new Proxy(thing, {
    get(target, property) {
      const method: unknown = Reflect.get(target, property);
      if (typeof method !== 'function') return method;
      // What comes page by page is one step, taken when it is asked for: its reader has changed nothing on the way.
      if (property === 'pages')
        return (...args: readonly unknown[]) => {
          const here = life.steps;
          life.steps += 1;
          life.taken?.push({ on: name, writes: false });
          if (life.at !== undefined && here >= life.at) throw new Killed(`before step ${here}`);
          return Reflect.apply(method, target, args);
        };
      return async (...args: readonly unknown[]) => {
        const here = life.steps;
        life.steps += 1;
        life.taken?.push({ on: name, writes: !READS.has(property) });
        const dies = life.at !== undefined && here >= life.at;
        if (dies && (here > (life.at ?? 0) || life.moment === 'before'))
          throw new Killed(`before step ${here}`);
        const result: unknown = await Reflect.apply(method, target, args);
        if (dies) throw new Killed(`after step ${here}`);
        return result;
      };
    },
  });
}
