import { beforeAll, describe, expect, it, test } from 'vitest';
import { readPictureFiles } from '../../lambdas/aws/bundled/picture-files.ts';
import { HEIGHT, openStudio, WIDTH } from '../../lambdas/edition/picture/draw-picture.ts';
import { type PictureView, pictureView } from '../../lambdas/edition/picture/picture-view.ts';
import { SPOKEN, wordingFor } from '../../lambdas/edition/wording.ts';
import type { Edition } from '../../lambdas/types.ts';
import { ATTACKS, attackedBy } from './attacks.ts';
import { edition, fullStory, quote, settings, story, storySource } from './sample.ts';

const view = (told: Edition, language = 'en', isTakenDown = false) =>
  pictureView({ edition: told, isTakenDown }, { language, settings });

describe('what the picture of an edition says', () => {
  it('is topic, day, first headline, number of outlets, and the difference in figures', () => {
    expect(view(edition([fullStory('A')]))).toEqual({
      dir: 'ltr',
      name: { text: 'The Vostochny Brief', dir: 'ltr' },
      topic: { text: settings.topic.title, dir: 'ltr' },
      day: 'No. 3 · Thu 14 Sept',
      headline: { text: 'A: two leaders talk for two hours at a launch site in the taiga', dir: 'ltr' },
      about: '4 outlets',
      difference: {
        about: { text: 'They differ: On the number', dir: 'ltr' },
        figures: [
          { text: '17 coaches', dir: 'ltr' },
          { text: '20 вагонів', dir: 'ltr' },
        ],
      },
    });
  });

  it('names the story of a difference that is not the first one’s', () => {
    const told = view(edition([story('First'), fullStory('B')]), 'uk');
    expect(told?.headline?.text).toBe('First: the two leaders meet');
    expect(told?.difference?.about.text).toBe('Лідери двох країн зустрілися на космодромі');
  });

  it('is the day alone, and why, where nothing is told or all was taken down', () => {
    expect(view(edition([]), 'ar')).toMatchObject({ dir: 'rtl', headline: { dir: 'rtl' }, about: '' });
    expect(view(edition([]), 'ar', true)).toMatchObject({ headline: null, difference: null });
  });

  test.each([
    ['平壌で会談', null],
    ['Meeting 🚀 at the site', 'Meeting at the site'],
    ['קרמלין', null],
    ['Συνάντηση στο κοσμοδρόμιο', 'Συνάντηση στο κοσμοδρόμιο'],
  ])('has only letters that its fonts have: %s', (text, shown) => {
    const from = storySource('Post', { title: null });
    const headline = { text, language: null, articleId: from.articleId };
    const told = story('A', { sources: [from], headline, summary: [quote(from, 'They met.')] });
    expect(view(edition([told]))?.headline?.text ?? null).toBe(shown);
  });

  it('is no picture where the newsletter’s name has other letters', () => {
    expect(view(edition([], { name: '平壌便り' }))).toBeNull();
  });
});

describe('the drawn picture', () => {
  let draw: (view: PictureView) => Promise<Uint8Array>;
  const files = readPictureFiles();
  beforeAll(async () => {
    draw = await openStudio(files);
  });
  const drawn = async (shown: PictureView | null) => Buffer.from(await draw(shown as PictureView));

  it.each(SPOKEN)(
    'is a PNG of the size that previews ask for, the same each time, small (%s)',
    async (language) => {
      const shown = view(edition([fullStory('A')]), language);
      const png = await drawn(shown);
      expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([WIDTH, HEIGHT]);
      expect(png.length).toBeLessThan(100_000);
      expect(await drawn(shown)).toEqual(png);
      expect(await drawn({ ...(shown as PictureView), headline: null })).not.toEqual(png);
    },
  );

  it.each(SPOKEN)('has a font for every letter that our own words have in %s', (language) => {
    const letters = new Set(JSON.stringify(wordingFor(language).wording).match(/\p{L}|\p{N}|[·…—«»“”№]/gu));
    const lacking = [...letters].filter((letter) => {
      const point = letter.codePointAt(0) ?? 0;
      return !files.fonts.some(({ ranges }) => ranges.some(([from, to]) => from <= point && point <= to));
    });
    expect(lacking).toEqual([]);
  });

  it('holds whatever an upload has for a headline', async () => {
    for (const [name, attack] of ATTACKS) {
      const shown = view(attackedBy(attack));
      expect((await drawn(shown)).length, name).toBeGreaterThan(1_000);
    }
  });
});
