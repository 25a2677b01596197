import { shortDay } from '../dates.ts';
import { leaveUrl, preferencesUrl } from '../placeholder.ts';
import { hasEditorsWords } from '../select/editors-words.ts';
import type { QuietView } from '../select/quiet-edition.ts';
import { type AmendmentsView, amendmentsView } from '../view/amendments-view.ts';
import { cleanLine } from '../view/clean.ts';
import { INSET } from '../view/inset.ts';
import { numberOf, subjectOf } from '../view/subject.ts';
import { fill, type Wording, wordingFor } from '../wording.ts';
import { type ContentsLine, type MailContext, pageOf } from './contents.ts';

/** What stands around the stories of a mail, brief or full: plain text, escaped by the template engine. */
export interface MailFrame {
  /** Of our own words. Foreign text carries its own. */
  readonly lang: string;
  readonly dir: string;
  /** The sides on which a line begins and ends. */
  readonly start: 'left' | 'right';
  readonly end: 'left' | 'right';
  /** Padding of cells with text. */
  readonly inset: string;
  readonly words: Wording;
  readonly name: string;
  readonly topic: string;
  readonly subject: string;
  readonly preheader: string;
  /** Invisible characters behind the preheader, so that a list of mails does not go on with the mail's first words. */
  readonly padding: string;
  readonly number: string;
  readonly day: string;
  /** "2 min · 4 min in full"; set when both have been written. */
  readonly minutes: string;
  readonly pageUrl: string;
  readonly archiveUrl: string;
  readonly subscribeUrl: string;
  readonly leaveUrl: string;
  readonly preferencesUrl: string;
  readonly postalAddress: string;
  /** Set when nothing is new. */
  readonly quiet: QuietView | null;
  /** What was corrected or taken down since the last edition. */
  readonly corrections: AmendmentsView | null;
  /** The stories below, in their order. */
  readonly contents: readonly ContentsLine[];
  readonly why: string;
  /** What square brackets mean, where there are any. */
  readonly editorsWords: string | null;
}

/** A joiner that joins nothing and a space: what lists of mails show of it is blank. */
const PADDING = '\u034f\u00a0'.repeat(60);

/** The frame around stories with these lines in the contents; `first` is the sentence that the first of them begins with. */
export function mailFrame(
  context: MailContext,
  quiet: QuietView | null,
  contents: readonly ContentsLine[],
  first: { readonly text: string } | undefined,
): MailFrame {
  const { edition, settings, language, wording } = context;
  const name = cleanLine(edition.name);
  const topic = cleanLine(edition.topic);
  const isFromRight = wording.dir === 'rtl';
  return {
    lang: wordingFor(language).language,
    dir: wording.dir,
    start: isFromRight ? 'right' : 'left',
    end: isFromRight ? 'left' : 'right',
    inset: INSET[isFromRight ? 'rtl' : 'ltr'],
    words: wording,
    name,
    topic,
    subject: subjectOf(edition, language, wording),
    preheader: preheaderOf(contents, first) || quiet?.lines[0] || topic,
    padding: PADDING,
    number: numberOf(edition, wording),
    day: shortDay(edition.slot, wording, settings.timeZone),
    minutes: '',
    pageUrl: pageOf(context),
    archiveUrl: `${settings.publicAddress}/`,
    subscribeUrl: `${settings.publicAddress}/reader/subscribe`,
    leaveUrl: leaveUrl(settings.publicAddress),
    preferencesUrl: preferencesUrl(settings.publicAddress),
    postalAddress: cleanLine(settings.postalAddress),
    quiet,
    corrections: amendmentsView(edition, language, wording, settings),
    contents,
    why: fill(wording.whyText, { name }),
    editorsWords: hasEditorsWords(edition) ? wording.editorsWords : null,
  };
}

/** Lists of mails show about a hundred characters, wide windows twice as many: what begins behind them nobody sees. */
const PREHEADER_CHARACTERS = 200;

/** What outlets differ on first, since nobody else tells it; else how the edition begins. */
function preheaderOf(
  contents: readonly ContentsLine[],
  first: { readonly text: string } | undefined,
): string {
  const differing = contents.flatMap(({ headline, differ }) =>
    differ === null ? [] : [`${headline.text}: ${differ}`],
  );
  const signs = differing.map((_, at) => differing.slice(0, at).join(' · ').length);
  const shown = differing.filter((_, at) => (signs[at] ?? 0) < PREHEADER_CHARACTERS);
  return shown.length > 0 ? shown.join(' · ') : (first?.text ?? '');
}
