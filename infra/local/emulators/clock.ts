const RealDate = Date;
/** Milliseconds that this thread's clock is ahead of the machine's. */
let shift = 0;

/** Less is what a message takes from thread to thread, and no clock of ours goes back for that. */
const TOLERANCE_MS = 1_000;

/**
 * Moves this thread's clock so that it reads `instant` (epoch ms) now and goes on ticking. With `--at` the functions live at
 * that time: an edition of 2023 is then not hours too late to be sent.
 */
export function startClockAt(instant: number): void {
  const wanted = instant - RealDate.now();
  if (Math.abs(wanted - shift) < TOLERANCE_MS) return;
  shift = wanted;
  if (globalThis.Date !== RealDate) return;
  const now = () => RealDate.now() + shift;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}
