import type { Edition, Quote, Settings, Story } from '../../types.ts';
import { clauseOf } from '../clause.ts';
import { cleanLine } from '../clean.ts';
import { shortDay } from '../dates.ts';
import { withoutDisputed } from '../disputed.ts';
import { hasEditorsWords } from '../editorial.ts';
import { headlineIn } from '../own-headline.ts';
import { inOwnWords } from '../own-lead.ts';
import { lineOf } from '../pieces.ts';
import { PLACEHOLDER_PREFERENCES, PLACEHOLDER_TOKEN } from '../placeholder.ts';
import { type QuietView, quietView } from '../quiet.ts';
import { type QuoteView, quoterOf } from '../quote-view.ts';
import { type Foreign, foreign, languageTag } from '../source-view.ts';
import { anchorOf, LONGEST_HEADLINE, type SpokenView, spokenOf, tellOnce } from '../story-view.ts';
import { numberOf, subjectOf } from '../subject.ts';
import { storyKey } from '../web/address.ts';
import { fill, languageName, numberIn, plural, type Wording, wordingFor } from '../wording.ts';
import { figuresOf } from './figure.ts';
import { type Matrix, matrixOf } from './matrix.ts';
import { type OutletsView, outletsView } from './outlets.ts';

/** A line of "In one minute". */
export interface ContentsLine {
  readonly number: string;
  readonly headline: Foreign;
  readonly url: string;
  /** "9 outlets". */
  readonly outlets: string;
  /** Per cent of the edition's outlets, 1 … 100, and what is left of it. */
  readonly share: number;
  readonly rest: number;
  /** "they differ: six or four". */
  readonly differ: string | null;
}

export interface BriefSide extends QuoteView {
  /** What this side says instead of the other, set large. */
  readonly figure: string | null;
}

export interface BriefStory {
  readonly anchor: string;
  readonly headline: Foreign;
  readonly url: string;
  /** New or updated; null in a first edition, where all is new. */
  readonly state: string | null;
  /** "9 outlets · English 7 · Ukrainian 1". */
  readonly standing: string;
  readonly stateOnly: string | null;
  readonly notes: readonly string[];
  /** New since the edition before where `isNew`. */
  readonly sentences: readonly (QuoteView & { readonly isNew: boolean })[];
  readonly differ: { readonly label: string; readonly sides: readonly BriefSide[] } | null;
  readonly matrix: Matrix | null;
  readonly spoken: SpokenView | null;
  /** Empty where the outlets are named above. */
  readonly sources: OutletsView['line'];
  /** All of them for the text part, where a link stands beside its name. */
  readonly outletLinks: OutletsView['outlets'];
}

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
/** These have room for two sentences, who reports what, and a voice (the first). */
const TOLD_AT_LENGTH = 3;
/** A longer sentence is told by its beginning, where that can stand alone. */
const SENTENCE_WORDS = 30;

/** A joiner that joins nothing and a space: what lists of mails show of it is blank. */
const PADDING = '\u034f\u00a0'.repeat(60);

interface Context {
  readonly language: string;
  readonly wording: Wording;
  readonly settings: Settings;
  readonly edition: Edition;
}

/** The edition for one minute, in the reader's language. Unknown languages get English words around the same quotes. */
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
    preheader: preheaderOf(contents, stories) || quiet?.lines[0] || cleanLine(edition.topic),
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
    contents,
    stories,
    continuing: known.map((story, at) => contentsLine(story, news.length + at, context)),
    more: left > 0 ? plural(wording.more, left, wording.locale) : null,
    why: fill(wording.whyText, { name }),
    editorsWords: hasEditorsWords(edition) ? wording.editorsWords : null,
  };
}

function pageOf({ edition, language, settings }: Context): string {
  return `${settings.publicAddress}/editions/${edition.id}.${language}.html`;
}

function urlOf(story: Story, context: Context): string {
  return `${context.settings.publicAddress}/${storyKey(story.id, context.language)}`;
}

function contentsLine(story: Story, at: number, context: Context): ContentsLine {
  const { wording, edition } = context;
  const { count } = outletsView(story, wording);
  const share = Math.min(100, Math.max(2, Math.round((100 * count) / Math.max(1, edition.counts.outlets))));
  return {
    number: numberIn(at + 1, wording.locale),
    headline: headlineOf(story, context),
    url: urlOf(story, context),
    outlets: plural(wording.outlets, count, wording.locale),
    share,
    rest: 100 - share,
    differ: differInWords(story, wording),
  };
}

