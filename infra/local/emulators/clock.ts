/**
 * Moves this thread's clock so that it reads `instant` (epoch ms) now and goes on ticking. With `--at` the functions live at
 * that time: an edition of 2023 is then not hours too late to be sent.
 */
export function startClockAt(instant: number): void {
  const RealDate = Date;
  const shift = instant - RealDate.now();
  const now = () => RealDate.now() + shift;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}
