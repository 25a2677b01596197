import { DecisionRefused, type Wish } from '../../lambdas/approval/decide.ts';
import { recordDecision } from '../../lambdas/approval/record-decision.ts';
import { sendByOf } from '../../lambdas/approval/send-by.ts';
import { isFinal, stateOf } from '../../lambdas/approval/state.ts';
import type { Draft, Phase, SlotState } from '../../lambdas/approval/types.ts';
import { articleIds } from '../../lambdas/approval/without-stories.ts';
import { dueSlots } from '../../lambdas/aws/schedule/due-slots.ts';
import { decisionLog } from '../../lambdas/aws/stores/decision-log.ts';
import { editionId, instantOf } from '../../lambdas/edition/slot.ts';
import { cronOf } from '../briefing/cron.ts';
import { Refusal } from './edition-archive.ts';
import type { OperatorContext } from './operator-context.ts';

const SAYS: Readonly<Record<Phase, string>> = {
  open: 'open: the newest draft waits',
  held: 'held: nothing goes out until somebody approves a draft',
  approved: 'approved: it goes out at its slot, or within minutes if that has passed',
  cancelled: 'cancelled: nothing of it goes out',
  released: 'released',
  lapsed: 'over: nothing of it went out',
};

const PARTS = /^(\d{4}-\d{2}-\d{2}T\d{2})-(\d{2})-(\d{2})(?:-(\d{3}))?Z$/;

/** A slot by its edition's id or as an ISO instant; it may still be to come. @throws Refusal */
export function slotOf(given: string): string {
  const parts = PARTS.exec(given);
  const text = parts === null ? given : `${parts[1]}:${parts[2]}:${parts[3]}.${parts[4] ?? '000'}Z`;
  try {
    return instantOf(text);
  } catch {
    throw new Refusal(
      `"${given}" names no slot: give an edition's id or an instant like 2023-09-14T07:00:00Z.`,
    );
  }
}

/** Every slot that waits, and what of it: `2023-09-14T07-00-00Z  held …`. */
export async function waitingLines(operator: OperatorContext): Promise<readonly string[]> {
  const slots = decisionLog(operator.archive, operator.table);
  const waiting = await slots.waiting();
  return Promise.all(
    waiting.map(async (slot) => {
      const id = editionId(slot);
      const state = stateOf(await slots.read(id));
      const draft = state.draft === null ? 'no draft yet' : `draft ${state.draft.hash}`;
      return `${id}  ${SAYS[state.phase]}  ${draft}`;
    }),
  );
}

/** Approves the newest draft of a slot, or the one named. */
export async function approveSlot(
  given: string,
  draft: string | undefined,
  operator: OperatorContext,
): Promise<string> {
  const newest = await newestDraft(given, operator);
  return decideSlot(given, { verb: 'approve', hash: draft ?? newest.hash }, operator);
}

export const holdSlot = (given: string, operator: OperatorContext) =>
  decideSlot(given, { verb: 'hold' }, operator);

export const renewSlot = async (given: string, operator: OperatorContext) =>
  `${await decideSlot(given, { verb: 'renew' }, operator)} A new draft is made within a minute.`;

export const cancelSlot = (given: string, operator: OperatorContext) =>
  decideSlot(given, { verb: 'cancel' }, operator);

/** Drops the story with this id from the newest draft. */
export async function dropStory(
  given: string,
  story: string | undefined,
  operator: OperatorContext,
): Promise<string> {
  const { hash, edition } = await newestDraft(given, operator);
  const found = edition.stories.find(({ id }) => id === story);
  if (found === undefined) {
    const all = edition.stories.map(({ id, headline }) => `  ${id}  ${headline.text}`);
    throw new Refusal(`--story names one of the draft's stories:\n${all.join('\n')}`);
  }
  return decideSlot(given, { verb: 'drop', hash, articles: articleIds(found) }, operator);
}

async function newestDraft(given: string, { archive, table }: OperatorContext): Promise<Draft> {
  const slots = decisionLog(archive, table);
  const id = editionId(slotOf(given));
  const { draft, decided } = stateOf(await slots.read(id));
  const hash = decided ?? draft?.hash;
  const found = hash === undefined ? null : await slots.draft(id, hash);
  if (found === null) throw new Refusal(`${id} has no draft yet.`);
  return found;
}

async function decideSlot(given: string, wish: Wish, operator: OperatorContext): Promise<string> {
  const { archive, table, settings, now } = operator;
  const slot = slotOf(given);
  const id = editionId(slot);
  if (settings.approval === undefined)
    throw new Refusal(
      'The briefing asks for no approval: editions go out at their slots. `stop` ends a delivery.',
    );
  const moment = {
    now: new Date(now()).toISOString(),
    slot,
    sendBy: sendByOf(slot, settings),
    by: 'operator',
  };
  const slots = decisionLog(archive, table);
  if ((await slots.read(id)).length === 0 && !(await slots.waiting()).includes(slot))
    assertScheduled(slot, settings);
  try {
    const { state } = await recordDecision(id, wish, moment, slots);
    if (!isFinal(state)) await slots.open(slot);
    return `${id} is ${said(state)}`;
  } catch (error) {
    if (error instanceof DecisionRefused) throw new Refusal(error.message);
    throw error;
  }
}

/** An hour mistyped would hold a slot that never comes, while the one that was meant goes out. @throws Refusal */
function assertScheduled(slot: string, settings: OperatorContext['settings']): void {
  const { schedule, timeZone } = settings;
  if (schedule === undefined) return;
  const cron = cronOf({ schedule });
  const before = (hours: number) => new Date(Date.parse(slot) - hours * 3_600_000 - 1000).toISOString();
  if (dueSlots(cron, { from: before(0), to: slot }, settings).includes(slot)) return;
  const near = dueSlots(cron, { from: before(24), to: before(-8 * 24) }, settings).slice(0, 3);
  const times = near.length === 0 ? 'there is none near it' : `near it are ${near.join(', ')}`;
  throw new Refusal(
    `${slot} is no slot: editions go out at ${schedule.time} (${timeZone}) on ${schedule.days.join(' ')}, and ${times}.`,
  );
}

const said = ({ phase }: SlotState) => `${SAYS[phase]}.`;
