import type { Settings } from '../../types.ts';
import { cleanLine } from '../clean.ts';
import { languageName } from '../wording.ts';
import { archiveKey, feedKey, ICON, SUBSCRIBE } from './address.ts';
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
    feed: `${top}${feedKey(language)}`,
    subscribe: `${top}${SUBSCRIBE}`,
    postalAddress: cleanLine(settings.postalAddress),
  };
}

/** "українська" becomes "Українська": it stands alone. */
function nameInItself(code: string): string {
  const name = languageName(code, code);
  return name.replace(/^\p{L}/u, (letter) => letter.toLocaleUpperCase(code));
}
