import { stops } from '../../lambdas/aws/stores/delivery/stops.ts';
import { openIn } from '../../lambdas/reader/delivery/delivery-report.ts';
import { editionNamed, Refusal, shardsOf } from './edition-archive.ts';
import type { OperatorContext } from './operator-context.ts';

/** No worker begins another call for the edition; the one that each is in ends as it may. */
export async function stopEdition(id: string, reason: string, operator: OperatorContext): Promise<string> {
  const { state } = await editionNamed(id, operator);
  if (state === 'closed') throw new Refusal(`${id} is finished: nothing of it is left to send.`);
  const before = await stops(operator.table).get(id);
  if (before) return `${id} is stopped already, since ${before.at}: ${before.reason}`;
  const at = new Date(operator.now()).toISOString();
  await stops(operator.table).set(id, { by: 'operator', reason, at });
  return `${id} is stopped. \`npm run edition -- resume ${id}\` goes on where it was.`;
}

/** Lifts the stop and tells the delivery queue of every shard in which something is open. @throws Refusal when it was not stopped. */
export async function resumeEdition(id: string, operator: OperatorContext): Promise<string> {
  await editionNamed(id, operator);
  const before = await stops(operator.table).get(id);
  if (!before) throw new Refusal(`${id} is not stopped.`);
  await stops(operator.table).lift(id);
  let open = 0;
  let isLate = false;
  await shardsOf(id, operator, async (state) => {
    const here = openIn(state);
    if (here === 0) return;
    open += here;
    isLate ||= Date.parse(state.shard.sendBy) <= operator.now();
    await operator.tellDelivery(state.key);
  });
  const late = isLate ? ' Their deadline has passed: they will be counted as failed, not sent.' : '';
  return `${id} goes on: ${open} ${open === 1 ? 'send is' : 'sends are'} open.${late}`;
}
