import type { Edition, Settings } from '../../types.ts';
import { shortDay } from '../dates.ts';
import { type AmendmentsView, amendmentsView } from '../mail/amendments-view.ts';
import { cleanLine } from '../mail/clean.ts';
import { PLACEHOLDER_PREFERENCES, PLACEHOLDER_TOKEN } from '../mail/placeholder.ts';
import { numberOf, subjectOf } from '../mail/subject.ts';
import { withoutDisputed } from '../select/disputed.ts';
import { hasEditorsWords } from '../select/editorial.ts';
import { inOwnWords } from '../select/own-lead.ts';
import { type QuietView, quietView } from '../select/quiet.ts';
import { fill, plural, type Wording, wordingFor } from '../wording.ts';
import { type ContentsLine, contentsLine, pageOf } from './contents.ts';
import { type BriefStory, briefStory } from './story.ts';

/** All that the brief mail's templates may say, in the reader's language: plain text, escaped by the template engine. */
export interface BriefView {
  readonly lang: string;
  readonly dir: string;
  readonly start: 'left' | 'right';
  readonly end: 'left' | 'right';
  readonly words: Wording;
  readonly name: string;
  readonly topic: string;
  readonly subject: string;
  readonly preheader: string;
  /** Invisible signs behind the preheader, so that a list of mails does not go on with the mail's first words. */
  readonly padding: string;
  readonly number: string;
  readonly day: string;
  /** "1 min · 7 min in full"; set when both have been written. */
  readonly minutes: string;
  readonly pageUrl: string;
  readonly archiveUrl: string;
  readonly subscribeUrl: string;
  readonly leaveUrl: string;
  readonly preferencesUrl: string;
  readonly postalAddress: string;
  readonly quiet: QuietView | null;
  /** What was corrected or taken down since the last edition. */
  readonly corrections: AmendmentsView | null;
  readonly contents: readonly ContentsLine[];
  readonly stories: readonly BriefStory[];
  /** Stories without news: a line each. */
  readonly continuing: readonly ContentsLine[];
  /** What there is no room for. */
  readonly more: string | null;
  readonly why: string;
  readonly editorsWords: string | null;
}

/** The stories that are told; the page has all. */
const STORIES = 12;

/** A joiner that joins nothing and a space: what lists of mails show of it is blank. */
export const PADDING = '\u034f\u00a0'.repeat(60);

/** The edition in brief, in the reader's language. Unknown languages get English words around the same quotes. */
export function briefView(
  edition: Edition,
  { language, settings }: { readonly language: string; readonly settings: Settings },
): BriefView {
  const { language: lang, wording } = wordingFor(language);
  const quiet = quietView(edition, wording, settings);
  const context = { language, wording, settings, edition };
  const all = quiet === null ? withoutDisputed(edition.stories) : [];
  const news = all.filter(({ state }) => state !== 'known').slice(0, STORIES);
  const known = all.filter(({ state }) => state === 'known').slice(0, STORIES);
  const contents = news.map((story, at) => contentsLine(story, at, context));
  const name = cleanLine(edition.name);
  const stories = news.map((story, at) => briefStory(inOwnWords(story, language), at, context));
  const left = all.length - news.length - known.length;
  return {
    lang,
    dir: wording.dir,
    start: wording.dir === 'rtl' ? 'right' : 'left',
    end: wording.dir === 'rtl' ? 'left' : 'right',
    words: wording,
    name,
    topic: cleanLine(edition.topic),
    subject: subjectOf(edition, language, wording),
    preheader: preheaderOf(contents, stories[0]?.sentences[0]) || quiet?.lines[0] || cleanLine(edition.topic),
    padding: PADDING,
    number: numberOf(edition, wording),
    day: shortDay(edition.slot, wording, settings.timeZone),
    minutes: '',
    pageUrl: pageOf(context),
    archiveUrl: `${settings.publicAddress}/`,
    subscribeUrl: `${settings.publicAddress}/reader/subscribe`,
    leaveUrl: `${settings.publicAddress}/reader/leave/${PLACEHOLDER_TOKEN}`,
    preferencesUrl: `${settings.publicAddress}/reader/preferences/${PLACEHOLDER_PREFERENCES}`,
    postalAddress: cleanLine(settings.postalAddress),
    quiet,
    corrections: amendmentsView(edition, language, wording, settings),
    contents,
    stories,
    continuing: known.map((story, at) => contentsLine(story, news.length + at, context)),
    more: left > 0 ? plural(wording.more, left, wording.locale) : null,
    why: fill(wording.whyText, { name }),
    editorsWords: hasEditorsWords(edition) ? wording.editorsWords : null,
  };
}

/** What outlets differ on first, since nobody else tells it; else how the edition begins. */
export function preheaderOf(
  contents: readonly ContentsLine[],
  first: { readonly text: string } | undefined,
): string {
  const differing = contents.flatMap(({ headline, differ }) =>
    differ === null ? [] : [`${headline.text}: ${differ}`],
  );
  return differing.length > 0 ? differing.join(' · ') : (first?.text ?? '');
}
