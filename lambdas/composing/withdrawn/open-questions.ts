import type { Question } from '../../approval/types.ts';
import type { Bucket } from '../../aws/archive.ts';
import { withdrawals } from '../../aws/stores/articles/withdrawals.ts';
import type { Table } from '../../aws/table.ts';
import { withdrawalDecision } from './decision.ts';

/** What editors were asked about withdrawn files and have not answered, for a proof. */
export async function withdrawnQuestions({
  archive,
  table,
}: {
  readonly archive: Bucket;
  readonly table: Table;
}): Promise<readonly Question[]> {
  const questions: Question[] = [];
  for (const one of await withdrawals(table).open()) {
    if (one.editions === undefined || (await withdrawalDecision(one, archive)) !== null) continue;
    const text = `“${one.key}” was withdrawn and is still public in ${one.editions.join(', ')}: decide on the desk whether it goes.`;
    questions.push({ kind: 'withdrawn', text });
  }
  return questions;
}
