import { textIn, type XmlElement } from '../../xml/tree.ts';
import type { NewsItem } from './news-item.ts';
import { allNamed, deep, valueIn, xmlParagraphs } from './xml-text.ts';

/** An article in NITF, the format of agencies (IPTC). */
export function nitfItem(nitf: XmlElement): NewsItem {
  const head = deep(nitf, 'head');
  const top = deep(nitf, 'body.head');
  const content = deep(nitf, 'body.content') ?? deep(nitf, 'body');
  const pub = deep(nitf, 'pubdata');
  const abstract = top ? deep(top, 'abstract') : undefined;
  const deck = top ? valueIn(top, 'hl2') : undefined;
  return {
    title: (top && valueIn(top, 'hl1', 'headline', 'hedline')) ?? (head && valueIn(head, 'title')),
    outlet:
      pub?.attributes.get('name') ??
      (top && valueIn(top, 'distributor')) ??
      deep(nitf, 'doc.copyright')?.attributes.get('holder'),
    bylines: top ? allNamed(top, 'byline').map(bylineIn) : [],
    published:
      deep(nitf, 'date.issue')?.attributes.get('norm') ??
      pub?.attributes.get('date.publication') ??
      (top ? deep(top, 'story.date')?.attributes.get('norm') : undefined),
    url: pub?.attributes.get('ex-ref'),
    paragraphs: [
      ...(deck ? [{ kind: 'heading' as const, text: deck }] : []),
      ...(content && xmlParagraphs(content).length > 0
        ? xmlParagraphs(content)
        : abstract
          ? xmlParagraphs(abstract)
          : []),
    ],
  };
}

/** The byline without the writer's job. */
function bylineIn(byline: XmlElement): string {
  const people = allNamed(byline, 'person');
  if (people.length > 0) return people.map(textIn).join(', ');
  return byline.children
    .filter((child) => typeof child === 'string' || child.name !== 'byttl')
    .map(textIn)
    .join('');
}
