/** The stack came up but does not do its work; the message says which part and why. */
export class PipelineFailure extends Error {
  override readonly name = 'PipelineFailure';
}

/** What a run looks at to know whether anything is still to happen. */
export interface WorkLeft {
  /** Resolves when every change and every mail so far was published to its queues and topics. */
  readonly told: () => Promise<void>;
  /** Whether no mail has come since. Asked last: while a queue was counted, its worker may have sent one. */
  readonly isQuiet: () => boolean;
  /** Messages in each queue. */
  readonly depths: () => Promise<readonly number[]>;
  /** How often a function has failed so far: as long as that grows, something happens. */
  readonly failures: () => number;
  /** Why nothing will come of waiting. */
  readonly hopeless: () => string | undefined;
  readonly troubles: () => string;
}

/** Without a change of any queue for this long, a run is stuck. Longer than the longest lease of a send. */
const STUCK_MS = 240_000;
/** Looks again after a tenth of what was waited so far, within these bounds: every look asks each queue. */
const POLL_MS = { least: 25, most: 400 } as const;

/** Resolves when all queues are empty and nothing is under way. @throws PipelineFailure when a run is stuck or hopeless. */
export async function untilSettled(work: WorkLeft): Promise<void> {
  let before = '';
  const began = performance.now();
  let changed = began;
  while (true) {
    await work.told();
    const depths = await work.depths();
    const hopeless = work.hopeless();
    if (hopeless !== undefined) throw new PipelineFailure(hopeless);
    if (depths.every((depth) => depth === 0) && work.isQuiet()) return;
    const state = `${depths.join()} ${work.failures()}`;
    if (state !== before) changed = performance.now();
    before = state;
    if (performance.now() - changed > STUCK_MS)
      throw new PipelineFailure(`Messages wait in a queue, and no function takes them. ${work.troubles()}`);
    const wait = Math.min(POLL_MS.most, Math.max(POLL_MS.least, (performance.now() - began) / 10));
    await new Promise<void>((done) => setTimeout(done, wait));
  }
}
