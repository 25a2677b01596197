import { actsUntil, COMPOSE, type Facts, nextStep, type Step } from './decide.ts';
import type { SlotLog } from './record-decision.ts';
import { isFinal, stateOf } from './state.ts';
import { type ArticlesToday, whyNotAsApproved } from './still-as-approved.ts';
import type { Approval, Draft, Entry, SlotState } from './types.ts';

/** What a slot's draft would be made of now. */
export interface Material {
  /** The same for the same articles, acts, drops and edition before. */
  readonly fingerprint: string;
}

/** What advancing slots needs from outside. Every call may be repeated. */
export interface AdvancePorts<M extends Material> {
  readonly otherwise: Approval['otherwise'];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly idOf: (slot: string) => string;
  readonly sendBy: (slot: string) => string;
  readonly log: SlotLog;
  /** ISO instants of the slots about which something is still to be decided or done, the oldest first. */
  readonly waiting: () => Promise<readonly string[]>;
  readonly close: (slot: string) => Promise<void>;
  /** `until`: acts of editors count before this instant. */
  readonly material: (slot: string, until: string, dropped: SlotState['dropped']) => Promise<M>;
  /** Composes the draft and keeps it. */
  readonly compose: (slot: string, material: M, dropped: SlotState['dropped']) => Promise<Draft>;
  readonly draft: (slotId: string, hash: string) => Promise<Draft>;
  readonly present: (draft: Draft) => Promise<ArticlesToday>;
  /** Whether an edition of a later slot has been released. */
  readonly isOvertaken: (slot: string) => Promise<boolean>;
  readonly prove: (draft: Draft) => Promise<void>;
  /** Makes a released draft the edition and sends it on its way: whatever of it is not done yet. */
  readonly finish: (draft: Draft) => Promise<void>;
  readonly note: (message: string, fields: Readonly<Record<string, string>>) => void;
}

/** Draft, proof, approval void, draft, proof, release, finish: more steps than that wait for the next call. */
const STEPS = 12;

/**
 * Does what is to be done about every waiting slot, the oldest first: drafts, proofs, releases. Called as often as one likes and
 * by several at a time; what may happen is decided by each slot's log alone.
 */
export async function advanceSlots<M extends Material>(ports: AdvancePorts<M>): Promise<void> {
  for (const slot of await ports.waiting()) await advanceSlot(slot, ports);
}

/** The same for one slot; resolves with its state. */
export async function advanceSlot<M extends Material>(
  slot: string,
  ports: AdvancePorts<M>,
): Promise<SlotState> {
  const id = ports.idOf(slot);
  let state = stateOf([]);
  for (let steps = 0; steps < STEPS; steps += 1) {
    const entries = await ports.log.read(id);
    state = stateOf(entries);
    const { facts, material } = await factsOf(slot, state, ports);
    const step = nextStep(state, facts);
    if (step.kind === 'append' && step.entry.kind === 'release' && (await settleEarlier(slot, ports)))
      continue;
    const isDone = await take(step, { slot, id, state, material }, ports);
    if (isDone) return state;
  }
  return state;
}

async function factsOf<M extends Material>(slot: string, state: SlotState, ports: AdvancePorts<M>) {
  const now = new Date(ports.now()).toISOString();
  const moment = { now, slot, sendBy: ports.sendBy(slot), otherwise: ports.otherwise };
  const still = { material: '', broken: null, isOvertaken: false };
  if (isFinal(state)) return { facts: { ...moment, ...still } satisfies Facts, material: null };
  const isOvertaken = await ports.isOvertaken(slot);
  if (state.phase === 'approved' && state.decided !== null) {
    const draft = await ports.draft(ports.idOf(slot), state.decided);
    const broken = whyNotAsApproved(draft, await ports.present(draft));
    return { facts: { ...moment, ...still, broken, isOvertaken } satisfies Facts, material: null };
  }
  const material = await ports.material(slot, actsUntil(state, moment), state.dropped);
  const facts: Facts = { ...moment, material: material.fingerprint, broken: null, isOvertaken };
  return { facts, material };
}

/** True when nothing more is to be done. */
async function take<M extends Material>(
  step: Step,
  place: {
    readonly slot: string;
    readonly id: string;
    readonly state: SlotState;
    readonly material: M | null;
  },
  ports: AdvancePorts<M>,
): Promise<boolean> {
  const { slot, id, state, material } = place;
  const append = (entry: Entry) => ports.log.append(id, entry, state.length);
  const own = { at: new Date(ports.now()).toISOString(), by: COMPOSE };
  switch (step.kind) {
    case 'wait':
      return true;
    case 'draft': {
      if (material === null) throw new Error(`There is nothing to make a draft of ${slot} from.`);
      const { hash } = await ports.compose(slot, material, state.dropped);
      await append({ ...own, kind: 'draft', hash, material: material.fingerprint });
      return false;
    }
    case 'proof':
      await ports.prove(await ports.draft(id, step.hash));
      await append({ ...own, kind: 'proof', hash: step.hash });
      return false;
    case 'append':
      if (await append(step.entry)) ports.note(`A slot: ${step.entry.kind}.`, { slot: id });
      return false;
    case 'finish':
      if (state.decided !== null) await ports.finish(await ports.draft(id, state.decided));
      await ports.close(slot);
      return true;
    case 'close':
      await ports.close(slot);
      return true;
  }
}

/**
 * Editions go out in the order of their slots: before one is released, what waits of earlier slots is over, or is finished if it was
 * released. True when anything was done, so that the release is looked at again.
 */
async function settleEarlier<M extends Material>(slot: string, ports: AdvancePorts<M>): Promise<boolean> {
  const earlier = (await ports.waiting()).filter((one) => one < slot);
  for (const one of earlier) {
    const id = ports.idOf(one);
    const state = stateOf(await ports.log.read(id));
    const at = new Date(ports.now()).toISOString();
    if (!isFinal(state)) {
      await ports.log.append(id, { at, by: COMPOSE, kind: 'lapse', why: 'overtaken' }, state.length);
      continue;
    }
    if (state.phase === 'released' && state.decided !== null)
      await ports.finish(await ports.draft(id, state.decided));
    await ports.close(one);
  }
  return earlier.length > 0;
}
