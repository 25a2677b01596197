import type { Bucket } from '../../archive.ts';
import { log } from '../../log.ts';

/** The archive keeps versions: a report that says nothing new is not written again. */
export async function publishReport(report: { readonly edition: string }, archive: Bucket): Promise<void> {
  const key = `editions/${report.edition}/delivery.json`;
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if ((await archive.text(key)) === text) return;
  await archive.put(key, text, { contentType: 'application/json' });
  log('info', 'A delivery report was written.', { ...report });
}
