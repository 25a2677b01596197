import type { Bucket } from '../../aws/archive.ts';
import type { WithdrawalDecision } from '../../desk/public/public-ports.ts';

interface Named {
  readonly articleId: string;
  readonly sequencer: string;
}

const keyOf = ({ articleId, sequencer }: Named) => `withdrawals/${articleId}/${sequencer}.json`;

/** What an editor decided about a file that was removed; null while nobody has. */
export async function withdrawalDecision(
  withdrawal: Named,
  archive: Bucket,
): Promise<WithdrawalDecision | null> {
  const text = await archive.text(keyOf(withdrawal));
  return text === null ? null : JSON.parse(text);
}

/** Keeps the decision for ever; of several the first counts, and is what this resolves with. */
export async function decideWithdrawal(
  withdrawal: Named,
  decision: WithdrawalDecision,
  archive: Bucket,
): Promise<WithdrawalDecision> {
  const body = JSON.stringify(decision);
  if (await archive.putNew(keyOf(withdrawal), body, { contentType: 'application/json' })) return decision;
  return (await withdrawalDecision(withdrawal, archive)) ?? decision;
}
