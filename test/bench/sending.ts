import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses';
import { bucket } from '../../lambdas/aws/archive.ts';
import { table } from '../../lambdas/aws/table.ts';
import { deliverMessage, reconcileAll } from '../../lambdas/deliver.ts';
import { deliveryMessage } from '../aws/delivery-message.ts';
import { createTable } from '../aws/local-table.ts';
import { aReader } from '../reader/delivery-model.ts';
import { frozen } from '../sending.ts';
import { withLocalStores } from './local-stores.ts';
import { heapMegabytes, quietly } from './many-readers.ts';

export interface Sent {
  readonly readers: number;
  /** Milliseconds of CPU from the first shard to the last, the local stores' and the local SES's among them. */
  readonly total: number;
  /** Megabytes of heap in use after the first tenth, and at the end, each after a collection. */
  readonly heap: readonly [early: number, late: number];
  /** Mails that the mail service took, and whether the report's sum matches. */
  readonly mails: number;
  readonly matches: boolean;
}

/** Two workers send an edition to so many readers through the local stores and the local SES, which live in another thread. */
export async function sendTo(sizes: readonly number[]): Promise<readonly Sent[]> {
  return withLocalStores(async () => {
    const results: Sent[] = [];
    for (const size of sizes) results.push(await sendEdition(size));
    return results;
  });
}

async function sendEdition(size: number): Promise<Sent> {
  process.stderr.write(`send, ${size} …\n`);
  const id = `bench-${size}`;
  const ses = new SESClient({});
  const taken = async () => (await ses.send(new GetSendQuotaCommand({}))).SentLast24Hours ?? 0;
  await createTable(id);
  for (const name of ['archive', 'outbox'])
    await new S3Client({}).send(new CreateBucketCommand({ Bucket: `${name}-${id}` }));
  const stores = { table: table(id), archive: bucket(`archive-${id}`), outbox: bucket(`outbox-${id}`) };
  const people = Array.from({ length: size }, (_, n) => aReader(`reader-${n}`));
  const { deliver, shards } = await frozen(id, people, stores);
  const context = { getRemainingTimeInMillis: () => 110_000 };
  const before = await taken();
  const queue = shards.map(({ shard }) => `${id}/${shard}.json`);
  const tenth = Math.floor(queue.length * 0.9);
  let early = 0;
  const began = process.cpuUsage();
  const worker = async () => {
    for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
      if (queue.length <= tenth && early === 0) early = heapMegabytes();
      await deliverMessage(deliveryMessage(key), deliver, context);
    }
  };
  await quietly(() => Promise.all([worker(), worker()]));
  const { user, system } = process.cpuUsage(began);
  const total = (user + system) / 1000;
  const late = heapMegabytes();
  await quietly(() => reconcileAll(deliver, context));
  const report = JSON.parse((await deliver.archive.text(`editions/${id}/delivery.json`)) ?? '{}');
  const matches: boolean = report.sum.matches && report.sent === size;
  return { readers: size, total, heap: [early, late], mails: (await taken()) - before, matches };
}
