import { nameKey } from '../../article/metadata/name-key.ts';
import type { CopyKind, Source, Story, StorySource } from '../../types.ts';
import { publishedInWords } from '../dates.ts';
import { furtherCited } from '../select/shown-agreement.ts';
import { directionOf, fill, languageName, numberIn, plural, type Wording } from '../wording.ts';
import { cleanLine, safeUrl, shorten } from './clean.ts';
import { type Line, lineOf, listOf, named, ours } from './linked-text.ts';

/** Text in its own language, which need not be the reader's. */
export interface Foreign {
  readonly text: string;
  /** Null when it is unknown: the template then sets no `lang`. */
  readonly lang: string | null;
  readonly dir: 'ltr' | 'rtl' | 'auto';
}

export interface SourceView {
  readonly number: string;
  readonly outlet: string;
  readonly title: Foreign;
  readonly url: string | null;
  /** Language, agency, day: what there is of them, joined by dots. */
  readonly about: Line;
  /** One line for each kind of copy: "Same or near-same text in Post and Herald". */
  readonly copies: readonly Line[];
}

/** Letters of a headline, in every mail. */
export const LONGEST_HEADLINE = 240;
const LONGEST_TITLE = 200;
const LONGEST_NAME = 80;
/** Outlets named as having the same text; the page names all of them. */
const MOST_COPIES = 8;

export function foreign(text: string, language: string | null, longest = Number.POSITIVE_INFINITY): Foreign {
  const lang = languageTag(language);
  return { text: shorten(cleanLine(text), longest), lang, dir: directionOf(lang) };
}

/** The code if it is one at all: it comes out of an upload. */
export function languageTag(language: string | null): string | null {
  return language !== null && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : null;
}

/**
 * How each article that a story shows is named: its outlet, and a number where several name none, so that two of them are never one
 * outlet; those of other stories are numbered on. A copy has no number.
 */
export function namesIn(
  story: Story,
  { unnamed, unnamedNumbered, locale }: Pick<Wording, 'unnamed' | 'unnamedNumbered' | 'locale'>,
): ReadonlyMap<string, string> {
  const reports = reportsOf(story);
  const isOne = reports.filter((source) => outletOf(source) === null).length < 2;
  const numbered = (at: number) => (isOne ? unnamed : fill(unnamedNumbered, { n: numberIn(at + 1, locale) }));
  return new Map([
    ...furtherCited(story).map((source) => [source.articleId, outletOf(source) ?? unnamed] as const),
    ...reports.map((source, at) => [source.articleId, outletOf(source) ?? numbered(at)] as const),
  ]);
}

/** The sources of a story, and behind them the articles of other stories that it shows: the place of each is its number. */
export function reportsOf({ sources, elsewhere = [] }: Story): readonly StorySource[] {
  return [...sources, ...elsewhere.map((source) => ({ ...source, copies: [] }))];
}

export function outletOf(source: Source): string | null {
  const outlet = source.outlet === null ? '' : shorten(cleanLine(source.outlet), LONGEST_NAME);
  return outlet === '' ? null : outlet;
}

export function titleOf(source: Source, wording: Wording): Foreign {
  const title = source.title === null ? '' : cleanLine(source.title);
  return title === ''
    ? { text: wording.untitled, lang: null, dir: 'auto' }
    : foreign(title, source.language, LONGEST_TITLE);
}

export function sourceView(source: StorySource, at: number, name: string, wording: Wording): SourceView {
  return {
    number: numberIn(at + 1, wording.locale),
    outlet: name,
    title: titleOf(source, wording),
    url: safeUrl(source.url),
    about: aboutSource(source, wording),
    copies: copiesView(source.copies, wording),
  };
}

/** Language, agency and day, as far as they are known, with dots between. */
export function aboutSource(source: Source, wording: Wording): Line {
  const agency = source.agency === null ? '' : shorten(cleanLine(source.agency), LONGEST_NAME);
  const language = languageTag(source.language);
  const published = publishedInWords(source.published, wording);
  const parts: Line[] = [
    ...(language === null ? [] : [[ours(languageName(language, wording.locale))]]),
    ...(agency === '' || agency === outletOf(source)
      ? []
      : [lineOf(wording.via, { agency: [named(agency)] })]),
    // The zone is as the outlet wrote it.
    ...(published === null ? [] : [[named(published)]]),
  ];
  return parts.flatMap((part, at) => (at === 0 ? part : [ours(' · '), ...part]));
}

/** One line per kind of copy. Files of one outlet and one address are named once, with their number. */
function copiesView(copies: readonly Source[], wording: Wording): Line[] {
  const lines: readonly (readonly [string, (kind: CopyKind | undefined) => boolean])[] = [
    [wording.copiesIn, (kind) => kind === undefined || kind === 'exact' || kind === 'near'],
    [wording.excerptsIn, (kind) => kind === 'excerpt'],
    [wording.roundupsIn, (kind) => kind === 'roundup'],
  ];
  return lines.flatMap(([pattern, belongs]) => {
    const names = countedNames(
      copies.filter(({ kind }) => belongs(kind)),
      wording,
    );
    const rest = names.length - MOST_COPIES;
    const listed =
      rest <= 1
        ? names
        : [...names.slice(0, MOST_COPIES), [ours(plural(wording.others, rest, wording.locale))]];
    return names.length === 0 ? [] : [lineOf(pattern, { outlets: listOf(listed, wording) })];
  });
}

function countedNames(copies: readonly Source[], wording: Wording): Line[] {
  const counted = new Map<string, { readonly name: string; readonly url: string | null; files: number }>();
  for (const copy of copies) {
    const name = outletOf(copy) ?? wording.unnamed;
    const url = safeUrl(copy.url);
    const key = `${nameKey(name)}\n${url ?? ''}`;
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { name, url, files: 1 });
    else known.files += 1;
  }
  return [...counted.values()].map(({ name, url, files }) => {
    // The name is put in as a slot's value: braces that an upload brings are never read as one.
    const text = files > 1 ? plural(wording.files, files, wording.locale, { outlet: name }) : name;
    return [named(text, url)];
  });
}
