import { afterEach, expect, test } from 'vitest';
import { type SmallFrontOptions, smallDistribution } from './small-distribution.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const ending of endings.splice(0).reverse()) await ending();
});

/** Says in which worker it ran, after a moment in which others come. */
const SLOW = `import { threadId } from 'node:worker_threads';
export const handler = async () => {
  await new Promise((done) => setTimeout(done, 5));
  return { statusCode: 200, body: String(threadId) };
};`;

async function flood(requests: number, options: SmallFrontOptions = {}) {
  const { front, close } = await smallDistribution(SLOW, options);
  endings.push(close);
  return Promise.all(
    Array.from({ length: requests }, async () => {
      const answer = await fetch(`${front.origin}/reader/subscribe`);
      return { status: answer.status, retry: answer.headers.get('retry-after'), body: await answer.text() };
    }),
  );
}

test('200 requests at once are all answered, by a few workers', async () => {
  const answers = await flood(200);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(new Set(answers.map(({ body }) => body)).size).toBeLessThanOrEqual(8);
});

test('beyond its queue a function is throttled, as Lambda throttles, and the others are answered', async () => {
  const answers = await flood(30, { workers: 1, waiting: 9 });
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(10);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length + answers.filter(({ status }) => status === 200).length).toBe(30);
  expect(new Set(refused.map(({ retry }) => retry))).toEqual(new Set(['1']));
});

test('a body larger than a function takes is refused, and not kept', async () => {
  const { front, close } = await smallDistribution(SLOW);
  endings.push(close);
  const send = (bytes: number) =>
    fetch(`${front.origin}/reader/subscribe`, { method: 'POST', body: new Uint8Array(bytes) });
  expect((await send(6 * 1024 * 1024)).status).toBe(200);
  expect((await send(6 * 1024 * 1024 + 1)).status).toBe(413);
});
