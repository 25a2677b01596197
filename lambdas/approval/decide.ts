import type { Approval, Entry, SlotState, Verb } from './types.ts';

/** The message is shown to the editor as it is. */
export class DecisionRefused extends Error {
  override readonly name = 'DecisionRefused';
}

/** What an editor asks for. `story` is the id of the story to drop and `articles` are the articles of the story. */
export type Wish =
  | { readonly verb: 'approve'; readonly hash: string }
  | { readonly verb: 'hold' }
  | { readonly verb: 'cancel' }
  | { readonly verb: 'renew' }
  | { readonly verb: 'drop'; readonly hash: string; readonly articles: readonly string[] };

export interface Moment {
  /** ISO instants. */
  readonly now: string;
  readonly slot: string;
  /** After it nothing of the slot is released. */
  readonly sendBy: string;
  readonly by: string;
}

/**
 * The entry that a wish adds to the log of a slot in this state, or null when it asks for what is so already.
 * @throws DecisionRefused with what to do instead.
 */
export function decide(state: SlotState, wish: Wish, { now, slot, sendBy, by }: Moment): Entry | null {
  const entry = { at: now, by };
  if (state.phase === 'released') {
    if (wish.verb === 'approve' && wish.hash === state.decided) return null;
    throw new DecisionRefused(
      `The edition of ${slot} has been released: stop its delivery, correct it or take it down instead.`,
    );
  }
  if (state.phase === 'cancelled') {
    if (wish.verb === 'cancel') return null;
    throw new DecisionRefused(
      `The edition of ${slot} was cancelled. Its articles count as new in the next one.`,
    );
  }
  if (state.phase === 'lapsed') {
    if (wish.verb === 'cancel' || wish.verb === 'hold') return null;
    throw new DecisionRefused(
      `The edition of ${slot} was not released in time, or a later one has gone out. Its articles count as new in the next one.`,
    );
  }
  switch (wish.verb) {
    case 'hold':
      return state.phase === 'held' ? null : { ...entry, kind: 'hold' };
    case 'cancel':
      return { ...entry, kind: 'cancel' };
    case 'renew':
      if (state.phase === 'approved')
        throw new DecisionRefused(
          'It is approved, so its articles are fixed: hold it first, then a new draft can be made.',
        );
      return state.isRenewed ? null : { ...entry, kind: 'renew' };
    case 'approve':
      if (now > sendBy)
        throw new DecisionRefused(
          `It is too late: the edition of ${slot} had to be released before ${sendBy}. Its articles count as new in the next edition.`,
        );
      assertNewest(state, wish.hash);
      if (state.phase === 'approved') return null;
      // Whoever dropped a story must not see it go out by an earlier proof.
      if (state.isRenewed)
        throw new DecisionRefused(
          'A new draft is being made, since this one was changed: it can be read and approved on the desk within a minute.',
        );
      return { ...entry, kind: 'approve', hash: wish.hash };
    case 'drop':
      if (state.dropped.some((one) => one.join() === wish.articles.join())) return null;
      assertNewest(state, wish.hash);
      return {
        ...entry,
        kind: 'drop',
        hash: wish.hash,
        articles: wish.articles,
        to: state.phase === 'held' || now >= slot ? 'held' : 'open',
      };
  }
}

function assertNewest({ draft, phase, decided }: SlotState, hash: string): void {
  // An approval closes the set: while it holds, its draft is the one that counts.
  const newest = phase === 'approved' ? decided : draft?.hash;
  if (newest === undefined || newest === null)
    throw new DecisionRefused('There is no draft yet. Its proof comes by mail when it is made.');
  if (newest !== hash)
    throw new DecisionRefused(
      'A newer draft has been made since. Its proof is in your mailbox, or comes within ten minutes: decide about that one.',
    );
}

/** Who wrote what no editor did. */
export const COMPOSE = 'compose';

/** At most one proof in this time. */
export const PROOF_PAUSE_MS = 10 * 60_000;

/** The facts when a slot is advanced. */
export interface Facts {
  /** ISO instants. */
  readonly now: string;
  readonly slot: string;
  readonly sendBy: string;
  readonly otherwise: Approval['otherwise'];
  /** Of what a draft would be made of now. */
  readonly material: string;
  /** Why the approved draft cannot go out as it was approved; null when nothing in it has changed. */
  readonly broken: string | null;
  /** Whether an edition of a later slot has been released. */
  readonly isOvertaken: boolean;
}

export type Step =
  | { readonly kind: 'wait' }
  | { readonly kind: 'draft' }
  | { readonly kind: 'finish' }
  | { readonly kind: 'close' }
  | { readonly kind: 'proof'; readonly hash: string }
  | { readonly kind: 'append'; readonly entry: Entry };

/** What is to be done next about a slot, by its log and these facts alone. Every step may be done twice. */
export function nextStep(state: SlotState, facts: Facts): Step {
  const { now, slot, sendBy, otherwise, material, broken, isOvertaken } = facts;
  const own = { at: now, by: COMPOSE };
  const append = (entry: Entry): Step => ({ kind: 'append', entry });
  const release = (hash: string) => append({ ...own, kind: 'release', hash });
  if (state.phase === 'released') return { kind: 'finish' };
  if (state.phase === 'cancelled' || state.phase === 'lapsed') return { kind: 'close' };
  if (isOvertaken) return append({ ...own, kind: 'lapse', why: 'overtaken' });
  if (now > sendBy) return append({ ...own, kind: 'lapse', why: 'late' });
  if (state.phase === 'approved' && state.decided !== null) {
    const to = now < slot ? 'open' : 'held';
    if (broken !== null) return append({ ...own, kind: 'void', hash: state.decided, why: broken, to });
    return now >= slot ? release(state.decided) : { kind: 'wait' };
  }
  const lastProof =
    state.proofs
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? '';
  const mayProve = lastProof === '' || Date.parse(now) - Date.parse(lastProof) >= PROOF_PAUSE_MS;
  const isDue = state.phase === 'open' && otherwise === 'send' && now >= slot;
  const isStale = state.draft?.material !== material;
  if (state.isRenewed || (isStale && (mayProve || isDue))) return { kind: 'draft' };
  const { draft } = state;
  if (draft === null) return { kind: 'wait' };
  if (isDue) return release(draft.hash);
  if (mayProve && !state.proofs.some(({ hash }) => hash === draft.hash))
    return { kind: 'proof', hash: draft.hash };
  return { kind: 'wait' };
}

/** Editors' acts count until this instant: the slot for what goes out by itself, else whenever it is approved. */
export function actsUntil(
  { phase }: Pick<SlotState, 'phase'>,
  { now, slot, otherwise }: Pick<Facts, 'now' | 'slot' | 'otherwise'>,
): string {
  return now <= slot || (phase === 'open' && otherwise === 'send') ? slot : now;
}

/** Verbs that a role may use: whoever edits can keep an edition back, only an approver sends it. */
export function mayDo(role: 'editor' | 'approver', verb: Verb): boolean {
  return role === 'approver' || verb === 'hold' || verb === 'drop' || verb === 'renew';
}
