import type { Bucket } from '../../lambdas/aws/archive.ts';
import { articles } from '../../lambdas/aws/stores/articles/articles.ts';
import { edits } from '../../lambdas/aws/stores/articles/edits.ts';
import { receiptIndex } from '../../lambdas/aws/stores/articles/receipt-index.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import type { IntakeServices } from '../../lambdas/intake/services.ts';

/** Where intake works, on these stores. */
export const intakePlace = (inbox: Bucket, archive: Bucket, table: Table): IntakeServices => ({
  inbox,
  archive,
  index: articles(table),
  edits: edits(archive, table),
  latest: receiptIndex(table),
  lastReceive: 4,
  windowHours: 72,
});
