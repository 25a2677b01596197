/** What a request costs this side of the wire: the local stores live in another thread, whose processor time does not count. */
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { bucket } from '../../lambdas/aws/archive.ts';
import { mailer } from '../../lambdas/aws/mail/mailer.ts';
import { sends } from '../../lambdas/aws/stores/delivery/sends.ts';
import { table } from '../../lambdas/aws/table.ts';
import { createTable } from '../aws/local-table.ts';
import { withLocalStores } from './local-stores.ts';
import { cpu, idIn } from './many-readers.ts';

/** CPU milliseconds each. */
export interface RequestCosts {
  readonly put: number;
  readonly get: number;
  readonly update: number;
  /** A hundred rows of the ledger. */
  readonly query: number;
  /** 6,000 readers of the index of active ones: a megabyte. */
  readonly page: number;
  /** A mail of 45 KB to SES. */
  readonly mail: number;
}

const TIMES = 400;

const MAIL = {
  from: 'brief@news.example.org',
  to: 'reader@example.org',
  raw: Buffer.from(
    `From: brief@news.example.org\r\nTo: reader@example.org\r\n\r\n${'It works. '.repeat(7).concat('\r\n').repeat(640)}`,
  ),
} as const;

export async function measureRequests(): Promise<RequestCosts> {
  return withLocalStores(async () => {
    await createTable('requests');
    await new S3Client({}).send(new CreateBucketCommand({ Bucket: 'requests' }));
    const [rows, objects] = [table('requests'), bucket('requests')];
    const ids = Array.from({ length: 100 }, (_, n) => idIn(0, n));
    const shard = JSON.stringify({
      edition: 'e',
      shard: '14-0000',
      sendBy: '2099-01-01T00:00:00.000Z',
      readers: ids,
    });
    const ledger = sends(rows, Date.now);
    const post = mailer('ours');
    for (const reader of ids)
      await ledger.write({
        edition: 'e',
        shard: 's',
        reader,
        state: 'sent',
        revision: 1,
        owner: 'w',
        leaseUntil: 0,
        messageId: 'm',
      });
    const many = Array.from({ length: 2_000 }, (_, n) => ({
      pk: `reader#${n}`,
      sk: 'reader',
      id: idIn(1, n),
      active: 'active#1',
      confirmedAt: '2023-09-01T00:00:00.000Z',
    }));
    await rows.putMany(many);
    return {
      put: await each((n) => objects.putNew(`e/${n}.json`, shard)),
      get: await each(() => objects.text('e/0.json')),
      update: await each((n) =>
        rows.update({ pk: 'shards#e', sk: `${n}` }, 'SET counted = :c', {
          expression: 'attribute_not_exists(counted)',
          values: { ':c': 'x' },
        }),
      ),
      mail: await each((n) => post.send({ ...MAIL, tags: { edition: 'e', reader: ids[n % 100] ?? '' } })),
      query: await each(() => ledger.rows('e', 's')),
      page: 3 * (await each(() => rows.query({ index: 'active', partition: ['active', 'active#1'] }), 20)),
    };
  });
}

async function each(work: (n: number) => Promise<unknown>, times: number = TIMES): Promise<number> {
  for (let n = 0; n < times / 4; n += 1) await work(n);
  const before = cpu();
  for (let n = 0; n < times; n += 1) await work(n + times);
  return (cpu() - before) / times;
}
