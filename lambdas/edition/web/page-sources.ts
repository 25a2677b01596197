import type { Source, StorySource } from '../../types.ts';
import { listFormat } from '../formats.ts';
import { cleanLine, safeUrl, shorten } from '../view/clean.ts';
import { type Foreign, foreign, outletOf } from '../view/source-view.ts';
import { directionOf, fill, languageName, plural } from '../wording.ts';
import { type Moment, publishedMoment } from './moments.ts';
import type { PageWording } from './wording.ts';

/** One article: all that the page says of it. */
export interface ArticleView {
  readonly outlet: string;
  readonly title: Foreign;
  readonly url: string | null;
  /** What it is here, then language, agency and authors: what there is of them. */
  readonly about: readonly string[];
  readonly published: Moment | null;
}

export interface PageSourceView extends ArticleView {
  readonly anchor: string;
  /** "4 repetitions of this text …", and each of them. */
  readonly repeats: { readonly label: string; readonly articles: readonly ArticleView[] } | null;
}

const LONGEST_TITLE = 240;
const LONGEST_NAME = 80;
const MOST_AUTHORS = 6;

/** `here` says what the article is to the page, such as a copy's kind or how near it is to the topic. */
export function articleView(
  source: Source,
  name: string,
  words: PageWording,
  ...here: readonly string[]
): ArticleView {
  const title = source.title === null ? '' : cleanLine(source.title);
  return {
    outlet: name,
    title:
      title === ''
        ? { text: words.untitled, lang: null, dir: directionOf(null) }
        : foreign(title, source.language, LONGEST_TITLE),
    url: safeUrl(source.url),
    about: [...here, ...aboutArticle(source, words)],
    published: publishedMoment(source.published, words),
  };
}

export function pageSourceView(
  source: StorySource,
  name: string,
  anchor: string,
  words: PageWording,
): PageSourceView {
  const { copies } = source;
  const repeats = () => ({
    label: plural(words.repeats, copies.length, words.locale),
    articles: copies.map((copy) =>
      articleView(copy, outletOf(copy) ?? words.unnamed, words, words.kinds[copy.kind ?? 'near']),
    ),
  });
  return { ...articleView(source, name, words), anchor, repeats: copies.length === 0 ? null : repeats() };
}

function aboutArticle(source: Source, words: PageWording): string[] {
  const [language, agency] = [foreign('', source.language).lang, nameIn(source.agency ?? '')];
  const authors = source.authors.map(nameIn).filter((name) => name !== '');
  return [
    language === null ? '' : languageName(language, words.locale),
    agency === '' || agency === outletOf(source) ? '' : fill(words.via, { agency }),
    authors.length === 0
      ? ''
      : fill(words.by, { names: listFormat(words.locale, {}).format(authors.slice(0, MOST_AUTHORS)) }),
  ].filter((part) => part !== '');
}

const nameIn = (text: string): string => shorten(cleanLine(text), LONGEST_NAME);
