import { briefingFile, readBriefing } from '../../infra/briefing.ts';
import {
  layKnownEntailments,
  layKnownVectors,
  layTopicVectors,
} from '../../infra/local/dry-run/kept-vectors.ts';
import { problemsOf } from '../../infra/local/edition-run.ts';
import { hashOf } from '../../infra/local/files/uploads.ts';
import { type Pipeline, type PipelineOptions, startPipeline } from '../../infra/local/local-pipeline.ts';
import { readReceipts } from '../../infra/local/output-folder.ts';
import type { LedgerLine } from '../../infra/local/table-access.ts';
import { VECTORS_PREFIX, vectorsKey } from '../../lambdas/aws/stores/articles/vectors.ts';
import { ENTAILMENTS_KEY } from '../../lambdas/aws/stores/entailments.ts';
import type { DeliveryReport } from '../../lambdas/reader/delivery/delivery-report.ts';
import type { Edition, Receipt } from '../../lambdas/types.ts';

export const AT = new Date('2023-09-14T07:00:00Z');

export const READERS = [
  { address: 'olena@readers.example.org', language: 'uk' },
  { address: 'sam@readers.example.org', language: 'en' },
  { address: 'lucia@readers.example.org', language: 'es' },
];

export interface File {
  readonly key: string;
  readonly bytes: Uint8Array;
}

export interface RunOptions extends Partial<PipelineOptions> {
  readonly stacks: PipelineOptions['stacks'];
  readonly files: readonly File[];
  /** All uploads at once instead of one after another. */
  readonly together?: boolean;
  /** Told of each mail while it is taken. */
  readonly during?: (pipeline: Pipeline, mails: number) => void;
}

export interface Run {
  readonly pipeline: Pipeline;
  readonly receipts: readonly Receipt[];
  readonly edition: Edition;
  readonly ledger: readonly LedgerLine[];
  readonly problems: readonly string[];
  /** `delivery.json`. */
  readonly report: DeliveryReport;
  /** Everything that readers see, by name: pages, texts, and each mail by its reader. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** What earlier runs of this process have encoded, as the archive holds it: the same text always has the same vectors. */
const encoded = new Map<string, Buffer>();

async function keepEncoded({ buckets: { archive } }: Pipeline): Promise<void> {
  for (const key of await archive.list(VECTORS_PREFIX))
    if (!encoded.has(key)) encoded.set(key, await archive.get(key));
  for (const key of await archive.list(ENTAILMENTS_KEY)) encoded.set(key, await archive.get(key));
}

/** As `npm start` does: what is known of the topic's and the samples' sentences, and what was encoded before, is not encoded again. */
async function layVectors({ buckets: { archive } }: Pipeline, files: readonly File[]): Promise<void> {
  if (encoded.size === 0) await layTopicVectors(archive, readBriefing(briefingFile()).topic);
  await layKnownEntailments(archive);
  for (const [key, bytes] of encoded) await archive.put(key, bytes);
  for (const { key, bytes } of files) {
    const version = hashOf(bytes);
    if (!encoded.has(vectorsKey(version))) await layKnownVectors(archive, { key, bytes, version });
  }
}

/** One whole edition: uploads, intake, compose, delivery. The caller closes `pipeline`. */
export async function runEdition(options: RunOptions): Promise<Run> {
  const { files, together = false, during, ...rest } = options;
  const readers = rest.readers ?? READERS;
  let mails = 0;
  const onMail = () => during?.(pipeline, ++mails);
  const pipeline = await startPipeline({ at: AT, retrySeconds: 0, onMail, ...rest, readers });
  try {
    await layVectors(pipeline, files);
    if (together) await Promise.all(files.map(({ key, bytes }) => pipeline.buckets.inbox.put(key, bytes)));
    else for (const { key, bytes } of files) await pipeline.buckets.inbox.put(key, bytes);
    await pipeline.settled();
    const receipts = await readReceipts(pipeline);
    const id = await pipeline.compose(rest.at ?? AT);
    await pipeline.settled();
    await keepEncoded(pipeline);
    const ledger = await pipeline.ledger(id);
    await pipeline.reconcile();
    const problems = problemsOf({
      uploads: files,
      receipts,
      readers: readers.length,
      ledger,
      deadLetters: await pipeline.deadLetters(),
    });
    const outputs = await outputsOf(pipeline, id);
    const edition: Edition = JSON.parse(outputs[`editions/${id}/edition.json`] ?? 'null');
    const report: DeliveryReport = JSON.parse(outputs[`editions/${id}/delivery.json`] ?? 'null');
    return { pipeline, receipts, edition, ledger, problems, report, outputs };
  } catch (error) {
    await pipeline.close();
    throw error;
  }
}

async function outputsOf(pipeline: Pipeline, id: string): Promise<Readonly<Record<string, string>>> {
  const outputs: Record<string, string> = {};
  const { archive, web } = pipeline.buckets;
  for (const [bucket, prefix] of [[archive, `editions/${id}`] as const, [web, ''] as const]) {
    for (const key of await bucket.list(prefix)) {
      // When delivery must end is told by the clock, not by the slot.
      if (!key.endsWith('/plan.json')) outputs[key] = (await bucket.get(key)).toString('utf8');
    }
  }
  for (const mail of pipeline.mails) outputs[`mail to ${mail.to}`] = mail.raw.toString('utf8');
  return outputs;
}
