import { agencyNamed } from '../../metadata/contributors.ts';
import { hostOf } from '../../metadata/links.ts';
import { isName } from '../../metadata/names.ts';
import { beginsWith } from '../../roles/phrases.ts';
import { flag, keyOf } from '../../roles/text-features.ts';
import rules from '../../rules/html.json' with { type: 'json' };
import { wordsOf } from '../features/class-words.ts';
import { declaredNames, LONGEST_TEXT, printedNames, spacedTextIn } from './author-names.ts';
import { namedIn, typesOf, unescaped } from './json-ld.ts';
import { distanceTo, type PageView } from './page-view.ts';

/** A name that may be an author's, with everything that speaks for it. */
export interface AuthorCandidate {
  readonly name: string;
  readonly values: readonly number[];
}

const SOURCES = [
  'ldAuthor',
  'ldCreator',
  'ldPerson',
  'metaAuthor',
  'metaOther',
  'metaLabel',
  'rel',
  'itemprop',
  'class',
  'href',
  'byText',
  'nameText',
  'byEnd',
] as const;
type Source = (typeof SOURCES)[number];

export const AUTHOR_FEATURES: readonly string[] = [
  ...SOURCES,
  'sources',
  'person',
  'organization',
  'string',
  'order',
  'candidates',
  'declaredOthers',
  'words',
  'letters',
  'capitals',
  'digits',
  'shouted',
  'isName',
  'agency',
  'isOutlet',
  'inOutlet',
  'holdsOutlet',
  'host',
  'place',
  'besideHeadline',
  'below',
  'label',
  'team',
  'abbreviation',
  'marks',
  'bylineClass',
  'authorClass',
  'address',
  'inBodyOdds',
  'printed',
];

const TEAM =
  /\b(?:staff|team|desk|editors?|editorial|redaktion|redacci[oó]n|r[eé]daction|redazione|redactie|newsroom|admin(?:istrator)?|agenc(?:y|ies|ia)|guest|contributors?|news|media|press|blog|inc|llc|ltd|gmbh|university|institute|company|group|association|foundation|magazine|office|department|center|centre|редакция|редакція)\b/iu;
const LABELS = /^(?:written|posted|published)?\s*(?:by|author)s?\s*:?$/i;
const MOST_MARKS = 80;
const NEAR = 14;
const END = 6;
const bylineLabel = beginsWith('bylines');

interface Found {
  readonly name: string;
  readonly sources: Set<Source>;
  readonly types: Set<string>;
  places: number[];
  order: number;
  label: boolean;
  marks: number;
  bylineClass: boolean;
  authorClass: boolean;
}

