import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runEditionOnce } from '../../infra/local/edition-run.ts';
import type { Pipeline } from '../../infra/local/local-pipeline.ts';
import { edition, story } from '../edition/sample.ts';

test('a quiet edition that the briefing skips is written, and nobody waits for its mails', async () => {
  const out = mkdtempSync(join(tmpdir(), 'round-'));
  const quiet = edition([story('harbour', { state: 'known' })]);
  const get = async (key: string) => {
    if (key.endsWith('delivery.json')) throw new Error('The specified key does not exist.');
    return Buffer.from(key.endsWith('.json') ? JSON.stringify(quiet) : key);
  };
  const pipeline = {
    buckets: { archive: { get, list: async (key: string) => [key] }, web: { list: async () => [] } },
    compose: async () => quiet.id,
    settled: async () => undefined,
    ledger: async () => [],
    reconcile: async () => undefined,
  } as unknown as Pipeline;
  const said: string[] = [];
  const progress = {
    step: async <T>(_: string, work: () => Promise<T>) => work(),
    note: (text: string) => void said.push(text),
    warn: (text: string) => void said.push(text),
  };
  try {
    const briefing = { languages: ['en'], quietEdition: 'skip' } as const;
    const round = await runEditionOnce(pipeline, new Date(quiet.slot), briefing, progress, out);
    expect(round.ledger).toEqual([]);
    expect(said).toEqual([expect.stringContaining('published and not mailed')]);
    expect(JSON.parse(readFileSync(join(out, 'edition.json'), 'utf8')).id).toBe(quiet.id);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
