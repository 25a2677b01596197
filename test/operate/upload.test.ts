import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineOf } from '../../infra/operate/receipt-line.ts';
import { daysUntil, follow } from '../../infra/operate/receipts.ts';
import { uploadAll } from '../../infra/operate/upload.ts';
import { articleId } from '../../lambdas/article/id.ts';
import type { Receipt } from '../../lambdas/types.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'communique-upload-'));
  for (let n = 0; n < 20; n += 1) writeFileSync(join(folder, `${n}.txt`), `text ${n}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const receiptOf = (key: string, sequencer: string): Receipt => ({
  articleId: articleId(key),
  key,
  sequencer,
  received: '2023-09-13T10:00:00.000Z',
  size: 6,
  outcome: 'accepted',
  message: 'Accepted.',
  version: null,
});
const uploads = () =>
  Array.from({ length: 20 }, (_, n) => ({ key: `${n}.txt`, file: join(folder, `${n}.txt`) }));

/** An inbox whose receipts come some questions after the upload; `lost` never get one. */
function inbox(lost: ReadonlySet<string>) {
  const known = new Map([[articleId('3.txt'), receiptOf('3.txt', '1')]]);
  const waiting: Receipt[] = [];
  let clock = 0;
  return {
    put: async (key: string) => {
      if (!lost.has(key)) waiting.push(receiptOf(key, '2'));
    },
    latest: async (ids: readonly string[]) => {
      const found = new Map([...known].filter(([id]) => ids.includes(id)));
      for (const receipt of waiting.splice(0, 3)) known.set(receipt.articleId, receipt);
      return found;
    },
    pause: async (ms: number) => {
      clock += ms;
    },
    now: () => clock,
  };
}

describe('npm run upload', () => {
  it('tells each receipt once, as it comes, and takes no earlier receipt for a new one', async () => {
    const told: string[] = [];
    const { receipts, without } = await uploadAll(uploads(), 5000, {
      ...inbox(new Set()),
      onReceipt: ({ key, sequencer }) => told.push(`${key} ${sequencer}`),
    });
    expect(told.toSorted()).toEqual(
      uploads()
        .map(({ key }) => `${key} 2`)
        .toSorted(),
    );
    expect(receipts).toHaveLength(20);
    expect(without).toEqual([]);
  });

  it('ends, and names the files that have no receipt in time', async () => {
    const { receipts, without } = await uploadAll(uploads(), 5000, {
      ...inbox(new Set(['7.txt'])),
      onReceipt: () => undefined,
    });
    expect(receipts).toHaveLength(19);
    expect(without).toEqual(['7.txt']);
  });

  it('fails when an upload fails', async () => {
    const put = async () => {
      throw new Error('Access Denied');
    };
    await expect(
      uploadAll(uploads(), 5000, { ...inbox(new Set()), put, onReceipt: () => undefined }),
    ).rejects.toThrow('Access Denied');
  });
});

describe('npm run receipts', () => {
  it('prints the oldest first, and each once while it follows', async () => {
    const newest = [receiptOf('b', '2'), receiptOf('a', '1')];
    const told: string[] = [];
    let rounds = 0;
    await follow(
      { newest: async () => newest },
      { days: () => daysUntil('2023-03-01', 3), most: 50 },
      ({ key }) => told.push(key),
      async () => {
        rounds += 1;
        if (rounds === 2) newest.unshift(receiptOf('c', '3'));
        return rounds < 4;
      },
    );
    expect(told).toEqual(['a', 'b', 'c']);
    expect(daysUntil('2023-03-01', 3)).toEqual(['2023-03-01', '2023-02-28', '2023-02-27']);
  });

  it('lets no name of a file speak to the terminal', () => {
    expect(lineOf({ ...receiptOf('a\u001b[2J\u202ereversed', '1') })).not.toMatch(/\p{Cc}|\u202e/u);
  });
});
