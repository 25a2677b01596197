import type { Edition, Settings, Story } from '../../types.ts';
import { contentsLine } from '../brief/contents.ts';
import { type MailFrame, mailFrame } from '../brief/mail-frame.ts';
import { clockTime } from '../dates.ts';
import { withoutDisputed } from '../select/disputed.ts';
import { quietView } from '../select/quiet-edition.ts';
import { storyInLanguage } from '../select/story-in-language.ts';
import { type Line, listOf, named, ours } from '../view/linked-text.ts';
import { type Foreign, foreign, LONGEST_HEADLINE, namesIn } from '../view/source-view.ts';
import { anchorOf } from '../view/without-repeats.ts';
import { fill, plural, type Wording, wordingFor } from '../wording.ts';
import { type Room, type StoryView, storyView } from './full-story.ts';
import { type DatedView, type PersonView, peopleView, timelineView } from './reference.ts';

export interface ViewOptions {
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly settings: Settings;
}

/** Half a line about something that has no story of its own here. */
export interface MentionView {
  readonly title: Foreign;
  readonly outlet: Line;
  readonly about: Line;
  readonly url: string | null;
}

/** All that the full mail's templates may say, in the reader's language. No story stands below a quiet one: the page has those that go on. */
export interface EditionView extends MailFrame {
  readonly coverage: readonly string[];
  readonly stories: readonly StoryView[];
  readonly alsoCovered: readonly MentionView[];
  readonly people: readonly PersonView[];
  readonly timeline: readonly DatedView[];
}

const LEAD: Room = { summary: 3, agree: 5, differ: 6, only: 6, spoken: 1, sources: 24 };
const FURTHER: Room = { summary: 2, agree: 3, differ: 3, only: 1, spoken: 0, sources: 6 };
/** The lead and eleven more, under the 80 kB that leave a fifth of Gmail's 102 kB for what it adds. */
const STORIES_IN_MAIL = 12;

/** Differences of a mail in all; each story that has one has room for it. */
const DIFFERENCES_IN_MAIL = 14;

/** How many differences each story tells: the first ones more, where not all have some. */
function roomForDifferences(stories: readonly Story[]): readonly number[] {
  let left = DIFFERENCES_IN_MAIL - stories.filter(({ differ }) => differ.length > 0).length;
  return stories.map(({ differ }, at) => {
    const further = Math.max(0, Math.min(differ.length, at === 0 ? LEAD.differ : FURTHER.differ) - 1);
    const more = Math.min(left, further);
    left -= more;
    return 1 + more;
  });
}

/** What the edition says in depth to readers of one language. Unknown languages get English words around the same quotes. */
export function editionView(edition: Edition, { language, settings }: ViewOptions): EditionView {
  const { wording } = wordingFor(language);
  const quiet = quietView(edition, wording, settings);
  const context = { language, wording, settings, edition };
  const notQuiet = quiet === null ? edition.stories : [];
  const shown = withoutDisputed(notQuiet)
    .slice(0, STORIES_IN_MAIL)
    .map((story) => storyInLanguage(story, language));
  const contents = shown.map((story, at) => contentsLine(story, at, context));
  const differ = roomForDifferences(shown);
  const stories = shown.map((story, at) =>
    storyView(story, context, { ...(at === 0 ? LEAD : FURTHER), differ: differ[at] ?? 1 }),
  );
  const frame = mailFrame(context, quiet, contents, stories[0]?.summary[0]);
  return {
    ...frame,
    coverage: coverageOf(edition, wording, clockTime(edition.window.to, wording.locale, settings.timeZone)),
    stories,
    alsoCovered: notQuiet.slice(shown.length).map((story) => mentionOfStory(story, frame.pageUrl, wording)),
    people: peopleView(shown, wording),
    timeline: timelineView(shown, wording),
  };
}

/** "14 articles", "9 outlets" …; nothing is said of what there is none of. */
function coverageOf({ counts }: Edition, wording: Wording, to: string): string[] {
  const counted = [
    [wording.articles, counts.articles],
    [wording.outlets, counts.outlets],
    [wording.languages, counts.languages],
    [wording.stories, counts.stories],
  ] as const;
  const said = counted.flatMap(([forms, n]) => (n > 0 ? [plural(forms, n, wording.locale)] : []));
  return [...said, fill(wording.cutOff, { time: to })];
}

const MOST_OUTLETS = 3;

function mentionOfStory(story: Story, pageUrl: string, wording: Wording): MentionView {
  const outlets = [...new Set(namesIn(story, wording).values())].slice(0, MOST_OUTLETS);
  const { text, language } = story.headline;
  const headline = foreign(text, language, LONGEST_HEADLINE);
  return {
    title: headline.text === '' ? foreign(wording.untitled, null) : headline,
    outlet: listOf(
      outlets.map((outlet): Line => [named(outlet)]),
      wording,
    ),
    about: [ours(wording.state[story.state])],
    url: `${pageUrl}#${anchorOf(story)}`,
  };
}
