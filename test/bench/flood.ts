import { startPipeline } from '../../infra/local/local-pipeline.ts';
import { synthesize } from '../../infra/local/stack/synth.ts';
import { passingState } from '../../infra/local/state/run-state.ts';
import { madeUpArticles } from './made-up.ts';

/** What a flood of uploads comes to: seconds until the last receipt, and the desk's answers meanwhile, in milliseconds. */
export interface Flood {
  readonly files: number;
  readonly seconds: number;
  /** Of a processor, by the whole run from the first upload to the last receipt: what other work on the machine does not change. */
  readonly cpuSeconds: number;
  readonly answers: {
    readonly count: number;
    readonly median: number;
    readonly p95: number;
    readonly most: number;
  };
}

const AT_ONCE = 16;
/** What intake writes into its log after each receipt. */
const TOLD = 'An upload has its receipt.';

/** Puts so many made-up articles into the inbox of a local run at once, with an editor at the desk. */
export async function benchFlood(files: number): Promise<Flood> {
  const { stacks, remove } = await synthesize();
  let receipts = 0;
  const last = Promise.withResolvers<void>();
  const pipeline = await startPipeline({
    stacks,
    readers: [],
    state: passingState(),
    // By the log, since to list a thousand receipts again and again would be work of its own.
    onLog: (_, line) => {
      if (line.includes(TOLD)) receipts += 1;
      if (receipts === files) last.resolve();
    },
  });
  try {
    const entered = await fetch(pipeline.deskLink(), { method: 'POST', redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    const texts = madeUpArticles(files).map(
      ({ title, text }) => `${title}\n\nHarbour Gazette, 13 September 2023\n\n${text}`,
    );
    const began = performance.now();
    const before = process.cpuUsage();
    const answers: number[] = [];
    let ended = false;
    const queue = [...texts.entries()];
    const uploader = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        await pipeline.buckets.inbox.put(`flood/${next[0]}.txt`, Buffer.from(next[1]));
    };
    const editor = async () => {
      while (!ended) {
        const asked = performance.now();
        const answer = await fetch(`${pipeline.distributionOrigin}/desk/`, { headers: { cookie } });
        await answer.text();
        if (answer.status !== 200) throw new Error(`The desk answered ${answer.status}.`);
        answers.push(performance.now() - asked);
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    };
    const looking = editor();
    await Promise.all(Array.from({ length: AT_ONCE }, uploader));
    await last.promise;
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(before);
    const cpuSeconds = (user + system) / 1_000_000;
    ended = true;
    await looking;
    const sorted = answers.toSorted((a, b) => a - b);
    const of = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return {
      files,
      seconds,
      cpuSeconds,
      answers: { count: sorted.length, median: of(0.5), p95: of(0.95), most: of(1) },
    };
  } finally {
    await pipeline.close();
    remove();
  }
}

export function printFlood({ files, seconds, cpuSeconds, answers }: Flood): void {
  const ms = (value: number) => `${Math.round(value)} ms`;
  console.log(
    `\n${files} files at once: every receipt after ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of a processor); the desk meanwhile answered ${answers.count} times, median ${ms(answers.median)}, p95 ${ms(answers.p95)}, at most ${ms(answers.most)}`,
  );
}

if (import.meta.main) printFlood(await benchFlood(Number(process.argv[2] ?? 1000)));
