import { DecisionRefused, decide, type Moment, type Wish } from './decide.ts';
import { stateOf } from './state.ts';
import type { Entry, SlotState } from './types.ts';

/** A slot's log: entries are only ever added behind the last one. */
export interface SlotLog {
  readonly read: (slotId: string) => Promise<readonly Entry[]>;
  /** Writes the entry behind `length` others; false when somebody else was faster. */
  readonly append: (slotId: string, entry: Entry, length: number) => Promise<boolean>;
}

/** Whoever loses a race reads again; more losses than this in one go are a bug. */
const TRIES = 12;

/**
 * Records what an editor decides, by what the log says at that very place: of two decisions at once the later sees what the earlier
 * did. Resolves with the state after it. @throws DecisionRefused
 */
export async function recordDecision(
  slotId: string,
  wish: Wish,
  moment: Moment,
  log: SlotLog,
): Promise<{ readonly state: SlotState; readonly isNews: boolean }> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const entries = await log.read(slotId);
    const state = stateOf(entries);
    const entry = decide(state, wish, moment);
    if (entry === null) return { state, isNews: false };
    if (await log.append(slotId, entry, entries.length))
      return { state: stateOf([...entries, entry]), isNews: true };
  }
  throw new DecisionRefused('Somebody else is deciding about this edition right now. Try again.');
}
