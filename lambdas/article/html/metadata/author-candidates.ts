import { hostOf } from '../../metadata/links.ts';
import { beginsWith } from '../../roles/phrases.ts';
import { keyOf } from '../../roles/text-features.ts';
import rules from '../../rules/html.json' with { type: 'json' };
import { wordsOf } from '../features/class-words.ts';
import { type AuthorSource, authorFeatures, type FoundName } from './author-features.ts';
import { declaredNames, LONGEST_TEXT, printedNames, spacedTextIn } from './author-names.ts';
import { namedIn, typesOf, unescaped } from './json-ld.ts';
import { distanceTo, type PageView } from './page-view.ts';

/** A name that may be an author's, with everything that speaks for it. */
export interface AuthorCandidate {
  readonly name: string;
  /** In the order of `AUTHOR_FEATURES`. */
  readonly values: readonly number[];
}

/** A name in one place of the page. */
interface Mention {
  readonly name: string;
  readonly source: AuthorSource;
  /** Of schema.org. */
  readonly type?: string | null;
  /** Index of the block that prints it. */
  readonly place?: number;
  readonly label?: boolean;
  readonly bylineClass?: boolean;
  readonly authorClass?: boolean;
}

const LABELS = /^(?:written|posted|published)?\s*(?:by|author)s?\s*:?$/i;
const CARD_LABEL = /written|author|autor|geschrieben|écrit|escrito|скрипт|автор/i;
const MOST_PERSONS = 200;
const MOST_MARKS = 80;
const LONGEST_NAME = 80;
/** Words of a block that may be a byline. */
const LONGEST_LINE = 24;
/** Blocks above the article's first one, and below its last, in which bylines are looked for. */
const NEAR = 14;
const END = 6;
const bylineLabel = beginsWith('bylines');

/** Every name that the page declares or prints as an author's might be, equal ones put together. */
export function authorCandidates(view: PageView): readonly AuthorCandidate[] {
  const found = together([...inData(view), ...inMeta(view), ...inMarks(view), ...inText(view)]);
  return found.map((one) => ({ name: one.name, values: authorFeatures(one, found, view) }));
}

/** Mentions of one name, however it is written, as one. Their order within each source is kept. */
function together(mentions: Iterable<Mention>): readonly FoundName[] {
  const found = new Map<string, FoundName>();
  const counts = new Map<AuthorSource, number>();
  for (const { name, source, type, place, label, bylineClass, authorClass } of mentions) {
    const key = keyOf(name);
    if (key.length < 2 || name.length > LONGEST_NAME) continue;
    const order = counts.get(source) ?? 0;
    const one = found.get(key) ?? {
      name,
      sources: new Set(),
      types: new Set(),
      places: [],
      order,
      label: false,
      bylineClass: false,
      authorClass: false,
    };
    found.set(key, one);
    counts.set(source, order + 1);
    one.sources.add(source);
    if (type) one.types.add(type);
    if (place !== undefined) one.places.push(place);
    one.label ||= label ?? false;
    one.bylineClass ||= bylineClass ?? false;
    one.authorClass ||= authorClass ?? false;
  }
  return [...found.values()];
}

/** What the page's data for machines (JSON-LD) name. */
function* inData({ facts }: PageView): Iterable<Mention> {
  for (const { name, type } of namedIn(facts.article?.author, facts.data))
    for (const one of declaredNames(name)) yield { name: one, source: 'ldAuthor', type };
  for (const { name, type } of namedIn(facts.article?.creator, facts.data))
    for (const one of declaredNames(name)) yield { name: one, source: 'ldCreator', type };
  for (const node of facts.data.nodes.slice(0, MOST_PERSONS))
    if (typesOf(node).includes('Person') && typeof node.name === 'string')
      for (const one of declaredNames(unescaped(node.name))) yield { name: one, source: 'ldPerson' };
}

/** What its meta tags name; the labels of a card say which of its two values is the author. */
function* inMeta({ facts }: PageView): Iterable<Mention> {
  for (const name of rules.authorMeta)
    for (const value of facts.meta.get(name) ?? [])
      if (hostOf(value) === null)
        for (const one of declaredNames(unescaped(value)))
          yield { name: one, source: name === 'author' ? 'metaAuthor' : 'metaOther' };
  for (const number of [1, 2, 3]) {
    if (!CARD_LABEL.test(facts.meta.get(`twitter:label${number}`)?.[0] ?? '')) continue;
    for (const one of declaredNames(facts.meta.get(`twitter:data${number}`)?.[0] ?? ''))
      yield { name: one, source: 'metaLabel' };
  }
}

/** What stands in elements that are marked as bylines. */
function* inMarks({ bylines }: PageView): Iterable<Mention> {
  for (const { element, index } of bylines.slice(0, MOST_MARKS)) {
    const text = spacedTextIn(element);
    if (text.length < 3 || text.length > LONGEST_TEXT) continue;
    const { rel, itemprop, href } = element.attributes;
    const words = wordsOf(element);
    for (const name of printedNames(text))
      yield {
        name,
        source: rel === 'author' ? 'rel' : itemprop ? 'itemprop' : href ? 'href' : 'class',
        place: index,
        label: bylineLabel(text) > 0,
        bylineClass: words.includes('byline'),
        authorClass: words.includes('author') && words.includes('name'),
      };
  }
}

/** What is printed around the article's beginning, and with a label of its own below its end. */
function* inText(view: PageView): Iterable<Mention> {
  const { blocks, texts } = view;
  for (const [place, block] of blocks.entries()) {
    if ((texts[place]?.words ?? 0) > LONGEST_LINE) continue;
    const far = distanceTo(view, place);
    const below = view.last >= 0 ? place - view.last : -1;
    if (far <= 3 && far >= -NEAR) {
      const label = bylineLabel(block.text) > 0;
      const before = blocks[place - 1]?.text ?? '';
      const source = label || LABELS.test(before) ? 'byText' : 'nameText';
      for (const name of printedNames(block.text)) yield { name, source, place, label };
    } else if (below > -2 && below <= END && bylineLabel(block.text) > 0) {
      for (const name of printedNames(block.text)) yield { name, source: 'byEnd', place, label: true };
    }
  }
}