/** Every name that the page declares or prints as an author's might be, equal ones put together. */
export function authorCandidates(view: PageView): readonly AuthorCandidate[] {
  const { facts, blocks, texts } = view;
  const found = new Map<string, Found>();
  const counts = new Map<Source, number>();
  const add = (
    name: string,
    source: Source,
    type: string | null = null,
    place = -1,
    more: Partial<Found> = {},
  ): void => {
    const key = keyOf(name);
    if (key.length < 2 || name.length > 80) return;
    const known = found.get(key) ?? {
      name,
      sources: new Set(),
      types: new Set(),
      places: [],
      order: counts.get(source) ?? 0,
      label: false,
      marks: 0,
      bylineClass: false,
      authorClass: false,
    };
    counts.set(source, (counts.get(source) ?? 0) + 1);
    known.sources.add(source);
    if (type !== null) known.types.add(type);
    if (place >= 0) known.places.push(place);
    known.label ||= more.label ?? false;
    known.bylineClass ||= more.bylineClass ?? false;
    known.authorClass ||= more.authorClass ?? false;
    if (place >= 0) known.marks += 1;
    found.set(key, known);
  };
  for (const { name, type } of namedIn(facts.article?.author, facts.data))
    for (const one of declaredNames(name)) add(one, 'ldAuthor', type);
  for (const { name, type } of namedIn(facts.article?.creator, facts.data))
    for (const one of declaredNames(name)) add(one, 'ldCreator', type);
  for (const node of facts.data.nodes.slice(0, 200))
    if (typesOf(node).includes('Person') && typeof node.name === 'string')
      for (const one of declaredNames(unescaped(node.name))) add(one, 'ldPerson');
  for (const name of rules.authorMeta)
    for (const value of facts.meta.get(name) ?? [])
      if (hostOf(value) === null)
        for (const one of declaredNames(unescaped(value)))
          add(one, name === 'author' ? 'metaAuthor' : 'metaOther');
  for (const number of [1, 2, 3]) {
    if (
      !/written|author|autor|geschrieben|écrit|escrito|скрипт|автор/i.test(
        facts.meta.get(`twitter:label${number}`)?.[0] ?? '',
      )
    )
      continue;
    for (const one of declaredNames(facts.meta.get(`twitter:data${number}`)?.[0] ?? ''))
      add(one, 'metaLabel');
  }
  for (const { element, index } of view.bylines.slice(0, MOST_MARKS)) {
    const text = spacedTextIn(element);
    if (text.length < 3 || text.length > LONGEST_TEXT) continue;
    const { rel, itemprop, href } = element.attributes;
    const source: Source = rel === 'author' ? 'rel' : itemprop ? 'itemprop' : href ? 'href' : 'class';
    const words = wordsOf(element);
    const more = {
      label: bylineLabel(text) > 0,
      bylineClass: words.includes('byline'),
      authorClass: words.includes('author') && words.includes('name'),
    };
    for (const one of printedNames(text)) add(one, source, null, index, more);
  }
  blocks.forEach((block, index) => {
    const far = distanceTo(view, index);
    const below = view.last >= 0 ? index - view.last : -1;
    if ((texts[index]?.words ?? 0) > 24) return;
    if (far <= 3 && far >= -NEAR) {
      const label = bylineLabel(block.text) > 0;
      const before = blocks[index - 1]?.text ?? '';
      for (const one of printedNames(block.text))
        add(one, label || LABELS.test(before) ? 'byText' : 'nameText', null, index, { label });
    } else if (below > -2 && below <= END && bylineLabel(block.text) > 0) {
      for (const one of printedNames(block.text)) add(one, 'byEnd', null, index, { label: true });
    }
  });
  const all = [...found.values()];
  return all.map((one) => ({ name: one.name, values: valuesOf(one, all, view) }));
}

function valuesOf(one: Found, all: readonly Found[], view: PageView): readonly number[] {
  const { name } = one;
  const key = keyOf(name);
  const outlet = keyOf(view.outlet ?? '');
  const label = keyOf((hostOf(view.facts.url ?? '') ?? '').split('.').at(-2) ?? '');
  const words = name.split(/\s+/);
  const letters = name.replace(/\P{L}/gu, '');
  const distances = one.places.map((place) => distanceTo(view, place));
  const nearest = distances.length > 0 ? distances.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a)) : 41;
  return [
    ...SOURCES.map((source) => flag(one.sources.has(source))),
    one.sources.size,
    flag(one.types.has('Person')),
    flag([...one.types].some((type) => /Organi[sz]ation/.test(type))),
    flag(one.types.has('string')),
    Math.min(10, one.order),
    Math.min(30, all.length),
    all.filter((other) => other !== one && (other.sources.has('ldAuthor') || other.sources.has('metaAuthor')))
      .length,
    words.length,
    name.length,
    words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length,
    flag(/\d/.test(name)),
    flag(letters.length > 3 && !/\p{Ll}/u.test(letters)),
    flag(isName(name)),
    flag(agencyNamed(name) !== null),
    flag(key === outlet),
    flag(outlet.includes(key)),
    flag(outlet.length > 2 && key.includes(outlet)),
    flag(label.length > 2 && (key.startsWith(label) || label === key)),
    nearest,
    view.headline < 0 || one.places.length === 0
      ? 41
      : Math.min(40, ...one.places.map((place) => Math.abs(place - view.headline))),
    flag(one.places.length > 0 && view.last >= 0 && one.places.every((place) => place > view.last)),
    flag(one.label),
    flag(TEAM.test(name)),
    flag(letters.length <= 5 && !/\s/.test(name)),
    Math.min(20, one.marks),
    flag(one.bylineClass),
    flag(one.authorClass),
    flag(/[@._/]\w/.test(name)),
    Math.max(0, ...one.places.map((place) => view.odds[place] ?? 0)),
    flag(one.places.length > 0),
  ];
}
