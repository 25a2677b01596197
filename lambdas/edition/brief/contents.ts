import { BARE } from '../../claims/numbers/number-kinds.ts';
import type { Edition, Settings, Story } from '../../types.ts';
import { listFormat } from '../formats.ts';
import { headlineIn } from '../select/headline-in-language.ts';
import { type Foreign, foreign, LONGEST_HEADLINE } from '../view/source-view.ts';
import { reportPath, storyKey } from '../web/address.ts';
import { fill, numberIn, plural, roundNumberIn, type Wording } from '../wording.ts';
import { type Figure, figuresOf } from './figure.ts';
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

/**
 * "they differ: six boats or four", or that they do. Where a side is in another language, its number as the reader's writes it, with a share,
 * a time or a currency; a number of nobody knows what says nothing.
 */
function differInWords(
  { differ }: Story,
  { language, wording: { locale, ...wording } }: MailContext,
): string | null {
  if (differ.length === 0) return null;
  const [sides] = differ.flatMap((one) => {
    const told = (figuresOf(one) ?? []).slice(0, 2).map((figure) => figureIn(figure, { language, locale }));
    return told.length > 1 && told.some((text) => /[\p{L}\p{S}%٪]/u.test(text)) ? [told] : [];
  });
  if (sides === undefined) return wording.theyDiffer;
  return fill(wording.theyDifferOn, { sides: listFormat(locale, { type: 'disjunction' }).format(sides) });
}

/** A figure as a reader of this language reads it. */
function figureIn(
  { text, value, kind, currency, language: its }: Figure,
  { language, locale }: { readonly language: string; readonly locale: string },
): string {
  if (its === null || its === language) return text;
  if (currency !== undefined)
    return new Intl.NumberFormat(locale, { style: 'currency', currency, ...COMPACT }).format(value);
  if (kind === BARE || kind === 'money') return roundNumberIn(value, locale);
  return new Intl.NumberFormat(locale, { style: 'unit', unit: kind, unitDisplay: 'long' }).format(value);
}

/** "€420m", "$2.80". */
const COMPACT = { notation: 'compact', maximumFractionDigits: 2 } as const;

/** The title that a source in the reader's language gave, else the story's own. */
export function headlineOf(story: Story, { language, wording }: MailContext): Foreign {
  const { text: own, language: its } = headlineIn(story, language);
  const text = foreign(own, its, LONGEST_HEADLINE);
  return text.text === '' ? foreign(wording.untitled, null) : text;
}
