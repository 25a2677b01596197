import { describe, expect, it } from 'vitest';
import { ENTAILMENTS_KEY, entailedInArchive } from '../../../lambdas/aws/stores/entailments.ts';
import type { CrossEncoder, SentencePair } from '../../../lambdas/encoder/entailment.ts';
import { readEntailments } from '../../../lambdas/encoder/entailments-file.ts';

const PAIRS: readonly SentencePair[] = [
  ['The ferry sank.', 'A ferry sank.'],
  ['The ferry sank.', 'Parliament met.'],
];

/** An archive in memory, and a cross-encoder that counts. */
function world(broken = false) {
  const objects = new Map<string, string>();
  const calls = { opened: 0, closed: 0, asked: 0 };
  const archive = {
    text: async (key: string) => objects.get(key) ?? null,
    put: async (key: string, text: string) => void objects.set(key, text),
  } as unknown as Parameters<typeof entailedInArchive>[0];
  const open = (): CrossEncoder => {
    calls.opened += 1;
    return {
      async entail([a, b]) {
        calls.asked += 1;
        if (broken) throw new Error('No memory.');
        return [
          { all: a.length, some: 1 },
          { all: b.length, some: 2 },
        ];
      },
      async close() {
        calls.closed += 1;
      },
    };
  };
  return { objects, calls, ask: () => entailedInArchive(archive, open) };
}

describe('entailments in the archive', () => {
  it('are made once: the next edition finds what the last one asked, and opens no network', async () => {
    const { ask, calls, objects } = world();
    const first = await ask()(PAIRS);
    expect(first.get(PAIRS[0] ?? ['', ''])).toEqual([
      { all: 15, some: 1 },
      { all: 13, some: 2 },
    ]);
    expect(await ask()(PAIRS)).toEqual(first);
    expect(calls).toEqual({ opened: 1, closed: 1, asked: 2 });
    expect(readEntailments(objects.get(ENTAILMENTS_KEY) ?? '')?.size).toBe(2);
  });

  it('are kept of both rounds of an edition, and of the last edition alone', async () => {
    const { ask, objects } = world();
    const entail = ask();
    await entail(PAIRS.slice(0, 1));
    await entail(PAIRS.slice(1));
    expect(readEntailments(objects.get(ENTAILMENTS_KEY) ?? '')?.size).toBe(2);
    await ask()([['Something else.', 'And that.']]);
    expect(readEntailments(objects.get(ENTAILMENTS_KEY) ?? '')?.size).toBe(1);
  });

  it('are made anew where what stands there is none, and the network is closed when it fails', async () => {
    const { ask, objects, calls } = world(true);
    objects.set(ENTAILMENTS_KEY, 'no JSON');
    await expect(ask()(PAIRS)).rejects.toThrow('No memory.');
    expect(calls.closed).toBe(1);
  });
});
