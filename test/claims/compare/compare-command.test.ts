import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openVectorCache } from '../../../infra/local/dry-run/vector-cache.ts';
import { sentenceKey } from '../../../lambdas/encoder/vectors-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'compare-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compare(...lines: readonly string[]) {
  const file = join(folder, 'lines.jsonl');
  writeFileSync(file, lines.join('\n'));
  return spawnSync(process.execPath, ['infra/local/dry-run/compare.ts', file], {
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: folder },
  });
}

describe('npm run compare', () => {
  it('answers nothing for no lines, and loads no model for it', () => {
    const { status, stdout, stderr } = compare('', '');
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  it.each([
    ['{', /line 1: not JSON/],
    ['{"id":"x","a":{"text":"A."}}', /line 1: b is missing/],
    ['{"id":"x","a":{"text":7},"b":{"text":"B."}}', /line 1: a\.text has to be a string, and is 7/],
    ['{"a":{"text":"A."},"b":{"text":"B."}}', /line 1: id is missing/],
  ])('tells what is wrong with %s', (line, told) => {
    const { status, stdout, stderr } = compare(line);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(told);
  });
});

describe('the cache of vectors', () => {
  const made = {
    words: [{ start: 0, end: 3, rarity: 9 }],
    vectors: new Int8Array(64),
    sentence: new Int8Array(128),
  };

  it('gives back what it was given, and nothing for a spoilt file or folder', () => {
    const cache = openVectorCache(join(folder, 'vectors'));
    const key = sentenceKey('one');
    expect(cache.known(key)).toBeUndefined();
    cache.keep(key, made);
    expect(cache.known(key)).toEqual(made);
    writeFileSync(join(folder, 'file'), '');
    const nowhere = openVectorCache(join(folder, 'file'));
    nowhere.keep(key, made);
    expect(nowhere.known(key)).toBeUndefined();
  });
});
