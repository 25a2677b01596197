import { hostOf } from '../../metadata/links.ts';
import { originalUrl } from '../../metadata/original-url.ts';
import { fold } from '../../roles/lines.ts';
import { elementsOf, type PageElement, textIn } from '../tree.ts';
import { articleNode, type Json, type LinkedData, linkedDataOf, textOf } from './json-ld.ts';

/** What a page says about itself, and the elements that its metadata may stand in. */
export interface PageFacts {
  /** Lower-case names of meta tags to their contents, in order. */
  readonly meta: ReadonlyMap<string, readonly string[]>;
  readonly data: LinkedData;
  readonly article: Json | null;
  /** The text of `<title>`. */
  readonly window: string;
  readonly url: string | null;
  /** Language and country as the page declares them: "en-us", "de"; empty where it does not. */
  readonly locale: string;
  readonly descriptions: readonly string[];
  /** True where a browser has translated the page before it was saved. */
  readonly isTranslated: boolean;
  /** The address as the page gives it names an archive that shows it. */
  readonly isArchived: boolean;
  /** Scripts' own text, for pages that are drawn by them. */
  readonly scripts: readonly string[];
}

/** Reads the page's head and its marks; changes nothing. */
export function pageFacts(root: PageElement): PageFacts {
  const meta = new Map<string, string[]>();
  const jsonLd: string[] = [];
  const scripts: string[] = [];
  let window = '';
  let isTranslated = false;
  let language = '';
  let canonical: string | undefined;
  for (const element of elementsOf(root)) {
    const { name, attributes } = element;
    if (name === 'html') {
      isTranslated = /\btranslated-(?:ltr|rtl)\b/.test(attributes.class ?? '');
      language = attributes.lang ?? '';
    }
    if (name === 'meta') {
      addMeta(meta, attributes);
      // Some frameworks leave the data in an attribute.
      if (attributes.name === 'script:ld+json') jsonLd.push(attributes.content ?? '');
    }
    if (name === 'title' && window === '' && element.parent?.name !== 'svg') window = fold(textIn(element));
    else if (name === 'link' && attributes.rel === 'canonical') canonical ??= attributes.href;
    else if (name === 'script') {
      if (/ld\+json/i.test(attributes.type ?? '')) jsonLd.push(textIn(element));
      else if (attributes.src === undefined) scripts.push(textIn(element));
    }
  }
  const data = linkedDataOf(jsonLd);
  const article = articleNode(data);
  const urls = [canonical, meta.get('og:url')?.[0], textOf(article?.url), mainPage(article)];
  const isArchived = urls.some((url) => url != null && originalUrl(url) !== url);
  return {
    meta,
    data,
    article,
    window,
    scripts,
    isTranslated:
      isTranslated || urls.some((url) => url != null && /\.translate\.goog\b/.test(hostOf(url) ?? '')),
    isArchived,
    url: urlOf(urls),
    locale: localeOf(language, meta.get('og:locale')?.[0] ?? ''),
    descriptions: [...meta].filter(([name]) => name.endsWith('description')).flatMap(([, values]) => values),
  };
}

function addMeta(meta: Map<string, string[]>, attributes: Readonly<Record<string, string>>): void {
  const name = (attributes.property ?? attributes.name ?? attributes.itemprop)?.toLowerCase();
  const content = fold(attributes.content ?? '');
  if (name && content) meta.set(name, [...(meta.get(name) ?? []), content]);
}

/** The declaration that names a country, or the one that there is. */
function localeOf(...declared: readonly string[]): string {
  const plain = declared.map((one) => one.slice(0, 20).toLowerCase().replace('_', '-'));
  return plain.find((one) => one.includes('-')) ?? plain.find((one) => one !== '') ?? '';
}

function mainPage(article: Json | null): string | null {
  const page = article?.mainEntityOfPage;
  if (typeof page === 'string') return page;
  return typeof page === 'object' && page !== null && '@id' in page && typeof page['@id'] === 'string'
    ? page['@id']
    : null;
}

function urlOf(candidates: readonly (string | null | undefined)[]): string | null {
  const found = candidates
    .filter((url): url is string => typeof url === 'string' && hostOf(url) !== null)
    .map(originalUrl);
  return found.find((url) => url !== null) ?? null;
}

/** The first content among these names, by the order of the names. */
export function firstMeta({ meta }: Pick<PageFacts, 'meta'>, names: readonly string[]): string | undefined {
  return names.flatMap((name) => meta.get(name) ?? [])[0];
}
