import { describe, expect, it } from 'vitest';
import { readString } from './support.ts';

const TITLE = 'Ferry sails again after three weeks in dock';
const STORY = [
  'The ferry to the northern islands sailed again on Monday, the harbour authority said, after engineers had replaced both of its shafts.',
  'About nine hundred people live on the islands. They had been supplied by a fishing boat since the middle of August.',
  'The repair cost two million kroner, a third more than was planned, because a part had to be cast in Gdynia and brought by road.',
  '“We are glad to be back,” said Captain Sven Aas, who has sailed the route for nineteen years.',
];
const MENU = ['Home', 'News', 'Islands', 'Weather', 'Sport', 'Culture', 'Podcasts', 'Shop', 'Log in'];
const TEASERS = [
  'Why Gdynia casts the shafts of half the Baltic',
  'Nine questions about the strike, answered',
  'The best soup on the quay, ranked',
];

const page = (...parts: readonly (readonly string[])[]) =>
  parts
    .map((part) => part.join('\n'))
    .join('\n\n')
    .replace(/^/, `${TITLE} | The Coast Gazette\n`);
const paragraphs = (lines: readonly string[]) => lines.map((line) => `${line}\n`);
const bodyOf = async (text: string) =>
  (await readString(text)).blocks.filter(({ role }) => role === 'paragraph').map((block) => block.text);

describe('of a whole page pasted', () => {
  it('the article is found though a list further down repeats its headline', async () => {
    const text = page(
      MENU,
      [TITLE],
      paragraphs(STORY),
      ['Most viewed', TITLE, ...TEASERS],
      ['A long look back at the year in which the islands got their bridge after all, and lost it.', ...MENU],
    );
    expect(await bodyOf(text)).toEqual(STORY);
    expect((await readString(text)).title).toBe(TITLE);
  });

  it('an interruption by a page’s machinery does not end the article, and is no part of it', async () => {
    const [first = '', second = '', ...rest] = STORY;
    const machinery = ['Advertisement', 'Share', 'Save', 'Listen', ...TEASERS];
    const text = page(MENU, [TITLE], paragraphs([first, second]), machinery, paragraphs(rest), MENU);
    expect(await bodyOf(text)).toEqual(STORY);
  });

  it('every line of it is kept, whatever becomes of it', async () => {
    const text = page(MENU, [TITLE], paragraphs(STORY), ['Most viewed', ...TEASERS], MENU);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    expect((await readString(text)).blocks.map((block) => block.text)).toEqual(lines);
  });
});
