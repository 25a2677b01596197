import type { Keys } from '../reader/keys.ts';
import { DecisionRefused, type Moment, mayDo, type Wish } from './decide.ts';
import { type ProofLink, readProofPath } from './proof-link.ts';
import { recordDecision, type SlotLog } from './record-decision.ts';
import { stateOf } from './state.ts';
import type { Draft, Phase, Verb } from './types.ts';
import { articleIds } from './without-stories.ts';

export interface ProofPorts {
  readonly keys: Keys;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The role of the editor with this code; null for whoever is no editor any more. */
  readonly roleOf: (editor: string) => 'editor' | 'approver' | null;
  /** Null when there is no such draft. */
  readonly draft: (slotId: string, hash: string) => Promise<Draft | null>;
  /** After it nothing of this slot (ISO) goes out. */
  readonly sendBy: (slot: string) => string;
  readonly log: SlotLog;
}

/** What editors' pages answer with. Never 403: the distribution shows the public page of what is not there in its place, from whichever origin it comes. */
export type PageStatus = 200 | 401 | 404 | 405 | 409 | 410 | 413 | 422;

/** A page about one decision: with a button, or with what became of it. */
export interface ProofPage {
  readonly status: PageStatus;
  readonly title: string;
  readonly text: string;
  /** Label of the button that posts to the page's own address. */
  readonly button?: string;
}

const BROKEN: ProofPage = {
  status: 404,
  title: 'This link is not whole',
  text: 'This is not a link of one of our proofs, or a part of it was lost. Open it again from the mail.',
};

const ASKS: Readonly<
  Record<Verb, { readonly title: string; readonly text: string; readonly button: string }>
> = {
  approve: {
    title: 'Approve this draft?',
    text: 'It goes out at its time, as you have seen it. What arrives from now on waits for the next edition. If something in it is edited, withdrawn or taken down, you are asked again.',
    button: 'Approve',
  },
  hold: {
    title: 'Hold this edition?',
    text: 'Nothing goes out until somebody approves a draft.',
    button: 'Hold',
  },
  cancel: {
    title: 'Cancel this edition?',
    text: 'Nothing goes out at this time, and that cannot be undone. Its articles count as new in the next edition.',
    button: 'Cancel the edition',
  },
  renew: {
    title: 'Make a new draft now?',
    text: 'It has all that came in and was decided until now. You can read and approve it on the desk within a minute. Links in earlier proofs no longer decide anything; its own proof is mailed ten minutes after the last one.',
    button: 'Make a new draft',
  },
  drop: {
    title: 'Drop this story?',
    text: 'A new draft is made without it. The story may come back in the next edition.',
    button: 'Drop the story',
  },
};

const DONE: Readonly<Record<Phase, string>> = {
  open: 'A new draft is made within a minute: the desk shows it, and its proof comes by mail.',
  held: 'It is held: nothing goes out until somebody approves a draft.',
  approved: 'It is approved, and goes out at its time, or within minutes if that has passed.',
  cancelled: 'It is cancelled: nothing of this slot goes out.',
  released: 'It has been released.',
  lapsed: 'It is too late: nothing goes out at this time. Its articles count as new in the next edition.',
};

/** Answers `/desk/proof/…`. GET shows a button and changes nothing, since scanners open every link; POST decides. */
export async function answerProof(
  parts: readonly string[],
  method: string,
  ports: ProofPorts,
): Promise<ProofPage> {
  const link = readProofPath(parts, ports.keys);
  if (link === null) return BROKEN;
  const role = ports.roleOf(link.editor);
  if (role === null || !mayDo(role, link.verb))
    return {
      status: 401,
      title: 'Not yours to decide',
      text: 'The briefing no longer lets you decide this.',
    };
  const draft = await ports.draft(link.slot, link.hash);
  if (draft === null) return BROKEN;
  const { slot } = draft.edition;
  const sendBy = ports.sendBy(slot);
  const now = new Date(ports.now()).toISOString();
  if (now > sendBy)
    return {
      status: 410,
      title: 'This link has expired',
      text: `The edition of ${slot} could be decided until ${sendBy}. If it was not released, its articles count as new in the next edition.`,
    };
  if (method !== 'POST') {
    const { phase } = stateOf(await ports.log.read(link.slot));
    const ask = ASKS[link.verb];
    const story = draft.edition.stories.find(({ id }) => id === link.story);
    const about = story === undefined ? '' : `“${story.headline.text}”. `;
    return { status: 200, ...ask, text: `${about}${ask.text}${phase === 'open' ? '' : ` ${DONE[phase]}`}` };
  }
  return decideBy(link, draft, { now, slot, sendBy, by: link.editor }, ports);
}

async function decideBy(
  link: ProofLink,
  draft: Draft,
  moment: Moment,
  ports: ProofPorts,
): Promise<ProofPage> {
  const wish = wishOf(link, draft);
  if (wish === null) return BROKEN;
  try {
    const { state } = await recordDecision(link.slot, wish, moment, ports.log);
    const dropped = link.verb === 'drop' ? 'The story is dropped: a draft without it is made. ' : '';
    return { status: 200, title: 'Done', text: `${dropped}${DONE[state.phase]}` };
  } catch (error) {
    if (!(error instanceof DecisionRefused)) throw error;
    return { status: 409, title: 'Not done', text: error.message };
  }
}

function wishOf({ verb, hash, story }: ProofLink, draft: Draft): Wish | null {
  if (verb === 'hold' || verb === 'cancel' || verb === 'renew') return { verb };
  if (verb === 'approve') return { verb, hash };
  const found = draft.edition.stories.find(({ id }) => id === story);
  return found === undefined ? null : { verb, hash, articles: articleIds(found) };
}