/** "they differ: six or four", or that they do. */
function differInWords({ differ }: Story, wording: Wording): string | null {
  const figures = differ.flatMap((one) => figuresOf(one) ?? []).slice(0, 2);
  if (differ.length === 0) return null;
  if (figures.length < 2) return wording.theyDiffer;
  const sides = new Intl.ListFormat(wording.locale, { type: 'disjunction' }).format(figures);
  return fill(wording.theyDifferOn, { sides });
}

/** The title that a source in the reader's language gave, else the story's own. */
function headlineOf(story: Story, { language, wording }: Context): Foreign {
  const { text: own, language: its } = headlineIn(story, language);
  const text = foreign(own, its, LONGEST_HEADLINE);
  return text.text === '' ? foreign(wording.untitled, null) : text;
}

function briefStory(story: Story, at: number, context: Context): BriefStory {
  const { language, wording } = context;
  const quoter = quoterOf(story, wording);
  const isLong = at < TOLD_AT_LENGTH;
  const { first, rest, facts } = tellOnce(story, language);
  const headline = headlineOf(story, context);
  const outlets = outletsView(story, wording);
  const matrix = isLong ? matrixOf(story, outlets, { language, wording }) : null;
  const told = [
    ...first.map(({ quote, others }) => ({ quote, also: matrix === null ? others : [] })),
    ...(matrix === null ? facts.slice(0, 1).map(({ quote, others }) => ({ quote, also: others })) : []),
    ...rest.map((quote) => ({ quote, also: [] })),
  ].filter(({ quote }) => cleanLine(quote.text) !== headline.text);
  const sentences = told.slice(0, at === 0 ? 2 : 1);
  const [difference] = story.differ;
  const shown = [...sentences.map(({ quote }) => quote), ...(difference?.quotes ?? [])];
  // Linked once: below, where all sources are, or here, where there is only one.
  const show = outlets.count === 1 ? quoter.view : quoter.plain;
  const marked = (quote: Quote) => withLanguage(show(quote), quote, context);
  return {
    anchor: anchorOf(story),
    headline,
    url: urlOf(story, context),
    state: context.edition.fresh === undefined ? null : wording.state[story.state],
    standing: standingOf(story, outlets.count, wording),
    stateOnly: outlets.isStateOnly ? wording.onlyStateMedia : null,
    notes: (story.notes ?? []).map(cleanLine),
    sentences: sentences.map(({ quote, also }) => ({
      ...marked({ ...quote, text: clauseOf(quote.text, quote.language, SENTENCE_WORDS) ?? quote.text }),
      also: quoter.also(also, quote),
      isNew: story.state === 'updated' && isFresh(quote, context.edition),
    })),
    differ:
      difference === undefined
        ? null
        : {
            label: wording.about[difference.about],
            sides: difference.quotes.map((quote, side) => ({
              ...marked(quote),
              also: quoter.also(difference.others?.[side] ?? [], quote),
              figure: figuresOf(difference)?.[side] ?? null,
            })),
          },
    matrix,
    spoken: at === 0 ? spokenOf(story, shown, quoter, wording) : null,
    // Who reports what names them already; a single outlet stands beside its sentence.
    sources: (matrix?.isWhole ?? outlets.count === 1) ? [] : outlets.line,
    outletLinks: outlets.outlets,
  };
}

/** A quote in another language than the reader's says in which. */
function withLanguage(view: QuoteView, quote: Quote, { language, wording }: Context): QuoteView {
  const tag = languageTag(quote.language);
  if (tag === null || tag === language) return view;
  const by = lineOf(wording.inLanguage, { outlet: view.by, language: languageName(tag, wording.locale) });
  return { ...view, by };
}

/** Of an article that the edition before did not have. */
function isFresh({ articleId, version }: Quote, { fresh = [] }: Edition): boolean {
  return fresh.includes(`${articleId}/${version}`);
}

/** "9 outlets · English 7, Ukrainian 1". */
function standingOf(story: Story, outlets: number, wording: Wording): string {
  if (story.sources.length === 1) return wording.onlyOneOutlet;
  const counted = plural(wording.outlets, outlets, wording.locale);
  const languages = Map.groupBy(
    story.sources.flatMap((source) => languageTag(source.language) ?? []),
    (tag) => tag,
  );
  if (languages.size < 2) return counted;
  const each = [...languages].map(
    ([tag, all]) => `${languageName(tag, wording.locale)} ${numberIn(all.length, wording.locale)}`,
  );
  return `${counted} · ${each.join(' · ')}`;
}

/** What outlets differ on first, since nobody else tells it; else how the edition begins. */
function preheaderOf(contents: readonly ContentsLine[], stories: readonly BriefStory[]): string {
  const differing = contents.flatMap(({ headline, differ }) =>
    differ === null ? [] : [`${headline.text}: ${differ}`],
  );
  return differing.length > 0 ? differing.join(' · ') : (stories[0]?.sentences[0]?.text ?? '');
}
