import type { Bucket } from '../../aws/archive.ts';
import { articles } from '../../aws/stores/articles/articles.ts';
import { edits } from '../../aws/stores/articles/edits.ts';
import type { Table } from '../../aws/table.ts';
import type { Arrival } from '../../desk/types.ts';
import type { Receipt } from '../../types.ts';

/** Each file once, by its newest receipt; edit files and confirmations stand with what they are about. */
export async function arrivalsOf(
  receipts: readonly Receipt[],
  { table: rows, archive }: { readonly table: Table; readonly archive: Bucket },
): Promise<readonly Arrival[]> {
  const newest = new Map<string, Receipt>();
  for (const receipt of receipts) {
    const known = newest.get(receipt.articleId);
    if (receipt.code === 'set-aside' || (known && known.sequencer >= receipt.sequencer)) continue;
    newest.set(receipt.articleId, receipt);
  }
  const ids = [...newest.keys()];
  const [decided, states] = await Promise.all([
    edits(archive, rows).decided(ids, '9999-12-31T23:59:59.999Z'),
    articles(rows).states(ids),
  ]);
  return [...newest.values()]
    .filter(({ outcome, version }) => outcome !== 'accepted' || version !== null)
    .toSorted((a, b) => (a.received < b.received ? 1 : a.received > b.received ? -1 : a.key < b.key ? -1 : 1))
    .map((receipt) => ({
      receipt,
      decided: decided.get(receipt.articleId) ?? null,
      isThere: states.get(receipt.articleId) !== 'removed',
    }));
}
