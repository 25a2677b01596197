import { elementsIn, textIn, type XmlElement } from '../../xml/tree.ts';
import type { Paragraph } from '../office/office-document.ts';
import type { NewsItem } from './news-item.ts';
import { allNamed, deep, valueIn, xmlParagraphs } from './xml-text.ts';

const BODIES = ['encoded', 'content', 'description', 'summary'];

/** An entry of a feed with its text still as HTML, which is read where HTML is. */
export interface FeedEntry extends Omit<NewsItem, 'paragraphs'> {
  readonly html: string;
  readonly paragraphs: readonly Paragraph[];
}

/** The entries of an RSS, RDF or Atom feed, or one entry alone. */
export function feedEntries(root: XmlElement): readonly FeedEntry[] {
  const outlet = root.name === 'item' || root.name === 'entry' ? undefined : outletOf(root);
  const entries =
    outlet === undefined && (root.name === 'item' || root.name === 'entry')
      ? [root]
      : [...allNamed(root, 'item'), ...allNamed(root, 'entry')];
  return entries.map((entry) => entryOf(entry, outlet));
}

function outletOf(root: XmlElement): string | undefined {
  const channel = deep(root, 'channel') ?? root;
  const title = elementsIn(channel, 'title')[0];
  return title ? textIn(title) : undefined;
}

function entryOf(entry: XmlElement, outlet: string | undefined): FeedEntry {
  const bodies = BODIES.flatMap((name) => elementsIn(entry, name));
  const longest = bodies.toSorted((a, b) => textIn(b).length - textIn(a).length)[0];
  const isMarkup = longest !== undefined && elementsIn(longest).length > 0;
  const links = elementsIn(entry, 'link');
  const link = links.find((one) => (one.attributes.get('rel') ?? 'alternate') === 'alternate') ?? links[0];
  const source = elementsIn(entry, 'source')[0];
  return {
    title: valueIn(entry, 'title'),
    outlet: (source && (valueIn(source, 'title') ?? textIn(source).trim())) || outlet,
    bylines: elementsIn(entry)
      .filter(({ name }) => name === 'creator' || name === 'author')
      .map((author) => valueIn(author, 'name') ?? textIn(author)),
    published: valueIn(entry, 'pubdate', 'published', 'date', 'issued', 'updated', 'created'),
    url: (link && (link.attributes.get('href') ?? textIn(link).trim())) || valueIn(entry, 'guid'),
    html: longest && !isMarkup ? textIn(longest) : '',
    paragraphs: longest && isMarkup ? xmlParagraphs(longest) : [],
  };
}
