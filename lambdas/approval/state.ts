import type { Entry, Phase, SlotState } from './types.ts';

const NOTHING: SlotState = {
  phase: 'open',
  draft: null,
  decided: null,
  proofs: [],
  dropped: [],
  isRenewed: false,
  length: 0,
};

/** After these nothing of the slot changes any more. */
const FINAL: ReadonlySet<Phase> = new Set(['cancelled', 'released', 'lapsed']);

export const isFinal = ({ phase }: Pick<SlotState, 'phase'>): boolean => FINAL.has(phase);

/** What a slot's log comes to. Nothing follows a final entry, whatever stands there. */
export function stateOf(log: readonly Entry[]): SlotState {
  return log.reduce(after, NOTHING);
}

function after(state: SlotState, entry: Entry): SlotState {
  const next = { ...state, length: state.length + 1 };
  if (isFinal(state)) return next;
  switch (entry.kind) {
    case 'draft':
      return { ...next, draft: { hash: entry.hash, material: entry.material }, isRenewed: false };
    case 'proof':
      return { ...next, proofs: [...state.proofs, { hash: entry.hash, at: entry.at }] };
    case 'approve':
      return { ...next, phase: 'approved', decided: entry.hash };
    case 'renew':
      return { ...next, isRenewed: true };
    case 'hold':
      return { ...next, phase: 'held', decided: null };
    case 'drop':
      return {
        ...next,
        phase: entry.to,
        decided: null,
        dropped: [...state.dropped, entry.articles],
        isRenewed: true,
      };
    case 'void':
      return { ...next, phase: entry.to, decided: null, isRenewed: true };
    case 'cancel':
      return { ...next, phase: 'cancelled', decided: null };
    case 'lapse':
      return { ...next, phase: 'lapsed', decided: null };
    case 'release':
      return { ...next, phase: 'released', decided: entry.hash };
  }
}
