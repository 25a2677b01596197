import { bucket } from './aws/archive.ts';
import { eachMessage } from './aws/events.ts';
import { env, settings } from './aws/settings.ts';
import { articles } from './aws/stores/articles/articles.ts';
import { edits } from './aws/stores/articles/edits.ts';
import { receiptIndex } from './aws/stores/articles/receipt-index.ts';
import { withdrawals } from './aws/stores/articles/withdrawals.ts';
import { table } from './aws/table.ts';
import { receiveUpload } from './intake/receive-upload.ts';
import type { IntakeServices } from './intake/services.ts';

let kept: IntakeServices | undefined;

/** Every change in the inbox bucket: an upload becomes an article and a receipt, a removal takes the article back. */
export const handler = eachMessage((message) => {
  kept ??= fromEnvironment();
  return receiveUpload(message, kept);
});

function fromEnvironment(): IntakeServices {
  const archive = bucket(env('ARCHIVE_BUCKET'));
  const rows = table(env('TABLE_NAME'));
  const own = settings();
  return {
    inbox: bucket(env('INBOX_BUCKET')),
    archive,
    index: articles(rows),
    edits: edits(archive, rows),
    latest: receiptIndex(rows),
    lastReceive: Number(env('MAX_RECEIVES')),
    windowHours: own.windowHours,
    ...(own.coverage === undefined ? {} : { coverage: own.coverage }),
    withdrawals: withdrawals(rows),
  };
}
