import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formValues, SWITCHES, TEXT_FIELDS } from '../../lambdas/desk/form.ts';
import { EDIT_KEYS } from '../../lambdas/edits/shape.ts';
import { editedKey, readEditFile } from '../../lambdas/edits/sidecar.ts';
import { article } from '../edition/sample.ts';

const read = (text: string) => readEditFile(new TextEncoder().encode(text));

describe('a key of an edit', () => {
  it('has a field in the desk’s form', () => {
    const inForm = [...TEXT_FIELDS, ...SWITCHES].map(([name]) => name);
    expect([...inForm, 'roles', 'on-topic', 'off-topic'].toSorted()).toEqual(EDIT_KEYS.toSorted());
  });

  it('is shown in the form as it was decided', () => {
    const shown = formValues(article('quay.txt', 9).article, { changes: {} });
    const inForm = [...TEXT_FIELDS, ...SWITCHES].map(([name]) => name);
    expect([...inForm, 'topic'].toSorted()).toEqual([...shown.keys()].toSorted());
  });

  it('stands in the help for editors', () => {
    const [, fields = ''] =
      /<p>Fields: ([^.]+)\./.exec(readFileSync('templates/desk/help.html', 'utf8')) ?? [];
    expect(fields.split(', ').toSorted()).toEqual(EDIT_KEYS.toSorted());
  });
});

describe('an edit file', () => {
  it('stands beside its article', () => {
    expect(editedKey('a/b.txt.edit.yaml')).toBe('a/b.txt');
    expect(editedKey('b.txt.EDIT.yml')).toBe('b.txt');
    for (const name of ['b.txt', 'edit.yaml', '.edit.yaml', 'a/.edit.yaml', 'b.yaml'])
      expect(editedKey(name)).toBeNull();
  });

  it.each([
    ['title: "Harbour: a day of rest"', { title: 'Harbour: a day of rest' }],
    ['Outlet:   Harbour\n  Gazette', { outlet: 'Harbour Gazette' }],
    ['authors: Ada Lind, Bo Berg', { authors: ['Ada Lind', 'Bo Berg'] }],
    ['by: [Ada Lind]', { authors: ['Ada Lind'] }],
    ['date: 2023-09-14', { date: '2023-09-14' }],
    ['language: EN', { language: 'en' }],
    ['url: https://gazette.example/a', { url: 'https://gazette.example/a' }],
    [
      'roles:\n  "Tom, take this": boilerplate',
      { roles: [{ begins: 'Tom, take this', role: 'boilerplate' }] },
    ],
    ['not_a_copy: yes', { notACopy: true }],
    ['notACopy: true', { notACopy: true }],
    ['copy-of: b.txt\nsame story as: c.txt', { copyOf: 'b.txt', sameStoryAs: 'c.txt' }],
    ['on-topic: true', { topic: 'on' }],
    ['off-topic: true', { topic: 'off' }],
    ['off-topic: false', { topic: null }],
    ['confirmed: true\nlead: true\ndrop: no', { confirmed: true, lead: true, drop: null }],
    ['title:', { title: null }],
    ["editor's note: Read with care.", { note: 'Read with care.' }],
    ['title: 2023', { title: '2023' }],
  ])('says %j', (text, changes) => {
    expect(read(text)).toEqual({ changes, problems: [] });
  });

  it.each([
    ['titel: x', '"titel" is not known: did you mean "title"?'],
    ['__proto__: x', '"__proto__" is not known'],
    ['colour: red', '"colour" is not known: known are title, outlet'],
    ['date: 14/09/2023', '"date" must be a day like 2023-09-14'],
    ['url: http://gazette.example/a', '"url" must begin with https://'],
    ['url: javascript:alert(1)', '"url" must begin with https://'],
    ['language: English', '"language" must be a code of two letters'],
    ['roles: {"By Ada": author}', '"roles" must be one of: title, byline'],
    ['lead: perhaps', '"lead" must be true or false'],
    ['on-topic: true\noff-topic: true', 'exclude each other'],
    ['not-a-copy: true\ncopy-of: b.txt', 'exclude each other'],
    ['lead: true\ndrop: true', '"lead" and "drop" exclude each other'],
  ])('tells what of %j was not understood, and keeps the rest', (text, problem) => {
    const { changes, problems } = read(`${text}\noutlet: Harbour Gazette`);
    expect(changes).toEqual({ outlet: 'Harbour Gazette' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it.each([
    '',
    'just a sentence',
    '- a\n- b',
    'a: b: c',
    '!!js/function "x"\n- a',
    `a: &a [1]\n${Array.from({ length: 40 }, (_, n) => `k${n}: [${'*a,'.repeat(40)}]`).join('\n')}`,
    `note: ${'x'.repeat(70_000)}`,
  ])('says what to do about one that cannot be read', (text) => {
    const { changes, problems } = read(text);
    expect(changes).toBeNull();
    expect(problems[0]).toContain('Write one decision a line');
  });
});
