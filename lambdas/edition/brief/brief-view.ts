import type { Edition, Settings } from '../../types.ts';
import { withoutDisputed } from '../select/disputed.ts';
import { quietView } from '../select/quiet-edition.ts';
import { storyInLanguage } from '../select/story-in-language.ts';
import { plural, wordingFor } from '../wording.ts';
import { type BriefStory, briefStory } from './brief-story.ts';
import { type ContentsLine, contentsLine } from './contents.ts';
import { type MailFrame, mailFrame } from './mail-frame.ts';

/** All that the brief mail's templates may say, in the reader's language. */
export interface BriefView extends MailFrame {
  readonly stories: readonly BriefStory[];
  /** Stories without news: a line each. */
  readonly continuing: readonly ContentsLine[];
  /** What there is no room for. */
  readonly more: string | null;
}

/** The stories in the mail. The page has all of them. */
const STORIES = 12;

/** The edition in brief, in the reader's language. Unknown languages get English words around the same quotes. */
export function briefView(
  edition: Edition,
  { language, settings }: { readonly language: string; readonly settings: Settings },
): BriefView {
  const { wording } = wordingFor(language);
  const quiet = quietView(edition, wording, settings);
  const context = { language, wording, settings, edition };
  const told = quiet === null ? withoutDisputed(edition.stories) : [];
  const all = told.map((story) => storyInLanguage(story, language));
  const news = all.filter(({ state }) => state !== 'known').slice(0, STORIES);
  const known = all.filter(({ state }) => state === 'known').slice(0, STORIES);
  const contents = news.map((story, at) => contentsLine(story, at, context));
  const stories = news.map((story, at) => briefStory(story, at, context));
  const left = all.length - news.length - known.length;
  return {
    ...mailFrame(context, quiet, contents, stories[0]?.sentences[0]),
    stories,
    continuing: known.map((story, at) => contentsLine(story, news.length + at, context)),
    more: left > 0 ? plural(wording.more, left, wording.locale) : null,
  };
}
