import { describe, expect, it } from 'vitest';
import { articleId } from '../../lambdas/article/id.ts';
import { readArticle } from '../../lambdas/article/read.ts';
import { editedArticle, editedInWindow } from '../../lambdas/edits/apply.ts';
import { decidedBefore, FIELDS } from '../../lambdas/edits/fold.ts';
import type { Changes, EditRecord } from '../../lambdas/edits/types.ts';
import type { Article } from '../../lambdas/types.ts';
import { instantOf, onDesk } from './acts.ts';

const KEY = 'ferry.txt';
const TEXT = [
  'Harbour Gazette, 13 September 2023',
  'Ferries stand still for a second day',
  'By Ada Lind',
  'The ferries of the northern line did not sail on Tuesday, the company Anchor Lines said.',
  'About four hundred passengers spent the night in the terminal, where the town handed out blankets.',
].join('\n\n');
const article = await readArticle({ key: KEY, bytes: new TextEncoder().encode(TEXT) });

const edited = (changes: Changes, of: Article = article) =>
  editedArticle(of, decidedBefore([onDesk(KEY, 1, changes)], instantOf(9)).get(articleId(KEY)));

const EACH: Required<Changes> = {
  title: 'Ferries stand still',
  outlet: 'Town Crier',
  authors: ['Bo Berg'],
  date: '2023-09-12',
  language: 'de',
  url: 'https://gazette.example/ferries',
  roles: [{ begins: 'About four hundred', role: 'caption' }],
  notACopy: true,
  copyOf: 'other.txt',
  sameStoryAs: 'other.txt',
  topic: 'on',
  confirmed: true,
  lead: true,
  headline: 'No ferry today',
  drop: true,
  note: 'The company has not answered.',
};

it('of every field is tried here what it does', () => {
  expect(Object.keys(EACH).toSorted()).toEqual(FIELDS.toSorted());
});

describe('an edited article', () => {
  it.each(Object.entries(EACH))('is another one after a decision about %s', (field, value) => {
    expect(edited({ [field]: value })).not.toEqual(edited({}));
  });

  it.each<[string, Changes, readonly string[] | undefined]>([
    ['a cut of the file', { title: 'Ferries stand still' }, undefined],
    ['words of the editors', { title: 'Ferries go nowhere' }, ['title']],
    ['half a word', { title: 'Ferries stand sti' }, ['title']],
    ['words from two places', { title: 'Ferries Ada Lind' }, ['title']],
    ['a name that stands in the text', { outlet: 'Anchor Lines' }, undefined],
    ['another spelling of the same outlet', { outlet: 'The Harbour Gazette' }, undefined],
    ['an outlet of the table', { outlet: 'The New York Times' }, undefined],
    ['an outlet that nobody knows', { outlet: 'Town Crier' }, ['outlet']],
    ['an author of the file', { authors: ['Ada Lind'] }, undefined],
    ['one author too many', { authors: ['Ada Lind', 'Bo Berg'] }, ['authors']],
    ['all of them', { title: 'Oh', outlet: 'Oh', authors: ['Oh'] }, ['authors', 'outlet', 'title']],
  ])('marks as the editors’ only what does not stand in the file: %s', (_what, changes, editorial) => {
    expect(edited(changes).article).toMatchObject(changes);
    expect(edited(changes).article.editorial).toEqual(editorial);
  });

  it('has the roles that editors gave, by the first words of a block; one title, which is the file’s own', () => {
    const { article: one } = edited({
      roles: [
        { begins: 'About four hundred', role: 'caption' },
        { begins: 'The ferries of', role: 'title' },
      ],
    });
    expect(one.title).toBe(
      'The ferries of the northern line did not sail on Tuesday, the company Anchor Lines said.',
    );
    expect(one.blocks.filter(({ role }) => role === 'title')).toHaveLength(1);
    expect(one.blocks.at(-1)?.role).toBe('caption');
    expect(one.editorial).toBeUndefined();
    expect(one.blocks.map(({ text }) => text)).toEqual(article.blocks.map(({ text }) => text));
  });

  it('says when a block is not there any more', () => {
    const { article: one, problems } = edited({ roles: [{ begins: 'A sentence of before', role: 'quote' }] });
    expect(one).toBe(article);
    expect(problems[0]).toContain('No block of the file begins with "A sentence of before"');
  });

  it('loses the questions that the edit answers, and the days that hung on another date', () => {
    const asked = { ...article, flags: ['ambiguous-date', 'no-outlet', 'unbalanced-quotes'] };
    const { article: one } = edited({ date: '2023-09-14', outlet: 'Harbour Gazette' }, asked);
    expect(one.flags).toEqual(['unbalanced-quotes']);
    expect(one.published).toEqual({ date: '2023-09-14', from: 'editor' });
    expect(one.blocks.some(({ days }) => days !== undefined)).toBe(false);
  });

  it('is released only as the text that the editor saw', () => {
    const held = { ...article, quarantine: { code: 'note', message: 'Quarantined.' } as const };
    const window = { id: articleId(KEY), received: instantOf(0), article: held };
    const release = (version: string) =>
      decidedBefore([onDesk(KEY, 5, { confirmed: true }, { version })], instantOf(9)).get(articleId(KEY));
    expect(editedInWindow(window, release(article.version))).toMatchObject({
      confirmed: true,
      received: instantOf(5),
    });
    expect(editedInWindow(window, release('another')).confirmed).toBeUndefined();
    expect(editedArticle(held, release('another')).problems[0]).toContain('the text has been replaced since');
  });

  it('is the very same without edits', () => {
    const none: readonly EditRecord[] = [];
    expect(editedArticle(article, decidedBefore(none, instantOf(9)).get(articleId(KEY))).article).toBe(
      article,
    );
  });
});
