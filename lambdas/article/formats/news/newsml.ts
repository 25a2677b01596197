import { textIn, type XmlElement } from '../../xml/tree.ts';
import type { Paragraph } from '../office/office-document.ts';
import type { NewsItem } from './news-item.ts';
import { nitfItem } from './nitf.ts';
import { allNamed, deep, valueIn, xmlParagraphs } from './xml-text.ts';

/** The articles in a NewsML-G2 item or message, or in NewsML 1; items of pictures have no text and are none. */
export function newsmlItems(root: XmlElement): readonly NewsItem[] {
  const items = root.name.toLowerCase() === 'newsitem' ? [root] : allNamed(root, 'newsitem');
  return items.map(itemOf).filter(({ paragraphs }) => paragraphs.length > 0);
}

function itemOf(item: XmlElement): NewsItem {
  const nitf = deep(item, 'nitf');
  const inner: NewsItem = nitf ? nitfItem(nitf) : { paragraphs: contentOf(item) };
  const provider = deep(item, 'provider');
  return {
    title: valueIn(item, 'headline') ?? inner.title,
    outlet:
      (provider && (valueIn(provider, 'name') ?? provider.attributes.get('literal'))) ??
      valueIn(item, 'creditline') ??
      inner.outlet,
    bylines: bylinesOf(item) ?? inner.bylines ?? [],
    published:
      valueIn(item, 'contentcreated', 'firstcreated', 'versioncreated', 'thisrevisioncreated') ??
      inner.published,
    url: valueIn(item, 'canonicallink') ?? deep(item, 'link')?.attributes.get('href') ?? inner.url,
    paragraphs: inner.paragraphs,
  };
}

function bylinesOf(item: XmlElement): readonly string[] | null {
  const by = valueIn(item, 'by', 'byline');
  if (by) return [by];
  const creators = allNamed(item, 'creator').flatMap((creator) => valueIn(creator, 'name') ?? []);
  return creators.length > 0 ? creators : null;
}

function contentOf(item: XmlElement): readonly Paragraph[] {
  const inline = deep(item, 'inlinexml') ?? deep(item, 'datacontent');
  if (inline) return xmlParagraphs(deep(inline, 'body') ?? inline);
  const data = deep(item, 'inlinedata');
  return data
    ? textIn(data)
        .split(/\n\s*\n/)
        .map((text) => ({ kind: 'text', text }))
    : [];
}
