import type { Edition, Settings, Story } from '../types.ts';
import { countWords } from './cap.ts';
import { cleanLine, safeUrl, shorten } from './clean.ts';
import { clockTime, instantInWords } from './dates.ts';
import { PLACEHOLDER_TOKEN } from './placeholder.ts';
import { aboutSource, type Foreign, outletOf, titleOf } from './source-view.ts';
import { type QuoteView, type Room, type StoryView, storyView } from './story-view.ts';
import { fill, plural, type Wording, wordingFor } from './wording.ts';

export interface ViewOptions {
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly settings: Settings;
  /** `web` has no link that belongs to one reader, and room for every story. */
  readonly audience: 'mail' | 'web';
}

/** Half a line about something that has no story of its own here. */
export interface MentionView {
  readonly title: Foreign;
  readonly outlet: string;
  readonly about: string;
  readonly url: string | null;
}

export interface BulletView extends QuoteView {
  readonly anchor: string;
}

/** All that a template may say, in the reader's language: plain text, escaped by the template engine. */
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
  readonly forMail: boolean;
  readonly pageUrl: string;
  readonly leaveUrl: string | null;
  readonly postalAddress: string;
  readonly quiet: { readonly title: string; readonly text: string } | null;
  readonly nothingNew: string | null;
  readonly bullets: readonly BulletView[];
  readonly lead: StoryView | null;
  readonly further: readonly StoryView[];
  readonly alsoCovered: readonly MentionView[];
  readonly setAside: readonly MentionView[];
  readonly setAsideMore: string | null;
  readonly why: string;
}

const LEAD: Room = { summary: 5, agree: 3, differ: 4, only: 4 };
const FURTHER: Room = { summary: 2, agree: 1, differ: 1, only: 1 };
/** The lead and eleven more: about 60 kB of HTML, well under the 102 kB at which Gmail cuts. */
const STORIES_IN_MAIL = 12;
const MENTIONS = 12;
const BULLETS = 3;
const BULLET_WORDS = 25;
const SUBJECT_LETTERS = 60;

/** What the edition says to readers of one language. Unknown languages get English words around the same quotes. */
export function editionView(edition: Edition, { language, settings, audience }: ViewOptions): EditionView {
  const { language: lang, wording } = wordingFor(language);
  const [first, ...rest] = edition.stories;
  const most = audience === 'mail' ? STORIES_IN_MAIL - 1 : Number.POSITIVE_INFINITY;
  const context = { wording, language };
  const lead = first === undefined ? null : storyView(first, { ...context, lead: true, room: LEAD });
  const further = rest
    .slice(0, most)
    .map((story) => storyView(story, { ...context, lead: false, room: audience === 'web' ? LEAD : FURTHER }));
  const at = (instant: string) => instantInWords(instant, wording, settings.timeZone);
  const pageUrl = `${settings.publicAddress}/editions/${edition.id}.${language}.html`;
  const name = cleanLine(edition.name);
  return {
    lang,
    dir: wording.dir,
    start: wording.dir === 'rtl' ? 'right' : 'left',
    words: wording,
    name,
    topic: cleanLine(edition.topic),
    subject: subjectOf(edition, language, wording),
    preheader: lead?.summary[0]?.text ?? cleanLine(edition.topic),
    number: fill(wording.number, { n: edition.number }),
    cutOff: at(edition.slot),
    coverage: coverageOf(edition, wording, clockTime(edition.window.to, wording.locale, settings.timeZone)),
    forMail: audience === 'mail',
    pageUrl,
    leaveUrl: audience === 'mail' ? `${settings.publicAddress}/reader/leave/${PLACEHOLDER_TOKEN}` : null,
    postalAddress: cleanLine(settings.postalAddress),
    quiet:
      lead !== null
        ? null
        : {
            title: wording.quiet,
            text: fill(wording.quietText, { from: at(edition.window.from), to: at(edition.window.to) }),
          },
    nothingNew:
      lead !== null && edition.stories.every(({ state }) => state === 'known') ? wording.nothingNew : null,
    bullets: bulletsOf([lead, ...further]),
    lead,
    further,
    alsoCovered: rest.slice(most).map((story) => mentionOfStory(story, wording)),
    setAside: edition.offTopic.slice(0, MENTIONS).map((source) => ({
      title: titleOf(source, wording),
      outlet: outletOf(source) ?? wording.unnamed,
      about: aboutSource(source, wording),
      url: safeUrl(source.url),
    })),
    setAsideMore:
      edition.offTopic.length > MENTIONS
        ? plural(wording.more, edition.offTopic.length - MENTIONS, wording.locale)
        : null,
    why: fill(audience === 'mail' ? wording.whyText : wording.pageText, { name }),
  };
}

/** The lead fact, then the edition, in at most 60 letters: what phones show of a subject. */
function subjectOf(edition: Edition, language: string, wording: Wording): string {
  const number = ` · ${fill(wording.number, { n: edition.number })}`;
  const [lead] = edition.stories;
  const own = lead?.sources.find((source) => source.language === language && source.title !== null)?.title;
  const fact = cleanLine(
    (lead?.headline.language === language ? lead.headline.text : own) ?? lead?.headline.text ?? '',
  );
  const start = fact === '' ? `${cleanLine(edition.name)}: ${wording.quiet}` : fact;
  return shorten(start, SUBJECT_LETTERS - number.length) + number;
}

/** "14 articles", "9 outlets" …; nothing is said of what there is none of. */
function coverageOf({ counts }: Edition, wording: Wording, to: string): string[] {
  const counted = [
    [wording.articles, counts.articles],
    [wording.outlets, counts.outlets],
    [wording.languages, counts.languages],
    [wording.stories, counts.stories],
    [wording.copies, counts.copies],
    [wording.offTopic, counts.offTopic],
  ] as const;
  const said = counted.flatMap(([forms, n]) => (n > 0 ? [plural(forms, n, wording.locale)] : []));
  return [...said, fill(wording.cutOff, { time: to })];
}

/** A short whole sentence from each of the first stories. With fewer than three stories it would only say things twice. */
function bulletsOf(stories: readonly (StoryView | null)[]): BulletView[] {
  const bullets = stories.flatMap((story) => {
    const quote = story?.summary.find(({ text }) => countWords(text) <= BULLET_WORDS);
    return story && quote ? [{ ...quote, anchor: story.anchor }] : [];
  });
  return bullets.length < BULLETS ? [] : bullets.slice(0, BULLETS);
}

function mentionOfStory(story: Story, wording: Wording): MentionView {
  const [source] = story.sources;
  const mention = storyView(story, {
    wording,
    language: '',
    lead: false,
    room: { summary: 0, agree: 0, differ: 0, only: 0 },
  });
  return {
    title: mention.headline,
    outlet: [...new Set(mention.sources.map(({ outlet }) => outlet))].slice(0, 3).join(', '),
    about: mention.state,
    url: safeUrl(source?.url ?? null),
  };
}
