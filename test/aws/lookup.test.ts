import { describe, expect, it } from 'vitest';
import { type Articles, articles } from '../../lambdas/aws/stores/articles/articles.ts';
import { lookupKeys, sketch, sketchSimilarity, textHash } from '../../lambdas/copies/fingerprint.ts';
import { madeUpArticles } from '../bench/made-up.ts';
import { articleOf } from '../stories/factory.ts';
import { type CountedTable, countedTable } from './counted-table.ts';

const FROM = '2023-09-11T00:00:00.000Z';
const at = (n: number) => new Date(Date.parse('2023-09-13T10:00:00.000Z') + n * 1000).toISOString();

/** Does what intake does for an upload, and tells which earlier one its text is like. */
async function upload(index: Articles, name: string, text: string, received: string) {
  const row = { articleId: name, version: `v-${name}`, key: `${name}.txt`, received };
  const { article } = articleOf({ key: row.key, title: name, paragraphs: [text] });
  const print = { textHash: textHash(text), sketch: sketch(text) };
  await index.noteVersion(article, row, print);
  const { articleId, version } = row;
  await index.movePointer({ articleId, sequencer: '01', state: 'present', version });
  return look(index, name, text, received);
}

const look = (index: Articles, name: string, text: string, to: string, from = FROM) =>
  index.mostAlike({
    articleId: name,
    version: `v-${name}`,
    sketch: sketch(text),
    keys: lookupKeys(text),
    from,
    to,
    likeness: sketchSimilarity,
    least: 0.3,
  });

describe("a receipt's look for near copies", () => {
  const texts = madeUpArticles(200).map(({ text }) => text);

  it('finds what one in ten is a near copy of, and nothing for the others', async () => {
    const index = articles(countedTable());
    for (const [n, text] of texts.entries()) {
      const found = await upload(index, `a${n}`, text, at(n));
      expect(found?.articleId, `a${n}`).toBe(n % 10 === 9 ? `a${n - 1}` : undefined);
    }
  });

  it('costs at most fifty units, and the same whatever else the window holds', async () => {
    const costs = async (size: number) => {
      const table: CountedTable = countedTable();
      const index = articles(table);
      const others = madeUpArticles(size).map(({ text }) => text);
      for (const [n, text] of others.entries()) await upload(index, `a${n}`, text, at(n));
      const before = { ...table.units };
      const text = `${texts[8]} It was written again.`;
      expect(await look(index, 'new', text, at(size))).toMatchObject({ key: 'a8.txt' });
      return table.units.read - before.read + table.units.written - before.written;
    };
    const few = await costs(50);
    expect(few).toBeLessThanOrEqual(50);
    expect(Math.abs((await costs(500)) - few)).toBeLessThanOrEqual(5);
  });

  it('names no text from before the window, none that came later, none that was taken back', async () => {
    const table = countedTable();
    const index = articles(table);
    const [text = ''] = texts;
    await upload(index, 'old', text, at(0));
    expect(await look(index, 'new', text, at(9), at(1))).toBeUndefined();
    await upload(index, 'late', text, at(20));
    expect(await look(index, 'new', text, at(9))).toMatchObject({ key: 'old.txt' });
    await index.movePointer({ articleId: 'old', sequencer: '02', state: 'removed', version: null });
    expect(await look(index, 'new', text, at(9))).toBeUndefined();
  });

  it('looks once at bytes that stand there with two times, as two uploads in one instant may leave them', async () => {
    const table = countedTable();
    const index = articles(table);
    const [text = ''] = texts;
    await upload(index, 'old', text, at(0));
    const rows = lookupKeys(text).map((key, n) => ({
      pk: `shingle#${key}`,
      sk: 'newest',
      entries: `${at(n % 2)} old v-old`,
    }));
    await table.putMany(rows);
    expect(await look(index, 'new', text, at(9))).toMatchObject({ key: 'old.txt' });
  });

  it('has nothing to look for in a text of two words', () => {
    expect(lookupKeys('Two words')).toEqual([]);
  });

  it('keeps a phrase that everybody uses from hiding a copy', async () => {
    const index = articles(countedTable());
    const phrase = 'Sign up for our morning letter and never miss a story again.';
    for (const [n, text] of texts.slice(0, 40).entries())
      await upload(index, `a${n}`, `${text} ${phrase}`, at(n));
    const copy = `${texts[3]} ${phrase} Seen in the evening.`;
    expect(await look(index, 'new', copy, at(50))).toMatchObject({ key: 'a3.txt' });
  });
});
