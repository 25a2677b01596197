/** A window of 400 uploads of 400 KB each (or COUNT LETTERS [vectors]), read as compose reads them, told and rendered: prints CPU seconds and peak memory as JSON. */
import { createHash } from 'node:crypto';
import { forEdition } from '../../lambdas/article/for-edition.ts';
import { textsToEncode } from '../../lambdas/claims/statements/chosen.ts';
import { makeEdition } from '../../lambdas/edition/make.ts';
import { makeEntailedEdition } from '../../lambdas/edition/make-entailed.ts';
import type { EncodedSentence } from '../../lambdas/encoder/encode.ts';
import { isOpening } from '../../lambdas/encoder/opening.ts';
import { OPENING_WIDTH, SENTENCE_WIDTH, WORD_WIDTH } from '../../lambdas/encoder/projection.ts';
import { readVectors, sentenceKey, writeVectors } from '../../lambdas/encoder/vectors-file.ts';
import type { WindowArticle } from '../../lambdas/types.ts';
import { render, settings } from '../edition/sample.ts';
import { articleOf, day } from '../stories/factory.ts';
import { report } from './costly.ts';

const [count, letters] = [Number(process.argv[2] ?? 400), Number(process.argv[3] ?? 400_000)];
/** With `vectors` behind them the articles' sentences are compared, by vectors that are made up of their words. */
const isCompared = process.argv[4] === 'vectors';
const SLOT = '2023-09-14T07:00:00.000Z';
const TOPIC = { title: 'Kim Vostok', names: ['Kim', 'Vostok'], seeds: [report(2_000, 3)] };

/** As it comes from the archive: one JSON text at a time. */
function filed(n: number): string {
  const text = report(letters, 1_000 + n);
  const paragraphs = Array.from({ length: Math.ceil(text.length / 2_000) }, (_, at) =>
    text.slice(2_000 * at, 2_000 * (at + 1)),
  );
  const title = `Kim at Vostok ${n}`;
  return JSON.stringify(
    articleOf({ key: `${n}.txt`, title, outlet: `Paper ${n}`, published: day('2023-09-13'), paragraphs }),
  );
}

const wordVectors = new Map<string, Int8Array>();
function vectorOf(word: string, width: number): Int8Array {
  const key = `${width} ${word}`;
  const known = wordVectors.get(key);
  if (known !== undefined) return known;
  const bytes = createHash('shake256', { outputLength: width }).update(word).digest();
  const vector = Int8Array.from(bytes, (byte) => (byte - 128) / (74 / (127 / Math.sqrt(width))));
  wordVectors.set(key, vector);
  return vector;
}

/** The same word has the same vector. */
function madeUpVectors(text: string): EncodedSentence {
  const words = [...text.matchAll(/\S+/g)].slice(0, 200);
  const vectors = new Int8Array(words.length * WORD_WIDTH);
  for (const [at, [word]] of words.entries()) vectors.set(vectorOf(word, WORD_WIDTH), at * WORD_WIDTH);
  return {
    words: words.map(({ index, 0: word }) => ({ start: index, end: index + word.length, rarity: 80 })),
    vectors,
    sentence: vectorOf(text, SENTENCE_WIDTH),
    ...(isOpening(text) ? { opening: vectorOf(text, OPENING_WIDTH) } : {}),
  };
}

const before = process.cpuUsage();
const articles: WindowArticle[] = [];
for (let n = 0; n < count; n += 1) {
  const item: WindowArticle = JSON.parse(filed(n));
  articles.push({ ...item, article: forEdition(item.article) });
}
const { user: writing } = process.cpuUsage(before);
const known = new Map<string, EncodedSentence>();
// By way of the file beside each article, as compose has them.
if (isCompared)
  for (const { article } of articles) {
    const own = new Map(
      textsToEncode([article]).map((text) => [sentenceKey(text), madeUpVectors(text)] as const),
    );
    for (const [key, sentence] of readVectors(writeVectors(own)) ?? []) known.set(key, sentence);
  }
const { user: knowing } = process.cpuUsage(before);
const input = {
  articles,
  previous: null,
  settings: { ...settings, topic: TOPIC },
  slot: SLOT,
};
/** The network's own time is not in this: some 100 ms a pair. */
const NOTHING_TOLD = { all: -10, some: -10 };
const edition = isCompared
  ? await makeEntailedEdition(
      { ...input, vectorsOf: (text: string) => known.get(sentenceKey(text)) ?? null },
      async (pairs) => new Map(pairs.map((pair) => [pair, [NOTHING_TOLD, NOTHING_TOLD]])),
    )
  : makeEdition(input);
const { html } = await render(edition);
const { user, system } = process.cpuUsage(before);
process.stdout.write(
  JSON.stringify({
    seconds: (user + system) / 1e6,
    reading: writing / 1e6,
    vectors: (knowing - writing) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
    stories: edition.stories.length,
    html: Buffer.byteLength(html),
  }),
);
