import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openVectorCache } from '../../infra/local/dry-run/vector-cache.ts';
import { openingText } from '../../lambdas/encoder/opening.ts';
import { OPENING_WIDTH } from '../../lambdas/encoder/projection.ts';
import { sentenceKey } from '../../lambdas/encoder/vectors-file.ts';
import { unitVector } from './openings.ts';

const folder = mkdtempSync(join(tmpdir(), 'group-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function group(lines: readonly string[], ...options: string[]) {
  const file = join(folder, 'lines.jsonl');
  writeFileSync(file, lines.join('\n'));
  const run = spawnSync(process.execPath, ['infra/local/dry-run/group.ts', ...options, file], {
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: folder },
  });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** What the commands below ask for is in the cache, so that no model is loaded. */
const cache = openVectorCache(join(folder, 'communique', 'vectors'));
for (const [n, text] of ['Rain on Monday', 'rain, on monday', 'Snow', 'Rain'].entries())
  cache.keep(sentenceKey(openingText(null, text)), {
    words: [],
    vectors: new Int8Array(),
    sentence: unitVector(n),
    opening: unitVector(n, OPENING_WIDTH),
  });

const line = (id: string, text: string) => JSON.stringify({ id, text });

describe('npm run group', () => {
  test('prints one JSON object and nothing else', () => {
    const { status, stdout } = group([
      line('b', 'Rain on Monday'),
      '',
      line('a', 'rain, on monday'),
      line('c', 'Snow'),
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      copies: [{ id: 'b', of: 'a', kind: 'exact', score: 1 }],
      stories: [
        { id: 'a', articles: ['a', 'b'] },
        { id: 'c', articles: ['c'] },
      ],
      offTopic: [],
    });
  });

  test('with a briefing, sets aside what is off its topic', () => {
    const { stdout } = group([line('a', 'Rain on Monday')], '--briefing', 'infra/briefing.json');
    expect(JSON.parse(stdout)).toEqual({ copies: [], stories: [], offTopic: ['a'] });
  });

  test.each([
    ['that is no JSON', '{"id":', /line 2: not JSON/],
    ['without an id', '{"text":"x"}', /line 2: id is missing/],
    ['without a text', '{"id":"x"}', /line 2: text is missing/],
    ['with an empty id', '{"id":"","text":"y"}', /line 2: id may not be empty/],
    [
      'with a title that is a number',
      '{"id":"x","text":"y","title":3}',
      /line 2: title has to be a string, and is 3/,
    ],
    ['with the id of an earlier one', line('a', 'again'), /line 2: the id of line 1 again: a/],
  ])('a line %s ends with an error that names the line', (_, bad, message) => {
    const { status, stdout, stderr } = group([line('a', 'Rain'), bad]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
  });

  test('--help tells the shapes', () => {
    expect(group([], '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('FILE.jsonl') });
  });
});
