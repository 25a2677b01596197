import type { ConfirmationStop } from '../../mail-types.ts';

/** After a confirmation came back: as long nothing is sent there. */
const REST_MS = 30 * 86_400_000;

/**
 * Whether a confirmation may be sent now (epoch ms): `never` after a complaint, until an operator lifts it; `not-yet` for thirty days
 * after a bounce; then `once`, which counts like a bounce until the reader confirms.
 */
export function mayConfirm(
  stop: ConfirmationStop | undefined,
  now: number,
): 'always' | 'once' | 'not-yet' | 'never' {
  if (stop === undefined) return 'always';
  if (stop.complainedAt !== undefined) return 'never';
  const last = [stop.bouncedAt, stop.triedAt].flatMap((at) => (at === undefined ? [] : [Date.parse(at)]));
  return now < Math.max(...last) + REST_MS ? 'not-yet' : 'once';
}
