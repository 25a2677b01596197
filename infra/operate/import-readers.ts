import type { Readers } from '../../lambdas/aws/stores/readers/readers.ts';
import type { Reader } from '../../lambdas/types.ts';
import type { ReaderLine } from './reader-list.ts';

export interface ImportResult {
  readonly imported: number;
  /** Subscribed before: nothing was changed. */
  readonly known: number;
  /** Lines that changed nothing, each with its reason, in the order of the file. */
  readonly refused: readonly { readonly line: number; readonly why: string }[];
}

interface TakeInTools {
  readonly people: Pick<Readers, 'add' | 'get'>;
  readonly idOf: (address: string) => string;
  /** Whether the mailbox of an address asked never to be mailed. */
  readonly isNever: (address: string) => Promise<boolean>;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly onProgress: (lines: number) => void;
}

/** Writes side by side: enough to hide the table's latency. */
const TOGETHER = 25;

/**
 * Writes a reader for every line that is in order, unless that reader has a row already or asked never to be mailed: whoever left, bounced,
 * complained or was erased is never brought back by a list. Running it again changes nothing.
 */
export async function importReaders(lines: Iterable<ReaderLine>, tools: TakeInTools): Promise<ImportResult> {
  const refused: { line: number; why: string }[] = [];
  let imported = 0;
  let known = 0;
  let read = 0;
  const take = async (found: ReaderLine): Promise<void> => {
    if (found.kind === 'refused') {
      refused.push({ line: found.line, why: found.why });
      return;
    }
    const outcome = await takeOne(found, tools);
    if (outcome === 'imported') imported += 1;
    else if (outcome === 'known') known += 1;
    else refused.push({ line: found.line, why: outcome.why });
  };
  let batch: ReaderLine[] = [];
  const flush = async () => {
    read += batch.length;
    await Promise.all(batch.map(take));
    batch = [];
    tools.onProgress(read);
  };
  for (const line of lines) {
    batch.push(line);
    if (batch.length === TOGETHER) await flush();
  }
  await flush();
  return { imported, known, refused: refused.toSorted((a, b) => a.line - b.line) };
}

async function takeOne(
  { entry }: Extract<ReaderLine, { kind: 'entry' }>,
  { people, idOf, isNever, now }: TakeInTools,
): Promise<'imported' | 'known' | { readonly why: string }> {
  const id = idOf(entry.address);
  const confirmedAt = new Date(now).toISOString();
  if (await isNever(entry.address))
    return { why: 'this reader asked never to be mailed: only this reader can take that back' };
  if (await people.add({ id, ...entry, state: 'confirmed', confirmedAt })) return 'imported';
  const there = await people.get(id);
  return there === undefined || there.state === 'confirmed' ? 'known' : { why: whyNot(there) };
}

function whyNot({ state, leftAt, suppressedAt, erasedAt }: Reader): string {
  const day = (at?: string) => (at === undefined ? '' : ` on ${at.slice(0, 10)}`);
  const onlyThisReader = 'only this reader can come back, on the subscription page';
  switch (state) {
    case 'left':
      return `this reader left${day(leftAt)}: ${onlyThisReader}`;
    case 'erased':
      return `this reader was erased${day(erasedAt)}: ${onlyThisReader}`;
    case 'complained':
      return `this reader reported a mail as unwanted${day(suppressedAt)}: ${onlyThisReader}`;
    default:
      return `mail to this address came back${day(suppressedAt)}: ${onlyThisReader}`;
  }
}
