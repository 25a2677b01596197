import { type ReceiptIndex, receiptIndex } from '../../lambdas/aws/stores/articles/receipt-index.ts';
import { table } from '../../lambdas/aws/table.ts';
import type { Receipt } from '../../lambdas/types.ts';
import { type Call, defineCommand, runCommand } from '../command.ts';
import { DEPLOYMENT_OPTIONS, findDeployment, useDeployment } from './deployment.ts';
import { lineOf } from './receipt-line.ts';

const RECEIPTS = defineCommand({
  call: 'npm run receipts --',
  words: { least: 0, most: 0 },
  about: 'What became of the latest uploads, the oldest first.',
  options: {
    follow: {
      type: 'boolean',
      default: false,
      about: 'stays, and prints each new one as it comes, until Ctrl-C',
    },
    json: { type: 'boolean', default: false, about: 'the receipts themselves, one JSON object a line' },
    days: { type: 'string', value: 'N', default: '3', about: 'looks back so many days (default: 3)' },
    most: { type: 'string', value: 'N', default: '50', about: 'at most so many (default: 50)' },
    until: {
      type: 'string',
      value: 'YYYY-MM-DD',
      about: 'the last day (default: today, or the day on which a local run lives)',
    },
    ...DEPLOYMENT_OPTIONS,
  },
  notes: 'Exit code 0, or 2 on a wrong call.',
});

const POLL_MS = 1000;
const DAY_MS = 86_400_000;

/** The days up to this one, `YYYY-MM-DD`. */
export function daysUntil(last: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.parse(`${last}T00:00:00Z`) - at * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Prints what is there, oldest first, and with `until` goes on asking until it says so. Each receipt once. */
export async function follow(
  index: Pick<ReceiptIndex, 'newest'>,
  asked: { readonly days: () => readonly string[]; readonly most: number },
  tell: (receipt: Receipt) => void,
  next: () => Promise<boolean>,
): Promise<void> {
  const printed = new Set<string>();
  do {
    const found = await index.newest(asked.days(), asked.most);
    for (const receipt of found.toReversed()) {
      // A `failed` one may be followed by another for the same upload.
      const name = `${receipt.articleId}/${receipt.sequencer}/${receipt.outcome}`;
      if (!printed.has(name)) tell(receipt);
      printed.add(name);
    }
  } while (await next());
}

async function main({ values }: Call<typeof RECEIPTS.options>): Promise<number> {
  const deployment = findDeployment(values);
  useDeployment(deployment);
  const last = () => values.until ?? new Date(deployment.now()).toISOString().slice(0, 10);
  const [days, most] = [Math.max(1, Number(values.days) || 3), Math.max(1, Number(values.most) || 50)];
  await follow(
    receiptIndex(table(deployment.tableName)),
    { days: () => daysUntil(last(), days), most },
    (receipt) =>
      void process.stdout.write(
        `${values.json ? JSON.stringify(receipt) : lineOf(receipt, process.stdout.isTTY)}\n`,
      ),
    async () => {
      if (values.follow) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      return values.follow;
    },
  );
  return 0;
}

if (import.meta.main) await runCommand(RECEIPTS, main);
