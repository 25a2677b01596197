import { describe, expect, it } from 'vitest';
import { bodyText } from '../../lambdas/article/body.ts';
import { pictureLikeness } from '../../lambdas/article/roles/captions.ts';
import { classify } from '../../lambdas/article/roles/classify.ts';
import { PROSE, readString, textsOf } from './support.ts';

describe('a line by its words', () => {
  it.each([
    ['Read More: Why the ferries stopped', 'promotion'],
    ['READ ALSO | How to mend a shaft', 'promotion'],
    ['Sign up for our weekly letter from the coast.', 'promotion'],
    ['Читайте також: Чому зупинилися пороми', 'promotion'],
    ['Читайте также: Почему встали паромы', 'promotion'],
    ['Lea también: Por qué pararon los barcos', 'promotion'],
    ['À lire aussi : Pourquoi les bacs sont à quai', 'promotion'],
    ['Lesen Sie auch: Warum die Fähren stillstehen', 'promotion'],
    ['Photo: A ferry in dry dock', 'caption'],
    ['The ferry in dry dock on Tuesday. (Coast Pictures via AP)', 'caption'],
    ['Фото: Пором у сухому доці', 'caption'],
    ['[사진] 건선거에 들어간 여객선. 연합뉴스', 'caption'],
    ['El capitán Sven Aas durante la visita al astillero. EFE', 'caption'],
    [
      'Back in the water at last! pic.twitter.com/Zz9Yy8Xx7W — Ferry Watch (@ferrywatch) August 30, 2023',
      'embed',
    ],
    ['— Ferry Watch (@ferrywatch) August 30, 2023', 'embed'],
    ['Anna Berg in Oslo contributed to this report.', 'contributors'],
    ['(Reporting by Anna Berg; Editing by Leo Falk)', 'contributors'],
    ['Advertisement', 'boilerplate'],
    ['***', 'boilerplate'],
    ['https://coast.example/ferry', 'metadata'],
  ])('%s → %s', (text, role) => {
    expect(classify(text)).toBe(role);
  });

  it.each([
    'Read together, the two reports leave no doubt that the shaft had been cracked for years before anyone at the yard or in the ministry thought of looking for it, and that the captain had said so.',
    'Photographs of the shaft went round the island within an hour.',
    'Heavy rain contributed to the delay.',
    'Reporters were not allowed on board.',
    'The yard followed us with a lawsuit, the captain said.',
  ])('%s is nothing but a sentence', (text) => {
    expect(classify(text)).toBeNull();
  });
});

describe('a caption by its form', () => {
  it.each([
    'Norwegian Prime Minister Kari Lund and Danish Foreign Minister Poul Riis (r) during their meeting at Oslo Castle.',
    'The flags of Norway and Denmark fly over the harbour during the visit of Queen Astrid.',
    'Captain Sven Aas (L) shakes hands with harbour master Ida Holm in front of the ferry Nordlys.',
  ])('is known: %s', (text) => {
    expect(pictureLikeness(text, 'en')).toBeGreaterThanOrEqual(0.7);
  });

  it.each([
    'Norway and Denmark will meet in Oslo Castle during the summer.',
    'But the flags of Norway and Denmark fly on during the strike.',
    'The ferry Nordlys reached Bodin harbour during the storm, the coast guard said.',
    '“Captain Sven Aas in front of the ferry Nordlys during the storm,” the card read.',
    'An agreement would break the treaty of Kiel.',
  ])('is not what an ordinary sentence has: %s', (text) => {
    expect(pictureLikeness(text, 'en')).toBeLessThan(0.7);
  });

  // The first paragraph of a foreign report names people, places and "during": its past tense says that it tells.
  it.each([
    [
      'es',
      'Los ministros de Noruega y Dinamarca se reunieron en el castillo de Oslo durante la visita de la reina.',
    ],
    [
      'fr',
      'Les ministres de la Norvège et du Danemark se retrouvèrent au château d’Oslo lors de la visite de la reine.',
    ],
    ['pl', 'Ministrowie Norwegii i Danii spotkali się na zamku w Oslo podczas wizyty królowej.'],
    ['uk', 'Міністри Норвегії та Данії зустрілися у замку Осло під час візиту королеви.'],
    ['ru', 'Министры Норвегии и Дании встретились в замке Осло во время визита королевы.'],
    ['tr', 'Norveç ve Danimarka bakanları kraliçenin ziyareti sırasında Oslo Kalesi’nde görüştü.'],
  ])('is not what a report in the past tense has, in %s: %s', (language, text) => {
    expect(pictureLikeness(text, language)).toBeLessThan(0.4);
  });

  it('two faint ones that repeat each other are captions, one alone is text', async () => {
    const faint =
      'Norwegian Prime Minister Kari Lund and Danish Foreign Minister Poul Riis visit the Bodin shipyard.';
    const again =
      'Norwegian Prime Minister Kari Lund and Danish Foreign Minister Poul Riis at the Bodin shipyard.';
    const both = await readString(`${PROSE}\n\n${faint}\n\n${PROSE}\n\n${again}\n\n${PROSE}`);
    const one = await readString(`${PROSE}\n\n${faint}\n\n${PROSE}`);
    expect(textsOf(both, 'caption')).toEqual([faint, again]);
    expect(bodyText(one)).toContain(faint);
  });
});

describe('a file', () => {
  it('with lines broken at a fixed width is read as paragraphs', async () => {
    const broken = PROSE.split('\n\n')
      .map((paragraph) => paragraph.replace(/(.{50,64})\s/g, '$1\n'))
      .join('\n\n');
    const article = await readString(`Ferry sails again\n\n${broken}\n\n${broken}`);
    expect(textsOf(article, 'paragraph').slice(0, 3)).toEqual(PROSE.split('\n\n'));
  });

  it('in Markdown keeps headings, quotes and lists as what they are', async () => {
    const article = await readString(
      `# Ferry sails again\n\n${PROSE}\n\n## What comes next\n\n> We never stopped rowing, said Aas.\n\n- Monday: the first crossing\n- Tuesday: the second\n\n${PROSE}`,
    );
    expect(article.title).toBe('Ferry sails again');
    expect(textsOf(article, 'subheading')).toEqual(['What comes next']);
    expect(textsOf(article, 'quote')).toEqual(['We never stopped rowing, said Aas.']);
    expect(textsOf(article, 'list')).toHaveLength(2);
  });

  it('that is a whole page pasted gives its article and leaves its menus', async () => {
    const menu = [
      'Home',
      'News',
      'Sport',
      'Weather',
      'Islands',
      'Fish',
      'Jobs',
      'Log in',
      'Search',
      'Menu',
    ].join('\n');
    const tail = [
      'Most read',
      'Ten ways to smoke a herring',
      'Lighthouse for sale',
      'Storm warning lifted',
      'Share',
      'Facebook',
      'Twitter',
      '© 2023 Coast Press',
    ].join('\n\n');
    const article = await readString(
      `Ferry sails again | Coast Press\n\n${menu}\n\nFerry sails again\n\nBy Anna Berg\n\n30 August 2023\n\n${PROSE}\n\n${tail}`,
    );
    expect(article).toMatchObject({
      title: 'Ferry sails again',
      authors: ['Anna Berg'],
      published: { date: '2023-08-30' },
    });
    expect(bodyText(article)).toBe(PROSE);
  });
});
