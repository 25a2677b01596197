import { elementsIn, textIn, type XmlElement } from '../../xml/tree.ts';
import type { NewsItem } from './news-item.ts';
import { allNamed, deep, valueIn, xmlParagraphs } from './xml-text.ts';

/** An article in JATS, the format of journals (ANSI/NISO Z39.96): its facts stand in `front`, its text in `body`. */
export function jatsItem(article: XmlElement): NewsItem {
  const meta = deep(article, 'article-meta') ?? article;
  const journal = deep(article, 'journal-meta');
  const body = deep(article, 'body') ?? deep(meta, 'abstract');
  return {
    title: valueIn(meta, 'article-title'),
    outlet: journal && valueIn(journal, 'journal-title', 'abbrev-journal-title', 'publisher-name'),
    bylines: allNamed(meta, 'contrib').filter(isAuthor).map(nameOf).filter(Boolean),
    published: dateIn(meta),
    url: deep(meta, 'self-uri')?.attributes.get('href'),
    paragraphs: body ? xmlParagraphs(body) : [],
  };
}

/** True for an element of this format, and not of another that calls its root `article`. */
export function isJats(root: XmlElement): boolean {
  return deep(root, 'article-meta') !== undefined;
}

function isAuthor({ attributes }: XmlElement): boolean {
  return (attributes.get('contrib-type') ?? 'author') === 'author';
}

function nameOf(contrib: XmlElement): string {
  const surname = valueIn(contrib, 'surname');
  const given = valueIn(contrib, 'given-names');
  if (surname) return given ? `${given} ${surname}` : surname;
  return valueIn(contrib, 'string-name') ?? '';
}

/** The day on which it came out, before those on which it was printed or received. */
function dateIn(meta: XmlElement): string | undefined {
  const dates = [...allNamed(meta, 'pub-date')];
  const kind = ({ attributes }: XmlElement) =>
    attributes.get('pub-type') ?? attributes.get('publication-format') ?? attributes.get('date-type') ?? '';
  const first = dates.find((date) => /epub|electronic|pub$/.test(kind(date))) ?? dates[0];
  if (!first) return undefined;
  const iso = first.attributes.get('iso-8601-date');
  if (iso) return iso;
  const part = (name: string) => {
    const [found] = elementsIn(first, name);
    return found ? textIn(found).trim().padStart(2, '0') : undefined;
  };
  const [year, month, day] = [part('year'), part('month'), part('day')];
  return year && month && day ? `${year}-${month}-${day}` : undefined;
}
