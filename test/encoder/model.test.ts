import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL_FOLDER, readModel } from '../../lambdas/aws/bundled/model.ts';
import { sentenceCosine } from '../../lambdas/encoder/chosen.ts';
import { type Encoder, MODEL_VERSION, openEncoder } from '../../lambdas/encoder/encode.ts';
import { type CrossEncoder, ENTAILMENT_VERSION, openCrossEncoder } from '../../lambdas/encoder/entailment.ts';
import { openingText } from '../../lambdas/encoder/opening.ts';
import { readVocabulary } from '../../lambdas/encoder/tokens.ts';
import { openEncoderPool } from '../../lambdas/guard/encoder-pool.ts';

/** The files of the version: with other bytes it has to be given another name. */
const FILES = {
  version: 'e5-small-1',
  'body.onnx': '86674a5973264ade329f4f3eca140a594a80cad1f15fc01d5cb973b483bf171e',
  entailment: 'e5-entailment-2',
  'entailment.onnx': 'b59ec5fb4c6a952b771384d0abf8a8af702955746827d0e4c4c2b2e5f4e2dccc',
  'words.q4': 'e07d6625aced1f3c41d9e1c4eac30d38c24ce351e8da7415aa7a16310fbdf864',
  'pieces.json.gz': 'aae93a35785f5bfcd37991624f4c5b5c2e3b816609fffa9eb95ba5dbd29d6dac',
  'projections.f32': 'cf7b2ffcf6e06899e0bf4c9313ade85937db9c069a93c0c0ed20a7a99a12461d',
};

const FERRY = 'The night ferry to Kelmar was cancelled because of a storm.';
const FERRY_UK = 'Нічний пором до Кельмара скасували через шторм.';
const FERRY_TR = 'Kelmar’a giden gece feribotu fırtına nedeniyle iptal edildi.';
const BUDGET = 'Parliament passed the budget after a debate of nine hours.';

let encoder: Encoder;
let crossEncoder: CrossEncoder;
beforeAll(async () => {
  const files = readModel();
  encoder = await openEncoder(files);
  crossEncoder = await openCrossEncoder(files, readVocabulary(files.pieces));
});
afterAll(() => Promise.all([encoder.close(), crossEncoder.close()]));

describe('the model', () => {
  it('is the one that its version names, of at most 50 MB', () => {
    const { version, entailment, ...files } = FILES;
    expect([version, entailment]).toEqual([MODEL_VERSION, ENTAILMENT_VERSION]);
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

  it('says the same of two sentences in either order, whatever it was asked before, and in a thread of a pool', async () => {
    const alone = await crossEncoder.entail([FERRY, FERRY_UK]);
    await crossEncoder.entail([BUDGET.repeat(4), FERRY]);
    expect(await crossEncoder.entail([FERRY_UK, FERRY])).toEqual(alone.toReversed());
    const pool = openEncoderPool(readModel(), 1);
    const [sentence, entailment] = await Promise.all([pool.encode(FERRY), pool.entail([FERRY, FERRY_UK])]);
    await pool.close();
    expect(entailment).toEqual(alone);
    expect(sentence).toEqual(await encoder.encode(FERRY));
  });

  it.each([
    ['the same in another language', FERRY, FERRY_UK, [true, true]],
    ['one with a reason, one without', FERRY, 'The night ferry to Kelmar was cancelled.', [false, true]],
    ['another deed in the same words', FERRY, 'The storm sank the night ferry to Kelmar.', [false, false]],
    [
      'done and denied',
      'The mayor of Kelmar resigned on Monday over the ferry contract.',
      'The mayor of Kelmar denied on Monday that she would resign over the ferry contract.',
      [false, false],
    ],
    [
      'planned and done',
      'Kelmar will close its harbour in May, the council decided on Monday.',
      'Kelmar closed its harbour on Monday, the council said.',
      [false, false],
    ],
    ['another subject', FERRY, BUDGET, [false, false]],
  ])('tells who says all of the other: %s', async (_, a, b, all) => {
    const entailment = await crossEncoder.entail([a, b]);
    expect(entailment.map((told) => told.all > 0)).toEqual(all);
  });

  it('finds nothing told of a text without words', async () => {
    const [told, back] = await crossEncoder.entail(['', FERRY]);
    expect([told.all, told.some, back.all]).toEqual([-10, -10, -10]);
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
