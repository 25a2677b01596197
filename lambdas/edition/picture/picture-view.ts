import type { Edition, Settings, Story } from '../../types.ts';
import { figuresOf } from '../brief/figure.ts';
import { outletsView } from '../brief/outlets.ts';
import { shortDay } from '../dates.ts';
import { withoutDisputed } from '../select/disputed.ts';
import { headlineIn } from '../select/headline-in-language.ts';
import { isQuiet } from '../select/quiet-edition.ts';
import { storyInLanguage } from '../select/story-in-language.ts';
import { cleanLine, shorten } from '../view/clean.ts';
import { numberOf } from '../view/subject.ts';
import { directionOf, plural, wordingFor } from '../wording.ts';

/** A text with the direction that it runs in. */
export interface Lettering {
  readonly text: string;
  readonly dir: 'ltr' | 'rtl';
}

/** What the picture of an edition says in one language; all of it in letters that our fonts have. */
export interface PictureView {
  readonly dir: 'ltr' | 'rtl';
  readonly name: Lettering;
  readonly topic: Lettering;
  /** "No. 3 · Thu 14 Sept". */
  readonly day: string;
  /** Null for a quiet edition, for one that was taken down, or where our fonts lack its letters. */
  readonly headline: Lettering | null;
  /** "9 outlets"; empty for a quiet edition. */
  readonly about: string;
  /** The first difference of the edition in figures: which it is, and what its two sides say instead of each other. */
  readonly difference: { readonly about: Lettering; readonly figures: readonly Lettering[] } | null;
}

/** Scripts of the fonts that are laid beside the function. */
const KNOWN =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]*$/u;
/** What no text font draws. */
const PICTOGRAPHS = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u200d|\ufe0f/gu;
const LONGEST = { name: 40, topic: 80, headline: 110, other: 64 };

/** Null where the newsletter's own name has letters that our fonts lack. The edition is as corrections and take-downs leave it. */
export function pictureView(
  { edition, isTakenDown }: { readonly edition: Edition; readonly isTakenDown: boolean },
  { language, settings }: { readonly language: string; readonly settings: Settings },
): PictureView | null {
  const { wording } = wordingFor(language);
  const dir = wording.dir === 'rtl' ? 'rtl' : 'ltr';
  const lettering = (text: string, its: string | null, longest: number): Lettering | null => {
    const clean = shorten(cleanLine(cleanLine(text).replaceAll(PICTOGRAPHS, '')), longest);
    if (clean === '' || !KNOWN.test(clean)) return null;
    const known = directionOf(its);
    return { text: clean, dir: known === 'auto' ? dir : known };
  };
  const own = settings.languages[0] ?? null;
  const name = lettering(edition.name, own, LONGEST.name);
  if (name === null) return null;
  const stories = isQuiet(edition)
    ? []
    : withoutDisputed(edition.stories).map((story) => storyInLanguage(story, language));
  const titleOf = (story: Story, longest: number) => {
    const title = headlineIn(story, language);
    return lettering(title.text, title.language, longest);
  };
  const lettered = (text: string): Lettering => ({ text, dir });
  const [lead] = stories;
  const difference = (): PictureView['difference'] => {
    const found = stories
      .flatMap((story) => story.differ.map((differ) => ({ story, differ, figures: figuresOf(differ) })))
      .find(({ figures }) => figures !== null);
    if (found === undefined) return null;
    const { story, differ, figures: sides } = found;
    const figures = (sides ?? [])
      .slice(0, 2)
      .flatMap(({ text, language: its }) => lettering(text, its, LONGEST.name) ?? []);
    // Under the first headline it needs no other name than what it is on.
    const about =
      story === lead
        ? lettered(`${wording.differ}: ${wording.about[differ.about]}`)
        : titleOf(story, LONGEST.other);
    return about === null || figures.length < 2 ? null : { about, figures };
  };
  return {
    dir,
    name,
    topic: lettering(edition.topic, own, LONGEST.topic) ?? name,
    day: `${numberOf(edition, wording)} · ${shortDay(edition.slot, wording, settings.timeZone)}`,
    headline:
      lead !== undefined ? titleOf(lead, LONGEST.headline) : isTakenDown ? null : lettered(wording.quiet),
    about:
      lead === undefined ? '' : plural(wording.outlets, outletsView(lead, wording).count, wording.locale),
    difference: difference(),
  };
}
