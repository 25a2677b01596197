import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL_FOLDER, readModel } from '../../lambdas/aws/bundled/model.ts';
import { sentenceCosine } from '../../lambdas/encoder/chosen.ts';
import { type Encoder, MODEL_VERSION, openEncoder } from '../../lambdas/encoder/encode.ts';
import { openingText } from '../../lambdas/encoder/opening.ts';
import { openEncoderPool } from '../../lambdas/guard/encoder-pool.ts';

/** The files of the version: with other bytes it has to be given another name. */
const FILES = {
  version: 'e5-small-1',
  'body.onnx': '86674a5973264ade329f4f3eca140a594a80cad1f15fc01d5cb973b483bf171e',
  'words.q4': 'e07d6625aced1f3c41d9e1c4eac30d38c24ce351e8da7415aa7a16310fbdf864',
  'pieces.json': 'eb2943bd6fc2604bee7c2efcd24a70a4526a32b88a260addd1d30b6ab5888635',
  'projections.f32': 'cf7b2ffcf6e06899e0bf4c9313ade85937db9c069a93c0c0ed20a7a99a12461d',
};

const FERRY = 'The night ferry to Kelmar was cancelled because of a storm.';
const FERRY_UK = 'Нічний пором до Кельмара скасували через шторм.';
const FERRY_TR = 'Kelmar’a giden gece feribotu fırtına nedeniyle iptal edildi.';
const BUDGET = 'Parliament passed the budget after a debate of nine hours.';

let encoder: Encoder;
beforeAll(async () => {
  encoder = await openEncoder(readModel());
});
afterAll(() => encoder.close());

describe('the model', () => {
  it('is the one that its version names, of at most 50 MB', () => {
    const { version, ...files } = FILES;
    expect(version).toBe(MODEL_VERSION);
    for (const [name, hash] of Object.entries(files)) {
      const bytes = readFileSync(join(MODEL_FOLDER, name));
      expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual([name, hash]);
    }
    const sizes = readdirSync(MODEL_FOLDER).map((name) => statSync(join(MODEL_FOLDER, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(50_000_000);
  });

  it('gives a sentence the same vectors whatever was encoded before it, and in a thread of a pool', async () => {
    const alone = await encoder.encode(FERRY);
    await encoder.encode(BUDGET.repeat(4));
    await encoder.encode('Ж');
    expect(await encoder.encode(FERRY)).toEqual(alone);
    const pool = openEncoderPool(readModel(), 1);
    const [first, second] = await Promise.all([pool.encode(BUDGET), pool.encode(FERRY)]);
    await pool.close();
    expect(second).toEqual(alone);
    expect(first).toEqual(await encoder.encode(BUDGET));
  });

  it('puts a translation nearer than another subject', async () => {
    const [en, uk, tr, other] = await Promise.all(
      [FERRY, FERRY_UK, FERRY_TR, BUDGET].map((text) => encoder.encode(text)),
    );
    if (!en || !uk || !tr || !other) throw new Error('four sentences were encoded');
    for (const translation of [uk, tr])
      expect(sentenceCosine(en, translation)).toBeGreaterThan(sentenceCosine(en, other) + 0.3);
  });

  it('keeps all that it puts out of an opening, and of a sentence what is compared', async () => {
    const opening = await encoder.encode(openingText('Ferry cancelled', FERRY));
    expect(opening.opening).toHaveLength(384);
    expect(Math.hypot(...(opening.opening ?? []))).toBeCloseTo(127, 0);
    expect((await encoder.encode(FERRY)).opening).toBeUndefined();
  });

  it('takes an empty text, signs alone and one that is far too long', async () => {
    expect((await encoder.encode('')).words).toEqual([]);
    expect((await encoder.encode('— … !')).words).toEqual([]);
    expect((await encoder.encode('word '.repeat(5000))).words).toHaveLength(200);
  });
});
