import type { Settings } from '../../types.ts';
import { cleanLine, safeUrl } from '../view/clean.ts';
import { languageName } from '../wording.ts';
import { archiveKey, feedKey, ICON, jsonFeedKey, SUBSCRIBE, searchKey } from './address.ts';
import { type ShareLink, shareLinks } from './share-links.ts';
import { type PageWording, pageWording } from './wording.ts';

/** What stands around every page: its head, masthead and foot. Paths are relative, so that a page works wherever the whole is laid. */
export interface FrameView {
  /** Of our own words. Foreign text carries its own. */
  readonly lang: string;
  readonly dir: string;
  readonly words: PageWording;
  readonly name: string;
  /** Of the window; for the tab and for search engines. */
  readonly title: string;
  readonly description: string;
  readonly stylesheet: string;
  readonly icon: string;
  /** Whole addresses; null on a page that has none of its own. */
  readonly canonical: string | null;
  /** The same page in every language, this one included. */
  readonly alternates: readonly LanguageView[];
  /** The same, without this one. */
  readonly others: readonly LanguageView[];
  /** Of an edition's page: the one before, the one after. */
  readonly neighbours: readonly { readonly rel: 'prev' | 'next'; readonly path: string }[];
  readonly archive: string;
  readonly search: string;
  readonly jsonFeed: string;
  /** https://ogp.me/#type_article: null on pages that are no article of ours. */
  readonly article: { readonly published: string } | null;
  /** Whole address of what link previews show. */
  readonly picture: string | null;
  /** https://schema.org/NewsArticle as JSON-LD, safe inside a script element. */
  readonly structured: string | null;
  /** Of an article of ours; empty elsewhere. */
  readonly share: readonly ShareLink[];
  readonly feed: string;
  readonly subscribe: string;
  readonly postalAddress: string;
}

export interface LanguageView {
  readonly language: string;
  /** Its name in itself. */
  readonly label: string;
  readonly dir: string;
  readonly path: string;
  readonly url: string;
}

export interface FrameOptions {
  readonly settings: Settings;
  /** The reader's language; its page need not be worded in it. */
  readonly language: string;
  /** Key of the stylesheet. */
  readonly stylesheet: string;
  /** From the page to the top of the bucket: `''`, `'../'`, or `'/'` for a page that is shown at any address. */
  readonly top: '' | '../' | '/';
  readonly title: string;
  readonly description: string;
  /** The page's key in a language, and those in which there is one; none for a page without an address of its own. */
  readonly key: ((language: string) => string) | null;
  readonly languages: readonly string[];
  readonly neighbours?: FrameView['neighbours'];
  /** Of an edition's or a story's page: when it went out (ISO), and what it rests on. */
  readonly published?: string;
  /** Key of its picture. */
  readonly picture?: string;
  readonly sources?: readonly {
    readonly url: string;
    readonly title: string | null;
    readonly outlet: string | null;
  }[];
}

export function frameView(options: FrameOptions): FrameView {
  const { settings, language, stylesheet, top, title, description, key, languages } = options;
  const { lang, words } = pageWording(language);
  const address = (path: string) => `${settings.publicAddress}/${path}`;
  const alternates = languages.flatMap((code) =>
    key === null
      ? []
      : [
          {
            language: code,
            label: nameInItself(code),
            dir: pageWording(code).words.dir,
            path: `${top}${key(code)}`,
            url: address(key(code)),
          },
        ],
  );
  return {
    lang,
    dir: words.dir,
    words,
    name: cleanLine(settings.name),
    title,
    description,
    stylesheet: `${top}${stylesheet}`,
    icon: `${top}${ICON}`,
    canonical: key === null ? null : address(key(language)),
    alternates: alternates.length > 1 ? alternates : [],
    others: alternates.filter((one) => one.language !== language),
    neighbours: options.neighbours ?? [],
    archive: `${top}${archiveKey(language)}`,
    search: `${top}${searchKey(language)}`,
    jsonFeed: `${top}${jsonFeedKey(language)}`,
    article: options.published === undefined ? null : { published: options.published },
    picture: options.picture === undefined ? null : address(options.picture),
    structured: key === null ? null : structuredData(options, address(key(language))),
    share:
      key === null || options.published === undefined
        ? []
        : shareLinks(address(key(language)), `${title} · ${cleanLine(settings.name)}`, words),
    feed: `${top}${feedKey(language)}`,
    subscribe: `${top}${SUBSCRIBE}`,
    postalAddress: cleanLine(settings.postalAddress),
  };
}

const MOST_SOURCES = 60;

/** Our edition is the article; each source stands under `isBasedOn`, with its own address. */
function structuredData(options: FrameOptions, url: string): string | null {
  const { settings, language, title, description, published, sources = [] } = options;
  if (published === undefined) return null;
  const name = cleanLine(settings.name);
  const based = sources.flatMap(({ url: address, title: headline, outlet }) => {
    const safe = safeUrl(address);
    if (safe === null) return [];
    return [
      {
        '@type': 'NewsArticle',
        url: safe,
        ...(headline === null ? {} : { headline: cleanLine(headline) }),
        ...(outlet === null
          ? {}
          : { publisher: { '@type': 'NewsMediaOrganization', name: cleanLine(outlet) } }),
      },
    ];
  });
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title,
    description,
    url,
    inLanguage: language,
    datePublished: published,
    ...(options.picture === undefined ? {} : { image: `${settings.publicAddress}/${options.picture}` }),
    publisher: { '@type': 'Organization', name, url: `${settings.publicAddress}/` },
    isBasedOn: based.slice(0, MOST_SOURCES),
  };
  // Inside a script element nothing but "</" and "<!--" could end it; neither can be written without these characters.
  return JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** "українська" becomes "Українська": it stands alone. */
function nameInItself(code: string): string {
  const name = languageName(code, code);
  return name.replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase(code));
}
