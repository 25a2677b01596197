import { parseArgs } from 'node:util';
import { type ReceiptIndex, receiptIndex } from '../../lambdas/aws/stores/articles/receipt-index.ts';
import { table } from '../../lambdas/aws/table.ts';
import type { Receipt } from '../../lambdas/types.ts';
import { runCommand } from '../local/command.ts';
import { DEPLOYMENT_HELP, DEPLOYMENT_OPTIONS, enter, findDeployment } from './deployment.ts';
import { lineOf } from './receipt-line.ts';

const HELP = `npm run receipts -- [options]

What became of the latest uploads, oldest first.

  --follow        stay, and print each new one as it comes, until Ctrl-C
  --json          the receipts themselves, one JSON object a line
  --days N        look back so many days (default 3)
  --most N        at most so many (default 50)
${DEPLOYMENT_HELP}  --help          this text

A local run that lives on another day than today is found by --until YYYY-MM-DD. Exit code 0, or 2 on a wrong call.
`;

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
  const told = new Set<string>();
  do {
    const found = await index.newest(asked.days(), asked.most);
    for (const receipt of found.toReversed()) {
      // A `failed` one may be followed by another for the same upload.
      const name = `${receipt.articleId}/${receipt.sequencer}/${receipt.outcome}`;
      if (!told.has(name)) tell(receipt);
      told.add(name);
    }
  } while (await next());
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...DEPLOYMENT_OPTIONS,
      follow: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      days: { type: 'string', default: '3' },
      most: { type: 'string', default: '50' },
      until: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const deployment = findDeployment(values);
  enter(deployment);
  const last = () => values.until ?? new Date().toISOString().slice(0, 10);
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

if (import.meta.main) await runCommand(main);
