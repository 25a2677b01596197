import type { Edition, Settings, Story } from '../../types.ts';
import { clockTime, instantInWords } from '../dates.ts';
import { bulletsOf } from '../select/bullets.ts';
import { withoutDisputed } from '../select/disputed.ts';
import { hasEditorsWords } from '../select/editorial.ts';
import { inOwnWords } from '../select/own-lead.ts';
import { type QuietView, quietView } from '../select/quiet.ts';
import { fill, plural, type Wording, wordingFor } from '../wording.ts';
import { type AmendmentsView, amendmentsView } from './amendments-view.ts';
import { cleanLine } from './clean.ts';
import { type Line, listOf, named, ours } from './linked-text.ts';
import { PLACEHOLDER_PREFERENCES, PLACEHOLDER_TOKEN } from './placeholder.ts';
import type { QuoteView } from './quote-view.ts';
import { quoterOf } from './quote-view.ts';
import { type DatedView, type PersonView, peopleView, timelineView } from './reference-view.ts';
import { type Foreign, foreign, namesIn } from './source-view.ts';
import { anchorOf, LONGEST_HEADLINE, type Room, type StoryView, storyView } from './story-view.ts';
import { numberOf, subjectOf } from './subject.ts';

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

/** All that the mail's templates may say, in the reader's language: plain text, escaped by the template engine. */
export interface EditionView {
  /** Of our own words. Foreign text carries its own. */
  readonly lang: string;
  readonly dir: string;
  /** The side on which a line begins. */
  readonly start: 'left' | 'right';
  readonly words: Wording;
  readonly name: string;
  readonly topic: string;
  readonly subject: string;
  readonly preheader: string;
  readonly number: string;
  readonly cutOff: string;
  readonly coverage: readonly string[];
  readonly pageUrl: string;
  readonly archiveUrl: string;
  readonly leaveUrl: string;
  readonly preferencesUrl: string;
  readonly postalAddress: string;
  /** Set when nothing is new. No story stands below it then: the page has those that go on. */
  readonly quiet: QuietView | null;
  /** What was corrected or taken down since the last edition. */
  readonly corrections: AmendmentsView | null;
  readonly bullets: readonly QuoteView[];
  readonly lead: StoryView | null;
  readonly further: readonly StoryView[];
  /** Stories that one outlet alone has told so far. */
  readonly single: readonly StoryView[];
  readonly alsoCovered: readonly MentionView[];
  readonly people: readonly PersonView[];
  readonly timeline: readonly DatedView[];
  readonly why: string;
  /** What square brackets mean, where there are any. */
  readonly editorsWords: string | null;
}

const LEAD: Room = { summary: 3, agree: 5, differ: 3, only: 6, spoken: 1, sources: 24 };
const FURTHER: Room = { summary: 2, agree: 1, differ: 1, only: 1, spoken: 0, sources: 6 };
const SINGLE: Room = { summary: 2, agree: 0, differ: 0, only: 0, spoken: 0, sources: 1 };
/** The lead and eleven more, under the 80 kB that leave a fifth of Gmail's 102 kB for what it adds. */
const STORIES_IN_MAIL = 12;

/** What the edition says to readers of one language. Unknown languages get English words around the same quotes. */
export function editionView(edition: Edition, { language, settings }: ViewOptions): EditionView {
  const { language: lang, wording } = wordingFor(language);
  const quiet = quietView(edition, wording, settings);
  const told = quiet === null ? edition.stories : [];
  const shown = withoutDisputed(told.slice(0, STORIES_IN_MAIL)).map((story) => inOwnWords(story, language));
  const [first, ...rest] = shown;
  const [several, single] = [
    rest.filter(({ sources }) => sources.length > 1),
    rest.filter(({ sources }) => sources.length <= 1),
  ];
  const pageUrl = `${settings.publicAddress}/editions/${edition.id}.${language}.html`;
  const view = (story: Story, lead: boolean, room: Room) =>
    storyView(story, { wording, language, lead, room, pageUrl });
  const name = cleanLine(edition.name);
  const bullets = bulletsOf(shown, language).map(({ story, quote }) => quoterOf(story, wording).view(quote));
  return {
    lang,
    dir: wording.dir,
    start: wording.dir === 'rtl' ? 'right' : 'left',
    words: wording,
    name,
    topic: cleanLine(edition.topic),
    subject: subjectOf(edition, language, wording),
    preheader: bullets[0]?.text || quiet?.lines[0] || cleanLine(edition.topic),
    number: numberOf(edition, wording),
    cutOff: instantInWords(edition.slot, wording, settings.timeZone),
    coverage: coverageOf(edition, wording, clockTime(edition.window.to, wording.locale, settings.timeZone)),
    pageUrl,
    archiveUrl: `${settings.publicAddress}/`,
    leaveUrl: `${settings.publicAddress}/reader/leave/${PLACEHOLDER_TOKEN}`,
    preferencesUrl: `${settings.publicAddress}/reader/preferences/${PLACEHOLDER_PREFERENCES}`,
    postalAddress: cleanLine(settings.postalAddress),
    quiet,
    corrections: amendmentsView(edition, language, wording, settings),
    bullets,
    lead: first === undefined ? null : view(first, true, LEAD),
    further: several.map((story) => view(story, false, FURTHER)),
    single: single.map((story) => view(story, false, SINGLE)),
    alsoCovered: told.slice(shown.length).map((story) => mentionOfStory(story, pageUrl, wording)),
    people: peopleView(shown, wording),
    timeline: timelineView(shown, wording),
    why: fill(wording.whyText, { name }),
    editorsWords: hasEditorsWords(edition) ? wording.editorsWords : null,
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
