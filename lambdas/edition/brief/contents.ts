import type { Edition, Settings, Story } from '../../types.ts';
import { listFormat } from '../formats.ts';
import { headlineIn } from '../select/headline-in-language.ts';
import { type Foreign, foreign, LONGEST_HEADLINE } from '../view/source-view.ts';
import { reportPath, storyKey } from '../web/address.ts';
import { fill, numberIn, plural, roundNumberIn, type Wording } from '../wording.ts';
import { figuresOf } from './figure.ts';
import { outletsView } from './outlets.ts';

/** A line of the numbered list that a mail opens with. */
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

/** The language of a mail, and where the edition's pages are. */
export interface MailContext {
  readonly language: string;
  readonly wording: Wording;
  readonly settings: Settings;
  readonly edition: Edition;
}

export function pageOf({ edition, language, settings }: MailContext): string {
  return `${settings.publicAddress}/editions/${edition.id}.${language}.html`;
}

/** Of the story’s own page. */
export function urlOf(story: Story, context: MailContext): string {
  return `${context.settings.publicAddress}/${storyKey(story.id, context.language)}`;
}

/** Of the form to report a mistake of it. */
export function reportUrlOf(story: Story, { settings, edition, language }: MailContext): string {
  return `${settings.publicAddress}/${reportPath(edition.id, story.id, language)}`;
}

export function contentsLine(story: Story, at: number, context: MailContext): ContentsLine {
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
    differ: differInWords(story, context),
  };
}

/** "they differ: six or four", or that they do. Where a side is in another language, the numbers alone, as the reader's writes them. */
function differInWords({ differ }: Story, { language, wording }: MailContext): string | null {
  if (differ.length === 0) return null;
  const [figures] = differ.flatMap((one) => [figuresOf(one) ?? []].filter(({ length }) => length > 1));
  if (figures === undefined) return wording.theyDiffer;
  const isRead = figures.every((figure) => figure.language === null || figure.language === language);
  const sides = figures
    .slice(0, 2)
    .map(({ text, value }) => (isRead ? text : roundNumberIn(value, wording.locale)));
  return fill(wording.theyDifferOn, {
    sides: listFormat(wording.locale, { type: 'disjunction' }).format(sides),
  });
}

/** The title that a source in the reader's language gave, else the story's own. */
export function headlineOf(story: Story, { language, wording }: MailContext): Foreign {
  const { text: own, language: its } = headlineIn(story, language);
  const text = foreign(own, its, LONGEST_HEADLINE);
  return text.text === '' ? foreign(wording.untitled, null) : text;
}
