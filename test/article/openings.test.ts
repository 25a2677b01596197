import { describe, expect, it, test } from 'vitest';
import { readText } from '../../lambdas/article/formats/text.ts';
import { isNameOfHost } from '../../lambdas/article/metadata/host-name.ts';
import { chosenSentences } from '../../lambdas/claims/statements/chosen.ts';
import { articleOf } from '../stories/factory.ts';

describe('the name of an outlet', () => {
  test.each([
    ['Valley Leader', 'https://valley-leader.example/a', true],
    ['Diario del Puerto', 'https://www.diario-puerto.example/a', true],
    ['Diario del Puerto', 'https://diariodelpuerto.example/a', true],
    ['Echo', 'https://news.theecho.example/a', true],
    ['Województwo Łódź', 'https://wojewodztwo-lodz.example/a', false],
    ['Kraków Głos', 'https://krakow-głos.example/a', false],
    ['Anna Weber', 'https://valley-leader.example/a', false],
    ['Leader', 'https://valley-leader.example/a', false],
    ['Valley Leader of the morning and of the evening', 'https://valley-leader.example/a', false],
    ['Valley Leader', 'valley-leader', false],
  ])('%s of %s: %s', (line, url, is) => {
    expect(isNameOfHost(line, url)).toBe(is);
  });

  it('is a line that its host is called by, no author', async () => {
    const { outlet, authors } = await readText(
      [
        'The ferry is sold to a bank',
        'Valley Leader',
        'May 6, 2024',
        'https://valley-leader.example/ferry',
        'The council sold the old ferry to the bank on Tuesday, after a debate that had lasted for six hours and two votes.',
        'Nobody on the quay had been asked, and the crews heard of it from a clerk who had come to count the lifeboats.',
      ].join('\n\n'),
    );
    expect({ outlet, authors }).toEqual({ outlet: 'Valley Leader', authors: [] });
  });
});

describe('an article that begins in another language', () => {
  const spanish =
    'El consejo vendió el martes el viejo transbordador al banco, después de un debate de seis horas y dos votaciones.';
  const english = [
    'Nobody on the quay had been asked, and the crews heard of it from a clerk who had come to count the lifeboats.',
    'The harbour master said that he would keep the key until somebody showed him a letter with a stamp on it.',
    'Children painted the old timetable on a wall behind the school, with all the hours at which the ferry used to leave.',
  ];
  const rolesOf = async (lines: readonly string[]) => {
    const { blocks, translations } = await readText(lines.join('\n\n'));
    return { roles: blocks.map(({ role }) => role), translations: translations.length };
  };

  it('keeps what runs from its title into its prose', async () => {
    const { roles, translations } = await rolesOf([
      'El transbordador, vendido al banco',
      spanish,
      ...english,
    ]);
    expect(roles).toEqual(['title', 'paragraph', 'paragraph', 'paragraph', 'paragraph']);
    expect(translations).toBe(0);
  });

  it('has a translation where its own title stands above or below that', async () => {
    for (const lines of [
      ['The ferry is sold to the bank by the council', spanish, ...english],
      [
        'El transbordador, vendido al banco',
        spanish,
        'The ferry is sold to the bank by the council',
        ...english,
      ],
    ])
      expect((await rolesOf(lines)).translations).toBe(1);
  });

  it('is compared by these sentences too, each in its own language', () => {
    const article = articleOf({ key: 'a.txt', language: 'en', paragraphs: [spanish, ...english] }).article;
    const [first, ...others] = article.blocks;
    if (first === undefined) throw new Error('The article has no blocks.');
    const blocks = [{ ...first, language: 'es' }, ...others, { ...first, language: 'es' }];
    expect(chosenSentences({ ...article, blocks }).map(({ language }) => language)).toEqual([
      'es',
      'en',
      'en',
      'en',
    ]);
  });
});
