import { mayDo } from '../../approval/decide.ts';
import { proofPath } from '../../approval/proof-link.ts';
import type { Phase, SlotState, Verb } from '../../approval/types.ts';
import { articleIds } from '../../approval/without-stories.ts';
import { editionId } from '../../edition/slot.ts';
import type { EditionLine } from '../../edition/web/calendar.ts';
import type { Decided } from '../../edits/types.ts';
import { instantInWords } from '../arrivals.ts';
import { durationInWords } from '../duration.ts';
import type { DeskPorts } from '../ports.ts';
import { nameOf, type Session } from '../session.ts';
import type { Arrival } from '../types.ts';
import { slotActs, whoOf } from './history.ts';
import type { OpenWithdrawal, WaitingSlot } from './public-ports.ts';

const STATE: Readonly<Record<Phase, string>> = {
  open: 'waits for a decision',
  held: 'held: nothing goes out until somebody approves',
  approved: 'approved: it goes out as it stands',
  cancelled: 'cancelled',
  released: 'released',
  lapsed: 'over: nothing of it went out',
};

const LABELS: Readonly<Record<Verb, string>> = {
  approve: 'Approve',
  hold: 'Hold',
  cancel: 'Cancel',
  drop: 'Drop',
  renew: 'Make a new draft now',
};

/** A slot that waits: its state, its draft's open questions, and what this editor may decide, each a page with a button. */
export function waitingView(
  { slot, state, log, draft }: WaitingSlot,
  session: Session,
  arrivals: readonly Arrival[],
  ports: DeskPorts,
): object {
  const { timeZone, approval } = ports.settings;
  const made = log.findLast((entry) => entry.kind === 'draft' && entry.hash === draft?.hash);
  const left = Date.parse(slot) - ports.now();
  const editorName = (code: string) => nameOf(code, ports.editors, ports.keys);
  const link = (verb: Verb, hash: string, story = '') =>
    `/desk/${proofPath({ slot: editionId(slot), hash, verb, story, editor: session.editor }, ports.keys)}`;
  return {
    when: instantInWords(slot, timeZone),
    left: left > 0 ? `in ${durationInWords(left)}` : `${durationInWords(-left)} ago`,
    state: STATE[state.phase],
    otherwise:
      state.phase !== 'open'
        ? ''
        : approval?.otherwise === 'send'
          ? 'Undecided, the newest draft goes out at its time.'
          : 'Undecided, nothing goes out.',
    pages:
      draft === null
        ? []
        : ports.settings.languages.map((language) => ({
            language,
            href: `/desk/draft/${editionId(slot)}/${draft.hash}/${language}`,
          })),
    made: made === undefined ? '' : instantInWords(made.at, timeZone),
    first: `Its first draft is made ${durationInWords((approval?.leadMinutes ?? 0) * 60_000)} before its time; then it can be approved here.`,
    changed: made === undefined ? '' : changedSince(made.at, { slot, state }, arrivals),
    isRenewed: state.isRenewed,
    questions: draft?.questions.map(({ text }) => text) ?? [],
    acts:
      draft === null
        ? []
        : verbsFor(state)
            .filter((verb) => mayDo(session.role, verb))
            .map((verb) => ({
              label: LABELS[verb],
              href: link(verb, draft.hash),
              isMain: verb === 'approve',
            })),
    stories:
      draft?.edition.stories.map((story) => ({
        headline: story.headline.text,
        language: story.headline.language,
        drop: articleIds(story).length === 0 ? '' : link('drop', draft.hash, story.id),
      })) ?? [],
    history: slotActs(log, { timeZone, editorName }).toReversed(),
  };
}

/** What the draft does not have yet. An approved one is to stay as it is. */
export function changedSince(
  made: string,
  { slot, state }: { readonly slot: string; readonly state: Pick<SlotState, 'phase'> },
  arrivals: readonly {
    readonly receipt: Pick<Arrival['receipt'], 'received'>;
    readonly decided: Pick<Decided, 'by'> | null;
  }[],
): string {
  if (state.phase === 'approved') return '';
  const changed = arrivals.filter(
    ({ receipt: { received }, decided }) =>
      received < slot && (received > made || Object.values(decided?.by ?? {}).some(({ at }) => at > made)),
  ).length;
  if (changed === 0) return '';
  return `${changed === 1 ? 'One file came in or was' : `${changed} files came in or were`} changed since: a new draft follows, at the latest ten minutes after the last proof.`;
}

function verbsFor({ phase, isRenewed }: SlotState): readonly Verb[] {
  if (phase === 'approved') return ['hold', 'cancel'];
  // What was changed is not there to be approved.
  if (isRenewed) return phase === 'held' ? ['cancel'] : ['hold', 'cancel'];
  return phase === 'held' ? ['approve', 'renew', 'cancel'] : ['approve', 'hold', 'renew', 'cancel'];
}

/** An edition that went out, as a line. */
export function releasedView(
  { id, number, slot, counts, headlines, changed, isTakenDown }: EditionLine,
  { settings: { timeZone } }: DeskPorts,
): object {
  return {
    href: `/desk/edition/${id}`,
    name: `No ${number}`,
    when: instantInWords(slot, timeZone),
    first: headlines[0],
    stories: counts.stories,
    changed:
      changed === undefined
        ? ''
        : `${isTakenDown ? 'taken down' : 'changed'} ${instantInWords(changed, timeZone)}`,
  };
}

/** A withdrawn file that readers can still find. */
export function withdrawalView(
  { articleId, sequencer, key, at, editions, decided }: OpenWithdrawal,
  session: Session,
  ports: DeskPorts,
): object {
  const { timeZone } = ports.settings;
  return {
    key,
    href: `/desk/file/${articleId}`,
    at,
    when: instantInWords(at, timeZone),
    editions: editions.map((id) => ({ id, href: `/desk/edition/${id}` })),
    action: `/desk/withdrawn/${articleId}/${sequencer}`,
    mayDecide: session.role === 'approver',
    decided:
      decided === null
        ? ''
        : `${whoOf(decided.by, (code) => nameOf(code, ports.editors, ports.keys))} decided that it ${decided.kind === 'keep' ? 'stays' : 'goes: within a minute'}.`,
  };
}
